"""The barcodes that are not goods: command codes on the bench's command sheet and operators' badges.

A reserved code is ``%CMD%UNDO%K`` or ``%OPR%1001%K``: a reserved prefix, a value of A-Z and 0-9, and one check
character (ISO 7064 MOD 37,36 over prefix word and value: it catches every single wrong character and nearly every
swap of neighbours). Only the whole code counts: a waybill that contains ``UNDO`` or ``STOP`` does nothing.
The alphabet (``%``, A-Z, 0-9) prints in Code 128 and Code 39 and can be sent by every keyboard-type scanner.
Label sheets write these codes; ``scanners`` and ``packing`` read them.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal

Reserved = Literal["command", "badge"]

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = re.compile(r"[0-9A-Z]{1,16}")
_TIMES = re.compile(r"QTY([1-9][0-9]{0,2})")
_SLOT = re.compile(r"SLOT([1-9][0-9]?)")
_AGAIN = re.compile(r"AGAIN([1-9])")
_REASON = re.compile(r"%WHY%([0-9A-Z]{0,16})%(.{1,200})", re.DOTALL)
_WEIGHT = re.compile(r"W([0-9]{1,6})")
_CODE = re.compile(r"%(CMD|OPR)%([0-9A-Z]{1,16})%([0-9A-Z])")


class Command(StrEnum):
    """What a packer can say by scanning the command sheet."""

    FINISH = "FINISH"  # pack and close the order
    UNDO = "UNDO"  # take the last scan back
    REPRINT = "REPRINT"
    DONE = "DONE"  # the hint is done
    CANT = "CANT"  # the hint cannot be done
    SHORT = "SHORT"  # a piece is missing
    HOLD = "HOLD"  # put the order aside
    NEXTBOX = "NEXTBOX"
    HELP = "HELP"  # call the lead
    WHY = "WHY"  # the whole story behind the hints
    LOGOUT = "LOGOUT"
    SHIFT = "SHIFT"  # print the shift report and log out
    PUTBACK = "PUTBACK"  # the wrong piece went back
    YES = "YES"


def command_code(word: str) -> str:
    """Return the barcode of a command.

    Raises:
        ValueError: there is no such command.
    """
    return _code("CMD", Command(word).value)


def times_code(times: int) -> str:
    """Return the barcode that makes the next item scan count so many units.

    Raises:
        ValueError: not 1 to 999.
    """
    if not 1 <= times <= 999:
        raise ValueError("1 to 999 units a scan")
    return _code("CMD", f"QTY{times}")


def times_of(word: str) -> int | None:
    """Return how many units a quantity command says; ``None`` for other commands."""
    match = _TIMES.fullmatch(word)
    return int(match[1]) if match is not None else None


def slot_code(slot: int) -> str:
    """Return the barcode of the card on a slot of the sorting wall.

    Raises:
        ValueError: not 1 to 99.
    """
    if not 1 <= slot <= 99:
        raise ValueError("slots are 1 to 99")
    return _code("CMD", f"SLOT{slot}")


def slot_of(word: str) -> str:
    """Return the slot a slot card names; "" for other commands."""
    match = _SLOT.fullmatch(word)
    return match[1] if match is not None else ""


def again_code(number: int) -> str:
    """Return the barcode of one of the usual reasons for printing a label again.

    Raises:
        ValueError: not 1 to 9.
    """
    if not 1 <= number <= 9:  # one key each
        raise ValueError("reasons are 1 to 9")
    return _code("CMD", f"AGAIN{number}")


def again_of(word: str) -> int | None:
    """Return which usual reason a command names; ``None`` for other commands."""
    match = _AGAIN.fullmatch(word)
    return int(match[1]) if match is not None else None


def reason_code(reason: str, second: str = "") -> str:
    """Return what the bench hands on when a reason for printing again was typed, and who agreed to it."""
    return f"%WHY%{second}%{reason}"


def reason_of(code: str) -> tuple[str, str] | None:
    """Return (reason, second person) of a typed reason; ``None`` for every other code."""
    match = _REASON.fullmatch(code)
    return (match[2], match[1]) if match is not None else None


def weight_code(grams: int) -> str:
    """Return what a scale says as a code, so that it goes the way of every scan.

    Raises:
        ValueError: not 0 to 999,999 g.
    """
    if not 0 <= grams <= 999_999:
        raise ValueError("0 to 999,999 g")
    return _code("CMD", f"W{grams}")


def is_weight(code: str) -> bool:
    """Tell whether a code is what a scale says."""
    found = parse(code)
    return found is not None and found[0] == "command" and weight_of(found[1]) is not None


def weight_of(word: str) -> int | None:
    """Return the grams a scale says; ``None`` for other commands."""
    match = _WEIGHT.fullmatch(word)
    return int(match[1]) if match is not None else None


def badge_code(operator_no: str) -> str:
    """Return the barcode of an operator's badge.

    Raises:
        ValueError: the number is not 1 to 16 of A-Z and 0-9.
    """
    number = operator_no.upper()
    if not _VALUE.fullmatch(number):
        raise ValueError("an operator number is 1 to 16 of A-Z and 0-9")
    return _code("OPR", number)


def parse(code: str) -> tuple[Reserved, str] | None:
    """Return ``("command", word)`` or ``("badge", operator number)``; ``None`` for every other code."""
    match = _CODE.fullmatch(code)
    if match is None or match[3] != check_character(match[1] + match[2]):
        return None
    if match[1] == "OPR":
        return "badge", match[2]
    known = match[2] in Command.__members__ or any(one.fullmatch(match[2]) for one in (_TIMES, _SLOT, _AGAIN, _WEIGHT))
    return ("command", match[2]) if known else None


def is_reserved(code: str) -> bool:
    """Tell whether the code wears a reserved prefix, well read or not: it is never an order, waybill or SKU."""
    return code.startswith(("%CMD%", "%OPR%", "%WHY%"))


def check_character(text: str) -> str:
    """Return the ISO 7064 MOD 37,36 check character of a text of A-Z and 0-9."""
    product = 36
    for character in text:
        product = (product + _ALPHABET.index(character)) % 36 or 36
        product = product * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def _code(prefix: str, value: str) -> str:
    return f"%{prefix}%{value}%{check_character(prefix + value)}"
