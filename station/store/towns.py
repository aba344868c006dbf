"""Puts the town of every order beside the street it is sealed with, once, after the upgrade that asked for it (0022).

It was sealed for itself: 60 bytes an order. The migration has no key, so this runs when the store is opened, in one
transaction: all or nothing. What older programs sealed with names in front of the values is written without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, Text, bindparam, column, delete, select, table, text, update

from station.store.schema.base import meta
from station.store.schema.orders import SEALED
from station.store.types import GlobalId

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from station.store.vault import Vault

_APART = "towns"
_BATCH = 5000
_ORDERS = table("orders", column("order_id", GlobalId), column("town", Text), column("sealed", LargeBinary))


def join_towns(conn: Connection, vault: Vault) -> int:
    """Move the towns and drop their column; return how many orders that were."""
    noted = select(meta.c.value).where(meta.c.name == _APART).with_for_update()
    if conn.execute(noted).first() is None:
        return 0
    change = update(_ORDERS).where(_ORDERS.c.order_id == bindparam("id")).values(sealed=bindparam("now"))
    page = select(_ORDERS).where(_ORDERS.c.sealed.is_not(None)).order_by(_ORDERS.c.order_id).limit(_BATCH)
    done = 0
    rows = conn.execute(page).all()
    while rows:
        conn.execute(change, [{"id": row.order_id, "now": _whole(vault, row)} for row in rows])
        done += len(rows)
        rows = conn.execute(page.where(_ORDERS.c.order_id > rows[-1].order_id)).all()
    conn.execute(text("ALTER TABLE orders DROP COLUMN town"))
    conn.execute(delete(meta).where(meta.c.name == _APART))
    return done


def _whole(vault: Vault, row: Row[Any]) -> bytes:
    told = vault.open(row.sealed)
    known = dict(told) if isinstance(told, dict) else dict(zip(SEALED, told, strict=False))
    known["town"] = vault.open_text(row.town) if row.town else ""
    return vault.seal([known.get(name, "") for name in SEALED])
