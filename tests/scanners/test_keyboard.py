"""Keys become characters by position: CapsLock and the computer's layout have no say."""

from __future__ import annotations

import pytest

from scanners.keyboard import LAYOUTS, MODIFIERS, Key, alt_code, character, keypad_digit, position

US = LAYOUTS["us"]


def test_every_printable_ascii_character_has_a_key_in_every_layout_of_the_command_codes() -> None:
    for name, layout in LAYOUTS.items():
        written = set(layout.plain.values()) | set(layout.shift.values()) | {" "}
        needed = set("%ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        assert needed <= written, name


def test_the_us_layout_writes_all_of_ascii() -> None:
    keys = [Key(code, 0, shift=shift) for code in range(1, 99) for shift in (False, True) if code not in MODIFIERS]
    assert {chr(c) for c in range(33, 127)} <= {character(key, US) for key in keys} | {" "}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Key(31, 0), "s"),
        (Key(31, 0, shift=True), "S"),
        (Key(31, 0, shift=True, text="ы"), "S"),
        (Key(57, 0), " "),
        (Key(28, 0), "\r"),
        (Key(96, 0), "\r"),
        (Key(15, 0), "\t"),
        (Key(15, 0, shift=True), ""),
        (Key(27, 0, ctrl=True), "\x1d"),
        (Key(36, 0, ctrl=True), "\n"),
        (Key(31, 0, alt=True), ""),
        (Key(59, 0), ""),
        (Key(103, 0), ""),
        (Key(0, 0, text="x"), "x"),
        (Key(0, 0, text="\r"), "\r"),
        (Key(0, 0, text="中"), "中"),
        (Key(0, 0, text=""), ""),
        (Key(0, 0, ctrl=True, text="\x1d"), "\x1d"),
    ],
)
def test_what_a_key_writes(key: Key, expected: str) -> None:
    assert character(key, US) == expected


def test_other_scanner_layouts() -> None:
    assert character(Key(16, 0, alt_gr=True), LAYOUTS["de"]) == "@"
    assert character(Key(21, 0), LAYOUTS["de"]) == "z"
    assert character(Key(16, 0), LAYOUTS["fr"]) == "a"
    assert character(Key(2, 0, shift=True), LAYOUTS["fr"]) == "1"


def test_windows_numbers_of_extended_keys() -> None:
    assert position(0x11C) == 96
    assert character(Key(position(0x135), 0), US) == "/"
    assert position(31) == 31


def test_alt_codes_write_latin_unicode_and_gbk() -> None:
    assert alt_code("065") == "A"
    assert alt_code("20013") == "中"
    assert alt_code(str(int.from_bytes("打".encode("gbk"), "big"))) == "打"
    assert alt_code("") == ""
    assert "".join(keypad_digit(Key(code, 0)) for code in (82, 79, 80, 30)) == "012"
