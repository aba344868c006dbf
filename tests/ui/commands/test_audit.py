"""``audit``: whole or the first broken link, heads that prove what was there, an export that runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from station.people.audit import record
from station.store.schema.people import audit
from tests.station.people.tamper import tamper
from tests.ui.commands.hands import opened_shop, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Store]:
    yield from opened_shop(sqlite_url)


def test_the_trail_is_verified_and_its_heads_prove_what_was_there(
    opened: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    heads = tmp_path / "heads.txt"
    assert say(capsys, "scan", "SOCK", "--operator", "1001")[0] == 0
    assert say(capsys, "audit", "head", "--out", str(heads))[0] == 0
    status, shown = say(capsys, "audit", "verify", "--head", str(heads))
    assert (status, shown["whole"]) == (0, True)
    tamper(opened, audit.delete())
    status, shown = say(capsys, "audit", "verify", "--head", str(heads))
    assert (status, shown["whole"]) == (1, False)


def test_the_first_broken_link_is_named(opened: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for _n in range(3):
        say(capsys, "scan", "SOCK", "--operator", "1001")
    tamper(opened, update(audit).where(audit.c.seq == 2).values(actor="9999"))
    status, shown = say(capsys, "audit", "verify")
    assert (status, [one["first_broken"] for one in shown["stations"]]) == (1, [2])


def test_an_exported_trail_runs_no_formula(opened: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:

    opened.write(lambda tx: record(tx, "1", actor="=cmd|' /C calc'!A0", action="x", subject="@SUM(A1)"))
    file = tmp_path / "trail.csv"
    assert say(capsys, "audit", "export", str(file))[0] == 0
    content = file.read_text(encoding="utf-8-sig")
    assert "'=cmd" in content
    assert "'@SUM" in content
