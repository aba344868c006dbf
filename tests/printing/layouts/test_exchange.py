"""The exchange waybill: new item's code, never the old one's; whatever the words, the codes scan."""

from dataclasses import asdict, replace

import pytest

from printing import raster
from printing.label import Code128, LabelDoesNotFitError, Text
from printing.layouts import base
from printing.layouts.base import LabelFieldsError, Paper
from printing.layouts.fields import Address, ExchangeFields, Item, Printed
from tests.printing.layouts.contract import EVIL, LONG, assert_reads, sample, words

_CODES = {"SF1400000000000", "WY2203FB130", "EX7K429MX"}


@pytest.mark.parametrize("paper", [Paper(76, 130), Paper(100, 150), Paper(100, 180)], ids=str)
def test_carrier_new_item_and_exchange_codes_are_read_back(paper: Paper) -> None:
    assert_reads("exchange", sample("exchange"), _CODES, paper=paper)


def test_the_old_item_is_words_only() -> None:
    fields = replace(sample("exchange"), old=Item("OLD1", "儿童卫衣", "奶油白 120", 1, "OLDBARCODE"))
    label = base.draw("exchange", fields)
    assert "OLD1" in words(label)
    assert "OLDBARCODE" not in {element.data for element in label.elements if isinstance(element, Code128)}
    assert any(
        element.strike and element.text == "奶油白 120" for element in label.elements if isinstance(element, Text)
    )


def test_all_the_facts_are_on_it() -> None:
    shown = words(base.draw("exchange", sample("exchange")))
    for fact in (
        *("【换货】", "首印 · 3 号台 · 王芳", "2026-11-22 10:43", "571-K12-08", "集包地 杭州", "138******01"),
        *("布谷鸟童装 杭州一仓", "退货地址：杭州市余杭区", "新款", "雾蓝 130", "旧款退回：", "WY-2203-CW-120"),
        *("原因：尺码小，换大一码", "6917926768823643751", "加厚气泡膜；禁用胶带", "请勿放驿站", "P-20261122-0381"),
    ):
        assert fact in shown


def test_a_reprint_says_so() -> None:
    assert "补打 1" in words(base.draw("exchange", sample("exchange-reprint")))


def test_without_carrier_number_the_exchange_number_stands_on_top() -> None:
    assert_reads("exchange", sample("exchange-companion"), {"WY2203FB130", "EX7K429MX"})


def test_endless_and_hostile_words_never_touch_a_code() -> None:
    fields = replace(
        sample("exchange"),
        new=Item("WY-2203-FB-130", EVIL, LONG, 999, "WY2203FB130"),
        old=Item(LONG[:60], EVIL, LONG),
        recipient=Address(LONG, EVIL, LONG),
        route=LONG[:80],
        hub=LONG[:40],
        sender=EVIL,
        return_address=LONG,
        hints=(LONG, EVIL),
        remark=EVIL,
        reason=LONG,
        channel_no=LONG,
        printed=Printed(LONG[:50], 12, LONG[:40], LONG[:40], LONG[:40]),
    )
    assert_reads("exchange", fields, _CODES)


def test_nearly_nothing_known_still_prints() -> None:
    assert_reads("exchange", ExchangeFields("EX1", Item("N1", ""), Item("O1", "")), {"EX1", "N1"})


def test_quantity_above_one_is_bold() -> None:
    fields = replace(sample("exchange"), new=Item("N1", "卫衣", "雾蓝 130", 3, "N1"))
    label = base.draw("exchange", fields)
    assert any(element.bold and element.text == "× 3" for element in label.elements if isinstance(element, Text))


def test_small_paper_and_endless_codes_are_refused() -> None:
    with pytest.raises(LabelDoesNotFitError):
        base.draw("exchange", sample("exchange"), Paper(60, 40))
    with pytest.raises(LabelDoesNotFitError):
        raster.draw(base.draw("exchange", replace(sample("exchange"), tracking_no="ABCDEFGHIJKLMNOPQRST")), 8)


def test_job_json_becomes_the_same_label() -> None:
    fields = sample("exchange")
    assert base.draw_job("exchange", asdict(fields)) == base.draw("exchange", fields)


def test_job_json_without_its_item_is_our_bug() -> None:
    with pytest.raises(LabelFieldsError):
        base.draw_job("exchange", {"exchange_no": "EX1", "unknown": 1})
