"""Phones: normal form, extensions, masks, ciphertext."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.address.phone import PhoneKind, parse_phone


@pytest.mark.parametrize(
    ("text", "normal", "kind"),
    [
        ("'13800000001", "13800000001", PhoneKind.MOBILE),
        ("+86 138 0000 0001", "13800000001", PhoneKind.MOBILE),
        ("0086-13800000001", "13800000001", PhoneKind.MOBILE),
        ("8613800000001", "13800000001", PhoneKind.MOBILE),
        ("138-0000-0001", "13800000001", PhoneKind.MOBILE),
        ("１３８００００００００１"[:11], "13800000000", PhoneKind.MOBILE),
        ("18400000000-1234", "18400000000-1234", PhoneKind.VIRTUAL),
        ("18400000000转1234", "18400000000-1234", PhoneKind.VIRTUAL),
        ("18400000000,1234", "18400000000-1234", PhoneKind.VIRTUAL),
        ("0571-88888888", "0571-88888888", PhoneKind.LANDLINE),
        ("(010)88888888转12", "010-88888888-12", PhoneKind.LANDLINE),
        ("138****0001", "138****0001", PhoneKind.MASK),
        ("138******01", "138******01", PhoneKind.MASK),
        ("$AgAAAA密文$", "$AgAAAA密文$", PhoneKind.CIPHER),
        ("$$密文", "$$密文", PhoneKind.CIPHER),
        ("##密文", "##密文", PhoneKind.CIPHER),
        ("", "", PhoneKind.NONE),
        ("问客服", "问客服", PhoneKind.OTHER),
    ],
)
def test_forms(text: str, normal: str, kind: PhoneKind) -> None:
    phone = parse_phone(text)
    assert (phone.text, phone.kind) == (normal, kind)
    assert phone.real is (kind in {PhoneKind.MOBILE, PhoneKind.LANDLINE})


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True).filter(str.isascii), st.from_regex(r"\d{4}", fullmatch=True))
def test_every_mobile_keeps_number_and_extension(number: str, extension: str) -> None:
    for dressed in (number, f" {number}\t", f"+86{number}", f"{number[:3]} {number[3:7]} {number[7:]}"):
        assert parse_phone(dressed).text == number
    if extension.isascii():
        assert parse_phone(f"{number}-{extension}").text == f"{number}-{extension}"


@given(st.text(max_size=40))
def test_normal_form_is_stable(text: str) -> None:
    once = parse_phone(text)
    assert parse_phone(once.text).text == once.text
