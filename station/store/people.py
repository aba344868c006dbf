"""Statements on operators, buyers and complaints, and the shop's mean return rate."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from station.store.prepared import prepared
from station.store.schema.base import meta
from station.store.schema.orders import orders
from station.store.schema.people import buyers, complaints, operators
from station.store.schema.returns import after_sales
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

KEPT = ("returns", "complaints", "no_messages", "receivables")  # of buyers; what they ordered, their orders tell
_MEAN = "return_mean"
_MEAN_LASTS = timedelta(hours=1)  # it reads an index over all orders: too much for every scan
_FEW = 2_000  # orders; below, counting again costs less than a millisecond and a young shop's mean moves fast


def put_operator(tx: Tx, operator_no: str, *, name: str, role: str, active: bool = True) -> None:
    """Insert or change an operator."""
    values = {"name": name, "role": role, "active": int(active)}
    if not add_if_absent(tx, operators, {"operator_no": operator_no, "badge": operator_no, **values}):
        tx.execute(update(operators).where(operators.c.operator_no == operator_no).values(**values))


@prepared
def _operator() -> Select[Any]:
    return select(operators).where(operators.c.operator_no == bindparam("no"), operators.c.active == 1)


def operator(tx: Tx, operator_no: str, *, for_update: bool = False) -> Row[Any] | None:
    """Return the row of an active operator; ``for_update`` keeps everybody else from changing it."""
    found = _operator().with_for_update() if for_update else _operator()
    return tx.execute(found, {"no": operator_no}).first()


def set_operator(tx: Tx, operator_no: str, **values: Any) -> None:
    """Change columns of an operator."""
    tx.execute(update(operators).where(operators.c.operator_no == operator_no).values(**values))


@cache
def _by_badge() -> Select[Any]:
    return select(operators).where(operators.c.badge == bindparam("badge"), operators.c.active == 1)


def operator_by_badge(tx: Tx, badge: str) -> Row[Any] | None:
    """Return the row of the active operator who wears this badge."""
    return tx.execute(_by_badge(), {"badge": badge}).first()


def operators_active(tx: Tx) -> list[Row[Any]]:
    """Return all active operators by number."""
    return list(tx.execute(select(operators).where(operators.c.active == 1).order_by(operators.c.operator_no)))


def with_role(tx: Tx, role: str) -> list[str]:
    """Return the numbers of the active operators of a role."""
    return [row.operator_no for row in operators_active(tx) if row.role == role]


def count_return(tx: Tx, buyer_key: str) -> None:
    """Add one to what a buyer sent back."""
    _count(tx, buyer_key, returns=1)


def count_receivable(tx: Tx, buyer_key: str) -> None:
    """Add one to what a buyer owes or owed."""
    _count(tx, buyer_key, receivables=1)


def add_complaint(
    tx: Tx, buyer_key: str, *, complaint_id: str, kind: str, words: str, at: datetime, order_id: str | None = None
) -> bool:
    """Remember a complaint once; ``False`` when it was known."""
    values = {"buyer_key": buyer_key, "complaint_id": complaint_id, "order_id": order_id, "kind": kind}
    if not add_if_absent(tx, complaints, {**values, "words": words, "at": at}):
        return False
    _count(tx, buyer_key, complaints=1)
    return True


def set_no_messages(tx: Tx, buyer_key: str, *, wanted: bool) -> None:
    """Remember that a buyer wants no text messages (or wants them again)."""
    _count(tx, buyer_key)
    tx.execute(update(buyers).where(buyers.c.buyer_key == buyer_key).values(no_messages=int(wanted)))


def _count(tx: Tx, buyer_key: str, **more: int) -> None:
    changes = {name: buyers.c[name] + number for name, number in more.items() if number}
    same = buyers.c.buyer_key == buyer_key
    if changes and tx.execute(update(buyers).where(same).values(**changes)).rowcount:
        return
    added = add_if_absent(tx, buyers, {"buyer_key": buyer_key, **more})
    if not added and changes:
        tx.execute(update(buyers).where(same).values(**changes))


@prepared
def _buyers() -> Select[Any]:
    kept = [buyers.c[name] for name in KEPT]
    return (
        select(
            orders.c.buyer_key, func.count().label("orders"), *(func.coalesce(one, 0).label(one.name) for one in kept)
        )
        .select_from(orders.outerjoin(buyers, buyers.c.buyer_key == orders.c.buyer_key))
        .where(orders.c.buyer_key.in_(bindparam("keys", expanding=True)), orders.c.exchange_of.is_(None))
        .group_by(orders.c.buyer_key, *kept)
    )


def buyers_of(tx: Tx, keys: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return what rules may ask of buyers who ordered, by their key: ``orders`` but exchanges, and what is kept."""
    wanted, asked = sorted(keys), ("orders", *KEPT)
    rows = tx.execute(_buyers(), {"keys": wanted}) if wanted else ()
    return {row.buyer_key: {name: getattr(row, name) for name in asked} for row in rows}


@cache
def _complaints() -> Select[Any]:
    return (
        select(complaints)
        .where(complaints.c.buyer_key == bindparam("key"))
        .order_by(complaints.c.at.desc(), complaints.c.complaint_id)
        .limit(20)
    )


def complaints_of(tx: Tx, buyer_key: str) -> list[Row[Any]]:
    """Return the latest complaints of a buyer, newest first."""
    return list(tx.execute(_complaints(), {"key": buyer_key}))


@cache
def _kept_mean() -> Select[Any]:
    return select(meta.c.value).where(meta.c.name == _MEAN)


def return_mean(tx: Tx) -> tuple[int, int]:
    """Return orders and returns of all buyers together, as of the last full count."""
    kept = _read_mean(tx.execute(_kept_mean()).scalar())
    return (kept["orders"], kept["returns"]) if kept else (0, 0)


def refresh_return_mean(tx: Tx) -> bool:
    """Count all buyers again when the last count is older than an hour or small; tell whether it did."""
    kept = _read_mean(tx.execute(_kept_mean()).scalar())
    if kept and kept["orders"] >= _FEW and timedelta() <= tx.now - datetime.fromisoformat(kept["at"]) < _MEAN_LASTS:
        return False
    ordered = tx.execute(select(func.count(orders.c.buyer_key))).scalar_one()
    ordered -= tx.execute(select(func.count(after_sales.c.exchange_order_id))).scalar_one()  # ours, not theirs
    returned = tx.execute(select(func.sum(buyers.c.returns))).scalar_one()
    value = json.dumps({"orders": ordered, "returns": int(returned or 0), "at": tx.now.isoformat()})
    if not add_if_absent(tx, meta, {"name": _MEAN, "value": value}):
        tx.execute(update(meta).where(meta.c.name == _MEAN).values(value=value))
    return True


def _read_mean(value: str | None) -> Mapping[str, Any]:
    return dict(json.loads(value)) if value else {}
