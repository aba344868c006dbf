"""The deposit factor on the desk: chosen, for a campaign, accepted as seen; worst case beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from station.clock import local
from station.orders.canonical import ChannelStatus
from tests import shop
from ui.desk.pages.deposit_factor import DepositFactor

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def test_a_factor_is_chosen_and_the_proposal_accepted(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    first = [shop.order(f"D{number}", status=ChannelStatus.DEPOSIT) for number in range(31)]
    shop.put(shop_store, *first)
    done = [replace(one, status=ChannelStatus.CANCELLED, updated_at=one.updated_at + timedelta(1)) for one in first[1:]]
    shop.put(shop_store, *done)
    page = desk.page("deposit_factor")
    assert isinstance(page, DepositFactor)
    qtbot.waitUntil(lambda: bool(page.table.rows))

    def after(act: Callable[[], object]) -> list[str]:
        with qtbot.waitSignal(desk.answered):
            act()
        model = page.table.model
        return [str(model.data(model.index(0, column))) for column in range(model.columnCount())][2:]

    page.table.view.selectRow(0)
    assert "30" in page.told.text()
    page.factor.setText("0.5")
    assert after(page.choose_it) == ["1", "0.5", "", "9", "9", "30", "0.083"]
    page.table.view.selectRow(0)
    assert after(page.accept_it)[1] == "0.083"
    page.factor.setText("lots")
    after(page.choose_it)
    assert desk.trouble.isVisible()
    today = f"{local(shop_store.clock.now()):%Y-%m-%d}"
    for box, words in ((page.factor, "1"), (page.campaign, "双11"), (page.since, today), (page.until, today)):
        box.setText(words)
    assert after(page.choose_it)[1:3] == ["1", "双11"]
