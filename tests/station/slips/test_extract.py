"""Recognised lines become fields and items, on forms, ruled paper and plain paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.slips.extract import extract
from station.slips.match import Catalogue
from tests.station.slips.ink import line

CATALOGUE = Catalogue(
    {
        "TY-7053B": "红色雨伞大号",
        "TY-7058B": "红色雨伞小号",
        "HX-2769": "灰色菜刀中号",
        "A900": "杯子",
        "LW-2721D": "手套",
    }
)
HEAD = (
    line("客户：姚涛", top=0),
    line("电话：15097443922", top=60),
    line("地址：河北省石家庄市长安区和平东路282号", top=120),
)


def codes(*lines: object) -> list[tuple[str | None, int | None]]:
    draft = extract([*HEAD, *lines], CATALOGUE)  # type: ignore[list-item]  # lines of this file only
    return [(item.code, item.qty) for item in draft.items]


@pytest.mark.parametrize(
    ("written", "code", "qty"),
    [
        ("红色雨伞大号 TY-7053B 12个", "TY-7053B", 12),
        ("TY-7053B × 3", "TY-7053B", 3),
        ("TY-7053B x3", "TY-7053B", 3),
        ("HX-2769 250件", "HX-2769", 250),
        ("A900 5箱", "A900", 5),
        ("TY7053B 40", "TY-7053B", 40),
    ],
)
def test_a_free_row_has_code_and_quantity(written: str, code: str, qty: int) -> None:
    assert codes(line(written, top=180)) == [(code, qty)]


def test_heads_are_read_by_their_labels() -> None:
    draft = extract([*HEAD, line("HX-2769 2个", top=180), line("备注：发顺丰", top=240)], CATALOGUE)
    assert (draft.text("customer"), draft.text("phone"), draft.text("note")) == ("姚涛", "15097443922", "发顺丰")
    assert draft.text("address") == "河北省石家庄市长安区和平东路282号"


def test_two_labels_in_one_line_are_told_apart() -> None:
    draft = extract([line("收货单位:吉祥鞋店 电话:13812345678", top=0), line("HX-2769 2个", top=60)], CATALOGUE)
    assert (draft.text("customer"), draft.text("phone")) == ("吉祥鞋店", "13812345678")


def test_fields_without_labels_are_told_by_their_look() -> None:
    lines = [
        line("吉祥鞋店", top=0),
        line("13812345678", top=60),
        line("河北省石家庄市长安区和平东路282号", top=120),
        line("HX-2769 2个", top=180),
    ]
    draft = extract(lines, CATALOGUE)
    assert (draft.text("customer"), draft.text("phone")) == ("吉祥鞋店", "13812345678")
    assert draft.text("address").startswith("河北省")


def test_several_goods_in_a_row_are_each_read() -> None:
    written = line("请发 TY-7053B 12个 HX-2769 4件 红色雨伞小号 TY-7058B9箱", top=180)
    assert codes(written) == [("TY-7053B", 12), ("HX-2769", 4), ("TY-7058B", 9)]


def test_columns_say_what_a_number_is() -> None:
    table = [
        line("品名", 0, 180), line("货号", 300, 180), line("单价", 600, 180), line("数量", 800, 180),
        line("红色雨伞大号", 0, 240), line("TY-7053B", 280, 240), line("35", 600, 240), line("12", 800, 240),
        line("HX-2769", 280, 300), line("90", 600, 300), line("4", 810, 300),
        line("合计：16", 0, 360),
    ]  # fmt: skip
    assert codes(*table) == [("TY-7053B", 12), ("HX-2769", 4)]


def test_a_certain_item_is_green() -> None:
    draft = extract([line("灰色菜刀中号 HX-2769 12个")], CATALOGUE)
    assert [item.why for item in draft.items] == [()]


@pytest.mark.parametrize(
    ("written", "second", "why"),
    [
        ("HX-2769 12个", "HX-2769 42个", "quantity_unclear"),
        ("LW-2721D 18个", "LW-2721D 18个", ""),
        ("HX-2769 17个", "HX-2769 17个", "one_or_seven"),
        ("红色雨伞大号 HX-2769 12个", "", "other_name"),
        ("HX-2769 1250个", "", "quantity_unusual"),
        ("HX-2769", "", "quantity_unclear"),
    ],
)
def test_a_doubt_is_named(written: str, second: str, why: str) -> None:
    draft = extract([line(written, second=second)], CATALOGUE)
    assert draft.items[0].why == ((why,) if why else ())


def test_a_code_that_is_not_in_the_catalogue_is_never_mapped() -> None:
    draft = extract([line("HX-9961 12个")], CATALOGUE)
    assert [(item.code, item.raw, item.needs_review) for item in draft.items] == [(None, "HX-9961", True)]
    assert draft.items[0].candidates[0].code == "HX-2769"


def test_what_is_crossed_out_is_never_green() -> None:
    draft = extract([replace(line("灰色菜刀中号 HX-2769 12个"), struck=True)], CATALOGUE)
    assert draft.items[0].why == ("crossed_out",)


def test_a_code_that_touches_the_next_column_may_have_lost_its_last_letter() -> None:
    longer = Catalogue({"HX-2769": "菜刀", "HX-2769D": "菜刀"})
    head = [line("货号", 0, 0), line("单位", 180, 0), line("数量", 300, 0)]
    close, apart = line("件", 150, 60), line("件", 190, 60)
    for unit, why in ((close, True), (apart, False)):
        draft = extract([*head, line("HX-2769", 0, 60), unit, line("12", 300, 60)], longer)
        assert ("extra_letters" in draft.items[0].why) is why


def test_a_phone_must_be_one() -> None:
    draft = extract([line("电话：7509744392")], CATALOGUE)
    assert draft.fields["phone"].needs_review


def test_nothing_written_needs_a_person() -> None:
    draft = extract([], CATALOGUE)
    assert draft.needs_review
    assert draft.as_json()["items"] == []
