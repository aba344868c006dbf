"""The supplier's shortage on the desk: who waits, new promises, a masked list, and back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests import shop
from ui.desk.pages.supply_shortage import SupplyShortage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def test_report_export_and_end(desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path) -> None:
    shop.put(shop_store, shop.order(qty=12))
    page = desk.page("supply_shortage")
    assert isinstance(page, SupplyShortage)

    def after(act: Callable[[], object]) -> list[tuple[int, str]]:
        with qtbot.waitSignal(desk.answered):
            act()
        model = page.table.model
        return [(row.qty, str(model.data(model.index(0, 5)))) for row in page.table.rows]

    page.box.setText("6900000000011")
    ((qty, before),) = after(page.look_up)
    assert qty == 2
    page.day.setText("some day")
    after(page.report_it)
    assert "2026-11-30" in desk.trouble.text()
    day = shop_store.clock.now() + timedelta(days=20)
    page.day.setText(f"{day:%Y-%m-%d}")
    ((_qty, now),) = after(page.report_it)
    assert now != before
    assert now.startswith(f"{day + timedelta(days=1):%Y-%m-%d}")
    after(lambda: page.write_list(tmp_path / "list.csv"))
    written = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert "测**" in written
    assert "测试甲" not in written
    assert after(page.end_it) == [(2, before)]
