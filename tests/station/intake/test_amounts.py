"""Amounts beside goods: digits and Chinese numerals with a sign or a unit, never a street or a door."""

from __future__ import annotations

import pytest

from station.intake.amounts import before, behind, number


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", 12), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零二", 102), ("一百二", 120),
     ("一百二十", 120), ("两千", 2000), ("一千五", 1500), ("零", 0), ("百", 0), ("二三", 0)],
)  # fmt: skip
def test_numerals(written: str, value: int) -> None:
    assert number(written) == value


@pytest.mark.parametrize(
    ("text", "qty"),
    [(" x12", 12), ("*3件", 3), ("12件", 12), ("-12件", 12), (",6", 6), ("，数量12", 12), ("(12件)", 12),
     ("十二个", 12), ("一件王芳收", 1), ("发两件给", 2), ("x2张三", 2), (" 12PCS", 12), ("一打", 12),
     ("件x3", 3), ("一件130两件", 1)],
)  # fmt: skip
def test_what_stands_behind(text: str, qty: int) -> None:
    found = behind(text, 0)
    assert found is not None
    assert (found.qty, found.each) == (qty, False)


@pytest.mark.parametrize("text", [" 2 栋", " 13812345678", "一支路5号", " 2号楼", "三条巷", " 55.00", "", "A座"])
def test_streets_doors_and_phones_are_no_amounts(text: str) -> None:
    assert behind(text, 0) is None


@pytest.mark.parametrize(("text", "qty"), [("12件", 12), ("2 x ", 2), ("要2双", 2), ("188号 十件", 10)])
def test_what_stands_before(text: str, qty: int) -> None:
    found = before(text, len(text))
    assert found is not None
    assert found.qty == qty


@pytest.mark.parametrize("text", ["188", "5号楼", "B12", "3-2-501 "])
def test_a_bare_number_before_goods_may_be_a_door(text: str) -> None:
    assert before(text, len(text)) is None


@pytest.mark.parametrize("text", ["各2", "各两件", "各要2件"])
def test_each_counts_for_several(text: str) -> None:
    found = behind(f" {text}", 0)
    assert found is not None
    assert (found.qty, found.each) == (2, True)
