"""Gathers what the verdict needs about one order; a handful of indexed reads on the scan path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.intake.progress import needs_of
from station.packing import verdict
from station.store import orders as master
from station.store import packing, stock
from station.store import returns as cases

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


@dataclass(frozen=True, slots=True)
class Known:
    """One order as the bench knows it, with the ruling on it."""

    row: Row[Any]
    lines: tuple[master.Line, ...]
    cases: list[Row[Any]]
    session: packing.Session | None
    ruling: verdict.Ruling
    warehouses: tuple[str, ...]


def known(tx: Tx, order_id: str, station: str) -> Known | None:
    """Return everything about an order, ``None`` when there is no such order."""
    row = master.head(tx, order_id)
    if row is None:
        return None
    lines = master.lines(tx, order_id)
    found_cases = cases.cases(tx, order_id)
    live = stock.live(tx, order_id)
    session = packing.session(tx, order_id)
    facts = verdict.Facts(
        state=row.state,
        channel_status=row.channel_status,
        is_exchange=row.exchange_of is not None,
        hold_reasons=tuple(hold.reason for hold in master.open_holds(tx, order_id)),
        cases=_case_facts(tx, found_cases),
        needed=sum(need.qty for need in needs_of(tx, lines)),
        locked=sum(one.qty for one in live if one.warehouse is not None and one.kind != "exchange_hold"),
        unmapped=sum(1 for line in lines if line.sku is None and not line.is_gift),
        packed=row.packed_at is not None,
        other_station=_elsewhere(tx, session, station),
    )
    places = tuple(dict.fromkeys(one.warehouse for one in live if one.warehouse is not None))
    return Known(row, lines, found_cases, session, verdict.rule(facts), places)


def _elsewhere(tx: Tx, session: packing.Session | None, station: str) -> str:
    """Return the other bench that has the order in front of it now; a parcel put aside is free for every bench."""
    if session is None or session.closed_at is not None or session.station == station:
        return ""
    return session.station if packing.bench(tx, session.station).order_id == session.order_id else ""


def _case_facts(tx: Tx, found: list[Row[Any]]) -> tuple[verdict.CaseFact, ...]:
    """Return the cases, an exchange that still has to be packed before one that is done."""
    facts = []
    for case in found:
        exchange = master.head(tx, case.exchange_order_id) if case.exchange_order_id is not None else None
        done = exchange is not None and exchange.packed_at is not None
        facts.append((done, verdict.CaseFact(case.intent, case.status, case.exchange_order_id)))
    return tuple(fact for _done, fact in sorted(facts, key=lambda pair: pair[0]))
