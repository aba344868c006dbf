"""Finance looks at one order's money under all its numbers, and takes the table out."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.orders.canonical import ChannelStatus
from station.orders.link import link_number
from station.people import operators
from station.people.roles import Role
from tests import shop
from ui.desk.pages.reconciliation import ReconciliationPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store, Tx
    from ui.desk.window import DeskWindow


def test_any_number_shows_all_numbers_and_the_money_of_its_order(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path
) -> None:
    now = shop_store.clock.now()
    paid = replace(shop.order("0006900000000000001"), paid_at=now, received_fen=12990, fee_fen=65)
    deposit = replace(
        shop.order("260910-1", channel="pinduoduo"),
        status=ChannelStatus.DEPOSIT,
        paid_at=None,
        created_at=now,
        deposit_fen=5000,
    )
    first, _second = shop.put(shop_store, paid, deposit)

    def more(tx: Tx) -> None:
        for channel, number in (("alibaba", "184000000002"), ("jd", "=1+1")):
            where = {"channel": channel, "shop": "", "number": number}
            link_number(tx, first, **where, operator_no="2001", station="1")
        operators.add(tx, "5001", name="账房", role=Role.FINANCE)

    shop_store.write(more)
    page = desk.page("reconciliation")
    assert isinstance(page, ReconciliationPage)
    qtbot.waitUntil(lambda: len(page.table.rows) == 2)
    page.deposits.click()
    assert [row[1][-1] for row in page.table.rows] == ["预售定金未转尾款"]
    page.deposits.click()

    page.box.setText("184000000002")
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert "129.90" in page.sums.text()
    (row,) = page.table.rows
    shown = [column.value(row) for column in page.table.model.columns]
    assert first in shown
    assert "ALI_ORDER_ID 184000000002  DY_ORDER_ID 0006900000000000001  JD_ORDER_ID =1+1" in shown

    desk._operator = "5001"
    with qtbot.waitSignal(desk.answered):
        page.save(tmp_path / "money.csv")
    with (tmp_path / "money.csv").open(encoding="utf-8-sig", newline="") as stream:
        (written,) = csv.DictReader(stream)
    assert written["JD_ORDER_ID"] == "'=1+1"
    assert written["DY_ORDER_ID"] == "0006900000000000001"
