"""A table of frozen rows: keyboard, filter, sorting by a header click, copying as tab-separated text.

Pages give columns and rows; the model never changes a row. Codes are monospaced, numbers stand at the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QLineEdit, QTableView, QVBoxLayout, QWidget

from station.text import _, ngettext
from ui.theme.fonts import MONO
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AnyIndex = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        value: what a row shows here; numbers sort as numbers.
        mono: a code, drawn monospaced.
        wide: takes the room that is left.
    """

    title: str
    value: Callable[[Any], str | int]
    mono: bool = False
    wide: bool = False


class Rows(QAbstractTableModel):
    """The rows behind a table."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Qt asks how many rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Qt asks how many columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt asks for one cell."""
        column = self.columns[index.column()]
        value = column.value(self.rows[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return str(value)
            case Qt.ItemDataRole.UserRole:
                return value
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_RIGHT if isinstance(value, int) else _LEFT)
            case Qt.ItemDataRole.FontRole if column.mono:
                return QFont(MONO)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt asks for a title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            number = bool(self.rows) and isinstance(self.columns[section].value(self.rows[0]), int)
            return int(_RIGHT if number else _LEFT)
        return None


class Table(QWidget):
    """Filter box over a table, with a line that counts.

    Signals:
        chosen: Enter or a double click on a row; carries the row.
    """

    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column], *, filtered: bool = True, empty: str = "") -> None:
        super().__init__()
        self.model = Rows(columns, self)
        self._empty = empty
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView()
        self._dress()
        self.filter = QLineEdit(placeholderText=_("Filter"), clearButtonEnabled=True)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.setVisible(filtered)
        self.count = named(QLabel(empty), "quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.filter)
        box.addWidget(self.view, 1)
        box.addWidget(self.count)
        self.view.doubleClicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; the selected place is kept where it still exists."""
        place = self.view.currentIndex().row()
        self.model.show_rows(rows)
        if 0 <= place < self._sorted.rowCount():
            self.view.selectRow(place)
        self._tell_count()

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows in the order they are shown."""
        places = (self._sorted.mapToSource(self._sorted.index(at, 0)).row() for at in range(self._sorted.rowCount()))
        return tuple(self.model.rows[place] for place in places)

    def selected(self) -> tuple[Any, ...]:
        """Return the selected rows."""
        marked = self.view.selectionModel().selectedRows()
        return tuple(self.model.rows[self._sorted.mapToSource(index).row()] for index in marked)

    def copy(self) -> None:
        """Copy the selected rows (all when none is) as tab-separated text with titles."""
        columns = range(len(self.model.columns))
        marked = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        lines = ["\t".join(column.title for column in self.model.columns)]
        for row in marked or range(self._sorted.rowCount()):
            cells = (str(self._sorted.index(row, column).data()) for column in columns)
            lines.append("\t".join(" ".join(cell.split()) for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _dress(self) -> None:
        view = self.view
        view.setModel(self._sorted)
        view.setSortingEnabled(True)
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(38)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        for place, column in enumerate(self.model.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(place, mode)

    def _on_filter(self, text: str) -> None:
        self._sorted.setFilterFixedString(text.strip())
        self._tell_count()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows[self._sorted.mapToSource(index).row()])

    def _tell_count(self) -> None:
        shown, all_ = self._sorted.rowCount(), len(self.model.rows)
        if not all_:
            self.count.setText(self._empty)
        elif shown == all_:
            self.count.setText(ngettext("{n} row", "{n} rows", all_).format(n=all_))
        else:
            self.count.setText(_("{shown} of {n} rows").format(shown=shown, n=all_))
