"""``journal save``: a day's reads, played again, are stored the same in another store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanners.events import Frame
from scanners.journal import Journal
from scanners.sources.base import start
from station.clock import SystemClock
from station.settings import Settings, load
from station.store import scans
from station.store.engine import Store, open_store
from tests.ui.commands.hands import say
from ui.bench.kept_scans import KeptScans

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

DAY = [
    Frame("wedge", b"SF1234567890", 1.0, 1.1, "CR"),
    Frame("wedge", b"SF1234567890", 1.2, 1.3, "CR"),
    Frame("serial:1", b"]Q3\x1d0109506000134352", 1.4, 1.4, "CRLF"),
    Frame("serial:1", b"cut o", 1.5, 1.5, "", complete=False),
    Frame("camera:0", "打包台".encode("gb18030"), 1.6, 1.6, ""),
]


def kept(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as tx:
        return [
            (row.source, row.text, row.raw, row.kind, row.symbology, row.duplicate_of, row.complete)
            for row in scans.listing(tx, "1")
        ]


def test_a_saved_day_plays_again_through_the_same_pipeline(
    capsys: pytest.CaptureFixture[str], sqlite_url: str, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    store = open_store(load(sqlite_url))
    live = Journal(KeptScans(store, "1"), SystemClock(), on_scan=lambda _scan: None)
    for frame in DAY:
        live.offer(frame)
    live.close()
    file = tmp_path / "day.jsonl"
    status, told = say(capsys, "journal", "save", str(file), "--station", "1")
    assert (status, told["reads"]) == (0, len(DAY))

    again = open_store(Settings(home / "again", f"sqlite:///{tmp_path / 'again.db'}", "1"))
    second = Journal(KeptScans(again, "1"), SystemClock(), on_scan=lambda _scan: None)
    played = start(f"replay://{file}", on_frame=second.offer, on_state=lambda _state: None)
    qtbot.waitUntil(lambda: len(kept(again)) == len(DAY))
    played.close()
    second.close()
    assert kept(again) == kept(store)
    assert kept(store)[1][5] == 1  # a repeat
    again.close()
    store.close()
