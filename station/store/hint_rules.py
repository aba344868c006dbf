"""Statements on the rules supervisors write, and what a hint's answers led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, insert, select, update

from station.store.schema.hints import hint_rules
from station.store.schema.orders import orders
from station.store.schema.packing import decisions
from station.store.schema.people import complaints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx

DRAFT, ON, OFF = "draft", "on", "off"


def versions(tx: Tx, rule_id: str | None = None) -> list[Row[Any]]:
    """Return all versions of one rule, or of all, newest first."""
    query = select(hint_rules).order_by(hint_rules.c.rule_id, hint_rules.c.version.desc())
    return list(tx.execute(query if rule_id is None else query.where(hint_rules.c.rule_id == rule_id)))


def get(tx: Tx, rule_id: str, version: int) -> Row[Any] | None:
    """Return one version."""
    same = (hint_rules.c.rule_id == rule_id, hint_rules.c.version == version)
    return tx.execute(select(hint_rules).where(*same)).first()


def active(tx: Tx) -> list[Row[Any]]:
    """Return the versions that are switched on."""
    return list(tx.execute(select(hint_rules).where(hint_rules.c.state == ON).order_by(hint_rules.c.rule_id)))


def add(tx: Tx, rule_id: str, version: int, *, body: Mapping[str, Any], by: str) -> None:
    """Keep a new version."""
    values = {"rule_id": rule_id, "version": version, "body": dict(body), "made_by": by, "made_at": tx.now}
    tx.execute(insert(hint_rules), values)


def change(tx: Tx, rule_id: str, version: int | None = None, **values: Any) -> None:
    """Change columns of one version, or of every one that is on."""
    which = hint_rules.c.state == ON if version is None else hint_rules.c.version == version
    tx.execute(update(hint_rules).where(hint_rules.c.rule_id == rule_id, which).values(**values))


def ordered_between(tx: Tx, since: datetime, until: datetime) -> list[Row[Any]]:
    """Return id, short code and time of the orders of a stretch of time, oldest first; our exchange orders left out."""
    when = func.coalesce(orders.c.created_at, orders.c.accepted_at)
    query = select(orders.c.order_id, orders.c.short_code, when.label("at"))
    query = query.where(when >= since, when < until, orders.c.exchange_of.is_(None))
    return list(tx.execute(query.order_by(when, orders.c.order_id)))


def effects(tx: Tx, since: datetime, until: datetime) -> list[Row[Any]]:
    """Return (rule, answer, orders, orders complained of) for the packed orders of a stretch of time that had hints."""
    about_it = (complaints.c.buyer_key == orders.c.buyer_key, complaints.c.order_id == orders.c.order_id)
    bad = select(complaints.c.order_id).where(*about_it, complaints.c.at >= orders.c.packed_at).exists()
    query = select(
        decisions.c.rule,
        decisions.c.answer,
        func.count().label("orders"),
        func.sum(case((bad, 1), else_=0)).label("complained"),
    ).join(orders, orders.c.order_id == decisions.c.order_id)
    query = query.where(orders.c.packed_at >= since, orders.c.packed_at < until, decisions.c.withdrawn_at.is_(None))
    return list(tx.execute(query.group_by(decisions.c.rule, decisions.c.answer)))
