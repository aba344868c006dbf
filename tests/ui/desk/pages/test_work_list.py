"""Work that waits for people: a code is mapped from the list, a ticket ended with a word, taken by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.find import find
from station.store import work
from station.tickets.tickets import open_ticket, open_tickets
from tests import shop
from ui.desk.pages.work_list import WorkList

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def shown(desk: DeskWindow, qtbot: QtBot) -> WorkList:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("work_list")
    assert isinstance(page, WorkList)
    return page


def test_a_code_without_sku_is_mapped_here_and_its_order_moves_on(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store
) -> None:
    shop.put(shop_store, shop.order("7", code="STRANGE-1"))
    page = shown(desk, qtbot)
    page.table.view.selectRow(0)
    assert "SKU" in page.box.placeholderText()
    page.box.setText("NOPE")
    with qtbot.waitSignal(desk.answered):
        page.end()
    assert "NOPE" in desk.trouble.text()
    page.box.setText("WY-CW-120")
    with qtbot.waitSignal(desk.answered):
        page.end()
    assert page.table.model.rows == ()
    with shop_store.read() as tx:
        assert find(tx, "7")[0].state == "allocated"


def test_other_work_is_taken_and_ended_with_a_word(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    shop_store.write(
        lambda tx: open_ticket(tx, kind="exception", title="找回包裹", role="lead", due_in_minutes=-5, sku="SOCK")
    )
    page = shown(desk, qtbot)
    (one,) = page.table.model.rows
    assert one.late
    page.table.view.selectRow(0)
    with qtbot.waitSignal(desk.answered):
        page.take_it()
    assert page.table.model.rows[0].ticket.assignee == "desk"
    page.table.view.selectRow(0)
    page.box.setText("已找回")
    with qtbot.waitSignal(desk.answered):
        page.end()
    with shop_store.read() as tx:
        assert open_tickets(tx) == ()
        row = work.ticket(tx, one.ticket.ticket_id)
    assert row is not None
    assert (row.outcome, row.closed_by) == ("已找回", "desk")
