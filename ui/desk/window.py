"""The desk window: the list of pages at the left, the page at the right, one line for errors.

Pages are files of ``ui/desk/pages``; each is built when it is first looked at. The store is opened on the worker
after the window is shown.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station import registry
from station.text import _
from ui.desk.popup import Popups
from ui.jobs import Jobs
from ui.setup.sign_in import ask_who, prove
from ui.widgets.named import named, read_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station.errors import StationError
    from station.settings import Settings
    from station.store.engine import Store
    from ui.desk.page import Page
    from ui.setup.sign_in import SignedIn

T = TypeVar("T")


class DeskWindow(QMainWindow):
    """Arranges the pages.

    Signals:
        answered: a page got its answer (or its error); tests and the tour wait for it.
    """

    answered = Signal()

    def __init__(self, settings: Settings, *, store: Store | None = None) -> None:
        super().__init__()
        self.setWindowTitle(_("PackBench · desk"))
        self._settings = settings
        self._store, self._owned = store, store is None
        self.jobs = Jobs(self)
        found: dict[str, Page] = registry.extensions("ui.desk.pages", "page")
        self._pages = sorted(found.items(), key=lambda item: item[1].order)
        self._made: dict[str, QWidget] = {}
        self._first: dict[str, QWidget] = {}  # where each page begins
        self._operator = "desk"  # a stand-in, good as long as the shop has no supervisor with a PIN
        self._waiting: list[Callable[[], None]] = []
        self.asks_who: Callable[[str], SignedIn | None] = partial(ask_who, self)
        self.list = named(QListWidget(), "pages")
        self.list.setAccessibleName(_("Pages"))
        self.list.setFixedWidth(220)
        self.list.addItems([page.title for _name, page in self._pages])
        self.trouble = named(QLabel(wordWrap=True), "trouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.hide()
        self.stack = QStackedWidget()
        self.popups = Popups(self, self.jobs, store=self._open, parent=self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_page)
        for place in range(min(len(self._pages), 9)):  # the others by Tab and arrows
            short = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            short.activated.connect(partial(self.list.setCurrentRow, place))

    @property
    def station(self) -> str:
        """Name of the station this desk works for."""
        return self._settings.station

    @property
    def operator(self) -> str:
        """Who works at this desk."""
        return self._operator

    @property
    def home(self) -> Path:
        """The folder of the user's data."""
        return self._settings.home

    def begin(self) -> None:
        """Open the store on the worker and show the first page."""
        self.ask(lambda _store: None, then=lambda _nothing: None)
        self.list.setCurrentRow(0)
        self.popups.begin()

    def page(self, name: str) -> QWidget:
        """Show a page by its file name and return its widget."""
        self.list.setCurrentRow([one for one, _page in self._pages].index(name))
        return self._made[name]

    def ask(
        self,
        work: Callable[[Store], T],
        *,
        then: Callable[[T], object],
        failed: Callable[[StationError], object] | None = None,
    ) -> None:
        """Run the work on the worker with the store."""
        self.jobs.run(
            lambda: work(self._open()),
            then=partial(self._on_answer, then),
            failed=partial(self._on_failed, partial(self.ask, work, then=then, failed=failed), failed),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is running and close the store."""
        self.jobs.close()
        if self._owned and self._store is not None:
            self._store.close()
            self._store = None
        event.accept()

    def _open(self) -> Store:
        if self._store is None:
            from station.store.engine import open_store

            self._store = open_store(self._settings)
        return self._store

    def _on_answer(self, then: Callable[[T], object], value: T) -> None:
        self.trouble.hide()
        then(value)
        self.answered.emit()

    def _on_failed(
        self, again: Callable[[], None], failed: Callable[[StationError], object] | None, error: StationError
    ) -> None:
        if error.code in ("WHO_ACTS", "PIN_WANTED") and self._signs_in(again):
            return
        if failed is not None:
            failed(error)
        else:
            self._tell(error)
        self.answered.emit()

    def _signs_in(self, again: Callable[[], None]) -> bool:
        """Ask who is there, once for everything that waits for the answer; ``False`` when the person left."""
        self._waiting.append(again)
        if len(self._waiting) > 1:
            return True
        who = self.asks_who(self._operator)
        if who is None:
            self._waiting.clear()
            return False
        self.ask(partial(prove, who=who, station=self.station), then=self._on_signed_in, failed=self._on_not_known)
        return True

    def _on_signed_in(self, operator_no: str) -> None:
        self._operator = operator_no
        waiting, self._waiting = self._waiting, []
        for again in waiting:
            again()

    def _on_not_known(self, error: StationError) -> None:
        self._waiting.clear()
        self._tell(error)

    def _tell(self, error: StationError) -> None:
        self.trouble.setText(f"{error.happened}\n{error.remedy}" if error.remedy else error.happened)
        self.trouble.show()

    def _on_page(self, place: int) -> None:
        name, page = self._pages[place]
        if name not in self._made:
            made = self._made[name] = page.make(self)
            self.stack.addWidget(made)
            read_out(made, page.title)
            self._first[name] = made.focusProxy() or made
            made.setFocusProxy(None)  # type: ignore[arg-type]  # with one, Tab would jump over what is before it
        self.trouble.hide()
        self.stack.setCurrentWidget(self._made[name])
        self._first[name].setFocus()

    def _lay_out(self) -> None:
        whole = named(QWidget(), "desk")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.list)
        down = QVBoxLayout()
        down.setContentsMargins(28, 22, 28, 22)
        down.setSpacing(12)
        down.addWidget(self.trouble)
        down.addWidget(self.stack, 1)
        across.addLayout(down, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(1024, 600)
        own = self.layout()
        if own is not None:  # a long message must not resize the window
            own.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
