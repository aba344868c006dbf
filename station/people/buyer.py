"""Which buyer is this? The key under which complaints, returns and orders of one person meet.

A real phone number is the same person on every channel; masked and virtual numbers change with each order, so there
the channel's own buyer id counts, and without one nobody is recognised. The key is an HMAC: it cannot be turned back
into the number. Its prefix tells which kind it is, and every explanation says so (row A34, DOMAIN.md 3.3).
Called by intake for each order.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from enum import StrEnum
from typing import TYPE_CHECKING

from station.address.phone import parse_phone
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


_BYTES = 12  # 96 bits: two of a hundred million buyers never meet by chance, and a row stays small


class KeyKind(StrEnum):
    """What a buyer was recognised by; one sign, as every order keeps it several times."""

    PHONE = "p"
    CHANNEL = "c"


def buyer_key(tx: Tx, *, phone: str, channel: str, buyer_id: str | None) -> str | None:
    """Return the buyer's key, ``None`` when nothing identifies them."""
    number = parse_phone(phone)
    if number.real:
        return _key(tx, KeyKind.PHONE, f"phone {number.text}")
    own = (buyer_id or "").strip()
    if own and "*" not in own:
        return _key(tx, KeyKind.CHANNEL, f"{channel} {own}")
    return None


def _key(tx: Tx, kind: KeyKind, who: str) -> str:
    digest = bytes.fromhex(tx.vault.digest("buyer", who))[:_BYTES]
    return f"{kind}:{urlsafe_b64encode(digest).decode()}"


def key_kind(key: str) -> KeyKind:
    """Return what the key was made from."""
    return KeyKind(key.partition(":")[0])


def known_by(key: str) -> str:
    """Return, for an explanation, what the buyer was recognised by."""
    if key_kind(key) == KeyKind.PHONE:
        return _("recognised by phone number")
    return _("recognised by the channel's buyer id, the phone is hidden")
