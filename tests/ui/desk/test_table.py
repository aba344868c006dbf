"""The table: filter, numeric sorting, copying, counting."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.desk.table import Column, Table


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    count: int


ROWS = (Row("A\t1", 9), Row("B2", 10), Row("C3", 2))


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = Table((Column("编码", lambda row: row.code, mono=True), Column("数量", lambda row: row.count)), empty="没有")
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    return made


def shown(table: Table) -> list[str]:
    model = table.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_numbers_sort_as_numbers(table: Table) -> None:
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["C3", "A\t1", "B2"]


def test_the_filter_looks_in_every_column_and_counts(table: Table) -> None:
    table.filter.setText("b2")
    assert shown(table) == ["B2"]
    assert table.count.text() == "3 行中的 1 行"
    table.filter.setText("10")
    assert shown(table) == ["B2"]


def test_copying_gives_tab_separated_text(table: Table) -> None:
    table.view.selectRow(0)
    table.copy()
    assert QGuiApplication.clipboard().text() == "编码\t数量\nA 1\t9"


def test_copying_nothing_selected_copies_all(table: Table) -> None:
    table.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def test_the_selected_row_stays_selected(table: Table) -> None:
    table.view.selectRow(1)
    table.show_rows(ROWS)
    assert table.selected() == (ROWS[1],)


def test_an_empty_table_says_what_to_do(table: Table) -> None:
    table.show_rows(())
    assert table.count.text() == "没有"
