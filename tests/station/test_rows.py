"""Rows: columns found whatever their spaces and widths."""

from __future__ import annotations

import pytest

from station.cells import CellError
from station.rows import Row, same


def row(**cells: str) -> Row:
    return Row(7, {same(name): cell for name, cell in cells.items()}, {same(name): name for name in cells})


def test_column_names_are_compared_without_spaces_and_width() -> None:
    assert same("收货地址 ") == same("收货地址")
    assert same("商品总价（元）") == same("商品总价(元)") == same("商品总价 ")
    assert same("(元)") == "(元)"
    assert row(**{"商品总价（元） ": "1.50"}).fen("商品总价(元)") == 150


def test_the_first_column_that_is_not_empty_speaks() -> None:
    told = row(联系手机="", 联系电话="010-12345678")
    assert told.text("联系手机", "联系电话") == "010-12345678"
    assert told.column("联系手机", "联系电话") == "联系电话"


def test_a_refusal_names_row_column_and_value() -> None:
    told = row(数量="两")
    with pytest.raises(CellError) as caught:
        told.count("数量")
    refused = told.refuse(caught.value)
    assert (refused.row, refused.column, refused.value) == (7, "数量", "两")
