"""Statements on hint decisions, and the few that gather facts for them; some run at every order a packer opens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, select, update

from station.store import people
from station.store.one_row import insert_row
from station.store.prepared import prepared
from station.store.schema.intake import page_events
from station.store.schema.orders import orders
from station.store.schema.packing import decisions
from station.store.schema.people import buyers
from station.store.schema.work import tickets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

_HEAD = (
    "short_code",
    "channel",
    "state",
    "state_at",
    "created_at",
    "paid_at",
    "ship_by",
    "province",
    "city",
    "district",
    "sealed",
    "buyer_note",
    "seller_note",
    "flags",
    "buyer_key",
    "exchange_of",
)


@prepared
def _head() -> Select[Any]:
    known = (func.coalesce(buyers.c[name], 0).label(name) for name in people.KEPT)
    theirs = orders.alias()
    ordered = (
        select(func.count()).where(theirs.c.buyer_key == orders.c.buyer_key, theirs.c.exchange_of.is_(None))
    ).scalar_subquery()
    same = page_events.c.order_id == orders.c.order_id
    did = (
        select(func.count()).where(same, page_events.c.kind == kind).scalar_subquery().label(kind)
        for kind in ("address_changed", "freight_viewed")
    )
    stands = (tickets.c.order_id == orders.c.order_id, tickets.c.state == "open", tickets.c.sku.startswith("stuck:"))
    told = select(func.max(tickets.c.role)).where(*stands).scalar_subquery().label("stuck_role")
    return (
        select(orders.c.order_id, *(orders.c[name] for name in _HEAD), ordered.label("orders"), *known, *did, told)
        .select_from(orders.outerjoin(buyers, buyers.c.buyer_key == orders.c.buyer_key))
        .where(orders.c.order_id == bindparam("id"))
    )


def head(tx: Tx, order_id: str) -> Row[Any] | None:
    """Return what rules may ask of an order and its buyer; no name, phone or address but sealed."""
    return tx.execute(_head(), {"id": order_id}).first()


@cache
def _nearby() -> Select[Any]:
    return (
        select(orders.c.order_id, orders.c.created_at, orders.c.province)
        .where(
            orders.c.buyer_key == bindparam("key"),
            orders.c.created_at.between(bindparam("start"), bindparam("end")),
            orders.c.exchange_of.is_(None),
        )
        .order_by(orders.c.created_at)
        .limit(200)
    )


def placed_between(tx: Tx, buyer_key: str, *, start: datetime, end: datetime) -> list[Row[Any]]:
    """Return when and whereto a buyer ordered in a stretch of time; our own exchange orders do not count."""
    return list(tx.execute(_nearby(), {"key": buyer_key, "start": start, "end": end}))


def orders_of(tx: Tx, buyer_key: str, *, not_in: Iterable[str]) -> list[Row[Any]]:
    """Return id and short code of a buyer's orders whose state is none of these."""
    return list(
        tx.execute(
            select(orders.c.order_id, orders.c.short_code)
            .where(orders.c.buyer_key == buyer_key, orders.c.state.not_in(list(not_in)))
            .order_by(orders.c.order_id)
        )
    )


def latest_of(tx: Tx, buyer_key: str, *, most: int) -> list[Row[Any]]:
    """Return the latest orders of a buyer: id, short code, when, state."""
    wanted = select(orders.c.order_id, orders.c.short_code, orders.c.created_at, orders.c.state)
    newest = orders.c.created_at.desc()
    same = (orders.c.buyer_key == buyer_key, orders.c.created_at.is_not(None))
    return list(tx.execute(wanted.where(*same).order_by(newest).limit(most)))


@prepared
def _stored() -> Select[Any]:
    return select(decisions).where(decisions.c.order_id == bindparam("id"))


def stored(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return the decisions of an order, withdrawn ones too."""
    return list(tx.execute(_stored(), {"id": order_id}))


def add(tx: Tx, order_id: str, *, rule: str, values: Mapping[str, Any]) -> None:
    """Insert a decision."""
    insert_row(tx, decisions, {"order_id": order_id, "rule": rule, "at": tx.now, **values})


def change(tx: Tx, order_id: str, *, rule: str, **values: Any) -> bool:
    """Change columns of a decision; ``False`` when there is none."""
    same = and_(decisions.c.order_id == order_id, decisions.c.rule == rule)
    return tx.execute(update(decisions).where(same).values(**values)).rowcount == 1
