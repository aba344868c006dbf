"""Key presses -> characters, by the position of the key and not by what the computer makes of it.

A keyboard-type scanner presses keys of the layout it is set to (US unless its configuration sheet says otherwise).
The computer's own layout, CapsLock and input method would garble them: 20 of 20 scans are right by key position, 0 of
20 by text under CapsLock or a French layout. Numbers are the kernel's key codes (linux/input-event-codes.h), which
are the PC scan codes of set 1 for the main block, so Windows numbers fit as well.
The key decoder (``sources/wedge_qt``), ``sources/wedge_evdev`` and ``sources/wedge_rawinput`` use it.
"""

from __future__ import annotations

from dataclasses import dataclass

ENTER, KEYPAD_ENTER, TAB = 28, 96, 15
SHIFTS, CTRLS, ALTS = frozenset({42, 54}), frozenset({29, 97}), frozenset({56})
ALT_GR = 100
_LOCKS = frozenset({58, 69, 70, 125, 126})  # CapsLock, NumLock, ScrollLock, both Meta
MODIFIERS = SHIFTS | CTRLS | ALTS | _LOCKS | {ALT_GR}

_ROWS = (range(2, 14), range(16, 28), range(30, 41), (41, 43), range(44, 54), (86,))
_KEYPAD = dict(zip((55, *range(71, 84), 98), "*789-456+1230./", strict=True))
_KEYPAD_DIGITS = {code: mark for code, mark in _KEYPAD.items() if mark.isdigit()}
_WINDOWS_EXTENDED = {0x11C: KEYPAD_ENTER, 0x135: 98, 0x11D: 97, 0x138: ALT_GR}
_CONTROLS = {"[": "\x1b", "\\": "\x1c", "]": "\x1d", "6": "\x1e", "^": "\x1e", "-": "\x1f", "_": "\x1f"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key pressed.

    Attributes:
        code: position of the key; 0 when the system does not say.
        at: seconds, from the event's own timestamp: arrival times lie when the window is busy.
        repeat: the keyboard repeats a key held down: never a scanner.
        text: character the system made of it, used only when the position is unknown.
    """

    code: int
    at: float
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    alt_gr: bool = False
    repeat: bool = False
    text: str = ""


def _table(*rows: str) -> dict[int, str]:
    codes = [code for row in _ROWS for code in row]
    return dict(zip(codes, "".join(rows), strict=True)) | {57: " "}


@dataclass(frozen=True, slots=True)
class Layout:
    """What each key means on the keyboard the scanner pretends to be: plain, with Shift, with AltGr."""

    plain: dict[int, str]
    shift: dict[int, str]
    alt_gr: dict[int, str]


LAYOUTS = {
    "us": Layout(
        _table("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "`\\", "zxcvbnm,./", "\\"),
        _table("!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "~|", "ZXCVBNM<>?", "|"),
        {},
    ),
    "de": Layout(
        _table("1234567890ß´", "qwertzuiopü+", "asdfghjklöä", "^#", "yxcvbnm,.-", "<"),
        _table('!"§$%&/()=?`', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ", "°'", "YXCVBNM;:_", ">"),
        {8: "{", 9: "[", 10: "]", 11: "}", 12: "\\", 16: "@", 27: "~", 86: "|"},
    ),
    "fr": Layout(
        _table("&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "²*", "wxcvbn,;:!", "<"),
        _table("1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%", "~µ", "WXCVBN?./§", ">"),
        {3: "~", 4: "#", 5: "{", 6: "[", 7: "|", 8: "`", 9: "\\", 10: "^", 11: "@", 12: "]", 13: "}"},
    ),
}


def position(native: int) -> int:
    """Return our key code for a scan code as Windows reports it (extended keys carry 0x100)."""
    return _WINDOWS_EXTENDED.get(native, native)


def character(key: Key, layout: Layout) -> str:
    r"""Return the character of a press, ``\r`` or ``\t`` for the end keys, "" for a key that writes nothing."""
    if key.code in (ENTER, KEYPAD_ENTER) or (not key.code and key.text in ("\r", "\n")):
        return "\r"
    if key.code == TAB or (not key.code and key.text == "\t"):
        return "" if key.shift or key.ctrl or key.alt else "\t"
    plain = _plain(key, layout)
    if key.ctrl and not key.alt_gr:
        return _control(plain)
    return "" if key.alt else plain


def keypad_digit(key: Key) -> str:
    """Return the digit of a keypad key, as Alt codes use it; "" for other keys."""
    return _KEYPAD_DIGITS.get(key.code, "")


def alt_code(digits: str) -> str:
    """Return the character of Alt + keypad digits: how scanners type Chinese, or text under any layout.

    Up to 255 it is Latin-1; from 41377 (GB 2312 begins) it is a GBK double byte; between them a Unicode code point.
    """
    number = int(digits or "0")
    if number >= 0xA1A1:
        return (number & 0xFFFF).to_bytes(2, "big").decode("gb18030", "replace")
    return chr(number) if number else ""


def _plain(key: Key, layout: Layout) -> str:
    if not key.code:
        return key.text if len(key.text) == 1 and (key.text.isprintable() or key.ctrl or key.text < " ") else ""
    if key.code in _KEYPAD:
        return _KEYPAD[key.code]
    if key.alt_gr:
        return layout.alt_gr.get(key.code, "")
    return (layout.shift if key.shift else layout.plain).get(key.code, "")


def _control(plain: str) -> str:
    if plain and plain < " ":
        return plain  # the system already made the control character
    if plain.isalpha() and plain.isascii():
        return chr(ord(plain.upper()) & 0x1F)
    return _CONTROLS.get(plain, "")
