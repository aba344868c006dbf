"""From the wanted spec to the SKU."""

from __future__ import annotations

import pytest

from station.catalogue.sku import Sku
from station.returns.intent import classify
from station.returns.sibling import choose_sibling
from station.returns.wanted import Wanted

HOODIES = [
    Sku(f"WY-{code}-{size}", name="儿童卫衣", size=f"{size}cm", color=color, family="WY")
    for code, color in (("CW", "奶油白"), ("FB", "雾蓝"), ("NV", "藏青"))
    for size in (110, 120, 130)
]
PADS = [Sku(f"PAD-{year}", name="刹车片", model=f"{year}款", family="PAD") for year in (2022, 2023)]
SHIRTS = [Sku(f"T-{size}", size=size, family="T") for size in ("S", "M", "L", "XL", "2XL")]


def _chosen(old: Sku, family: list[Sku], text: str) -> str | None:
    one = choose_sibling(old, family, classify(text).wanted).one
    return one.code if one else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("换大一码", "WY-FB-130"),
        ("换小一号", "WY-FB-110"),
        ("换成藏青", "WY-NV-120"),
        ("換成奶油白", "WY-CW-120"),
        ("换成藏青130", "WY-NV-130"),
        ("换1.3米的", "WY-FB-130"),
        ("外壳坏了，换同款", "WY-FB-120"),
    ],
)
def test_hoodie(text: str, code: str) -> None:
    assert _chosen(HOODIES[4], HOODIES, text) == code


def test_letters_stand_in_order() -> None:
    assert _chosen(SHIRTS[3], SHIRTS, "换大一码") == "T-2XL"
    assert _chosen(SHIRTS[0], SHIRTS, "S换大号") == "T-L"
    assert _chosen(SHIRTS[0], SHIRTS, "换XXL") == "T-2XL"


def test_model_year() -> None:
    assert _chosen(PADS[0], PADS, "2022款装不上，换2023款") == "PAD-2023"


def test_no_larger_one_gives_choices() -> None:
    choice = choose_sibling(SHIRTS[-1], SHIRTS, Wanted(size="+1"))
    assert choice.one is None
    assert choice.choices == tuple(SHIRTS[:-1])


def test_unnamed_spec_gives_choices() -> None:
    choice = choose_sibling(HOODIES[4], HOODIES, Wanted())
    assert choice.one is None
    assert HOODIES[4] not in choice.choices


def test_discontinued_is_never_chosen() -> None:
    gone = Sku("WY-FB-130", size="130", color="雾蓝", family="WY", discontinued=True)
    family = [HOODIES[3], HOODIES[4], gone]
    assert choose_sibling(HOODIES[4], family, Wanted(size="130")).one is None


def test_more_than_one_colour_that_fits_asks() -> None:
    greys = [Sku(name, color=name, family="G") for name in ("黑", "浅灰", "深灰")]
    choice = choose_sibling(greys[0], greys, Wanted(color="灰色"))
    assert choice.one is None
    assert [one.code for one in choice.choices] == ["浅灰", "深灰"]


def test_more_exact_colour_than_the_catalogue_has_asks() -> None:
    blues = [Sku("黑", color="黑", family="B"), Sku("蓝", color="蓝", family="B")]
    assert choose_sibling(blues[0], blues, Wanted(color="雾蓝")).one is None
