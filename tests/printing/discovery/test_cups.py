"""Queues are listed, also on another server; no CUPS and a silent CUPS are told apart."""

from pathlib import Path

import pytest

from printing.discovery import cups
from printing.discovery.base import DiscoveryError

_SAYS = """#!/bin/sh
printf "%s\\n" "$@" > "$0.arguments"
echo "device for zebra: socket://10.0.0.9:9100"
echo "device for 前台 A4: ipp://x"
"""


def _tool(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    (folder / "lpstat").write_text(script)
    (folder / "lpstat").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_queues_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tool(tmp_path, monkeypatch, _SAYS)
    assert [one.title for one in cups.find("10.0.0.2:631")] == ["zebra · socket://10.0.0.9:9100", "前台 A4 · ipp://x"]
    assert (tmp_path / "lpstat.arguments").read_text().split() == ["-h", "10.0.0.2:631", "-v"]


def test_no_queue_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _tool(tmp_path, monkeypatch, '#!/bin/sh\necho "lpstat: No destinations added." >&2\nexit 1\n')
    assert cups.find() == []


def test_without_cups_and_with_a_silent_one_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DiscoveryError, match="CUPS"):
        cups.find()
    _tool(tmp_path, monkeypatch, '#!/bin/sh\necho "lpstat: Bad file descriptor" >&2\nexit 1\n')
    with pytest.raises(DiscoveryError, match="systemctl"):
        cups.find()
