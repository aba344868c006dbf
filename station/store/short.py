"""The short code people read, print and scan, and how the order master keeps it.

It is the last 40 bits of the global order id in Crockford's base 32, which has no I, L, O or U, plus a Luhn mod 32
check character: ``7K4-29M-XQ5``. Stored is the number of 40 bits: an index entry of half the size. Two orders
may share one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, types

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {sign: value for value, sign in enumerate(_ALPHABET)}
_PRINTED = re.compile(f"[{_ALPHABET}]{{3}}-[{_ALPHABET}]{{3}}-[{_ALPHABET}]{{3}}")
_LOOKALIKE = str.maketrans("OIL", "011")
_BITS = 40
_LENGTH = 9


def tail(order_id: str) -> int:
    """Return the bits of a global order id that its short code tells."""
    return int(order_id, 16) & ((1 << _BITS) - 1)


@lru_cache(maxsize=1024)
def printed(bits: int) -> str:
    """Return 40 bits as the code for labels and screens."""
    signs = "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(_BITS - 5, -1, -5))
    whole = signs + _check(signs)
    return f"{whole[:3]}-{whole[3:6]}-{whole[6:]}"


def read(text: str) -> str | None:
    """Return the code a person typed or a scanner sent in its printed form, ``None`` when it is none."""
    signs = text.strip().upper().replace("-", "").translate(_LOOKALIKE)
    if len(signs) != _LENGTH or any(sign not in _VALUE for sign in signs) or _check(signs[:-1]) != signs[-1]:
        return None
    return f"{signs[:3]}-{signs[3:6]}-{signs[6:]}"


def _check(signs: str) -> str:
    total = 0
    for place, sign in enumerate(reversed(signs)):
        doubled = _VALUE[sign] * (2 if place % 2 == 0 else 1)
        total += doubled // 32 + doubled % 32
    return _ALPHABET[-total % 32]


class ShortCode(types.TypeDecorator[str]):
    """Printed form outside, 40 bits inside; a text that is no short code is no order's: it is compared as NULL."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """Return the bits of a printed code."""
        if value is None or _PRINTED.fullmatch(value) is None:
            return None
        bits = 0
        for sign in value.replace("-", "")[:-1]:
            bits = bits << 5 | _VALUE[sign]
        return bits

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """Return the printed form."""
        return None if value is None else printed(value)
