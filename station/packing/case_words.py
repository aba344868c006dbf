"""What the bench says of an order's after-sale case: the buyer's words, and where stock and label stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.clock import show as show_time
from station.hints.quote import quote
from station.orders.case_names import case_name
from station.packing.labels import exchange_no
from station.store import orders as master
from station.store import prints
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from station.packing.facts import Known
    from station.store.engine import Tx
    from station.store.rows import Row


def case_title(tx: Tx, found: Known) -> str:
    """Return the title: ``【换货】<original order number>``, or kind and number of the latest case; "" without one."""
    if found.row.exchange_of is None:
        case = next(iter(found.cases), None)
        return "" if case is None else f"{case_name(case.intent)} {case.case_no}"
    original = master.head(tx, found.row.exchange_of)
    return "" if original is None else f"【换货】{original.number}"


def case_text(tx: Tx, found: Known) -> str:
    """Return what the buyer said and where stock and label stand."""
    if found.row.exchange_of is None:
        case = next(iter(found.cases), None)
        return "" if case is None else _case_now(tx, found, case)
    case = cases.exchanged_by(tx, found.row.order_id, original=found.row.exchange_of)
    if case is None:
        return ""
    number = _("Exchange number {number}.").format(number=exchange_no(found.row))
    stocked = _("The old item's stock is frozen, the new one is reserved.")
    return _sentences(_said(case.text), stocked, number)


def _case_now(tx: Tx, found: Known, case: Row[Any]) -> str:
    status = {
        cases.OPEN: _("Waiting for the service desk, since {time}."),
        cases.AGREED: _("Agreed, {time}."),
        cases.APPLIED: _("Exchange arranged, {time}."),
        cases.CLOSED: _("Closed, {time}."),
    }.get(case.status, "")
    printed = prints.of_order(tx, found.row.order_id)
    label = _("A label was printed: pull it off.") if printed else _("No label was printed.")
    locked = _("Stock is still locked.") if found.warehouses else _("No stock is locked any more.")
    return _sentences(_said(case.text), status.format(time=show_time(case.changed_at)), locked, label)


def _said(text: str) -> str:
    words = quote(text)
    return _("The buyer says “{words}”.").format(words=words) if words else ""


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
