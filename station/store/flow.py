"""Statements on pick lists, files that were asked for, and values that states want."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from station.store.schema.flow import attachments, order_fields, picks
from station.store.schema.orders import holds, orders
from station.store.schema.packing import leaving_proofs
from station.store.schema.returns import after_sales
from station.store.schema.stock import allocations
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row

    from station.store.engine import Tx


def pickable(tx: Tx, *, limit: int) -> list[Row[Any]]:
    """Return locked orders nothing stands against, what must leave first first; others' lists are left alone."""
    held = select(holds.c.order_id).where(holds.c.order_id == orders.c.order_id, holds.c.closed_at.is_(None))
    asked = select(after_sales.c.order_id).where(
        after_sales.c.order_id == orders.c.order_id, after_sales.c.status.in_(["open", "agreed"])
    )
    return list(
        tx.execute(
            select(orders.c.order_id, orders.c.short_code)
            .where(orders.c.state == "allocated", ~held.exists(), ~asked.exists())
            .order_by(orders.c.ship_by.is_(None), orders.c.ship_by, orders.c.accepted_at, orders.c.order_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


def add_picks(tx: Tx, pick_no: str, order_ids: Sequence[str], *, station: str, by: str, picker: str) -> None:
    """Write which orders stand on a list, in their places."""
    same = {"pick_no": pick_no, "station": station, "made_by": by, "picker": picker, "made_at": tx.now}
    rows = [{"order_id": order_id, "place": place, **same} for place, order_id in enumerate(order_ids, 1)]
    tx.execute(insert(picks), rows)


def pick_list(tx: Tx, pick_no: str) -> list[Row[Any]]:
    """Return the orders of a list in their places, with where they are now."""
    return list(
        tx.execute(
            select(picks, orders.c.short_code, orders.c.state)
            .join(orders, orders.c.order_id == picks.c.order_id)
            .where(picks.c.pick_no == pick_no)
            .order_by(picks.c.place)
        )
    )


def pick_lists(tx: Tx, *, limit: int) -> list[Row[Any]]:
    """Return the newest lists: number, maker, picker, orders on it and how many still wait for the bench."""
    waits = func.sum((orders.c.state == "picking").cast(picks.c.place.type))
    return list(
        tx.execute(
            select(
                picks.c.pick_no,
                func.min(picks.c.made_at).label("made_at"),
                func.min(picks.c.printed_at).label("printed_at"),
                func.min(picks.c.made_by).label("made_by"),
                func.min(picks.c.picker).label("picker"),
                func.count().label("orders"),
                waits.label("waiting"),
            )
            .join(orders, orders.c.order_id == picks.c.order_id)
            .group_by(picks.c.pick_no)
            .order_by(func.min(picks.c.made_at).desc(), picks.c.pick_no)
            .limit(limit)
        )
    )


def pick_of(tx: Tx, order_id: str) -> Row[Any] | None:
    """Return the newest list an order stands on."""
    return tx.execute(select(picks).where(picks.c.order_id == order_id).order_by(picks.c.made_at.desc())).first()


def take_off(tx: Tx, pick_no: str, order_ids: Sequence[str]) -> None:
    """Take orders off a list."""
    tx.execute(delete(picks).where(picks.c.pick_no == pick_no, picks.c.order_id.in_(list(order_ids))))


def set_printed(tx: Tx, pick_no: str) -> None:
    """Note that a list was drawn on paper."""
    tx.execute(update(picks).where(picks.c.pick_no == pick_no).values(printed_at=tx.now))


def goods(tx: Tx, order_ids: Iterable[str]) -> list[Row[Any]]:
    """Return what these orders hold on the shelves: order, SKU, warehouse, units."""
    return list(
        tx.execute(
            select(
                allocations.c.order_id,
                allocations.c.sku,
                allocations.c.warehouse,
                func.sum(allocations.c.qty).label("qty"),
            )
            .where(
                allocations.c.order_id.in_(list(order_ids)),
                allocations.c.status == "live",
                allocations.c.warehouse.is_not(None),
                allocations.c.kind != "exchange_hold",
            )
            .group_by(allocations.c.order_id, allocations.c.sku, allocations.c.warehouse)
        )
    )


def standing_in(tx: Tx, states: Sequence[str], *, limit: int) -> list[Row[Any]]:
    """Return the orders in these states, who stands longest first."""
    return list(
        tx.execute(select(orders).where(orders.c.state.in_(list(states))).order_by(orders.c.state_at).limit(limit))
    )


def attach(tx: Tx, order_id: str, kind: str, content: bytes, *, name: str, actor: str) -> bool:
    """Keep a file of an order, sealed; ``False`` when the same was there."""
    key = {"order_id": order_id, "kind": kind, "digest": hashlib.sha256(content).hexdigest()}
    return add_if_absent(tx, attachments, {**key, "name": name, "actor": actor, "at": tx.now, "content": content})


def attached(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return the files of an order without their content, oldest first."""
    names = ("kind", "digest", "name", "actor", "at")
    return list(
        tx.execute(
            select(*(attachments.c[name] for name in names))
            .where(attachments.c.order_id == order_id)
            .order_by(attachments.c.at, attachments.c.digest)
        )
    )


def proven(tx: Tx, order_id: str) -> bool:
    """Tell whether there is proof that the parcel left: a first event, a hand-over scan or a picture."""
    return tx.execute(select(leaving_proofs.c.kind).where(leaving_proofs.c.order_id == order_id)).first() is not None


def content(tx: Tx, order_id: str, digest: str) -> bytes | None:
    """Open a file of an order."""
    same = (attachments.c.order_id == order_id, attachments.c.digest == digest)
    found: bytes | None = tx.execute(select(attachments.c.content).where(*same)).scalar()
    return found


def set_field(tx: Tx, order_id: str, field: str, value: str, *, actor: str) -> None:
    """Write a value a state wants."""
    key = {"order_id": order_id, "field": field}
    values = {"value": value, "actor": actor, "at": tx.now}
    if not add_if_absent(tx, order_fields, {**key, **values}):
        same = (order_fields.c.order_id == order_id, order_fields.c.field == field)
        tx.execute(update(order_fields).where(*same).values(**values))


def fields(tx: Tx, order_id: str) -> dict[str, str]:
    """Return the values of an order that states want."""
    found = tx.execute(select(order_fields.c.field, order_fields.c.value).where(order_fields.c.order_id == order_id))
    return {row.field: row.value for row in found}
