"""The ordinary waybill: carrier number and short code scan, contents are listed or counted."""

from dataclasses import replace

import pytest

from printing.layouts import base
from printing.layouts.base import Paper
from printing.layouts.fields import Item, WaybillFields
from tests.printing.layouts.contract import EVIL, LONG, assert_reads, sample, words

_CODES = {"YT8800000000001", "7K429MX"}


@pytest.mark.parametrize("paper", [Paper(76, 130), Paper(100, 150), Paper(100, 180)], ids=str)
def test_codes_are_read_back(paper: Paper) -> None:
    assert_reads("waybill", sample("waybill"), _CODES, paper=paper)


def test_items_that_do_not_fit_are_counted() -> None:
    items = tuple(Item(f"SKU-{n}", LONG, EVIL, n) for n in range(1, 31))
    fields = replace(sample("waybill"), items=items, remark=EVIL, hints=(LONG,))
    assert_reads("waybill", fields, _CODES)
    shown = words(base.draw("waybill", fields))
    listed = sum(f"SKU-{n}" in shown.split() for n in range(1, 31))
    assert f"另有 {30 - listed} 种，见装箱单" in shown


def test_without_carrier_number_the_short_code_stands_on_top() -> None:
    assert_reads("waybill", WaybillFields("7K429MX"), {"7K429MX"})
