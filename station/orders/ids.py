"""Global order ids and the short code people read, print and scan.

A channel order's id is UUIDv5 over (channel, shop key, raw number): a replayed message, a second import or an
offline bench makes the same id. Slip and phone orders get a UUIDv7. The short code is the last 40 bits of the id in
Crockford's base 32 plus a Luhn mod 32 check character: ``7K4-29M-XQ5``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from uuid import UUID, uuid5

from uuid6 import uuid7

_NAMESPACE = UUID("6f1d6e1a-0d0b-5c52-9d2b-b1f0a5c7d001")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {sign: value for value, sign in enumerate(_ALPHABET)}
_LOOKALIKE = str.maketrans("OIL", "011")
_GLOBAL = re.compile(r"[0-9a-f]{32}")
_BITS = 40
_LENGTH = 9


def channel_order_id(channel: str, shop: str, number: str) -> str:
    """Return the id of a channel's order: the same for every source that tells of it."""
    return uuid5(_NAMESPACE, "\x1f".join((channel, shop, number))).hex


def new_order_id() -> str:
    """Return a fresh id for an order that no channel numbers."""
    return uuid7().hex


def is_global_id(text: str) -> bool:
    """Tell whether the text has the form of a global order id."""
    return _GLOBAL.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def short_code(order_id: str) -> str:
    """Return the code for labels and screens, such as ``7K4-29M-XQ5``."""
    tail = int(order_id, 16) & ((1 << _BITS) - 1)
    signs = "".join(_ALPHABET[(tail >> shift) & 31] for shift in range(_BITS - 5, -1, -5))
    whole = signs + _check(signs)
    return f"{whole[:3]}-{whole[3:6]}-{whole[6:]}"


def new_job_id() -> str:
    """Return the id of a new print job, as it stands on the copy."""
    return "P" + short_code(new_order_id()).replace("-", "")


def read_short_code(text: str) -> str | None:
    """Return the short code in its printed form, ``None`` when the text is none or its check fails."""
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
