"""Paid until locked: mean, P95 and share in time, by minute; F6 writes the table (CSV, XLSX), F7 the trend (PNG)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from station.figures.base import Answer
    from station.store.engine import Store
    from ui.desk.page import Desk, Page

_DAYS = 30


class LockTime(QWidget):
    """One sentence over the minutes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sums = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.table = Table(_columns(), empty=_("No order was locked in the last 30 days"))
        self.write = QPushButton(_("Write the table (F6)"))
        self.draw = QPushButton(_("Draw the trend (F7)"))
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.setFocusProxy(self.table.view)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("How long from payment until the stock is locked?")), "title"))
        down.addWidget(self.sums)
        down.addWidget(self.table, 1)
        across = QHBoxLayout()
        for part in (self.write, self.draw):
            across.addWidget(part)
        across.addWidget(self.told, 1)
        down.addLayout(across)
        for button, key, ending in ((self.write, "F6", "csv"), (self.draw, "F7", "png")):
            act = partial(self._choose, ending)
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """Count now."""
        self._desk.ask(_count, then=self._show)
        super().showEvent(event)

    def save(self, path: Path) -> None:
        """Write the table, or draw it where the file is a picture."""
        self._desk.ask(partial(_save, desk=self._desk, path=path), then=self.told.setText)

    def _choose(self, ending: str, _checked: object = None) -> None:
        dialog = QFileDialog(self, self.write.text() if ending == "csv" else self.draw.text(), f"lock_latency.{ending}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, answer: Answer) -> None:
        found = answer.summary
        if found["n"]:
            told = _("{n} orders in 30 days: mean {mean} s, P95 {p95} s, {share} % within {target} s")
            share = f"{100 * found['within_target']:.1f}"
            sums = {"mean": found["mean_s"], "p95": found["p95_s"], "share": share, "target": found["target_s"]}
            self.sums.setText(told.format(n=found["n"], **sums))
        self.table.show_rows(answer.rows[::-1])


def _count(store: Store) -> Answer:
    from station.figures.base import Period
    from station.figures.lock_latency import figure

    now = store.clock.now()
    with store.read() as tx:
        return figure.answer(tx, Period(now - timedelta(days=_DAYS), now + timedelta(seconds=1)))


def _save(store: Store, desk: Desk, path: Path) -> str:
    from station.figures import stock_lists
    from station.figures.lock_latency import LockLatency
    from station.people.permit import act
    from station.people.roles import Action

    who, station = desk.operator, desk.station
    store.write(lambda tx: act(tx, who, Action.EXPORT, station=station, subject="lock_latency"))
    (LockLatency().chart if path.suffix.lower() == ".png" else stock_lists.write)(_count(store), path)
    return _("Written: {name}").format(name=path.name)


def _columns() -> tuple[Column, ...]:
    titles = (_("minute"), _("orders locked"), _("mean seconds"), _("P95 seconds"), _("longest, seconds"))
    return tuple(
        Column(title, lambda row, at=place: row[at], wide=not place)  # type: ignore[misc]
        for place, title in enumerate(titles)
    )


class _Page:
    @property
    def order(self) -> int:
        return 45

    @property
    def title(self) -> str:
        return _("Lock time")

    def make(self, desk: Desk) -> QWidget:
        return LockTime(desk)


page: Page = _Page()
