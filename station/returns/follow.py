"""What a case makes necessary now: a sealed parcel fetched out, goods expected back, a person asked.

Runs in the transaction of whatever changed (a case, the order's state) and may run again: it compares what there is
with what there must be. A refund stops a parcel that is not sealed by the verdict alone (``packing/verdict.py``); a
sealed one that has not left goes on the recall list, and leaves it when the refund is withdrawn, when the parcel is
scanned out, or with a ticket when it had left already. Called by ``take_in``, ``settle``, ``exchange`` and intake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.orders.canonical import CaseType
from station.orders.states import ENDED, GONE, State
from station.people.roles import Role
from station.returns.intent import Wish
from station.returns.leaving import call_off
from station.store import orders as master
from station.store import parcels, work
from station.store import returns as cases
from station.text import _
from station.tickets.tickets import Kind, open_ticket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx
    from station.store.rows import Row

REFUNDS = (CaseType.REFUND_ONLY, CaseType.RETURN_REFUND)


def follow(tx: Tx, order_id: str) -> None:
    """Bring recalls, expected returns and questions in line with the order's cases."""
    row = master.head(tx, order_id)
    found = cases.cases(tx, order_id)
    if row is None or not found:
        return
    for case in found:
        if case.status == cases.CLOSED and case.exchange_order_id is not None:
            call_off(tx, case)
    live = [case for case in found if case.status in (cases.OPEN, cases.AGREED)]
    refunds = [case for case in live if case.intent in REFUNDS]
    _recalls(tx, row, found, refunds)
    if row.state in GONE:
        for case in refunds:
            if case.intent == CaseType.RETURN_REFUND:
                expect(tx, row, case.case_no, case.line_no)
    _questions(tx, row, found)


def sealed(row: Row[Any]) -> bool:
    """Tell whether the parcel is packed and still in the house."""
    return row.packed_at is not None and row.state not in GONE


def expect(tx: Tx, row: Row[Any], case_no: str, line_no: int | None) -> None:
    """Register what comes back: one line, or every line of goods."""
    have = {parcel.line_no for parcel in parcels.of_order(tx, row.order_id)}
    for line in master.lines(tx, row.order_id):
        if line.is_gift or line.line_no in have or line_no not in (None, line.line_no):
            continue
        parcels.add(tx, row.order_id, case_no=case_no, line_no=line.line_no, sku=line.sku, qty=line.qty)


def recall(tx: Tx, order_id: str, reason: str) -> None:
    """Put a sealed parcel on the recall list, once."""
    if parcels.open_recall(tx, order_id) is None:
        parcels.add_recall(tx, order_id, reason=reason)


def _recalls(tx: Tx, row: Row[Any], found: Sequence[Row[Any]], refunds: Sequence[Row[Any]]) -> None:
    """The order's own parcel, and that of each exchange of it."""
    exchanged = {case.exchange_order_id: case for case in found if case.exchange_order_id is not None}
    waiting = any(_to_pack(tx, case) for case in exchanged.values() if case.status == cases.APPLIED)
    parts = [(case, part) for one, case in exchanged.items() if (part := master.head(tx, one)) is not None]
    if not any(part.packed_at == row.packed_at for _case, part in parts):  # else it travels in the exchange's parcel
        _one_recall(tx, row, wanted=bool(refunds) or row.state == State.CANCELLED, keep=waiting)
    for case, part in parts:
        hit = any(one.line_no in (None, case.line_no) for one in refunds) or case.status == cases.CLOSED
        _one_recall(tx, part, wanted=hit or row.state == State.CANCELLED, keep=False)


def _to_pack(tx: Tx, case: Row[Any]) -> bool:
    exchange = master.head(tx, case.exchange_order_id)
    return exchange is not None and exchange.packed_at is None and exchange.state not in ENDED


def _one_recall(tx: Tx, row: Row[Any], *, wanted: bool, keep: bool) -> None:
    if sealed(row):
        if wanted:
            recall(tx, row.order_id, _("The buyer wants the money back"))
        elif not keep:
            parcels.close_recall(tx, row.order_id, by="system", outcome="called_off")
    elif row.state in GONE and parcels.close_recall(tx, row.order_id, by="system", outcome="left"):
        title = _("Parcel {code} left although it was to be fetched out: call the carrier").format(code=row.short_code)
        open_ticket(
            tx, kind=Kind.EXCEPTION, title=title, role=Role.LEAD, due_in_minutes=15, order_id=row.order_id, sku="recall"
        )


def _questions(tx: Tx, row: Row[Any], found: Sequence[Row[Any]]) -> None:
    """A case nobody understands is a ticket of the service desk until it is decided."""
    for case in found:
        if case.status in (cases.OPEN, cases.AGREED) and case.intent == Wish.PERSON:
            title = _("Decide after-sale case {case} of order {code}").format(case=case.case_no, code=row.short_code)
            open_ticket(
                tx,
                kind=Kind.REVIEW,
                title=title,
                role=Role.SERVICE,
                due_in_minutes=17,
                order_id=row.order_id,
                sku=case.case_no,
            )
        else:
            work.close_tickets(
                tx, order_id=row.order_id, kind=Kind.REVIEW, sku=case.case_no, closed_by="system", outcome="decided"
            )
