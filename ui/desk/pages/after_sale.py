"""Cases a person must look at: what the platform says and what the buyer's words say, side by side.

With the list focused, 1 to 4 decide: exchange, refund only, return and refund, nothing of these. A case that is an
exchange is arranged from the box: empty takes the item the words name, else type or scan the new item. Scanning an
order's number selects its case. A decision teaches nothing silently; what it suggests waits on the page of words.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from station.clock import local
from station.orders.case_names import case_name
from station.returns.intent import Wish
from station.returns.settle import ANSWERS, NOTHING
from station.text import _
from ui.desk.live import LivePage
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.returns.settle import Waiting
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class AfterSale(LivePage):
    """The queue, both sides of the selected case, four keys and the box."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Table(_columns(), empty=_("No case waits for a person")))
        self.platform = named(QLabel(wordWrap=True), "title")
        self.words = named(QLabel(wordWrap=True), "title")
        self.text = QPlainTextEdit(readOnly=True, tabChangesFocus=True, placeholderText=_("The buyer wrote nothing"))
        self.text.setMaximumHeight(110)
        self.keys = [QPushButton(f"{place}  {_answer_name(answer)}") for place, answer in enumerate(ANSWERS, 1)]
        self.box = QLineEdit(clearButtonEnabled=True)
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        self._lay_out()
        self.setFocusProxy(self.table.view)
        for place, answer in enumerate(ANSWERS, 1):
            self.keys[place - 1].clicked.connect(partial(self.decide, answer))
            key = QShortcut(QKeySequence(str(place)), self.table.view)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(partial(self.decide, answer))
        self.box.returnPressed.connect(self.arrange)
        self.table.chosen.connect(lambda _row: self.box.setFocus())
        self._on_choice(self._on_selected)

    def look(self) -> None:
        """Read the queue again."""
        self._desk.ask(_queue, then=self._show)

    def decide(self, answer: str, _checked: object = None) -> None:
        """Say what the selected case is."""
        one: Waiting | None = self._selected()
        if one is not None:
            self._desk.ask(partial(_decide, desk=self._desk, one=one, answer=answer), then=self._decided)

    def arrange(self) -> None:
        """Arrange the selected exchange with the item in the box, or go to the case whose order was scanned."""
        typed = self.box.text().strip()
        place = next((at for at, row in enumerate(self.table.rows) if typed in (row.short_code, row.number)), None)
        if place is not None:
            self.box.clear()
            self.table.view.selectRow(place)
            self.table.view.setFocus()
            return
        one: Waiting | None = self._selected()
        if one is not None and one.intent == Wish.EXCHANGE:
            self._desk.ask(partial(_arrange, desk=self._desk, one=one, typed=typed), then=self._arranged)

    def _lay_out(self) -> None:
        down = self.down
        down.addWidget(named(QLabel(_("After-sale cases to decide")), "title"))
        down.addWidget(self.table, 1)
        sides = QHBoxLayout()
        for title, said in ((_("The platform says"), self.platform), (_("The words say"), self.words)):
            said.setTextFormat(Qt.TextFormat.PlainText)
            side = QVBoxLayout()
            side.addWidget(named(QLabel(title), "quiet"))
            side.addWidget(said)
            sides.addLayout(side, 1)
        down.addLayout(sides)
        down.addWidget(self.text)
        across = QHBoxLayout()
        for key in self.keys:
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            across.addWidget(key)
        across.addStretch(1)
        down.addLayout(across)
        down.addWidget(self.box)
        down.addWidget(self.told)

    def _on_selected(self) -> None:
        one: Waiting | None = self._selected()
        for key in self.keys:
            key.setEnabled(one is not None)
        self.platform.setText((case_name(one.platform_type) if one is not None else "") or "–")
        self.words.setText(_understood(one) if one is not None else "–")
        self.text.setPlainText(one.text if one is not None else "")
        if one is None:
            self.box.setPlaceholderText(_("Choose a line, or scan an order"))
        elif one.intent == Wish.EXCHANGE:
            self.box.setPlaceholderText(_("Enter arranges the exchange; or type or scan the new item first"))
        else:
            self.box.setPlaceholderText(_("Decide with 1 to 4"))

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self.table.show_rows(found)
        if found and not self.table.selected():
            self.table.view.selectRow(0)
        self._on_selected()

    def _decided(self, done: tuple[tuple[Waiting, ...], str]) -> None:
        found, phrase = done
        told = _("Decided. Suggested as a keyword rule: {phrase}. A supervisor decides on it under “Words of returns”")
        self.told.setText(told.format(phrase=phrase) if phrase else _("Decided"))
        self._show(found)

    def _arranged(self, done: tuple[tuple[Waiting, ...], str]) -> None:
        found, told = done
        self.told.setText(told)
        self.box.clear()
        self._show(found)
        self.table.view.setFocus()


def _queue(store: Store) -> tuple[Waiting, ...]:
    from station.returns.settle import queue

    with store.read() as tx:
        return queue(tx)


def _decide(store: Store, desk: Desk, one: Waiting, answer: str) -> tuple[tuple[Waiting, ...], str]:
    from station.returns.settle import decide

    who = {"actor": desk.operator, "station": desk.station}
    phrase = store.write(lambda tx: decide(tx, one.order_id, one.case_no, answer=answer, **who))
    return _queue(store), phrase


def _arrange(store: Store, desk: Desk, one: Waiting, typed: str) -> tuple[tuple[Waiting, ...], str]:
    from station.returns.arrange import arrange_case

    who = {"actor": desk.operator, "station": desk.station}
    done = store.write(lambda tx: arrange_case(tx, one.order_id, one.case_no, sku=typed, **who))
    told = _("{title}: old item frozen, new item reserved, waybill asked for").format(title=done.title)
    if done.order_id is None:
        told = _("The new item is out of stock: nothing was changed, a shortage ticket is open")
    return _queue(store), told


def _answer_name(answer: str) -> str:
    return _("nothing of these") if answer == NOTHING else case_name(answer)


def _understood(one: Waiting) -> str:
    if not one.text_intent:
        return "–"
    because = _("because of “{words}”").format(words=" ".join(one.why)[:40]) if one.why else ""
    return f"{case_name(one.text_intent)}  {because}".rstrip()


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Since"), lambda row: f"{local(row.since):%m-%d %H:%M}"),
        Column(_("Order"), lambda row: row.short_code, mono=True),
        Column(_("To do"), lambda row: _("arrange") if row.intent == Wish.EXCHANGE else _("decide")),
        Column(_("The platform says"), lambda row: case_name(row.platform_type) or "–"),
        Column(_("The words say"), lambda row: case_name(row.text_intent) or "–"),
        Column("%", lambda row: round(row.confidence * 100)),
        Column(_("The buyer wrote"), lambda row: " ".join(row.text.split())[:120], wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 16

    @property
    def title(self) -> str:
        return _("After-sale")

    def make(self, desk: Desk) -> QWidget:
        return AfterSale(desk)


page: Page = _Page()
