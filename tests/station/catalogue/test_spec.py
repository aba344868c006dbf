"""Spec text: size, colour, model; siblings and what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.catalogue.sku import Sku
from station.catalogue.spec import Spec, difference, parse_spec, sibling_with, siblings, spec_of

BLUE_120 = Sku("B120", "卫衣", "120cm", "雾蓝", family="F")
BLUE_130 = Sku("B130", "卫衣", "130cm", "雾蓝", family="F")
RED_120 = Sku("R120", "卫衣", "120cm", "红色", family="F")
OLD = Sku("O120", "卫衣", "120cm", "黑", family="F", discontinued=True)
ALL = (BLUE_120, BLUE_130, RED_120, OLD, Sku("X", "杯子", family="G"))


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("雾蓝,120cm", Spec("120cm", "雾蓝")),
        ("颜色分类:雾蓝;尺码:120cm", Spec("120cm", "雾蓝")),
        ("雾蓝 120cm", Spec("120cm", "雾蓝")),
        ("120cm/雾蓝", Spec("120cm", "雾蓝")),
        ("黑,M", Spec("M", "黑")),
        ("【黑色】XL", Spec("XL", "黑色")),
        ("深灰 XXL(建议120-130斤)", Spec("XXL", "深灰")),
        ("iPhone15 Pro 黑", Spec("", "黑", "iPhone15")),
        ("颜色：白；适用型号：Mate60", Spec("", "白", "Mate60")),
        ("", Spec()),
    ],
)
def test_forms(text: str, spec: Spec) -> None:
    assert parse_spec(text) == spec


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(parse_spec(text), Spec)


def test_what_differs_is_named() -> None:
    assert difference(spec_of(BLUE_120), spec_of(BLUE_130)) == {"size"}
    assert difference(spec_of(BLUE_120), spec_of(RED_120)) == {"color"}
    assert not difference(Spec("120", "红"), Spec("120cm", "红色"))


def test_siblings_are_of_the_family_and_still_sold() -> None:
    assert siblings(BLUE_120, ALL) == (BLUE_130, RED_120)
    assert siblings(Sku("Y"), ALL) == ()


def test_the_wanted_sibling_is_one_or_none() -> None:
    assert sibling_with(BLUE_120, Spec(size="130"), ALL) == BLUE_130
    assert sibling_with(BLUE_120, Spec(color="红"), ALL) == RED_120
    assert sibling_with(BLUE_120, Spec(size="150cm"), ALL) is None
