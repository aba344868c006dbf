"""The print queue: what a person may decide about a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.ids import short_code
from station.packing import session
from station.people.codes import badge_code
from station.store import prints
from tests import shop
from ui.desk.pages.print_queue import PrintQueue, age, state_word

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def asked_for(store: Store) -> str:
    """Pack an order as far as its label and return the print job."""
    (order_id,) = shop.put(store, shop.order())
    for code in (badge_code("1001"), short_code(order_id), "6900000000011"):
        shown = session.scan(store, code, station="1")
    (job,) = shown.print_jobs
    return job


def queue(desk: DeskWindow, qtbot: QtBot) -> PrintQueue:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("print_queue")
    assert isinstance(page, PrintQueue)
    return page


def test_a_label_that_waits_is_shown(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    (row,) = queue(desk, qtbot).table.model.rows
    assert (row.job_id, row.state, row.copy_no) == (job, prints.QUEUED, 1)


def test_calling_off_takes_it_out_of_the_queue(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    page = queue(desk, qtbot)
    page.call_off(job, "客户取消")
    qtbot.waitUntil(lambda: page.table.model.rows == ())
    page.finished.setChecked(True)
    qtbot.waitUntil(lambda: [row.state for row in page.table.model.rows] == [prints.CANCELLED])


def test_a_label_on_its_way_is_not_printed_twice(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    page = queue(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        page.print_again(job, "没出来")
    assert desk.trouble.isVisible()
    with shop_store.read() as tx:
        assert len(prints.listing(tx)) == 1


def test_one_that_may_have_printed_gets_a_second_copy(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    shop_store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.UNKNOWN))
    page = queue(desk, qtbot)
    page.print_again(job, "没出来")
    qtbot.waitUntil(lambda: sorted(row.copy_no for row in page.table.model.rows) == [1, 2])


def test_buttons_need_a_selected_row(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    asked_for(shop_store)
    page = queue(desk, qtbot)
    assert not page.again.isEnabled()
    page.table.view.selectRow(0)
    assert page.again.isEnabled()


@pytest.mark.parametrize(("seconds", "told"), [(5, "刚刚"), (600, "10 分钟"), (7500, "2 小时 5 分")])
def test_ages_are_told_as_people_say_them(seconds: int, told: str) -> None:
    assert age(seconds) == told


def test_every_state_has_a_word() -> None:
    for state in (*prints.OPEN, prints.CONFIRMED, prints.PLANNED, prints.CANCELLED):
        assert state_word(state) != state
