"""Goods that come back: scan a parcel to receive it, inspect it with one key, put it away; fetch sealed ones out.

The box takes any number of the order, the buyer's tracking number too: a parcel on the recall list is scanned out, any
other is received. On a received line 1 is resellable, 2 damaged, 3 another item than sold (scan that item first); F4
adds a photo. Enter on an inspected line puts it away. An exchange shows the old item beside the new one.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from station.clock import local
from station.errors import UserError
from station.returns.goods import Condition
from station.returns.goods_list import Back, Step, listing, step_name
from station.text import _
from ui.desk.live import LivePage
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class ReturnedGoods(LivePage):
    """The box, the list and what to do with the selected line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Table(_columns(), empty=_("Nothing comes back and nothing is to be fetched out")))
        self._photo: Path | None = None
        self.box = QLineEdit(
            placeholderText=_("Scan the parcel: tracking number, waybill or order"), clearButtonEnabled=True
        )
        self.both = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "title")
        self.found = QLineEdit(placeholderText=_("Another item came? Scan it, then 3"), clearButtonEnabled=True)
        self.keys = {
            condition: QPushButton(f"{place}  {name}") for place, (condition, name) in enumerate(_conditions(), 1)
        }
        self.photo = QPushButton(_("Photo (F4)"))
        self.away = named(QPushButton(_("Put away (Enter)")), "main")
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        self._lay_out()
        self._connect()
        self._on_selected()

    def look(self) -> None:
        """Read the list again."""
        self._desk.ask(_read, then=self._show)

    def scanned(self) -> None:
        """Take the parcel in, or out of the recall list."""
        key = self.box.text().strip()
        if key:
            self._desk.ask(partial(_scan, desk=self._desk, key=key), then=self._done)
            self.box.clear()

    def inspect(self, condition: Condition, _checked: object = None) -> None:
        """Write what the inspection of the selected line found."""
        one = self._selected(Step.INSPECT)
        if one is not None:
            found = self.found.text().strip()
            work = partial(_inspect, desk=self._desk, one=one, condition=condition, found=found, photo=self._photo)
            self._desk.ask(work, then=self._done)

    def put_away(self) -> None:
        """Bring the selected line's goods out of quarantine."""
        one = self._selected(Step.PUT_AWAY)
        if one is not None:
            self._desk.ask(partial(_put_away, desk=self._desk, one=one), then=self._done)

    def choose_photo(self) -> None:
        """Ask for a photo of what came."""
        dialog = QFileDialog(self, _("Photo (F4)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.add_photo(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_photo(self, path: Path) -> None:
        """Keep the photo for the next inspection."""
        self._photo = path
        self.told.setText(_("The photo goes with the next inspection"))

    def _lay_out(self) -> None:
        down = self.down
        down.addWidget(named(QLabel(_("Returned goods")), "title"))
        down.addWidget(self.box)
        down.addWidget(self.table, 1)
        down.addWidget(self.both)
        across = QHBoxLayout()
        across.addWidget(self.found, 1)
        for key in (*self.keys.values(), self.photo, self.away):
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            across.addWidget(key)
        down.addLayout(across)
        down.addWidget(self.told)
        self.setFocusProxy(self.box)

    def _connect(self) -> None:
        self.box.returnPressed.connect(self.scanned)
        self.found.returnPressed.connect(self.table.view.setFocus)
        for place, (condition, key) in enumerate(self.keys.items(), 1):
            key.clicked.connect(partial(self.inspect, condition))
            short = QShortcut(QKeySequence(str(place)), self.table.view)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(partial(self.inspect, condition))
        self.photo.clicked.connect(self.choose_photo)
        QShortcut(QKeySequence("F4"), self).activated.connect(self.choose_photo)
        self.away.clicked.connect(self.put_away)
        self.table.chosen.connect(lambda _row: self.put_away())
        self.table.view.selectionModel().selectionChanged.connect(self._on_selected)

    def _selected(self, step: Step | None = None) -> Back | None:
        rows = self.table.selected()
        return rows[0] if rows and step in (None, rows[0].step) else None

    def _on_selected(self) -> None:
        one = self._selected()
        step = one.step if one is not None else None
        for key in self.keys.values():
            key.setEnabled(step is Step.INSPECT)
        self.photo.setEnabled(step is Step.INSPECT)
        self.away.setEnabled(step is Step.PUT_AWAY)
        both = _("{old}  →  {new}").format(old=one.item, new=one.new) if one is not None and one.new else ""
        self.both.setText(both or (one.item or one.reason if one is not None else ""))

    def _show(self, found: tuple[Back, ...]) -> None:
        self.table.show_rows(found)
        self._on_selected()

    def _done(self, done: tuple[tuple[Back, ...], str, str]) -> None:
        found, told, order_id = done
        self._photo = None
        self.found.clear()
        self.told.setText(told)
        self._show(found)
        place = next((at for at, row in enumerate(self.table.rows) if row.order_id == order_id), None)
        if place is not None:
            self.table.view.selectRow(place)
            self.table.view.setFocus()
        else:
            self.box.setFocus()


def _read(store: Store) -> tuple[Back, ...]:
    with store.read() as tx:
        return listing(tx)


def _scan(store: Store, desk: Desk, key: str) -> tuple[tuple[Back, ...], str, str]:
    from station.orders.find import one
    from station.packing.house import came_to_desk

    who, station = desk.operator, desk.station
    with store.read() as tx:
        order_id = one(tx, key).order_id
    told = store.write(lambda tx: came_to_desk(tx, order_id, station=station, operator_no=who))
    return _read(store), told, order_id


def _inspect(
    store: Store, desk: Desk, one: Back, condition: Condition, found: str, photo: Path | None
) -> tuple[tuple[Back, ...], str, str]:
    from station.returns.goods import inspect
    from station.store.photos import keep

    try:
        picture = photo.read_bytes() if photo is not None else b""
    except OSError as error:
        raise UserError(_("The photo cannot be read"), _("choose the file again"), code="BAD_PHOTO") from error
    name = keep(desk.home / "photos", store.vault, picture) if picture else ""
    seen = {"condition": str(condition), "found": found, "photo": name}
    who = {"actor": desk.operator, "station": desk.station}
    store.write(lambda tx: inspect(tx, one.order_id, one.parcel_no, **seen, **who))
    return _read(store), _("Inspected: Enter puts it away"), one.order_id


def _put_away(store: Store, desk: Desk, one: Back) -> tuple[tuple[Back, ...], str, str]:
    from station.returns.goods import put_away

    who = {"actor": desk.operator, "station": desk.station}
    store.write(lambda tx: put_away(tx, one.order_id, one.parcel_no, **who))
    told = _("Damaged: written off, throw it away") if one.condition == Condition.DAMAGED else _("Put it on the shelf")
    return _read(store), told, ""


def _conditions() -> tuple[tuple[Condition, str], ...]:
    return (
        (Condition.RESELLABLE, _("resellable")),
        (Condition.DAMAGED, _("damaged")),
        (Condition.WRONG_ITEM, _("another item")),
    )


def _columns() -> tuple[Column, ...]:
    names = dict(_conditions())
    return (
        Column(_("Since"), lambda row: f"{local(row.since):%m-%d %H:%M}"),
        Column(_("To do"), lambda row: step_name(row.step)),
        Column(_("Order"), lambda row: row.short_code, mono=True),
        Column(_("Number"), lambda row: row.number, mono=True),
        Column(_("Item"), lambda row: row.item or row.reason, wide=True),
        Column(_("Quantity"), lambda row: row.qty or ""),
        Column(_("New item"), lambda row: row.new),
        Column(_("Condition"), lambda row: names[Condition(row.condition)] if row.condition else ""),
    )


class _Page:
    @property
    def order(self) -> int:
        return 17

    @property
    def title(self) -> str:
        return _("Returned goods")

    def make(self, desk: Desk) -> QWidget:
        return ReturnedGoods(desk)


page: Page = _Page()
