"""Waybill numbers: a pool per carrier, imported and counted down; one number goes to one order and to no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, delete, func, insert, select, update

from station.store.one_row import update_row
from station.store.prepared import prepared
from station.store.schema.orders import order_codes, orders
from station.store.schema.prints import print_jobs, waybill_pool

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


def following(tx: Tx, carrier: str | None) -> tuple[str, str] | None:
    """Return the (carrier, number) the pool would give next, without giving it."""
    free = [waybill_pool.c.taken_by.is_(None), *([waybill_pool.c.carrier == carrier] if carrier is not None else [])]
    next_one = select(waybill_pool.c.carrier, waybill_pool.c.number).where(*free)
    row = tx.execute(next_one.order_by(waybill_pool.c.carrier, waybill_pool.c.number).limit(1)).first()
    return None if row is None else (row.carrier, row.number)


@prepared
def _free() -> Select[Any]:
    free = select(waybill_pool).where(waybill_pool.c.taken_by.is_(None))
    return free.order_by(waybill_pool.c.carrier, waybill_pool.c.number).limit(1).with_for_update(skip_locked=True)


@prepared
def _free_of() -> Select[Any]:
    return _free().where(waybill_pool.c.carrier == bindparam("carrier"))


def any_free(tx: Tx, carrier: str) -> bool:
    """Tell whether a carrier's pool has a number left."""
    free = (waybill_pool.c.carrier == carrier, waybill_pool.c.taken_by.is_(None))
    return tx.execute(select(waybill_pool.c.number).where(*free).limit(1)).first() is not None


def retire(tx: Tx, order_id: str, carrier: str, *, number: str) -> bool:
    """Never use an order's number again; ``False`` when it did not come from the pool."""
    mine = (waybill_pool.c.carrier == carrier, waybill_pool.c.number == number, waybill_pool.c.taken_by == order_id)
    return tx.execute(update(waybill_pool).where(*mine).values(taken_by=f"void:{order_id}")).rowcount > 0


def left(tx: Tx) -> dict[str, int]:
    """Return how many numbers each carrier has left; a pool that ran empty counts 0."""
    free = func.sum(case((waybill_pool.c.taken_by.is_(None), 1), else_=0))
    rows = tx.execute(select(waybill_pool.c.carrier, free.label("n")).group_by(waybill_pool.c.carrier))
    return {row.carrier: int(row.n) for row in rows}


def claim(tx: Tx, order_id: str, carrier: str, *, number: str) -> bool:
    """Take one number by name, into the pool's books if it was not there; ``False`` when another order has it."""
    here = (waybill_pool.c.carrier == carrier, waybill_pool.c.number == number)
    row = tx.execute(select(waybill_pool.c.taken_by).where(*here).with_for_update()).first()
    taken = {"taken_by": order_id, "taken_at": tx.now}
    if row is None:
        tx.execute(insert(waybill_pool).values(carrier=carrier, number=number, **taken))
    elif row.taken_by is None:
        tx.execute(update(waybill_pool).where(*here).values(**taken))
    return row is None or row.taken_by in (None, order_id)


def forget(tx: Tx, order_id: str, number: str) -> None:
    """Let a number no longer find the order."""
    same = (order_codes.c.order_id == order_id, order_codes.c.kind == "waybill", order_codes.c.code == number)
    tx.execute(delete(order_codes).where(*same))


def give_back(tx: Tx, *, limit: int = 500) -> int:
    """Free the numbers of cancelled orders none of whose copies was ever on its way; return how many."""
    gone = (print_jobs.c.order_id == orders.c.order_id, print_jobs.c.state.not_in(["PLANNED", "CANCELLED"]))
    its_own = and_(waybill_pool.c.carrier == orders.c.carrier, waybill_pool.c.number == orders.c.waybill_no)
    unused = (
        select(orders.c.order_id, orders.c.waybill_no, waybill_pool.c.carrier, waybill_pool.c.taken_by)
        .join(waybill_pool, its_own)
        .where(orders.c.state == "cancelled", ~select(print_jobs.c.job_id).where(*gone).exists())
        .limit(limit)
    )
    rows = [row for row in tx.execute(unused) if row.taken_by == row.order_id]
    for row in rows:
        same = (waybill_pool.c.carrier == row.carrier, waybill_pool.c.number == row.waybill_no)
        tx.execute(update(waybill_pool).where(*same).values(taken_by=None, taken_at=None))
        tx.execute(update(orders).where(orders.c.order_id == row.order_id).values(waybill_no=None))
        forget(tx, row.order_id, row.waybill_no)
    return len(rows)
