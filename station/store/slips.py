"""Statements on slip drafts: one row per photo, by its hash, the draft sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from station.store.schema.orders import orders
from station.store.schema.slips import slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Row

    from station.store.engine import Tx

DRAFT, CONFIRMED, DISCARDED = "draft", "confirmed", "discarded"
PHOTO = "photo"  # handed in, nobody read it yet
UNPACKED = "unpacked"  # a file of several slips, or one no window shows: its draft names the pictures made from it


def by_hash(tx: Tx, sha256: str, *, for_update: bool = False) -> Row[Any] | None:
    """Return the row of a photo; ``for_update`` keeps everybody else from settling it."""
    found = select(slips).where(slips.c.sha256 == sha256)
    return tx.execute(found.with_for_update() if for_update else found).first()


def of_order(tx: Tx, order_id: str) -> Row[Any] | None:
    """Return the slip an order came from."""
    return tx.execute(select(slips).where(slips.c.order_id == order_id)).first()


def latest_confirmed(tx: Tx, *, limit: int) -> list[Row[Any]]:
    """Return the slips orders were made of, latest first: draft, and who the order goes to."""
    who = (orders.c.province, orders.c.city, orders.c.district, orders.c.sealed)
    found = (
        select(slips.c.sha256, slips.c.draft, slips.c.order_id, *who)
        .join(orders, orders.c.order_id == slips.c.order_id)
        .where(slips.c.state == CONFIRMED, orders.c.sealed.is_not(None))
    )
    return list(tx.execute(found.order_by(slips.c.changed_at.desc()).limit(limit)))


def keep_review(tx: Tx, sha256: str, review: Mapping[str, Any]) -> None:
    """Keep beside the draft what a person made of it."""
    draft = open_draft(tx, sha256) or {}
    sealed = tx.vault.seal({**draft, "reviewed": dict(review)})
    tx.execute(update(slips).where(slips.c.sha256 == sha256).values(draft=sealed))


def put_draft(tx: Tx, sha256: str, draft: Mapping[str, Any], *, station: str) -> None:
    """Keep the draft of a photo; a confirmed one is left alone."""
    row = by_hash(tx, sha256)
    sealed = tx.vault.seal(dict(draft))
    if row is None:
        values = {"sha256": sha256, "state": DRAFT, "draft": sealed, "station": station}
        tx.execute(insert(slips), {**values, "created_at": tx.now, "changed_at": tx.now})
    elif row.state != CONFIRMED:
        same = slips.c.sha256 == sha256
        tx.execute(update(slips).where(same).values(state=DRAFT, draft=sealed, changed_at=tx.now))


def put_photo(tx: Tx, sha256: str, *, station: str) -> Row[Any] | None:
    """Have a photo read at this station; return its row when it is known already and nobody discarded it."""
    row = by_hash(tx, sha256, for_update=True)
    if row is not None and row.state == UNPACKED and row.draft is not None:
        pages = [put_photo(tx, page, station=station) for page in tx.vault.open(row.draft)["pages"]]
        return max(filter(None, pages), key=lambda page: page.order_id or "", default=None)
    if row is not None and row.state != DISCARDED:
        return row
    put_draft(tx, sha256, {}, station=station)
    tx.execute(update(slips).where(slips.c.sha256 == sha256).values(state=PHOTO, station=station))
    return None


def put_pages(tx: Tx, sha256: str, pages: Sequence[str], *, station: str) -> None:
    """Have the pictures that were made from a file read, in their order; the file itself is done."""
    for number, page in enumerate(pages):
        if put_photo(tx, page, station=station) is None:
            at = tx.now + timedelta(milliseconds=number)
            tx.execute(update(slips).where(slips.c.sha256 == page).values(created_at=at, changed_at=at))
    sealed = tx.vault.seal({"pages": list(pages)})
    same = slips.c.sha256 == sha256
    tx.execute(update(slips).where(same).values(state=UNPACKED, draft=sealed, changed_at=tx.now))


def is_kept(tx: Tx, sha256: str) -> bool:
    """Tell whether a photo handed in again must not be stored again: it made an order, or its pictures stand for it."""
    row = by_hash(tx, sha256)
    return row is not None and (row.state == CONFIRMED or (row.state == UNPACKED and row.draft is not None))


def unread(tx: Tx, station: str) -> list[str]:
    """Return the photos that wait to be read at this station, oldest first."""
    found = select(slips.c.sha256).where(slips.c.state == PHOTO, slips.c.station == station)
    return list(tx.execute(found.order_by(slips.c.changed_at)).scalars())


def undecided(tx: Tx, station: str) -> list[Row[Any]]:
    """Return the photos of this station that wait to be read or looked over, oldest first."""
    found = select(slips).where(slips.c.state.in_((PHOTO, DRAFT)), slips.c.station == station)
    return list(tx.execute(found.order_by(slips.c.created_at, slips.c.sha256)))


def settle(tx: Tx, sha256: str, state: str, *, order_id: str | None = None) -> None:
    """Mark a photo's draft confirmed (with its order) or discarded."""
    same = slips.c.sha256 == sha256
    tx.execute(update(slips).where(same).values(state=state, order_id=order_id, changed_at=tx.now))


def open_draft(tx: Tx, sha256: str) -> dict[str, Any] | None:
    """Open the draft of a photo."""
    row = by_hash(tx, sha256)
    return None if row is None or row.draft is None else dict(tx.vault.open(row.draft))


def drafts(tx: Tx, *, most: int = 2000) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    """Open the drafts of the newest slips that wait or made an order, oldest first."""
    found = select(slips).where(slips.c.state.in_((DRAFT, CONFIRMED)), slips.c.draft.is_not(None))
    rows = list(tx.execute(found.order_by(slips.c.created_at.desc()).limit(most)))
    for row in reversed(rows):
        yield row, dict(tx.vault.open(row.draft))
