"""The one way in: a canonical order becomes (or changes) one order of the shop, with its stock locked.

Who calls it: file import, channel messages, quick entry, confirmed slips, demo. What can go wrong: the same order
told twice, in any order, by sources that know different parts. So the id comes from (channel, shop, number), a
source that does not know a field leaves it alone, and older news only fills blanks. One order is one piece of work
in one transaction: facts, lines, codes, cases, holds, locks and tickets stand or fall together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.hints.decide import decide, decide_new
from station.intake.cases import write_case
from station.intake.fresh import PLAIN, codes_of, over, region, shown, write_fresh
from station.intake.lines import merge_lines
from station.intake.progress import progress, progress_plain
from station.intake.recipient import changed_recipient
from station.orders.canonical import CanonicalOrder, ChannelStatus
from station.orders.ids import channel_order_id
from station.orders.states import State
from station.returns.exchange import same_address
from station.returns.follow import follow
from station.stock import lock
from station.store import orders as master

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Store, Tx
    from station.store.rows import Row

_BATCH = 100


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one canonical order.

    Attributes:
        outcome: ``new``, ``updated`` or ``unchanged``.
    """

    order_id: str
    outcome: str


def accept(store: Store, orders: Sequence[CanonicalOrder], *, batch: int = _BATCH) -> list[Accepted]:
    """Accept orders, ``batch`` to a transaction, and return their outcomes in order."""
    done: list[Accepted] = []
    for start in range(0, len(orders), batch):
        done += store.write_together(accept_part, orders[start : start + batch])
    return done


def accept_part(tx: Tx, part: Sequence[CanonicalOrder]) -> list[Accepted]:
    """Accept orders in the caller's transaction, the new ones written together."""
    told = [(channel_order_id(order.channel, order.shop, order.number), order) for order in part]
    known = master.known(tx, [identity for identity, _order in told])
    fresh: dict[str, CanonicalOrder] = {}
    for identity, order in told:
        if identity not in known:
            fresh.setdefault(identity, order)
    _accept_fresh(tx, fresh)
    return [
        Accepted(identity, "new") if fresh.get(identity) is order else _accept_known(tx, identity, order)
        for identity, order in told
    ]


def accept_one(tx: Tx, order: CanonicalOrder, *, order_id: str | None = None) -> Accepted:
    """Accept one order in the caller's transaction; ``order_id`` is for orders no channel numbers (slips, phone)."""
    identity = order_id or channel_order_id(order.channel, order.shop, order.number)
    if identity in master.known(tx, [identity]):
        return _accept_known(tx, identity, order)
    _accept_fresh(tx, {identity: order})
    return Accepted(identity, "new")


def _accept_fresh(tx: Tx, fresh: Mapping[str, CanonicalOrder]) -> None:
    """Write new orders; those that only wait for stock get it last and together: the shelf is locked shortest."""
    rows, lines = write_fresh(tx, fresh)
    to_do = {identity: order for identity, order in fresh.items() if not over(order)}
    plain = {identity for identity in to_do if rows[identity]["state"] == State.ALLOCATED}
    for identity, order in to_do.items():
        if identity not in plain:
            for case in order.cases:
                write_case(tx, identity, order.channel, case)
            progress(tx, identity)
            if order.cases:
                follow(tx, identity)
    decide_new(tx, {identity: rows[identity] for identity in to_do}, lines)
    progress_plain(tx, {identity: lines[identity] for identity in to_do if identity in plain})


def _accept_known(tx: Tx, order_id: str, order: CanonicalOrder) -> Accepted:
    known = master.head(tx, order_id)
    if known is None:
        raise LookupError(order_id)
    changed = _write_known(tx, order_id, order, known)
    if merge_lines(tx, order_id, order, stored=known):
        lock.release_order(tx, order_id, keep_exchanges=True)  # they were for the lines as they stood before
        again = {"state": State.REVIEWED} if known.state == State.PACKING else {}  # the bench starts it again
        master.set_order(tx, order_id, **again)
        changed = True
    for case in order.cases:
        changed |= write_case(tx, order_id, order.channel, case)
    if changed:
        master.add_codes(tx, order_id, codes_of(order))
        progress(tx, order_id)
        follow(tx, order_id)
        decide(tx, order_id)
    return Accepted(order_id, "updated" if changed else "unchanged")


def _write_known(tx: Tx, order_id: str, order: CanonicalOrder, row: Row[Any]) -> bool:
    newer = order.updated_at > row.source_at
    told: dict[str, Any] = {name: value for name in PLAIN if (value := getattr(order, name)) not in (None, "")}
    told |= {name: value for name, value in region(order.recipient).items() if value}
    told |= {
        "channel_status": _forward(row.channel_status, order.status),
        "flags": sorted(set(row.flags or ()) | order.flags),
    }
    if newer:
        told["flags"] = sorted((set(row.flags or ()) - order.known_flags) | order.flags)
        told["source_at"] = order.updated_at
    else:
        told = {name: value for name, value in told.items() if getattr(row, name) in (None, "")}
    changes = {name: value for name, value in told.items() if getattr(row, name) != value}
    real = set(changes) - {"source_at"}
    if changes:
        master.set_order(tx, order_id, **changes)
    who = order.recipient
    if who is not None and row.name_mask is not None:
        who = changed_recipient(tx, row, who) if newer else None
    if who is not None:
        master.put_people(tx, order_id, **shown(who))
        real.add("recipient")
        same_address(tx, order_id)
    return bool(real)


def _forward(stored: str, told: ChannelStatus) -> str:
    """An export saved anew may be old at heart: what left or was cancelled does not come back by itself."""
    life = list(ChannelStatus)
    return str(told) if life.index(told) >= life.index(ChannelStatus(stored)) else stored
