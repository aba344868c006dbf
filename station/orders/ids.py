"""Global order ids and the short code people read, print and scan.

A channel order's id is UUIDv5 over (channel, shop key, raw number): a replayed message, a second import or an
offline bench makes the same id. Slip and phone orders get a UUIDv7. Every id has a short code, told in
``station/store/short.py``.
"""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from uuid6 import uuid7

from station.store import short

_NAMESPACE = UUID("6f1d6e1a-0d0b-5c52-9d2b-b1f0a5c7d001")
_GLOBAL = re.compile(r"[0-9a-f]{32}")


def channel_order_id(channel: str, shop: str, number: str) -> str:
    """Return the id of a channel's order: the same for every source that tells of it."""
    return uuid5(_NAMESPACE, "\x1f".join((channel, shop, number))).hex


def new_order_id() -> str:
    """Return a fresh id for an order that no channel numbers."""
    return uuid7().hex


def is_global_id(text: str) -> bool:
    """Tell whether the text has the form of a global order id."""
    return _GLOBAL.fullmatch(text) is not None


def short_code(order_id: str) -> str:
    """Return the code for labels and screens, such as ``7K4-29M-XQ5``."""
    return short.printed(short.tail(order_id))


def new_job_id() -> str:
    """Return the id of a new print job, as it stands on the copy."""
    return "P" + short_code(new_order_id()).replace("-", "")


def read_short_code(text: str) -> str | None:
    """Return the short code in its printed form, ``None`` when the text is none or its check fails."""
    return short.read(text)
