"""Statements that forget: who an order went to, what people wrote, what was scanned; figures and the trail stay.

Who an order went to goes from its row; notes, texts and label fields are emptied; what remains is SKUs, money,
times, states, keyed digests. Called by ``station/people/forgetting.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from station.store.schema.intake import import_files, messages
from station.store.schema.orders import orders
from station.store.schema.packing import decisions, scans
from station.store.schema.people import complaints
from station.store.schema.prints import print_jobs
from station.store.schema.returns import after_sales, return_parcels
from station.store.schema.slips import slips

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.store.engine import Tx

_ENDED = ("shipped", "delivered", "cancelled")


def over(tx: Tx, before: datetime, *, limit: int) -> list[str]:
    """Return orders that ended before this time and still know their people."""
    ended = func.coalesce(orders.c.delivered_at, orders.c.state_at, orders.c.shipped_at, orders.c.accepted_at)
    known = (orders.c.state.in_(_ENDED), orders.c.sealed.is_not(None))
    found = select(orders.c.order_id).where(*known, ended < before).order_by(orders.c.order_id).limit(limit)
    return list(tx.execute(found).scalars())


def forget_orders(tx: Tx, ids: Sequence[str]) -> list[str]:
    """Empty everything personal of these orders; return the names of photos nobody needs any more."""
    photos = list(tx.execute(select(slips.c.sha256).where(slips.c.order_id.in_(ids))).scalars())
    shown = select(return_parcels.c.photo).where(return_parcels.c.order_id.in_(ids), return_parcels.c.photo != "")
    photos += list(tx.execute(shown).scalars())
    empty = tx.vault.seal({})
    nobody = dict.fromkeys(("name_mask", "phone_mask", "phone4", "sealed"))
    tx.execute(update(orders).where(orders.c.order_id.in_(ids)).values(buyer_note="", seller_note="", **nobody))
    tx.execute(update(after_sales).where(after_sales.c.order_id.in_(ids)).values(text="", why=None))
    tx.execute(update(return_parcels).where(return_parcels.c.order_id.in_(ids)).values(note="", photo=""))
    tx.execute(update(complaints).where(complaints.c.order_id.in_(ids)).values(words=""))
    tx.execute(update(decisions).where(decisions.c.order_id.in_(ids)).values(text="", why="", inputs=None))
    tx.execute(update(print_jobs).where(print_jobs.c.order_id.in_(ids)).values(fields=empty))
    tx.execute(update(slips).where(slips.c.order_id.in_(ids)).values(draft=None))
    return photos


def forget_traffic(tx: Tx, before: datetime) -> list[str]:
    """Empty messages, scans and import reports of before, and slips nobody made an order of; return their photos."""
    tx.execute(update(messages).where(messages.c.received_at < before, messages.c.body != b"").values(body=b""))
    tx.execute(update(import_files).where(import_files.c.at < before).values(result=None))
    done = (scans.c.at < before, scans.c.done_at.is_not(None), scans.c.text != "")
    tx.execute(update(scans).where(*done).values(text="", raw=None))
    old = (slips.c.order_id.is_(None), slips.c.changed_at < before, slips.c.draft.is_not(None))
    photos = list(tx.execute(select(slips.c.sha256).where(*old)).scalars())
    tx.execute(update(slips).where(*old).values(draft=None))
    return photos
