"""A CUPS queue, tried with stand-ins of ``lp`` and ``lpstat`` that keep what they are given."""

from pathlib import Path

import pytest

from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.cups import transport

_LP = '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.arguments"\nexec /bin/cat > "$0.payload"\n'
_LPSTAT = '#!/bin/sh\nfor last; do :; done\n[ "$last" = zebra ]\n'


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, script in (("lp", _LP), ("lpstat", _LPSTAT)):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_label_goes_raw_to_the_queue(tools: Path) -> None:
    link = transport.open(Address("zebra", {"server": "127.0.0.1:8631"}), "job-1.zpl")
    assert link.send(b"^XA\x00\xff^XZ").outcome is Outcome.SENT
    assert (tools / "lp.payload").read_bytes() == b"^XA\x00\xff^XZ"
    said = (tools / "lp.arguments").read_text().split("\n")
    assert said[:-1] == ["-h", "127.0.0.1:8631", "-d", "zebra", "-o", "raw", "-t", "job-1.zpl"]
    assert link.ask(b"~HS", bool, 1) == b""


def test_a_page_is_left_to_the_driver_of_the_queue(tools: Path) -> None:
    transport.open(Address("zebra", {}), "job-1.pdf").send(b"%PDF")
    assert (tools / "lp.arguments").read_text().split() == ["-d", "zebra", "-t", "job-1.pdf"]


@pytest.mark.parametrize("queue", ["unknown", "-o"])
def test_unknown_queue_is_offline(queue: str, tools: Path) -> None:
    assert tools.exists()
    with pytest.raises(PrinterOfflineError):
        transport.open(Address(queue, {}), "job-1.zpl")


def test_a_service_that_is_down_is_told_from_a_queue_that_is_not_there(tools: Path) -> None:
    for said, told in (("Bad file descriptor", "没有应答"), ("Invalid destination name in list", "没有这个")):
        (tools / "lpstat").write_text(f'#!/bin/sh\necho "lpstat: {said}" >&2\nexit 1\n')
        with pytest.raises(PrinterOfflineError, match=told):
            transport.open(Address("zebra", {}), "job")


def test_refused_label_did_not_leave(tools: Path) -> None:
    (tools / "lp").write_text("#!/bin/sh\nexit 1\n")
    assert transport.open(Address("zebra", {}), "job").send(b"x").outcome is Outcome.FAILED_BEFORE_SEND


def test_without_cups_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(PrinterOfflineError, match="CUPS"):
        transport.open(Address("zebra", {}), "job")
