"""Gathers what the verdict needs about one order; a handful of indexed reads on the scan path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.orders.canonical import CaseType
from station.orders.states import GONE
from station.packing import verdict
from station.packing.changes import items_changed, items_difference, recipient_changes
from station.packing.units import units_of
from station.packing.view import Verdict
from station.people import operators
from station.returns.follow import REFUNDS
from station.returns.refunded import only_these
from station.store import catalogue, packing, parcels, stock
from station.store import orders as master
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


@dataclass(frozen=True, slots=True)
class Known:
    """One order as the bench knows it, with the ruling on it.

    Attributes:
        along: lines of the original that travel in this exchange's parcel, because it has not left yet.
        changed: what changed about who gets it since the packer was told.
        stale: its items changed while it was put aside: the session starts again.
    """

    row: Row[Any]
    lines: tuple[master.Line, ...]
    cases: list[Row[Any]]
    session: packing.Session | None
    ruling: verdict.Ruling
    warehouses: tuple[str, ...]
    along: tuple[master.Line, ...] = ()
    changed: tuple[str, ...] = ()
    stale: bool = False

    @property
    def halted(self) -> bool:
        """Whether nothing may be packed or printed for it now."""
        return self.ruling.verdict in (Verdict.STOP, Verdict.REVIEW) or self.ruling.go_to is not None


def known(tx: Tx, order_id: str, station: str, *, sealed: bool = False) -> Known | None:
    """Return everything about an order, ``None`` when there is no such order.

    ``sealed`` asks whether a packed parcel may still leave, as if it stood open at the bench.
    """
    row = master.head(tx, order_id)
    if row is None:
        return None
    all_lines, all_cases = master.lines(tx, order_id), cases.cases(tx, order_id)
    found_cases, lines = only_these(all_cases, all_lines)
    live = stock.live(tx, order_id)
    session = packing.session(tx, order_id)
    origin = _origin(tx, row)
    locked = [one for one in live if one.warehouse is not None and one.kind != "exchange_hold"] + list(origin.locked)
    needed = (*origin.along, *lines)
    parts = catalogue.parts(tx, [line.sku for line in needed if line.sku])
    going = session is not None and session.closed_at is None
    at = session.station if session is not None and going and _on_bench(tx, session) else ""
    rows = packing.lines(tx, order_id) if going else []
    other = going and items_changed(rows, needed, parts)
    elsewhere = at if at != station else ""
    facts = verdict.Facts(
        state=row.state,
        channel_status=row.channel_status,
        is_exchange=row.exchange_of is not None,
        hold_reasons=(
            *(hold.reason for hold in master.open_holds(tx, order_id)),
            *origin.holds,
            *_meanwhile(session if at else None, [case for case in all_cases if case not in found_cases]),
            *((_other_items(items_difference(rows, needed, parts)),) if other and at else ()),
        ),
        cases=(*_case_facts(tx, found_cases), *origin.cases),
        needed=sum(qty for (sku, _name), (qty, _gift, _spec) in units_of(needed, parts).items() if sku),
        locked=sum(one.qty for one in locked),
        unmapped=sum(1 for line in needed if line.sku is None and not line.is_gift),
        packed=row.packed_at is not None and not sealed,
        other_station=elsewhere,
        other_operator=_name(tx, session) if elsewhere else "",
    )
    places = tuple(dict.fromkeys(one.warehouse for one in live if one.warehouse is not None))
    changed = recipient_changes(tx, row, session)
    return Known(row, lines, found_cases, session, verdict.rule(facts), places, origin.along, changed, other and not at)


def held(tx: Tx, order_id: str, station: str) -> Known | None:
    """Return everything about an order nobody else can change until this transaction ends."""
    master.hold_row(tx, order_id)
    return known(tx, order_id, station)


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the original of an exchange order adds to its verdict."""

    holds: tuple[str, ...] = ()
    cases: tuple[verdict.CaseFact, ...] = ()
    along: tuple[master.Line, ...] = ()
    locked: tuple[stock.Allocation, ...] = ()


def _origin(tx: Tx, row: Row[Any]) -> _Origin:
    """An exchange stops when its original is held or refunded, or when its own case is no longer arranged."""
    original = master.head(tx, row.exchange_of) if row.exchange_of is not None else None
    if original is None:
        return _Origin()
    theirs = cases.cases(tx, original.order_id)
    own = next((case.line_no for case in theirs if case.exchange_order_id == row.order_id), None)
    stopping = [
        verdict.CaseFact(case.intent, case.status)
        for case in theirs
        if case.intent in REFUNDS
        and (case.status == cases.OPEN or (case.status == cases.AGREED and case.line_no in (None, own)))
    ]
    arranged = [case for case in theirs if case.exchange_order_id is not None and case.status == cases.APPLIED]
    if not any(case.exchange_order_id == row.order_id for case in arranged):
        stopping.append(verdict.CaseFact(CaseType.OTHER, cases.OPEN))
    along = _along(tx, original, row, arranged)
    numbers = {line.line_no for line in along}
    locked = [one for one in stock.live(tx, original.order_id) if one.line_no in numbers and one.kind == "sale"]
    holds = [hold.reason for hold in master.open_holds(tx, original.order_id)]
    if original.state not in GONE and parcels.open_recall(tx, original.order_id) is not None:
        holds.append(_("fetch the sealed parcel {code} first").format(code=original.short_code))
    return _Origin(tuple(holds), tuple(stopping), along, tuple(one for one in locked if one.warehouse is not None))


def _along(tx: Tx, original: Row[Any], row: Row[Any], arranged: list[Row[Any]]) -> tuple[master.Line, ...]:
    """Return what an exchange before shipping leaves of the original: it goes into the first exchange's parcel."""
    if original.state in GONE or original.packed_at is not None:
        return ()
    first = min(arranged, key=lambda case: (case.applied_at, case.case_no), default=None)
    if first is None or first.exchange_order_id != row.order_id:
        return ()
    exchanged = {case.line_no for case in arranged}
    _rest, lines = only_these(cases.cases(tx, original.order_id), master.lines(tx, original.order_id))
    return tuple(line for line in lines if line.line_no not in exchanged)


def _meanwhile(session: packing.Session | None, gone: list[Row[Any]]) -> tuple[str, ...]:
    """A line refunded while the order was open: what is in the box is not what must be sent."""
    if session is None or session.closed_at is not None:
        return ()
    if any(case.changed_at > session.opened_at for case in gone):
        return (_("a line was refunded: put everything back and start again"),)
    return ()


def _on_bench(tx: Tx, session: packing.Session) -> bool:
    """Tell whether the order lies in front of somebody now or in a slot; one put aside is free for every bench."""
    return bool(session.tote) or packing.bench(tx, session.station).order_id == session.order_id


def _other_items(difference: str) -> str:
    return _("the items changed ({what}): put everything back and start again").format(what=difference)


def _name(tx: Tx, session: packing.Session | None) -> str:
    operator = operators.by_no(tx, session.operator_no) if session is not None else None
    return operator.name if operator is not None else ""


def _case_facts(tx: Tx, found: list[Row[Any]]) -> tuple[verdict.CaseFact, ...]:
    """Return the cases, an exchange that still has to be packed before one that is done."""
    facts = []
    for case in found:
        exchange = master.head(tx, case.exchange_order_id) if case.exchange_order_id is not None else None
        done = exchange is not None and exchange.packed_at is not None
        facts.append((done, verdict.CaseFact(case.intent, case.status, case.exchange_order_id)))
    return tuple(fact for _done, fact in sorted(facts, key=lambda pair: pair[0]))
