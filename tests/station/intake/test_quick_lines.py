"""Lines as clerks paste them, in every shape we could think of: who, where, what and how many, nothing left behind."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from station.intake.quick import corrected, read
from station.settings import Settings
from station.store import catalogue
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store, Tx

LINES = Path(__file__).parents[2] / "data" / "intake" / "quick_lines.tsv"
WITH_COLOURS = (
    ("LW-3021B", "女式毛衣", "黑色", "LW"),
    ("LW-3021W", "女式毛衣", "白色", "LW"),
    ("BZ-1514", "灰色枕套中号", "", "BZ"),
    ("BZ-1521", "白色枕套大号", "", "BZ"),
)


def _rows() -> list[dict[str, str]]:
    with LINES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = _rows()


def _more(tx: Tx) -> None:
    for code, name, color, family in WITH_COLOURS:
        values: dict[str, Any] = {"code": code, "name": name, "size": "", "color": color, "model": "", "family": family}
        values |= {"picture": "", "weight_g": 1, "safety": 0, "discontinued": 0}
        catalogue.put_sku(tx, values, barcodes=[], parts=[])


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a shop that is only read from."""
    folder = tmp_path_factory.mktemp("lines")
    opened = open_store(Settings(folder, f"sqlite:///{folder / 'packbench.db'}", "1"))
    shop.build(opened)
    opened.write(_more)
    yield opened
    opened.close()


@pytest.mark.parametrize("row", ROWS, ids=[str(number) for number, _row in enumerate(ROWS, 2)])
def test_a_pasted_line_is_understood_whole(known: Store, row: dict[str, str]) -> None:
    with known.read() as tx:
        quick = read(tx, row["text"].replace("\\n", "\n").replace("\\t", "\t"))
    place = quick.address
    city = "" if place.province.startswith("香港") else place.city
    assert (place.name, place.phone, place.province + city + place.district) == (
        row["name"],
        row["phone"],
        row["region"],
    )
    assert "，".join(f"{item.sku}:{item.qty}" for item in quick.items) == row["items"]
    assert row["note"] in quick.note
    if row["detail"]:
        assert place.detail.replace(" ", "") == row["detail"]


def test_goods_that_fit_several_skus_are_offered_and_put_right(known: Store) -> None:
    text = "女式毛衣 2件 张三 13812345678 浙江省绍兴市柯桥区万商路188号"
    with known.read() as tx:
        (item,) = read(tx, text).items
        assert (item.sku, item.near) == ("", ("LW-3021B", "LW-3021W"))
        (right,) = read(tx, corrected(text, item, "LW-3021W")).items
    assert (right.sku, right.qty) == ("LW-3021W", 2)


def test_a_colour_that_contradicts_the_code_is_asked(known: Store) -> None:
    with known.read() as tx:
        (item,) = read(tx, "LW-3021B 白色 3件 张三 13812345678 绍兴柯桥万商路188号").items
    assert (item.sku, item.near) == ("", ("LW-3021B", "LW-3021W"))


def test_a_full_width_word_is_put_right(known: Store) -> None:
    text = "张三 13812345678 绍兴柯桥万商路188号 ＬＷ－３０２１Ｃ×２"
    with known.read() as tx:
        (item,) = read(tx, text).items
        (right,) = read(tx, corrected(text, item, "LW-3021B")).items
    assert (item.sku, right.sku, right.qty) == ("", "LW-3021B", 2)
