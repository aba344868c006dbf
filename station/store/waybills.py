"""Waybill numbers: a pool per carrier, imported and counted down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from station.store.one_row import update_row
from station.store.prepared import prepared
from station.store.schema.prints import waybill_pool

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select

    from station.store.engine import Tx


def add(tx: Tx, carrier: str, numbers: Iterable[str]) -> int:
    """Put numbers into a carrier's pool and return how many were new."""
    wanted = list(dict.fromkeys(numbers))
    stored = tx.execute(
        select(waybill_pool.c.number).where(waybill_pool.c.carrier == carrier, waybill_pool.c.number.in_(wanted))
    )
    known = {row.number for row in stored}
    rows = [{"carrier": carrier, "number": number} for number in wanted if number not in known]
    if rows:
        tx.execute(insert(waybill_pool), rows)
    return len(rows)


def take(tx: Tx, order_id: str, carrier: str | None = None) -> tuple[str, str] | None:
    """Give an order the next (carrier, number) of the pool; ``None`` when none is left."""
    row = tx.execute(_free_of() if carrier is not None else _free(), {"carrier": carrier} if carrier else {}).first()
    if row is None:
        return None
    same = {"carrier": row.carrier, "number": row.number}
    update_row(tx, waybill_pool, same, {"taken_by": order_id, "taken_at": tx.now})
    return row.carrier, row.number


@prepared
def _free() -> Select[Any]:
    free = select(waybill_pool).where(waybill_pool.c.taken_by.is_(None))
    return free.order_by(waybill_pool.c.carrier, waybill_pool.c.number).limit(1).with_for_update(skip_locked=True)


@prepared
def _free_of() -> Select[Any]:
    return _free().where(waybill_pool.c.carrier == bindparam("carrier"))


def retire(tx: Tx, order_id: str, carrier: str, *, number: str) -> bool:
    """Never use an order's number again; ``False`` when it did not come from the pool."""
    mine = (waybill_pool.c.carrier == carrier, waybill_pool.c.number == number, waybill_pool.c.taken_by == order_id)
    return tx.execute(update(waybill_pool).where(*mine).values(taken_by=f"void:{order_id}")).rowcount > 0


def left(tx: Tx) -> dict[str, int]:
    """Return how many numbers each carrier has left."""
    rows = tx.execute(
        select(waybill_pool.c.carrier, func.count().label("n"))
        .where(waybill_pool.c.taken_by.is_(None))
        .group_by(waybill_pool.c.carrier)
    )
    return {row.carrier: int(row.n) for row in rows}
