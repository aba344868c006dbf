"""Orders on their way: where each stands, since when, what it lacks; pick lists are made here.

One box moves the selected order on: it asks for the first value that lacks (job number, engineer …), Enter keeps it
and moves the order when nothing else lacks. F2 makes a pick list of what must leave first and opens the sheet, F3
attaches the file the next state asks for. The list is read again every ten seconds while it is seen.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from station.channels.names import shown_name
from station.clock import local
from station.orders import flow
from station.orders.states import State
from station.text import _, ngettext
from ui.desk.live import LivePage
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.intake.moves import Waiting
    from station.intake.pick import PickList
    from station.store.engine import Store
    from ui.desk.page import Desk, Page

_SEEN = (State.RECEIVED, State.REVIEWED, State.ALLOCATED, State.PICKING)


class WaitingOrders(LivePage):
    """The table, the box and the two keys."""

    def __init__(self, desk: Desk, folder: Path | None = None) -> None:
        super().__init__(desk, Table(_columns(), empty=_("No order is on its way: import orders or enter one")))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = folder or Path(documents) / "PackBench"
        self.box = QLineEdit(clearButtonEnabled=True)
        self.pick = QPushButton(_("Make a pick list (F2)"))
        self.file = QPushButton(_("Attach a file (F3)"))
        self.told = named(QLabel(wordWrap=True), "quiet")
        down = self.down
        down.addWidget(named(QLabel(_("Orders on their way")), "title"))
        down.addWidget(self.table, 1)
        down.addWidget(self.told)
        across = QHBoxLayout()
        across.addWidget(self.box, 1)
        across.addWidget(self.file)
        across.addWidget(named(self.pick, "main"))
        down.addLayout(across)
        self.setFocusProxy(self.table.view)
        self.box.returnPressed.connect(self.go_on)
        self.pick.clicked.connect(self.make_list)
        self.file.clicked.connect(self.choose_file)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.make_list)
        QShortcut(QKeySequence("F3"), self).activated.connect(self.choose_file)
        self.table.chosen.connect(lambda _row: self.box.setFocus())
        self._on_choice(self._on_selected)

    def look(self) -> None:
        """Read the list again."""
        self._desk.ask(_read, then=self._show)

    def go_on(self) -> None:
        """Keep what was typed and move the selected order on."""
        one: Waiting | None = self._selected()
        if one is None:
            return
        asked, typed = _asks(one), self.box.text().strip()
        if asked and not typed:
            return
        fields = {asked: typed} if asked else {}
        self._desk.ask(partial(_move, desk=self._desk, one=one, fields=fields), then=self._moved)

    def make_list(self) -> None:
        """Put what must leave first on a list and open the sheet."""
        self._desk.ask(partial(_issue, desk=self._desk, folder=self._folder), then=self._issued)

    def choose_file(self) -> None:
        """Ask for a file; the window goes on working meanwhile."""
        if self._selected() is None:
            return
        dialog = QFileDialog(self, _("Attach a file (F3)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.attach(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, path: Path) -> None:
        """Keep the file with the selected order."""
        one: Waiting | None = self._selected()
        if one is not None:
            self._desk.ask(partial(_attach, desk=self._desk, one=one, path=path), then=self._moved)

    def _on_selected(self) -> None:
        one: Waiting | None = self._selected()
        asked = _asks(one) if one is not None else ""
        self.file.setEnabled(one is not None and bool(_file_kind(one)))
        if one is None:
            words = _("Choose a line")
        elif asked:
            words = _("{field}? Type it, press Enter").format(field=flow.field_name(asked))
        elif one.why:
            words = _("still missing: {fields}").format(fields=one.why)
        else:
            words = _("Enter moves it on to {state}").format(state=flow.name_in(one.profile, one.to))
        self.box.setPlaceholderText(words)

    def _show(self, found: list[Waiting]) -> None:
        self.table.show_rows(found)
        self._on_selected()

    def _moved(self, found: list[Waiting]) -> None:
        self.box.clear()
        self._show(found)

    def _issued(self, made: tuple[PickList, Path]) -> None:
        listed, path = made
        count = len(listed.orders)
        told = ngettext("{n} order is on pick list {number}", "{n} orders are on pick list {number}", count)
        self.told.setText(told.format(n=count, number=listed.pick_no) + f"  {path}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.look()


def _asks(one: Waiting) -> str:
    """Return the first value a person must type."""
    return next((name for need in one.missing for name in need.any_of if name in flow.TYPED), "")


def _file_kind(one: Waiting) -> str:
    """Return the kind of file the next state asks for."""
    return next((name for need in one.missing for name in need.any_of if name in flow.FILED), "")


def _read(store: Store) -> list[Waiting]:
    from station.intake.moves import waiting

    with store.read() as tx:
        return waiting(tx, states=_SEEN, limit=500)


def _move(store: Store, desk: Desk, one: Waiting, fields: dict[str, str]) -> list[Waiting]:
    from station.errors import UserError
    from station.intake import moves

    who, station = desk.operator, desk.station
    if fields:
        store.write(lambda tx: moves.tell(tx, one.order_id, fields=fields, actor=who, station=station))
    try:
        store.write(lambda tx: moves.move(tx, one.order_id, one.to, actor=who, station=station))
    except UserError:
        if not fields:
            raise  # what was typed is kept; the list shows what still lacks
    return _read(store)


def _attach(store: Store, desk: Desk, one: Waiting, path: Path) -> list[Waiting]:
    from station.intake.moves import attach

    who, station = desk.operator, desk.station
    content, kind = path.read_bytes(), _file_kind(one)
    store.write(lambda tx: attach(tx, one.order_id, kind, content, name=path.name, actor=who, station=station))
    return _read(store)


def _issue(store: Store, desk: Desk, folder: Path) -> tuple[PickList, Path]:
    from station.intake.pick import issue
    from ui.sheets import write_pick_list

    who, station = desk.operator, desk.station
    made = store.write(lambda tx: issue(tx, actor=who, station=station))
    path = folder / f"{made.pick_no}.pdf"
    write_pick_list(store, made, path)
    return made, path


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Since"), lambda row: f"{local(row.since):%m-%d %H:%M}" if row.since else ""),
        Column(_("Order"), lambda row: row.short_code, mono=True),
        Column(_("Channel"), lambda row: shown_name(row.channel)),
        Column(_("State"), lambda row: flow.name_in(row.profile, row.state)),
        Column(_("Next"), lambda row: flow.name_in(row.profile, row.to)),
        Column(_("What lacks"), lambda row: row.why or _("may go on"), wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 12

    @property
    def title(self) -> str:
        return _("On their way")

    def make(self, desk: Desk) -> QWidget:
        return WaitingOrders(desk)


page: Page = _Page()
