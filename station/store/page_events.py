"""Statements on what buyers did on the page of their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from station.store.prepared import prepared
from station.store.schema.intake import page_events
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from station.store.engine import Tx


def add(tx: Tx, order_id: str, event_id: str, *, kind: str, at: datetime) -> bool:
    """Keep an event; ``False`` when it was told before."""
    return add_if_absent(tx, page_events, {"order_id": order_id, "event_id": event_id, "kind": kind, "at": at})


@prepared
def _counts() -> Select[Any]:
    by = page_events.c.order_id, page_events.c.kind
    asked = page_events.c.order_id.in_(bindparam("ids", expanding=True))
    return select(*by, func.count().label("n")).where(asked).group_by(*by)


def counts(tx: Tx, order_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each kind of event happened, by order; orders without any are left out."""
    found: dict[str, dict[str, int]] = {}
    for row in tx.execute(_counts(), {"ids": list(order_ids)}):
        found.setdefault(row.order_id, {})[row.kind] = row.n
    return found
