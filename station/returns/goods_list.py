"""What comes back, as the desk lists it: sealed parcels to fetch out, goods expected, received and inspected.

Each line says what to do next and, for an exchange, shows the old item beside the new one. Only reads. Called by the
desk's page of returned goods.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from station.store import catalogue, parcels
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx


class Step(StrEnum):
    """What to do next."""

    FETCH = "fetch"
    RECEIVE = "receive"
    INSPECT = "inspect"
    PUT_AWAY = "put_away"


_NEXT = {parcels.EXPECTED: Step.RECEIVE, parcels.RECEIVED: Step.INSPECT, parcels.INSPECTED: Step.PUT_AWAY}


@dataclass(frozen=True, slots=True)
class Back:
    """One line.

    Attributes:
        number: what finds the parcel: the buyer's tracking number, or the waybill of one to fetch out.
        item: what comes back, in words; ``new`` is what the buyer gets for it, "" when it is no exchange.
    """

    order_id: str
    short_code: str
    step: Step
    since: datetime
    number: str
    parcel_no: int = 0
    item: str = ""
    new: str = ""
    qty: int = 0
    condition: str = ""
    reason: str = ""


def listing(tx: Tx, *, limit: int = 500) -> tuple[Back, ...]:
    """Return what waits: to fetch out first, then by what can be done now."""
    fetch = tuple(
        Back(row.order_id, row.short_code, Step.FETCH, row.opened_at, row.waybill_no or row.number, reason=row.reason)
        for row in parcels.recall_list(tx, limit=limit)
    )
    rows = parcels.on_the_way(tx, states=_NEXT, limit=limit)
    found = {(row.order_id, row.case_no): cases.case(tx, row.order_id, row.case_no) for row in rows}
    wanted = {case.new_sku for case in found.values() if case is not None} | {_sku(row) for row in rows}
    skus = catalogue.by_codes(tx, [code for code in wanted if code])
    lines = [_line(row, found[row.order_id, row.case_no], skus) for row in rows]
    order = list(Step)
    return fetch + tuple(sorted(lines, key=lambda one: (-order.index(one.step), one.since)))


def step_name(step: Step) -> str:
    """Return what to do, in words."""
    return {
        Step.FETCH: _("fetch out, scan it"),
        Step.RECEIVE: _("scan it when it comes"),
        Step.INSPECT: _("inspect"),
        Step.PUT_AWAY: _("put away"),
    }[step]


def _line(row: Any, case: Any, skus: dict[str, Any]) -> Back:
    new = case.new_sku if case is not None else None
    since = row.inspected_at or row.received_at or row.expected_at
    return Back(
        row.order_id,
        row.short_code,
        _NEXT[row.state],
        since,
        row.tracking_no or row.number,
        row.parcel_no,
        _words(_sku(row), skus),
        _words(new, skus),
        row.qty,
        row.condition,
    )


def _sku(row: Any) -> str | None:
    code: str | None = row.found_sku or row.sku
    return code


def _words(code: str | None, skus: dict[str, Any]) -> str:
    if not code:
        return ""
    sku = skus.get(code)
    return code if sku is None else " ".join(part for part in (sku.name, sku.color, sku.size, sku.model, code) if part)
