"""The form a supervisor builds a rule in: conditions in groups, a sentence with named facts, and when it ends.

``rule_body`` gives the JSON that ``station/hints/own.py`` reads; nothing here decides whether it is right. Each group
holds when all or any of its lines do, the rule when all or any of its groups do. Used by the page of rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station.hints.card import Level, Severity
from station.hints.conditions import ALL, ANY, OPERATORS, Group, operator_name
from station.hints.facts.base import Kind, all_facts
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.hints.conditions import Condition
    from station.hints.own import OwnRule

_SHANGHAI = QTimeZone(b"Asia/Shanghai")


class Line(QWidget):
    """One condition: field, operator, value."""

    def __init__(self) -> None:
        super().__init__()
        self.fact, self.op, self.value = QComboBox(), QComboBox(), QLineEdit()
        self.gone = QPushButton("−")
        self.value.setAccessibleName(_("Value"))
        self.gone.setAccessibleName(_("Take the condition out"))
        for name, fact in sorted(all_facts().items(), key=lambda one: one[1].name()):
            self.fact.addItem(fact.name(), name)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.fact, 2)
        across.addWidget(self.op, 1)
        across.addWidget(self.value, 3)
        across.addWidget(self.gone)
        self.fact.currentIndexChanged.connect(self._on_fact)
        self._on_fact()

    def show_condition(self, shown: Condition) -> None:
        """Show this condition."""
        self.fact.setCurrentIndex(self.fact.findData(shown.fact))
        self.op.setCurrentIndex(self.op.findData(shown.op))
        self.value.setText(f"{shown.value:g}" if isinstance(shown.value, float) else shown.value)

    def body(self) -> dict[str, Any]:
        """Return the condition as JSON."""
        return {"fact": self.fact.currentData(), "op": self.op.currentData(), "value": self.value.text().strip()}

    def _on_fact(self) -> None:
        kind = all_facts()[self.fact.currentData()].kind
        self.op.clear()
        for op in OPERATORS[kind]:
            self.op.addItem(operator_name(op), op)
        self.value.setVisible(kind is not Kind.YES_NO)


class Lines(QFrame):
    """A group: all or any of its lines."""

    def __init__(self) -> None:
        super().__init__(frameShape=QFrame.Shape.StyledPanel)
        self.match = _matches(_("all of these hold"), _("one of these holds"))
        self.more = QPushButton(_("+ condition"))
        self.lines: list[Line] = []
        down = QVBoxLayout(self)
        top = QHBoxLayout()
        top.addWidget(self.match)
        top.addStretch(1)
        top.addWidget(self.more)
        down.addLayout(top)
        self._down = QVBoxLayout()
        down.addLayout(self._down)
        self.more.clicked.connect(self._on_more)

    def add(self, shown: Condition | None = None) -> Line:
        """Add a line and return it."""
        line = Line()
        if shown is not None:
            line.show_condition(shown)
        self.lines.append(line)
        self._down.addWidget(line)
        line.gone.clicked.connect(lambda: self._remove(line))
        line.fact.setFocus()
        return line

    def body(self) -> dict[str, Any]:
        """Return the group as JSON."""
        return {"match": self.match.currentData(), "parts": [line.body() for line in self.lines]}

    def _on_more(self) -> None:
        self.add()

    def _remove(self, line: Line) -> None:
        if line in self.lines:  # a second press may still be on its way
            self.lines.remove(line)
            line.hide()
            line.deleteLater()


class RuleEditor(QWidget):
    """The whole form."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit(maxLength=40, placeholderText=_("Name of the rule, at most 40 characters"))
        self.sentence = QLineEdit(maxLength=200, placeholderText=_("What the packer reads, such as: use the large box"))
        self.field = QComboBox()
        self.field.addItem(_("+ field"), "")
        for fact_id, fact in sorted(all_facts().items(), key=lambda one: one[1].name()):
            self.field.addItem(fact.name(), fact_id)
        self.severity = _choices((Severity.ATTENTION, Severity.INFO, Severity.STOP), _severity_name)
        self.level = _choices(tuple(Level), level_name)
        self.blocking = QCheckBox(_("must be answered before printing"))
        self.material = QLineEdit(maxLength=64, placeholderText=_("Barcode of the material, if one must be scanned"))
        self.ends = QCheckBox(_("ends on"))
        self.until = QDateEdit(QDate.currentDate().addMonths(1))
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.match = _matches(_("all groups hold"), _("one group holds"))
        self.more = QPushButton(_("+ group"))
        self.groups: list[Lines] = []
        self._lay_out()
        self.more.clicked.connect(self._on_more)
        self.field.activated.connect(self._on_field)
        self.ends.toggled.connect(self.until.setEnabled)
        self.until.setEnabled(False)
        self.clear()

    def clear(self) -> None:
        """Show an empty form with one line."""
        for words in (self.name, self.sentence, self.material):
            words.clear()
        self.severity.setCurrentIndex(0)
        self.level.setCurrentIndex(0)
        self.blocking.setChecked(False)
        self.ends.setChecked(False)
        self._forget_groups()
        self.add_group().add()
        self.name.setFocus()

    def show_rule(self, rule: OwnRule) -> None:
        """Show a rule to change it."""
        self.clear()
        self._forget_groups()
        self.name.setText(rule.name)
        self.sentence.setText(rule.sentence)
        self.severity.setCurrentIndex(self.severity.findData(rule.severity))
        self.level.setCurrentIndex(self.level.findData(rule.level))
        self.blocking.setChecked(rule.blocking)
        self.material.setText(rule.material)
        self.ends.setChecked(rule.until is not None)
        if rule.until is not None:
            at = QDateTime.fromSecsSinceEpoch(int(rule.until.timestamp()), _SHANGHAI)
            self.until.setDate(at.date())
        self.match.setCurrentIndex(self.match.findData(rule.when.match))
        single = [part for part in rule.when.parts if not isinstance(part, Group)]
        groups = [part for part in rule.when.parts if isinstance(part, Group)]
        if single:
            groups.insert(0, Group(rule.when.match, tuple(single)))
        for group in groups:
            self._show_group(group.match, [part for part in group.parts if not isinstance(part, Group)])

    def add_group(self) -> Lines:
        """Add a group and return it."""
        group = Lines()
        self.groups.append(group)
        self._groups.insertWidget(len(self.groups) - 1, group)
        return group

    def rule_body(self) -> dict[str, Any]:
        """Return the rule as JSON, as it stands in the form."""
        groups = [group.body() for group in self.groups if group.lines]
        until = QDateTime(self.until.date(), QTime(0, 0), _SHANGHAI).toString(Qt.DateFormat.ISODate)
        return {
            "name": self.name.text(),
            "sentence": self.sentence.text(),
            "severity": self.severity.currentData(),
            "level": self.level.currentData(),
            "blocking": self.blocking.isChecked(),
            "material": self.material.text(),
            "until": until if self.ends.isChecked() else None,
            "when": groups[0] if len(groups) == 1 else {"match": self.match.currentData(), "parts": groups},
        }

    def _show_group(self, match: str, conditions: Sequence[Condition]) -> None:
        group = self.add_group()
        group.match.setCurrentIndex(group.match.findData(match))
        for condition in conditions:
            group.add(condition)

    def _forget_groups(self) -> None:
        while self.groups:
            group = self.groups.pop()
            group.hide()
            group.deleteLater()

    def _on_more(self) -> None:
        self.add_group().add()

    def _on_field(self) -> None:
        if fact_id := self.field.currentData():
            self.sentence.insert(f"{{{fact_id}}}")
            self.field.setCurrentIndex(0)
            self.sentence.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(_("Rule name"), self.name)
        inside = QWidget()
        self._groups = QVBoxLayout(inside)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(130)
        form.addRow(_("Conditions"), scroll)
        form.addRow("", _across(self.match, self.more))
        form.addRow(_("Say"), _across(self.sentence, self.field))
        form.addRow(_("How"), _across(self.severity, self.level, self.blocking, self.ends, self.until))
        form.addRow(_("Material"), self.material)


def _across(*widgets: QWidget) -> QHBoxLayout:
    across = QHBoxLayout()
    for widget in widgets:
        across.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    if not any(isinstance(widget, QLineEdit) for widget in widgets):
        across.addStretch(1)
    return across


def _matches(all_: str, any_: str) -> QComboBox:
    box = QComboBox()
    box.addItem(all_, ALL)
    box.addItem(any_, ANY)
    return box


def _choices(values: Sequence[Severity | Level], name: Any) -> QComboBox:
    box = QComboBox()
    for value in values:
        box.addItem(name(value), str(value))
    return box


def _severity_name(severity: Severity) -> str:
    return {
        Severity.INFO: _("to know"),
        Severity.ATTENTION: _("attention"),
        Severity.STOP: _("urgent"),
    }[severity]


def level_name(level: Level) -> str:
    """Return what a hint is about, in words."""
    return {
        Level.ORDER: _("order"),
        Level.CUSTOMER: _("customer"),
        Level.GROUP: _("customer group"),
        Level.ITEM: _("SKU or category"),
        Level.PLACE: _("channel or region"),
    }[level]
