"""Service is told at once that a buyer hesitates; Enter takes the ticket, and it pops up once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.intake.facts import take
from station.tickets.tickets import Kind, open_tickets
from tests import shop

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def test_a_hesitating_buyer_pops_up_once_and_is_taken(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    shop.put(shop_store, shop.order("7"))
    events = ["address_changed"] * 3 + ["freight_viewed"] * 6
    told = [{"kind": kind, "channel": "douyin", "number": "7", "event_id": f"e{n}"} for n, kind in enumerate(events)]
    take(shop_store, json.dumps(told).encode())
    desk.popups.look()
    qtbot.waitUntil(lambda: len(desk.popups.boxes) == 1)
    (box,) = desk.popups.boxes
    assert "改地址3次，看运费6次" in box.text()
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(box, Qt.Key.Key_Return)
    with shop_store.read() as tx:
        assert [ticket.assignee for ticket in open_tickets(tx, kind=Kind.REVIEW)] == ["desk"]
    desk.popups.look()
    with qtbot.waitSignal(desk.answered):
        desk.ask(lambda _store: None, then=lambda _nothing: None)
    assert desk.popups.boxes == []
