"""News of after-sale cases that come without their order: after-sale exports and after-sale messages.

The order must be known; the case is written and the order moves as its facts now allow, in one transaction.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from station.intake.progress import progress
from station.returns.follow import follow
from station.returns.take_in import told
from station.store import orders as master
from station.store import refs, returns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.channels.base import CaseReport
    from station.orders.canonical import CanonicalCase
    from station.store.engine import Store, Tx

_BATCH = 100


def accept_cases(store: Store, reports: Sequence[CaseReport]) -> list[str | None]:
    """Write cases and return what became of each: ``updated``, ``unchanged``, ``None`` when the order is not known."""
    done: list[str | None] = []
    for start in range(0, len(reports), _BATCH):
        done += store.write(partial(_part, part=reports[start : start + _BATCH]))
    return done


def _part(tx: Tx, part: Sequence[CaseReport]) -> list[str | None]:
    return [accept_case(tx, report) for report in part]


def accept_case(tx: Tx, report: CaseReport) -> str | None:
    """Write one case in the caller's transaction; ``None`` when its order is not known."""
    places = refs.orders_of(tx, report.channel, [report.number]).get(report.number, [])
    orders = [order_id for shop, order_id in places if not report.shop or shop in ("", report.shop)]
    if len(orders) != 1:
        return None
    master.hold_row(tx, orders[0])
    changed = write_case(tx, orders[0], report.channel, report.case)
    if changed:
        progress(tx, orders[0])
        follow(tx, orders[0])
    return "updated" if changed else "unchanged"


def write_case(tx: Tx, order_id: str, channel: str, case: CanonicalCase) -> bool:
    """Write one case of a stored order, on its line where it names one of several; tell whether anything changed."""
    values = case_values(channel, case)
    goods = [line for line in master.lines(tx, order_id) if not line.is_gift]
    if len(goods) > 1 and case.sub_no:
        values["line_no"] = next((line.line_no for line in goods if line.sub_no == case.sub_no), None)
    return told(tx, order_id, case.case_no, values=values)


def case_values(channel: str, case: CanonicalCase) -> dict[str, Any]:
    """Return the columns of a case as the platform tells it; what it does not tell is left out."""
    status = returns.AGREED if case.agreed else returns.OPEN if case.open else returns.CLOSED
    values: dict[str, Any] = {
        "channel": channel,
        "platform_type": str(case.type),
        "intent": str(case.type),
        "status": status,
    }
    if case.text:
        values["text"] = case.text
    if case.wanted_code or case.wanted_spec:
        values["wanted"] = {"code": case.wanted_code, "spec": case.wanted_spec}
    if case.applied_at is not None:
        values["applied_at"] = case.applied_at
    return values
