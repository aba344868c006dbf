"""Bytes of a frame become the code to look up, whatever the scanner wrapped around it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.events import Frame, Kind, Scan
from scanners.symbology import checked, forms, read
from station.people.codes import Command, badge_code, command_code

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def scan(raw: str | bytes, *, complete: bool = True) -> Scan:
    data = raw.encode() if isinstance(raw, str) else raw
    return read(Frame("s", data, 0, 0, "CR", complete), at=AT)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("SF1234567890123", "SF1234567890123"),
        ("  SF1234567890123 \t", "SF1234567890123"),
        ("ＳＦ１２３４－５６　７", "SF1234-56 7"),
        ("\ufeffSF123\x00", "SF123"),
        ("中文商品".encode("gb18030"), "中文商品"),
        ("中文商品", "中文商品"),
        (b"\xff\xfe\xff", "\\xff\\xfe\\xff"),
        ("]C0SF1234567890123", "SF1234567890123"),
        ("]E06901234567892", "6901234567892"),
        ("a]C1b", "a]C1b"),
        ("^XA^FDbad^XZ", "^XA^FDbad^XZ"),
        ("", ""),
    ],
)
def test_the_text_is_bare(raw: str | bytes, text: str) -> None:
    assert scan(raw).text == text


def test_the_raw_bytes_and_identifier_are_kept() -> None:
    one = scan("]C0SF1 ")
    assert (one.raw, one.symbology, one.source, one.at) == (b"]C0SF1 ", "]C0", "s", AT)


@pytest.mark.parametrize(
    "raw",
    [
        "]C1010690123456789210ABC\x1d21X7",
        "]d2\x1d010690123456789210ABC\x1d21X7",
        "]Q3010690123456789210ABC<GS>21X7",
        "]C1010690123456789210ABC{FNC1}21X7",
        "(01)06901234567892(10)ABC(21)X7",
        "010690123456789210ABC\x1d21X7",
        "https://id.gs1.org/01/06901234567892/10/ABC/21/X7",
    ],
)
def test_gs1_gives_the_gtin_to_look_up_and_the_rest_beside_it(raw: str) -> None:
    one = scan(raw)
    assert one.text == "6901234567892"
    assert one.gs1 == (("01", "06901234567892"), ("10", "ABC"), ("21", "X7"))


def test_gs1_is_never_guessed_from_plain_digits() -> None:
    assert scan("0106901234567892").gs1 == ()


def test_a_gtin_with_a_wrong_check_digit_is_no_key() -> None:
    assert scan("]C10106901234567893").text == "0106901234567893"


def test_a_pallet_number_is_the_key() -> None:
    assert scan("]C100069012345678900008").text == "069012345678900008"


def test_a_link_that_is_no_gs1_link_stays_a_link() -> None:
    assert scan("https://x.cn/01/1234").text == "https://x.cn/01/1234"


def test_commands_and_badges_only_by_the_whole_code() -> None:
    assert scan(command_code(Command.UNDO)).kind is Kind.COMMAND
    assert scan("]C0" + command_code("YES") + " ").kind is Kind.COMMAND
    assert scan("％CMD％" + command_code("YES")[5:]).kind is Kind.COMMAND
    assert scan(badge_code("1001")).kind is Kind.BADGE
    for text in ("UNDO", "SFSTOP1234", "x" + command_code("UNDO"), command_code("UNDO").lower()):
        assert scan(text).kind is Kind.CODE


@pytest.mark.parametrize(
    "text", ["^XA^FO50,50^FDx^FS^XZ", "! U1 setvar", "@FACDEF", "=HYPERLINK(1)", "';DROP TABLE x--"]
)
def test_commands_of_printers_scanners_and_programs_are_only_text(text: str) -> None:
    one = scan(text)
    assert (one.text, one.kind, one.gs1) == (text, Kind.CODE, ())


def test_a_partial_is_never_a_command() -> None:
    one = scan(command_code("FINISH"), complete=False)
    assert (one.kind, one.complete) == (Kind.CODE, False)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("SF1234567890123", ()),
        ("sf1234567890123", ("SF1234567890123",)),
        ("JD0123456789012-1-1-", ("JD0123456789012",)),
        ("JDX012345678901-2-3-15", ("JDX012345678901",)),
        ("JDX012345678901-2-3-A15", ("JDX012345678901",)),
        ("YT8800012345678-1-2", ("YT8800012345678",)),
        ("012345678905", ("0012345678905",)),
        ("0012345678905", ("012345678905",)),
        ("06901234567892", ("6901234567892",)),
        ("012345678904", ()),
        ("A40156B", ("40156",)),
        ("ABC-1-1", ()),
    ],
)
def test_other_spellings_of_a_code(text: str, others: tuple[str, ...]) -> None:
    assert forms(text) == (text, *others)


@given(st.text("0123456789", min_size=7, max_size=17))
def test_one_and_only_one_check_digit_fits(body: str) -> None:
    if len(body) + 1 in (8, 12, 13, 14, 18):
        assert sum(checked(body + digit) for digit in "0123456789") == 1


@given(st.binary(max_size=200))
def test_noise_never_raises(raw: bytes) -> None:
    assert scan(raw).raw == raw


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-", min_size=1, max_size=40))
def test_plain_codes_come_through_untouched(text: str) -> None:
    assert scan(text).text == text
