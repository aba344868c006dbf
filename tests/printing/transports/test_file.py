"""A folder as printer: whole files only, none overwritten."""

from pathlib import Path

import pytest

from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.file import transport


def test_each_label_becomes_one_file(tmp_path: Path) -> None:
    for payload in (b"one", b"two"):
        delivery = transport.open(Address(str(tmp_path / "out"), {}), "job-1.pdf").send(payload)
        assert delivery.outcome is Outcome.SENT
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["job-1-2.pdf", "job-1.pdf"]
    assert (tmp_path / "out" / "job-1.pdf").read_bytes() == b"one"


def test_a_folder_that_vanished_loses_nothing(tmp_path: Path) -> None:
    link = transport.open(Address(str(tmp_path / "out"), {}), "job-1.pdf")
    (tmp_path / "out").rmdir()
    assert link.send(b"one").outcome is Outcome.FAILED_BEFORE_SEND


def test_a_file_in_the_way_is_offline(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(PrinterOfflineError):
        transport.open(Address(str(tmp_path / "out"), {}), "job-1.pdf")
