"""The print queue: what a person may decide about a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QInputDialog, QMessageBox

from printing.emulator import Emulator
from station.orders.ids import short_code
from station.packing import printers, session
from station.packing.print_words import state_word
from station.packing.printers import Role
from station.people.codes import badge_code
from station.store import prints
from tests import shop
from ui.bench.printers import Printers
from ui.desk.label_look import LabelLook
from ui.desk.pages.print_queue import PrintQueue
from ui.desk.print_work import age
from ui.setup.printers.window import PrintersPage

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
    for state in (*prints.OPEN, prints.CONFIRMED, prints.PLANNED, prints.CANCELLED, prints.VOID):
        assert state_word(state) != state


def test_the_queue_says_what_proved_a_label(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    shop_store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.CONFIRMED, confirmed_by="camera"))
    page = queue(desk, qtbot)
    page.finished.setChecked(True)
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 1)
    assert page.table.model.index(0, 1).data() == "已打印 · 摄像头拍到"


def choose(store: Store, role: Role, url: str = "zpl+tcp://127.0.0.1:9") -> None:
    store.write(lambda tx: printers.choose(tx, "1", role, url, operator="desk", at="1"))


def printer_of(store: Store, job: str) -> tuple[str, str]:
    with store.read() as tx:
        row = prints.by_job(tx, job)
    assert row is not None
    return row.state, row.printer


def test_a_waiting_label_is_moved_and_the_move_taken_back(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked_for(shop_store)
    for role in (Role.WAYBILL, Role.FALLBACK):
        choose(shop_store, role)
    page = queue(desk, qtbot)
    qtbot.waitUntil(lambda: len(page.printers.model.rows) == 2)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_given: (_given[3][0], True))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given: ("没纸", True))
    page.table.view.selectRow(0)
    page.elsewhere.click()
    qtbot.waitUntil(lambda: printer_of(shop_store, job) == (prints.QUEUED, "fallback"))
    qtbot.waitUntil(page.undo.isEnabled)
    page.undo.click()
    qtbot.waitUntil(lambda: printer_of(shop_store, job) == (prints.QUEUED, "waybill"))


def test_a_label_that_may_be_out_moves_only_on_a_persons_word(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked_for(shop_store)
    shop_store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.UNKNOWN))
    for role in (Role.WAYBILL, Role.FALLBACK):
        choose(shop_store, role)
    page = queue(desk, qtbot)
    qtbot.waitUntil(lambda: len(page.printers.model.rows) == 2)
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_given: answers.pop(0))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_given: (_given[3][0], True))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given: ("没出来", True))
    page.table.view.selectRow(0)
    page.elsewhere.click()
    assert len(answers) == 1
    assert printer_of(shop_store, job) == (prints.UNKNOWN, "waybill")
    page.elsewhere.click()
    qtbot.waitUntil(lambda: sorted(row.printer for row in page.table.model.rows) == ["fallback", "waybill"])
    assert printer_of(shop_store, job) == (prints.UNKNOWN, "waybill")


def test_calling_off_is_taken_back(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    page = queue(desk, qtbot)
    page.call_off(job, "点错了")
    qtbot.waitUntil(lambda: printer_of(shop_store, job)[0] == prints.CANCELLED)
    qtbot.waitUntil(page.undo.isEnabled)
    page.undo.click()
    qtbot.waitUntil(lambda: printer_of(shop_store, job)[0] == prints.QUEUED)


def test_what_printers_say_stands_below_the_queue(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    page = queue(desk, qtbot)
    assert "打印机…" in page.printers.count.text()
    with Emulator() as emulator:
        emulator.change(paper=0)
        choose(shop_store, Role.WAYBILL, emulator.url())
        bench = Printers(shop_store, "1", on_state=lambda _state: None).start()
        qtbot.waitUntil(
            lambda: "缺纸" in page.printers.view.model().index(0, 2).data() if page.printers.rows else False
        )
        bench.close()
    qtbot.waitUntil(lambda: "没有台" in page.printers.view.model().index(0, 2).data())


def test_the_printers_page_opens_from_the_queue(desk: DeskWindow, qtbot: QtBot) -> None:
    page = queue(desk, qtbot)
    page.setup.click()
    (shown,) = page.findChildren(PrintersPage)
    assert shown.isVisible()
    qtbot.waitUntil(lambda: shown.list.count() == len(Role))
    shown.close()


def test_a_label_of_the_queue_can_be_looked_at(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    job = asked_for(shop_store)
    page = queue(desk, qtbot)
    assert not page.see.isEnabled()
    page.table.view.selectRow(0)
    page.see.click()
    qtbot.waitUntil(lambda: bool(desk.findChildren(LabelLook)))
    (look,) = desk.findChildren(LabelLook)
    look.close()
    with shop_store.read() as tx:
        assert [(row.job_id, row.state) for row in prints.listing(tx)] == [(job, prints.QUEUED)]
