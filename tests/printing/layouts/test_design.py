"""Layouts of supervisors: built-in ones come back as they were; what cannot be printed or read is refused with why."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from printing import raster
from printing.layouts import base, design, faults
from printing.layouts.base import Paper
from printing.layouts.design import DesignError, Part
from printing.layouts.fields import Item, ItemFields
from printing.layouts.needs import kinds
from station.errors import UserError
from tests.printing.layouts.contract import EVIL, LONG, sample, words
from tests.printing.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.layouts.design import Design


def starter(kind: str, paper: Paper | None = None) -> Design:
    return design.starter(kind, base.draw(kind, sample(kind), paper), sample(kind))


@pytest.mark.parametrize(
    ("kind", "paper"),
    [(kind, Paper(*size)) for kind, needed in kinds().items() for size in needed.papers],
    ids=str,
)
def test_a_built_in_layout_becomes_data_and_draws_the_same(kind: str, paper: Paper | None) -> None:
    made = design.read(design.body(starter(kind, paper)))
    drawn, built_in = design.label(made, sample(kind)), base.draw(kind, sample(kind), paper)
    assert sorted(map(repr, drawn.elements)) == sorted(map(repr, built_in.elements))
    faults.check(made, sample(kind))


def test_another_order_fills_the_same_layout_and_hostile_words_stay_in_their_places() -> None:
    fields = replace(
        sample("exchange"), tracking_no="YT8800000000001", exchange_no="EX0A1B2C3", remark=EVIL, reason=LONG
    )
    label = design.label(starter("exchange"), fields)
    for found in codes(raster.draw(label, 8).picture()):
        assert found == {"YT8800000000001", "EX0A1B2C3", "WY2203FB130"}


def test_a_parcel_of_thirty_kinds_fills_the_rows_and_counts_the_rest() -> None:
    items = tuple(Item(f"SKU-{n}", LONG, EVIL, n) for n in range(1, 31))
    label = design.label(starter("waybill"), replace(sample("waybill"), items=items, remark=EVIL))
    assert "另有 24 种，见装箱单" in words(label)
    for found in codes(raster.draw(label, 8).picture()):
        assert found == {"YT8800000000001", "7K429MX"}


def test_goods_without_barcode_or_spec_have_their_code_and_name_in_those_places() -> None:
    label = design.label(starter("item"), ItemFields(Item("WY-2203-FB-130", "儿童卫衣")))
    assert words(label).split("\n")[:2] == ["儿童卫衣", "儿童卫衣"]
    assert "WY-2203-FB-130  WY" not in words(label)
    for found in codes(raster.draw(label, 8).picture()):
        assert found == {"WY-2203-FB-130"}


def changed(made: Design, which: str, **values: Any) -> Design:
    return replace(made, parts=tuple(replace(p, **values) if p.words == which else p for p in made.parts))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda made: changed(made, "{tracking_no}", shown=False), "缺少 tracking_no 的条码"),
        (lambda made: changed(made, "{recipient.address}", shown=False), "缺少 recipient.address"),
        (lambda made: changed(made, "{route}", words="{rute}"), "没有叫 rute 的内容"),
        (lambda made: changed(made, "{tracking_no}", h=3.0), "条码"),
        (lambda made: changed(made, "{tracking_no}", w=30.0), "放不下"),
        (lambda made: changed(made, "{sender}", x=60.0), "超出纸"),
        (lambda made: replace(made, parts=(*made.parts, Part("text", 10, 14, 30, 5, "广告"))), "压住了 {tracking_no}"),
        (lambda made: replace(made, kind="badge"), "exchange"),
    ],
)
def test_a_layout_is_refused_with_the_reason(change: Callable[[Design], Design], why: str) -> None:
    with pytest.raises(UserError) as refused:
        faults.check(design.read(asdict(change(starter("exchange")))), sample("exchange"))
    assert why in refused.value.happened


@pytest.mark.parametrize(
    ("kind", "change", "why"),
    [
        ("waybill", lambda made: changed(made, "{short_code}", shown=False), "缺少 short_code 的条码"),
        ("waybill", lambda made: changed(made, "{items}", shown=False), "缺少 items"),
        ("waybill", lambda made: changed(made, "{items}", h=60.0), "压住了"),
        ("waybill", lambda made: changed(made, "{tracking_no}", w=30.0), "放不下"),
        ("item", lambda made: changed(made, "{item.barcode}", shown=False), "缺少 item.barcode 的条码"),
        ("item", lambda made: changed(made, "{item.barcode}", h=5.0), "条码"),
        ("item", lambda made: changed(made, "{item.spec}", shown=False), "缺少 item.spec"),
        ("item", lambda made: changed(made, "{item.name}", words="{recipient.name}"), "没有叫 recipient.name 的内容"),
        ("item", lambda made: changed(made, "{item.name}", what="rows"), "有面单上不能有的东西"),
    ],
)
def test_each_kind_is_refused_for_what_it_lacks(kind: str, change: Callable[[Design], Design], why: str) -> None:
    with pytest.raises(UserError) as refused:
        faults.check(design.read(asdict(change(starter(kind)))), sample(kind))
    assert why in refused.value.happened


def test_a_kind_that_says_no_needs_cannot_be_laid_out() -> None:
    with pytest.raises(DesignError, match="exchange, item, waybill"):
        starter("badge")


def test_what_is_no_layout_is_refused() -> None:
    for body in ({}, {"kind": "exchange", "width": 1, "height": 1, "parts": [{"what": "text", "x": "a"}]}):
        with pytest.raises(DesignError):
            design.read(body)


def test_a_job_is_drawn_by_the_layout_it_carries_when_the_paper_holds_it() -> None:
    own = design.body(changed(starter("exchange"), "{sender}", shown=False))
    job = {**asdict(sample("exchange")), "design": own}
    drawn = base.draw_job("exchange", job, Paper(76, 130))
    assert len(drawn.elements) == len(base.draw("exchange", sample("exchange")).elements) - 1
    wide = design.body(starter("exchange", Paper(100, 150)))
    assert base.draw_job("exchange", {**job, "design": wide}, Paper(76, 130)) == base.draw(
        "exchange", sample("exchange")
    )
