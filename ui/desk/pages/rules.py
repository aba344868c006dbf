"""Hint rules of the shop's own: build one without code, see it in words, rehearse it on 90 days, switch it on or off.

F2 clears the form for a new rule, Enter on a line opens that rule in the form. F5 keeps the form as a new version and
rehearses it: which orders, how many a day. F6 lets the rehearsed version hold, Delete ends the selected rule. The list
shows who made and who switched each version; F4 lists every version of the selected rule. Only a supervisor may.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from station.clock import local
from station.text import _
from ui.desk.rule_editor import RuleEditor, level_name
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from station.hints.editing import Kept, Rehearsal
    from station.hints.own import OwnRule
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class Rules(QWidget):
    """The list, the form and the rehearsal."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._editing = ""  # the rule the form changes; "" for a new one
        self._ready: tuple[str, int] | None = None  # what was rehearsed last
        self.table = Table(_columns(), filtered=False, empty=_("No rule yet: build one below, F5 tries it"))
        self.editor = RuleEditor()
        self.hits = Table(_hits(), filtered=False, empty=_("F5 keeps the rule and tries it on the last 90 days"))
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        self.keys = {
            "F2": QPushButton(_("New (F2)")),
            "F4": QPushButton(_("Versions (F4)")),
            "F5": QPushButton(_("Keep and rehearse (F5)")),
            "F6": named(QPushButton(_("Switch on (F6)")), "main"),
            "Delete": QPushButton(_("Switch off (Delete)")),
        }
        self._lay_out()
        acts = (self.new, self.versions, self.rehearse, self.switch_on, self.switch_off)
        for (key, button), act in zip(self.keys.items(), acts, strict=True):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.table.chosen.connect(self.edit)
        self._may()

    def look(self) -> None:
        """Read the list again."""
        self._desk.ask(_read, then=self.table.show_rows)

    def new(self) -> None:
        """Clear the form for a new rule."""
        self._editing, self._ready = "", None
        self.editor.clear()
        self.hits.show_rows(())
        self.told.clear()
        self._may()

    def edit(self, one: Kept) -> None:
        """Open a rule in the form."""
        self._editing, self._ready = one.rule.rule_id, None
        self.editor.show_rule(one.rule)
        self.told.setText(one.words)
        self._may()

    def versions(self) -> None:
        """List every version of the selected rule."""
        rows = self.table.selected()
        if rows:
            self._desk.ask(partial(_read, rule_id=rows[0].rule.rule_id), then=self.table.show_rows)

    def rehearse(self) -> None:
        """Keep the form as a version and try it on the last 90 days."""
        body = self.editor.rule_body()
        self._desk.ask(partial(_rehearse, desk=self._desk, body=body, rule_id=self._editing), then=self._rehearsed)

    def switch_on(self) -> None:
        """Let the version that was rehearsed hold."""
        if self._ready is not None:
            rule_id, version = self._ready
            self._desk.ask(partial(_on, desk=self._desk, rule_id=rule_id, version=version), then=self._switched)

    def switch_off(self) -> None:
        """End the selected rule."""
        rows = self.table.selected()
        if rows:
            self._desk.ask(partial(_off, desk=self._desk, rule_id=rows[0].rule.rule_id), then=self._switched)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now."""
        self.look()
        super().showEvent(event)

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(10)
        down.addWidget(named(QLabel(_("Hint rules")), "title"))
        parts = QSplitter(Qt.Orientation.Vertical)
        for part in (self.table, self.editor, self.hits):
            parts.addWidget(part)
        parts.setSizes([150, 330, 150])
        parts.setChildrenCollapsible(False)
        down.addWidget(parts, 1)
        down.addWidget(self.told)
        across = QHBoxLayout()
        for key in self.keys.values():
            across.addWidget(key)
        across.addStretch(1)
        down.addLayout(across)
        self.setFocusProxy(self.table.view)

    def _may(self) -> None:
        self.keys["F6"].setEnabled(self._ready is not None)

    def _rehearsed(self, done: tuple[tuple[Kept, ...], OwnRule, str, Rehearsal]) -> None:
        found, rule, words, tried = done
        self._editing, self._ready = rule.rule_id, (rule.rule_id, rule.version)
        self.table.show_rows(found)
        self.hits.show_rows(tried.hits)
        told = _("{words}. It would have spoken at {n} of {read} orders of the last 90 days, {day} a day")
        count = len(tried.hits)
        self.told.setText(told.format(words=words, n=count, read=tried.read, day=f"{tried.a_day:.1f}"))
        self._may()

    def _switched(self, found: tuple[Kept, ...]) -> None:
        self._ready = None
        self.table.show_rows(found)
        self.told.setText(_("Done: it holds at every bench with the next scan"))
        self._may()


def _read(store: Store, rule_id: str | None = None) -> tuple[Kept, ...]:
    from station.hints.editing import listing

    with store.read() as tx:
        return listing(tx, rule_id)


def _rehearse(
    store: Store, desk: Desk, body: dict[str, Any], rule_id: str
) -> tuple[tuple[Kept, ...], OwnRule, str, Rehearsal]:
    from station.hints.conditions import words
    from station.hints.editing import rehearse, save

    who = {"by": desk.operator, "station": desk.station}
    rule = store.write(lambda tx: save(tx, body, rule_id=rule_id, **who))
    tried = rehearse(store, rule.rule_id, rule.version)
    return _read(store), rule, words(rule.when), tried


def _on(store: Store, desk: Desk, rule_id: str, version: int) -> tuple[Kept, ...]:
    from station.hints.editing import switch_on

    who = {"by": desk.operator, "station": desk.station}
    store.write(lambda tx: switch_on(tx, rule_id, version=version, **who))
    return _read(store)


def _off(store: Store, desk: Desk, rule_id: str) -> tuple[Kept, ...]:
    from station.hints.editing import switch_off

    who = {"by": desk.operator, "station": desk.station}
    store.write(lambda tx: switch_off(tx, rule_id, **who))
    return _read(store)


def _columns() -> tuple[Column, ...]:
    states = {"draft": _("draft"), "on": _("on"), "off": _("off")}
    return (
        Column(_("State"), lambda row: states[row.state]),
        Column(_("Rule name"), lambda row: row.rule.name),
        Column(_("Version"), lambda row: row.rule.version),
        Column(_("Conditions"), lambda row: row.words, wide=True),
        Column(_("About"), lambda row: level_name(row.rule.level)),
        Column(_("Rehearsed"), lambda row: row.hits if row.hits is not None else ""),
        Column(_("Made by"), lambda row: f"{row.made_by} {local(row.made_at):%m-%d %H:%M}"),
        Column(_("Switched by"), lambda row: row.switched_by),
    )


def _hits() -> tuple[Column, ...]:
    return (
        Column(_("Day"), lambda row: f"{local(row.at):%m-%d %H:%M}"),
        Column(_("Order"), lambda row: row.short_code, mono=True),
        Column(_("The packer would have read"), lambda row: row.text, wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 61

    @property
    def title(self) -> str:
        return _("Hint rules")

    def make(self, desk: Desk) -> QWidget:
        return Rules(desk)


page: Page = _Page()
