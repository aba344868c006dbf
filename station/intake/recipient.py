"""Whether newer news changes who gets the parcel: every part counts, the sealed house number too.

Exports mask what pushes tell in full and leave out what others know, so blanks and masks never put out what is known.
A packer who has the order open is told of what this returns (``station/packing/changes.py``). Called by ``accept``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.people.mask import mask_name, mask_phone
from station.store import orders as master

if TYPE_CHECKING:
    from station.orders.canonical import Recipient
    from station.store.engine import Tx
    from station.store.rows import Row


def changed_recipient(tx: Tx, row: Row[Any], told: Recipient) -> Recipient | None:
    """Return the recipient as known now; ``None`` when nothing of it changed."""
    known = master.opened(tx, row.sealed)
    name, phone, detail, town = (known.get(part, "") for part in ("name", "phone", "detail", "town"))
    now = replace(
        told,
        name=name if not told.name or ("*" in told.name and mask_name(told.name) == row.name_mask) else told.name,
        phone=phone if not told.phone or _same_phone(told.phone, row.phone_mask) else told.phone,
        detail=detail if not told.detail or (detail and "*" in told.detail) else told.detail,
        town=told.town or town,
    )
    return None if (now.name, now.phone, now.detail, now.town) == (name, phone, detail, town) else now


def _same_phone(told: str, mask: str) -> bool:
    return "*" in told and mask_phone(told) == mask
