"""Forms of other shops: tables side by side, a heading that was not read, numbers run together, a code under glare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.slips.extract import extract
from station.slips.match import Catalogue
from tests.station.slips.ink import line

if TYPE_CHECKING:
    from station.slips.draft import DraftItem

CATALOGUE = Catalogue({"TY-7053B": "红色雨伞大号", "HX-2769": "灰色菜刀中号", "LW-2721D": "手套", "GA-4693": "枕套"})


def goods(*lines: object) -> tuple[DraftItem, ...]:
    return extract(lines, CATALOGUE).items  # type: ignore[arg-type]  # lines of this file only


def test_tables_side_by_side_are_two_goods_a_row() -> None:
    found = goods(
        line("货号", 100), line("数量", 300), line("货号", 600), line("数量", 800),
        line("TY-7053B", 80, 60), line("12", 300, 60), line("HX-2769", 580, 60), line("4", 800, 60),
        line("LW-2721D", 80, 120), line("30", 300, 120),
    )  # fmt: skip
    assert [(item.code, item.qty) for item in found] == [("TY-7053B", 12), ("HX-2769", 4), ("LW-2721D", 30)]


def test_a_row_number_without_its_heading_is_no_quantity() -> None:
    found = goods(
        line("数量", 100), line("货号", 300),
        line("2", 50, 60), line("30", 105, 60), line("HX-2769", 300, 60),
        line("3", 50, 120), line("LW-2721D", 300, 120),
    )  # fmt: skip
    assert [(item.qty, item.needs_review) for item in found] == [(30, False), (3, True)]


def test_a_number_right_of_the_quantities_is_never_certain() -> None:
    found = goods(line("货号", 100), line("数量", 400), line("HX-2769", 80, 60), line("35", 500, 60))
    assert [item.needs_review for item in found] == [True]


def test_a_quantity_and_a_price_that_touch_are_taken_apart() -> None:
    found = goods(
        line("货号", 100), line("数量", 300), line("单价", 350), line("HX-2769", 80, 60), line("1012", 300, 60)
    )  # fmt: skip
    assert [(item.code, item.qty) for item in found] == [("HX-2769", 10)]


def test_a_number_that_runs_into_the_next_column_may_have_lost_a_figure() -> None:
    heads = line("型号", 100), line("数", 400), line("单位", 460)
    found = goods(
        *heads, line("HX-2769", 80, 60), line("10件", 400, 60), line("LW-2721D", 80, 120), line("12", 390, 120)
    )
    assert [(item.qty, item.needs_review) for item in found] == [(10, True), (12, False)]


def test_a_row_whose_code_cannot_be_read_is_not_left_out() -> None:
    found = goods(
        line("货号", 100), line("品名", 400), line("数量", 700),
        line("灰色菜刀中号", 400, 60), line("18", 700, 60),
        line("GA-4693", 80, 120), line("枕套", 400, 120), line("9", 705, 120),
    )  # fmt: skip
    assert [(item.code, item.qty) for item in found] == [(None, 18), ("GA-4693", 9)]
    assert found[0].needs_review
    assert "unknown_code" in found[0].why


def test_a_hand_whose_five_was_taken_for_a_nine_has_no_certain_nines() -> None:
    found = goods(line("TY-7093B 3个"), line("HX-2769 19个", top=60), line("LW-2721D 12个", top=120))
    assert [item.code for item in found] == ["TY-7053B", "HX-2769", "LW-2721D"]
    assert [item.needs_review for item in found[1:]] == [True, False]
