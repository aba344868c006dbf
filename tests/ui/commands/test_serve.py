"""``serve``: a certificate needs its key, and ``serve phone`` draws what a phone can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from main import main
from station.serve.tokens import ADDRESS
from station.settings import load
from station.store import choices
from station.store.engine import open_store
from ui.commands.serve import _drawn

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_no_phone_comes_in_while_nothing_is_served(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "phone", "--store", sqlite_url]) == 1
    assert "NOT_SERVED" in capsys.readouterr().err


def test_a_phone_is_let_in_by_a_code_on_the_screen(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load(sqlite_url))
    store.write(lambda tx: choices.put(tx, ADDRESS, "https://192.168.1.5:8765"))
    store.close()
    assert main(["serve", "phone", "--store", sqlite_url]) == 0
    drawn = capsys.readouterr().out.splitlines()
    assert len({len(line) for line in drawn[:-1]}) == 1
    assert "10 分钟" in drawn[-1]


def test_a_certificate_needs_its_key(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--certificate", str(tmp_path / "a.crt"), "--store", sqlite_url]) == 1
    assert "CERTIFICATE" in capsys.readouterr().err


def test_two_rows_make_one_line_of_text() -> None:
    lines = _drawn(((True, False), (False, True)))
    assert lines[2] == "████▄▀████"
