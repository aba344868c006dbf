"""SKU files by the names people give their columns."""

from __future__ import annotations

import pytest

from station.catalogue.reading import knows, read_skus
from station.catalogue.sku import Sku
from station.rows import Row, same


def rows(*cells: dict[str, str]) -> list[Row]:
    return [
        Row(number, {same(name): cell for name, cell in row.items()}, {same(name): name for name in row})
        for number, row in enumerate(cells, 2)
    ]


def test_all_that_a_sku_has() -> None:
    row = {
        "商家编码": "BGN-120",
        "条形码": "6900000000012, 6900000000029",
        "名称": "卫衣",
        "规格": "雾蓝,120cm",
        "款号": "BGN",
        "重量(kg)": "0.35",
        "图片": "a.png",
        "组成": "SOCKx2+STICK",
        "安全库存": "20",
        "停产": "是",
    }
    (sku,) = read_skus(rows(row)).skus
    assert sku == Sku(
        "BGN-120",
        "卫衣",
        "120cm",
        "雾蓝",
        family="BGN",
        barcodes=("6900000000012", "6900000000029"),
        weight_g=350,
        picture="a.png",
        parts=(("SOCK", 2), ("STICK", 1)),
        safety=20,
        discontinued=True,
    )


def test_columns_of_their_own_win_over_the_spec() -> None:
    (sku,) = read_skus(rows({"code": "A", "规格": "雾蓝,120cm", "颜色": "蓝", "重量": "350g"})).skus
    assert (sku.color, sku.size, sku.weight_g) == ("蓝", "120cm", 350)


def test_rows_of_one_code_add_up_their_barcodes() -> None:
    (sku,) = read_skus(rows({"code": "A", "条码": "1"}, {"code": "A", "条码": "2"})).skus
    assert sku.barcodes == ("1", "2")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"code": "", "条码": "1"}, "code"),
        ({"code": "B", "条码": "6.9E+12"}, "条码"),
        ({"code": "B", "条码": "111"}, "条码"),
        ({"code": "B", "重量": "轻"}, "重量"),
        ({"code": "B", "组成": "Bx1"}, "组成"),
        ({"code": "B", "安全库存": "-3"}, "安全库存"),
    ],
)
def test_a_bad_row_is_refused_and_the_rest_goes_in(row: dict[str, str], column: str) -> None:
    reading = read_skus(rows({"code": "A", "条码": "111"}, row))
    assert [sku.code for sku in reading.skus] == ["A"]
    assert [(one.row, one.column) for one in reading.refused] == [(3, column)]


def test_a_header_without_a_code_is_none() -> None:
    assert knows(["名称", "条码"]) == 0
    assert knows(["商家编码", "名称"]) > 1


def test_what_a_further_row_of_a_code_leaves_empty_stays() -> None:
    first = {"code": "A", "名称": "帽子", "颜色": "红", "重量": "120", "条码": "1"}
    (sku,) = read_skus(rows(first, {"code": "A", "条码": "2"})).skus
    assert (sku.name, sku.color, sku.weight_g, sku.barcodes) == ("帽子", "红", 120, ("1", "2"))
