"""Paid until locked on the desk: the sentence, the minutes, the table and the picture as files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests import shop
from ui.desk.pages.lock_time import LockTime

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def test_mean_and_p95_by_minute_as_table_and_picture(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path
) -> None:
    paid = shop_store.clock.now() - timedelta(seconds=3)
    shop.put(shop_store, *(shop.order(str(number), paid_at=paid) for number in range(4)))
    page = desk.page("lock_time")
    assert isinstance(page, LockTime)
    qtbot.waitUntil(lambda: bool(page.table.rows))
    assert "4 单" in page.sums.text()
    assert page.table.rows[0][1] == 4
    for name in ("trend.png", "minutes.csv"):
        with qtbot.waitSignal(desk.answered, timeout=20_000):
            page.save(tmp_path / name)
    assert (tmp_path / "trend.png").read_bytes().startswith(b"\x89PNG")
    assert "P95" in (tmp_path / "minutes.csv").read_text(encoding="utf-8-sig")
