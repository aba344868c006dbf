"""Orders that stand still: after a state's time its owner gets a ticket and a message, two hours later the next one up.

Times from the state table: paid and received 10 minutes, reviewed 30 minutes, picking 4 hours, packing 2 hours. One
message a step and level, however often it is looked; a ticket ends by itself when its order moves on (rows A36 A37).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.notices import outbox
from station.orders.states import State, state_name
from station.people.roles import Role
from station.store import still, work
from station.text import _
from station.tickets.tickets import Kind, close, open_ticket

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row
    from station.watch.base import Watcher

ESCALATES_AFTER = timedelta(hours=2)
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an order may stand in a state, who answers for it first and who next."""

    after: timedelta
    owner: Role
    above: Role


LIMITS = {
    State.RECEIVED: Limit(timedelta(minutes=10), Role.LEAD, Role.SUPERVISOR),
    State.REVIEWED: Limit(timedelta(minutes=30), Role.LEAD, Role.SUPERVISOR),
    State.PICKING: Limit(timedelta(hours=4), Role.LEAD, Role.SUPERVISOR),
    State.PACKING: Limit(timedelta(hours=2), Role.LEAD, Role.SUPERVISOR),
}


class Stuck:
    """Finds orders that stand still and settles tickets of those that moved."""

    @property
    def title(self) -> str:
        """What it looks for."""
        return _("orders that stand still")

    def look(self, tx: Tx) -> int:
        """Tell what became stuck or stayed so, end what moved on."""
        done = _end_moved(tx)
        for state, limit in LIMITS.items():
            for row in still.standing(tx, state, before=tx.now - limit.after, limit=_MOST):
                done += _tell(tx, row, state, limit)
        return done


def _tell(tx: Tx, row: Row[Any], state: State, limit: Limit) -> int:
    level = 1 if tx.now - row.state_at >= limit.after + ESCALATES_AFTER else 0
    role = limit.above if level else limit.owner
    told = f"stuck:{row.order_id}:{state}:{row.state_at.timestamp():.0f}:{level}"
    minutes = int((tx.now - row.state_at).total_seconds() // 60)
    title = _("Order {code} has been “{state}” for {time}").format(
        code=row.short_code, state=state_name(state), time=duration(minutes)
    )
    if not outbox.tell(tx, dedupe_key=told, body=title, order_id=row.order_id):
        return 0
    ticket = open_ticket(
        tx, kind=Kind.EXCEPTION, title=title, role=role, due_in_minutes=60, order_id=row.order_id, sku=_mark(state)
    )
    work.set_ticket(tx, ticket, level=level, role=str(role))
    return 1


def _end_moved(tx: Tx) -> int:
    moved = still.tickets_of_moved(tx, {_mark(state): str(state) for state in LIMITS})
    return sum(close(tx, ticket_id, by="system", outcome="moved") for ticket_id in moved)


def _mark(state: State) -> str:
    return f"stuck:{state}"


def duration(minutes: int) -> str:
    """Return a length of time as people say it."""
    if minutes < 120:
        return _("{n} minutes").format(n=minutes)
    if minutes < 48 * 60:
        return _("{n} hours").format(n=minutes // 60)
    return _("{n} days").format(n=minutes // 1440)


watcher: Watcher = Stuck()
