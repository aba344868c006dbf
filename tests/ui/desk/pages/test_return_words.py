"""Words of returns: nothing holds before its rehearsal was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.canonical import CaseType
from station.returns import rules
from station.store import phrases
from tests.station.returns.cases import case, tell
from ui.desk.pages.return_words import ReturnWords

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def test_a_suggestion_is_rehearsed_then_accepted_then_ended(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    tell(shop_store, case(CaseType.EXCHANGE, text="帮我倒一倒大的"))
    shop_store.write(lambda tx: rules.suggest(tx, "exchange", "倒一倒", by="2001"))
    with qtbot.waitSignal(desk.answered):
        page = desk.page("return_words")
    assert isinstance(page, ReturnWords)
    page.table.view.selectRow(0)
    assert not page.accept.isEnabled()
    with qtbot.waitSignal(desk.answered):
        page.rehearse()
    assert "1" in page.told.text()
    assert page.accept.isEnabled()
    with qtbot.waitSignal(desk.answered):
        page.let_hold()
    assert _state(shop_store) == "active"
    with qtbot.waitSignal(desk.answered):
        page.turn_down()
    assert _state(shop_store) == "retired"


def _state(store: Store) -> str:
    with store.read() as tx:
        return str(phrases.listing(tx)[0].state)
