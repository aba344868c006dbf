"""Statements on tickets (work for people) and notices (messages out)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from station.store.schema.base import NO_ORDER
from station.store.schema.work import notices, tickets
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

OPEN, CLOSED = "open", "closed"
QUEUED, SENDING, SENT, FAILED = "queued", "sending", "sent", "failed"


@cache
def _alike() -> Select[Any]:
    return (
        select(tickets)
        .where(
            tickets.c.order_id == bindparam("order_id"),
            tickets.c.kind == bindparam("kind"),
            func.coalesce(tickets.c.sku, "") == bindparam("sku"),
        )
        .order_by(tickets.c.created_at, tickets.c.ticket_id)
    )


def alike(tx: Tx, order_id: str | None, *, kind: str, sku: str | None) -> list[Row[Any]]:
    """Return the tickets, open or closed, of an order for one kind of work on one SKU."""
    return list(tx.execute(_alike(), {"order_id": order_id or NO_ORDER, "kind": kind, "sku": sku or ""}))


def add_ticket(tx: Tx, order_id: str | None, *, ticket_id: str, values: Mapping[str, Any]) -> None:
    """Insert a ticket; one with the same id is left alone."""
    add_if_absent(tx, tickets, {"order_id": order_id or NO_ORDER, "ticket_id": ticket_id, **values})


def set_ticket(tx: Tx, ticket_id: str, **values: Any) -> None:
    """Change columns of a ticket."""
    tx.execute(update(tickets).where(tickets.c.ticket_id == ticket_id).values(**values))


def close_tickets(tx: Tx, **match: Any) -> int:
    """Close the open tickets that match; ``closed_by`` and ``outcome`` are written, the rest is compared."""
    written = {"closed_by": match.pop("closed_by"), "outcome": match.pop("outcome"), "closed_at": tx.now}
    same = [tickets.c[name] == value for name, value in match.items()]
    changed = tx.execute(update(tickets).where(tickets.c.state == OPEN, *same).values(state=CLOSED, **written))
    return changed.rowcount


def tickets_open(
    tx: Tx,
    *,
    order_id: str | None,
    kind: str | None,
    role: str | None,
    due_by: datetime | None,
    limit: int,
    sku: str | None = None,
) -> list[Row[Any]]:
    """Return open tickets, most urgent first."""
    wanted = {"order_id": order_id, "kind": kind, "role": role, "sku": sku}
    query = select(tickets).where(tickets.c.state == OPEN)
    for name, value in wanted.items():
        if value is not None:
            query = query.where(tickets.c[name] == value)
    if due_by is not None:
        query = query.where(tickets.c.due_at <= due_by)
    return list(tx.execute(query.order_by(tickets.c.due_at, tickets.c.ticket_id).limit(limit)))


def ticket(tx: Tx, ticket_id: str) -> Row[Any] | None:
    """Return one ticket, open or closed."""
    return tx.execute(select(tickets).where(tickets.c.ticket_id == ticket_id)).first()


def open_by_assignee(tx: Tx) -> dict[str, int]:
    """Return how many open tickets each person has."""
    query = select(tickets.c.assignee, func.count().label("n")).where(
        tickets.c.state == OPEN, tickets.c.assignee.is_not(None)
    )
    return {str(row.assignee): int(row.n) for row in tx.execute(query.group_by(tickets.c.assignee))}


def add_notice(tx: Tx, values: Mapping[str, Any]) -> bool:
    """Put a message into the outbox; ``False`` when one with this key is there already."""
    return add_if_absent(tx, notices, values)


def notice(tx: Tx, dedupe_key: str) -> Row[Any] | None:
    """Return one message of the outbox."""
    return tx.execute(select(notices).where(notices.c.dedupe_key == dedupe_key)).first()


def notices_due(tx: Tx, *, gateways: Iterable[str], limit: int) -> list[Row[Any]]:
    """Return what is due and not sent, oldest first, for these gateways."""
    return list(
        tx.execute(
            select(notices)
            .where(notices.c.state == QUEUED, notices.c.due_at <= tx.now, notices.c.gateway.in_(sorted(gateways)))
            .order_by(notices.c.due_at, notices.c.dedupe_key)
            .limit(limit)
        )
    )


def notices_tried(tx: Tx, gateway: str, *, since: datetime) -> int:
    """Return how many messages a gateway took since then."""
    mine = (notices.c.gateway == gateway, notices.c.sent_at >= since)
    return int(tx.execute(select(func.count()).select_from(notices).where(*mine)).scalar_one())


def notices_open(tx: Tx, *, limit: int) -> list[Row[Any]]:
    """Return messages that did not go out, the newest first."""
    waiting = select(notices).where(notices.c.state.in_([QUEUED, SENDING, FAILED]))
    return list(tx.execute(waiting.order_by(notices.c.created_at.desc(), notices.c.dedupe_key).limit(limit)))


def claim_notice(tx: Tx, dedupe_key: str) -> bool:
    """Take a queued message for sending; ``False`` when somebody else did."""
    changed = tx.execute(
        update(notices)
        .where(notices.c.dedupe_key == dedupe_key, notices.c.state == QUEUED)
        .values(state=SENDING, tries=notices.c.tries + 1)
    )
    return changed.rowcount == 1


def set_notice(tx: Tx, dedupe_key: str, **values: Any) -> None:
    """Change columns of a message."""
    tx.execute(update(notices).where(notices.c.dedupe_key == dedupe_key).values(**values))
