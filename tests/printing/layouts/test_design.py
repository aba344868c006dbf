"""Layouts of supervisors: built-in ones come back as they were; what cannot be printed or read is refused with why."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from printing import raster
from printing.layouts import base, design, faults
from printing.layouts.base import Paper
from printing.layouts.design import DesignError, Part
from station.errors import UserError
from tests.printing.layouts.contract import EVIL, LONG, sample
from tests.printing.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.layouts.design import Design


def starter(kind: str, paper: Paper | None = None) -> Design:
    return design.starter(kind, base.draw(kind, sample(kind), paper), sample(kind))


@pytest.mark.parametrize(
    ("kind", "paper"),
    [("exchange", Paper(76, 130)), ("exchange", Paper(100, 150)), ("exchange", Paper(100, 180))],
    ids=str,
)
def test_a_built_in_layout_becomes_data_and_draws_the_same(kind: str, paper: Paper | None) -> None:
    made = design.read(design.body(starter(kind, paper)))
    assert design.label(made, sample(kind)).elements == base.draw(kind, sample(kind), paper).elements
    faults.check(made, sample(kind))


def test_another_order_fills_the_same_layout_and_hostile_words_stay_in_their_places() -> None:
    fields = replace(
        sample("exchange"), tracking_no="YT8800000000001", exchange_no="EX0A1B2C3", remark=EVIL, reason=LONG
    )
    label = design.label(starter("exchange"), fields)
    for found in codes(raster.draw(label, 8).picture()):
        assert found == {"YT8800000000001", "EX0A1B2C3", "WY2203FB130"}


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
