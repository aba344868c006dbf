"""A supplier cannot deliver: which orders wait for the SKU, and what they may be promised now (row B06).

The new promise of an order is the latest day one of its missing SKUs is expected, and one day to pack and hand over.
It is written to the orders that wait, and to those that run short later, as long as the shortage stands; when it
ends, the promise falls back to what the platform wants (``ship_by``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from station.errors import UserError
from station.orders.states import state_name
from station.people.permit import act
from station.people.roles import Action
from station.stock.show import find_sku
from station.store import orders as master
from station.store import supply
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from station.store.engine import Tx

_HANDLING = timedelta(days=1)
_FURTHEST = timedelta(days=730)


class ExpectedDayError(UserError):
    """The day cannot be true."""

    code = "EXPECTED_DAY"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One order that waits for the SKU.

    Attributes:
        before: what was promised until now.
        after: what may be promised now.
    """

    order_id: str
    short_code: str
    state_name: str
    before: datetime | None
    after: datetime | None


def report(tx: Tx, sku: str, *, expected_at: datetime, actor: str, station: str, note: str = "") -> tuple[Waiting, ...]:
    """Write that the supplier is short of a SKU; return the orders that wait, with their new promises.

    Raises:
        UnknownSkuError: no SKU has this code.
        ExpectedDayError: in the past or absurd.
        station.errors.UserError: not theirs to say.
    """
    code = find_sku(tx, sku).code
    if not tx.now < expected_at < tx.now + _FURTHEST:
        raise ExpectedDayError(_("The goods cannot be expected then"), _("give a day within the next two years"))
    detail = {"expected_at": expected_at.isoformat()}
    act(tx, actor, Action.ADJUST_STOCK, station=station, subject=code, detail=detail)
    supply.put(tx, code, expected_at=expected_at, note=note[:200], actor=actor)
    return promise(tx, supply.waiting(tx, code))


def end(tx: Tx, sku: str, *, actor: str, station: str) -> tuple[Waiting, ...]:
    """Write that the supplier delivers again; return the orders that waited, with their promises.

    Raises:
        UnknownSkuError: no SKU has this code.
        ExpectedDayError: there was no shortage.
    """
    code = find_sku(tx, sku).code
    if not supply.remove(tx, code):
        raise ExpectedDayError(_("No shortage of {sku} is known").format(sku=code), _("nothing was changed"))
    act(tx, actor, Action.ADJUST_STOCK, station=station, subject=code, detail={"expected_at": None})
    return promise(tx, supply.waiting(tx, code))


def promise(tx: Tx, order_ids: Iterable[str]) -> tuple[Waiting, ...]:
    """Write what each of these orders may be promised now."""
    done = []
    for row in supply.heads(tx, order_ids):
        days = supply.expected(tx, supply.missing(tx, row.order_id)).values()
        after = max(days) + _HANDLING if days else None
        if after != row.promise_at:
            master.set_order(tx, row.order_id, promise_at=after)
        before = row.promise_at or row.ship_by
        done.append(Waiting(row.order_id, row.short_code, state_name(row.state), before, after or row.ship_by))
    return tuple(done)
