"""A supplier cannot deliver: which orders wait for the SKU, and what they may be promised now (row B06).

The new promise of an order is the latest day one of its missing SKUs is expected, and one day to pack and hand over.
It is written to the orders that wait, and to those that run short later, as long as the shortage stands; when it
ends, the promise falls back to what the platform wants (``ship_by``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.states import state_name
from station.people.permit import act
from station.people.roles import Action
from station.stock.show import find_sku
from station.store import orders as master
from station.store import supply
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row

_HANDLING = timedelta(days=1)
_FURTHEST = timedelta(days=730)


class ExpectedDayError(UserError):
    """The day cannot be true."""

    code = "EXPECTED_DAY"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One order that waits for the SKU.

    Attributes:
        qty: pieces of it the order waits for; 0 where it was not asked for one SKU.
        before: what was promised until now.
        after: what may be promised now.
        who: the recipient, masked.
    """

    order_id: str
    short_code: str
    channel: str
    number: str
    state_name: str
    qty: int
    before: datetime | None
    after: datetime | None
    who: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """One SKU a supplier is short of."""

    sku: str
    since: datetime
    expected_at: datetime
    note: str


def report(tx: Tx, sku: str, *, expected_at: datetime, actor: str, station: str, note: str = "") -> tuple[Waiting, ...]:
    """Write that the supplier is short of a SKU; return the orders that wait, with their new promises.

    Raises:
        UnknownSkuError: no SKU has this code.
        ExpectedDayError: in the past or absurd.
        station.errors.UserError: not theirs to say.
    """
    code = find_sku(tx, sku).code
    detail = {"expected_at": expected_at.isoformat()}
    act(tx, actor, Action.ADJUST_STOCK, station=station, subject=code, detail=detail)
    if not tx.now < expected_at < tx.now + _FURTHEST:
        raise ExpectedDayError(_("The goods cannot be expected then"), _("give a day within the next two years"))
    supply.put(tx, code, expected_at=expected_at, note=note[:200], actor=actor)
    return promise(tx, supply.waiting(tx, code))


def shortages(tx: Tx) -> tuple[Shortage, ...]:
    """Return what suppliers are short of, the longest wait first."""
    return tuple(Shortage(row.sku, row.since, row.expected_at, row.note) for row in supply.everything(tx))


def affected(tx: Tx, sku: str) -> tuple[Waiting, ...]:
    """Return the orders that wait for a SKU with what they may be promised; nothing is written.

    Raises:
        UnknownSkuError: no SKU has this code.
    """
    waits = supply.waiting(tx, find_sku(tx, sku).code)
    return tuple(_waiting(row, waits, _promised(tx, row)) for row in supply.heads(tx, waits))


def export(tx: Tx, sku: str, *, actor: str, station: str) -> tuple[Waiting, ...]:
    """Return the same to be written into a file; who took it out is kept.

    Raises:
        UnknownSkuError: no SKU has this code.
        station.errors.UserError: not theirs to take out.
    """
    found = affected(tx, sku)
    act(tx, actor, Action.EXPORT, station=station, subject=sku[:64], detail={"orders": len(found)})
    return found


def end(tx: Tx, sku: str, *, actor: str, station: str) -> tuple[Waiting, ...]:
    """Write that the supplier delivers again; return the orders that waited, with their promises.

    Raises:
        UnknownSkuError: no SKU has this code.
        ExpectedDayError: there was no shortage.
    """
    code = find_sku(tx, sku).code
    act(tx, actor, Action.ADJUST_STOCK, station=station, subject=code, detail={"expected_at": None})
    if not supply.remove(tx, code):
        raise ExpectedDayError(_("No shortage of {sku} is known").format(sku=code), _("nothing was changed"))
    return promise(tx, supply.waiting(tx, code))


def promise(tx: Tx, waits: Mapping[str, int]) -> tuple[Waiting, ...]:
    """Write what each of these orders may be promised now; the numbers are pieces they wait for."""
    done = []
    for row in supply.heads(tx, waits):
        after = _promised(tx, row)
        if after != row.promise_at:
            master.set_order(tx, row.order_id, promise_at=after)
        done.append(_waiting(row, waits, after))
    return tuple(done)


def _promised(tx: Tx, row: Row[Any]) -> datetime | None:
    days = supply.expected(tx, supply.missing(tx, row.order_id)).values()
    return max(days) + _HANDLING if days else None


def _waiting(row: Row[Any], waits: Mapping[str, int], after: datetime | None) -> Waiting:
    return Waiting(
        row.order_id,
        row.short_code,
        row.channel,
        row.number,
        state_name(row.state),
        waits[row.order_id],
        row.promise_at or row.ship_by,
        after or row.ship_by,
        " ".join(part for part in (row.name_mask, row.phone_mask) if part),
    )
