"""Masks: enough to recognise, too little to misuse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.people.mask import mask_address, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李雷", "李**"),
        ("欧阳娜娜", "欧**"),
        (" 李雷 ", "李**"),
        ("John Smith", "J**"),
        ("", ""),
        ("李*", "李*"),
        ("李**", "李**"),
        ("张三丰*", "张**"),
        ("$Ab3=$", "$Ab3=$"),
        ("~Ab3=~1~", "~Ab3=~1~"),
        ("##xyz", "##xyz"),
    ],
)
def test_a_name_keeps_its_first_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800000001", "138******01"),
        ("'13800000001", "138******01"),
        ("+86 138 0000 0001", "138******01"),
        ("138-0000-0001", "138******01"),
        ("18400000000-1234", "184******00-****"),
        ("18400000000转1234", "184******00-****"),
        ("138****0001", "138****0001"),
        ("138******01", "138******01"),
        ("1380000000*", "138******0*"),
        ("$$Zm9v", "$$Zm9v"),
        ("0575-8412345", "057*******45"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_phone_keeps_three_and_two_digits(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}(-[0-9]{4})?", fullmatch=True))
def test_a_mask_shows_at_most_five_digits_and_stays_as_it_is(phone: str) -> None:
    shown = mask_phone(phone)
    assert sum(sign.isdigit() for sign in shown) == 5
    assert mask_phone(shown) == shown


@given(st.text(max_size=20))
def test_masking_twice_changes_nothing(name: str) -> None:
    assert mask_name(mask_name(name)) == mask_name(name)


def test_an_address_ends_at_the_district() -> None:
    assert mask_address("浙江省", "绍兴市", "柯桥区") == "浙江省 绍兴市 柯桥区 ***"
    assert mask_address("北京市", "北京市", "朝阳区") == "北京市 朝阳区 ***"
    assert mask_address("", "", "") == ""
