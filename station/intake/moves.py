"""Moves an order one state on when everything the state asks for is there, and says what lacks when it is not.

What a person types (job number, line) and what they attach (drawing, proof of tracking) are kept with the order; a
file that was the last thing a state asked for moves the order by itself (row B28). Stock, holds and the trail follow
in the same transaction. Called by ``orders move|attach`` and the desk's page of waiting orders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.intake import progress
from station.orders import flow
from station.orders.canonical import ChannelStatus
from station.orders.flow import Need, Profile
from station.orders.states import State
from station.people import operators
from station.people.audit import record
from station.people.permit import NotAllowedError, names_of, require
from station.people.roles import Action, Role
from station.returns.leaving import left_with
from station.stock import lock
from station.store import flow as stored
from station.store import orders as master
from station.store import packing, stock
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row

LARGEST = 20_000_000  # bytes of an attached file
_OWN = frozenset({"manual", "phone", "slip"})


class MoveError(UserError):
    """The order may not enter that state."""

    code = "NOT_READY"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order that waits for somebody.

    Attributes:
        to: the state it wants to enter.
        missing: what that state still asks for; empty when it may go on.
    """

    order_id: str
    short_code: str
    channel: str
    profile: str
    state: str
    since: datetime | None
    to: State
    missing: tuple[Need, ...]
    holds: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it waits, as people say it; "" when it may go on."""
        return ", ".join((*self.holds, *(need.told for need in self.missing)))


def move(
    tx: Tx, order_id: str, to: State, *, actor: str, station: str, fields: Mapping[str, str] | None = None
) -> State:
    """Bring the order into the next state.

    Raises:
        MoveError: there is no such step, something is missing, or a hold stands against it.
        station.people.permit.NotAllowedError: another role's work.
    """
    tell(tx, order_id, fields=fields or {}, actor=actor, station=station)
    row = _row(tx, order_id)
    if row.state == to:
        return to
    if not flow.legal(row.state, to):
        names = {"now": flow.name_in(row.profile, row.state), "to": flow.name_in(row.profile, to)}
        then = flow.next_state(row.state)
        remedy = _("the next state is {state}").format(state=flow.name_in(row.profile, then)) if then else _("it ended")
        raise MoveError(_("An order cannot go from {now} to {to}").format(**names), remedy, code="NO_SUCH_STEP")
    if not _owns(tx, actor, row.profile, to):
        raise NotAllowedError(
            _("{no} does not bring orders to {state}").format(no=actor, state=flow.name_in(row.profile, to)),
            _("ask one of: {roles}").format(
                roles=names_of(frozenset((*flow.owners(row.profile, to), Role.SUPERVISOR)))
            ),
        )
    _refuse(tx, row, to)
    _enter(tx, row, to, actor=actor)
    record(tx, station, actor=actor, action="moved", order_id=order_id, detail={"to": to})
    return to


def _owns(tx: Tx, actor: str, profile: str, to: State) -> bool:
    person = operators.by_no(tx, actor)  # nobody: a shop nobody guards yet, or a carrier's own message
    return person is None or person.role == Role.SUPERVISOR or person.role in flow.owners(profile, to)


def tell(tx: Tx, order_id: str, *, fields: Mapping[str, str], actor: str, station: str) -> None:
    """Keep values states ask for.

    Raises:
        MoveError: no state asks for such a value.
        station.errors.UserError: not theirs to do.
    """
    require(tx, actor, Action.MOVE_ORDER, station=station)
    _row(tx, order_id)
    for name, value in fields.items():
        if name not in flow.TYPED:
            names = ", ".join(flow.TYPED)
            raise MoveError(
                _("No state asks for {name}").format(name=name[:40]), _("known are: {names}").format(names=names)
            )
        stored.set_field(tx, order_id, name, value.strip()[:200], actor=actor)


def attach(tx: Tx, order_id: str, kind: str, content: bytes, *, name: str, actor: str, station: str) -> State:
    """Keep a file of the order and move it on when that was the last thing lacking; return its state.

    Raises:
        MoveError: unknown kind, empty or larger than 20 MB.
    """
    if kind not in flow.FILED or not 0 < len(content) <= LARGEST:
        kinds = ", ".join(flow.FILED)
        raise MoveError(
            _("This file cannot be attached"),
            _("choose one of {kinds}, at most {mb} MB").format(kinds=kinds, mb=LARGEST // 1_000_000),
            code="BAD_ATTACHMENT",
        )
    require(tx, actor, Action.MOVE_ORDER, station=station)
    _row(tx, order_id)
    record(tx, station, actor=actor, action="attached", order_id=order_id, detail={"kind": kind})
    stored.attach(tx, order_id, kind, content, name=name[-120:], actor=actor)
    return on_when_complete(tx, order_id, kind, actor=actor, station=station)


def on_when_complete(tx: Tx, order_id: str, kind: str, *, actor: str, station: str) -> State:
    """Move the order on when what just came (``kind``) was the last thing lacking; return its state."""
    row = _row(tx, order_id)
    to = flow.next_state(row.state)
    asked = to is not None and any(kind in need.any_of for need in flow.needs(row.profile, to))
    if to is None or not asked or not _owns(tx, actor, row.profile, to):
        return State(row.state)
    if _lacks(tx, row, to) or master.open_holds(tx, order_id):
        return State(row.state)
    _enter(tx, row, to, actor=actor)
    record(tx, station, actor=actor, action="moved", order_id=order_id, detail={"to": to, "by": kind})
    return to


def set_profile(tx: Tx, order_id: str, profile: Profile, *, actor: str, station: str) -> State:
    """Make an order one of the other kind; goods made to order give back what they locked and start at the top.

    Raises:
        MoveError: it is at a bench or gone.
    """
    require(tx, actor, Action.MOVE_ORDER, station=station)
    row = _row(tx, order_id)
    if row.profile == profile:
        return State(row.state)
    if row.state not in (State.RECEIVED, State.REVIEWED, State.ALLOCATED):
        raise MoveError(
            _("Order {code} is too far on for that").format(code=row.short_code),
            _("only an order that is not being picked or packed can change its kind"),
        )
    record(tx, station, actor=actor, action="profile", order_id=order_id, detail={"profile": profile})
    if profile == Profile.MADE:
        lock.release_order(tx, order_id)
    master.set_order(
        tx, order_id, profile=profile, state=State.RECEIVED, state_at=tx.now, approved_at=None, locked_at=None
    )
    return State(progress.progress(tx, order_id))


def waiting(tx: Tx, *, states: Sequence[State] = (State.RECEIVED, State.REVIEWED), limit: int = 200) -> list[Waiting]:
    """Return the orders that wait in these states, who waits longest first, each with what it lacks."""
    found = []
    for row in stored.standing_in(tx, states, limit=limit):
        to = flow.next_state(row.state)
        if to is not None:
            held = tuple(hold.reason for hold in master.open_holds(tx, row.order_id))
            told = (row.order_id, row.short_code, row.channel, row.profile, row.state, row.state_at)
            found.append(Waiting(*told, to, _lacks(tx, master.head(tx, row.order_id), to), held))
    return found


def _row(tx: Tx, order_id: str) -> Row[Any]:
    master.hold_row(tx, order_id)
    row = master.head(tx, order_id)
    if row is None:
        raise MoveError(_("There is no such order"), _("look for it by any of its numbers"), code="NO_SUCH_ORDER")
    return row


def _refuse(tx: Tx, row: Row[Any], to: State) -> None:
    held = master.open_holds(tx, row.order_id)
    if held:
        raise MoveError(
            _("Order {code} is on hold: {reason}").format(code=row.short_code, reason=held[0].reason),
            _("release the hold first"),
            code="ON_HOLD",
        )
    if to in (State.ALLOCATED, State.PACKING) and row.channel_status == ChannelStatus.PAID and _wants_stock(row, to):
        progress.lock_now(tx, row.order_id)
    lacks = _lacks(tx, row, to)
    if lacks:
        raise MoveError(
            _("Order {code} cannot enter {state} yet").format(code=row.short_code, state=flow.name_in(row.profile, to)),
            _("still missing: {fields}").format(fields=", ".join(need.told for need in lacks)),
        )


def _wants_stock(row: Row[Any], to: State) -> bool:
    return to == (State.PACKING if row.profile == Profile.MADE else State.ALLOCATED)


def _lacks(tx: Tx, row: Row[Any] | None, to: State) -> tuple[Need, ...]:
    return () if row is None else flow.missing(row.profile, to, _facts(tx, row))


def _facts(tx: Tx, row: Row[Any]) -> frozenset[str]:
    """Return the names of the facts that are there."""
    lines = master.lines(tx, row.order_id)
    typed = {name for name, value in stored.fields(tx, row.order_id).items() if value}
    filed = {one.kind for one in stored.attached(tx, row.order_id)}
    session = packing.session(tx, row.order_id)
    there = {
        "lines": bool(lines),
        "mapped": not any(line.sku is None and not line.is_gift for line in lines),
        "own": row.channel in _OWN,
        "district": bool(row.province and row.city and row.district),
        "phone": bool(row.phone_mask),
        "paid": row.channel_status == ChannelStatus.PAID,
        "locked": _locked(tx, row, lines),
        "pick_no": stored.pick_of(tx, row.order_id) is not None,
        "packer": session is not None and session.closed_at is None,
        "packed": row.packed_at is not None,
        "waybill_no": bool(row.waybill_no),
        "carrier": bool(row.carrier),
        "proof": stored.proven(tx, row.order_id),
    }
    return frozenset({name for name, holds in there.items() if holds} | typed | filed)


def _locked(tx: Tx, row: Row[Any], lines: Sequence[master.Line]) -> bool:
    held = sum(one.qty for one in stock.live(tx, row.order_id) if one.warehouse and one.kind != "exchange_hold")
    return held >= sum(need.qty for need in progress.needs_of(tx, lines))


def _enter(tx: Tx, row: Row[Any], to: State, *, actor: str) -> None:
    stamps = {
        State.REVIEWED: {"approved_at": row.approved_at or tx.now},
        State.ALLOCATED: {"locked_at": row.locked_at or tx.now},
        State.PICKING: {"picklist_at": row.picklist_at or tx.now},
        State.SHIPPED: {"shipped_at": row.shipped_at or tx.now},
        State.DELIVERED: {"delivered_at": row.delivered_at or tx.now},
    }.get(to, {})
    if to == State.SHIPPED:
        lock.consume_order(tx, row.order_id, actor=actor)
        left_with(tx, row, actor=actor)
    master.set_order(tx, row.order_id, state=to, state_at=tx.now, **stamps)
    if to == State.REVIEWED and row.profile == Profile.SHOP:
        progress.progress(tx, row.order_id)
