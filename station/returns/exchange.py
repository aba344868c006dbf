"""An exchange, applied: the original's stock frozen and the new SKU reserved, both or neither (rows A14-A16).

One transaction: the original line's lock becomes an exchange hold (or, after shipping, its return is expected), the
exchange order appears with its own id and a reservation of the new SKU, the ticket gets the title
``【换货】<original order no>`` built here. Without stock for the new SKU nothing happens except a shortage ticket.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.canonical import CaseType, ChannelStatus
from station.orders.ids import channel_order_id, new_job_id, short_code
from station.orders.states import GONE, State
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.returns.follow import expect, follow, recall, sealed
from station.returns.intent import Wish
from station.stock import lock
from station.store import catalogue, prints, stock
from station.store import orders as master
from station.store import returns as cases
from station.text import _
from station.tickets.tickets import open_ticket

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx
    from station.store.rows import Row
    from station.store.stock import Allocation


class ExchangeRefusedError(UserError):
    """The exchange cannot be done as asked; nothing changed."""

    code = "EXCHANGE_REFUSED"


_REGION = ("province", "city", "district")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What applying an exchange did; ``order_id`` is ``None`` when the new SKU is short."""

    order_id: str | None
    title: str
    ticket_id: str
    held: tuple[Allocation, ...]
    reserved: tuple[Allocation, ...]
    short: Mapping[str, int]
    print_job: str  # the exchange waybill asked for; it goes to the printer when the bench has verified the new item


def apply_exchange(
    tx: Tx, order_id: str, *, line_no: int, new_sku: str, text: str, actor: str, station: str, case_no: str = ""
) -> Exchange:
    """Freeze the old item, reserve the new one, or neither.

    Raises:
        ExchangeRefusedError: unknown line or SKU, discontinued, refunded, or applied before.
        station.errors.UserError: not theirs to arrange.
    """
    require(tx, actor, Action.AFTER_SALE, station=station)
    if not master.known(tx, [order_id]):
        raise _refused(_("There is no such order"), _("search the order again"))
    row = master.head(tx, order_id)
    line = next((one for one in master.lines(tx, order_id) if one.line_no == line_no), None)
    if row is None or line is None or line.sku is None:
        raise _refused(_("The order has no such item"), _("choose one of the order's items"))
    _check(tx, row, line, new_sku)
    number = case_no or _open_case(tx, order_id, line_no) or f"{row.number}-{line_no}"
    before = cases.case(tx, order_id, number)
    title = f"【换货】{row.number}"
    short = _missing(tx, new_sku, line.qty)
    if short:
        told = _("{qty} of {sku} are missing for order {code}").format(qty=short, sku=new_sku, code=row.short_code)
        ticket = _ticket(tx, order_id, kind="shortage", title=told, sku=new_sku, qty=short)
        return Exchange(None, title, ticket, (), (), {new_sku: short}, "")
    identity = _identity(tx, row, number)
    _new_order(tx, row, identity, line=line, new_sku=new_sku)
    need = lock.Need(1, new_sku, line.qty)
    reserved = lock.lock_order(tx, identity, [need], kind="exchange_reserve", partly=False)
    held = lock.hold_for_exchange(tx, order_id, line_no) if row.state not in GONE else ()
    values: dict[str, Any] = {"intent": CaseType.EXCHANGE, "text": text, "line_no": line_no}
    values |= {} if before is not None else {"channel": row.channel}
    job = prints.PrintJob(new_job_id(), "exchange", identity, 1, 0, {})  # filled and sent when the item is verified
    prints.add_job(
        tx, job, station=station, printer="waybill", state=prints.PLANNED, code="", by=actor, reason="exchange"
    )
    values |= {"decided_by": actor, "decided_at": tx.now}
    values |= {"new_sku": new_sku, "exchange_order_id": identity, "status": cases.APPLIED, "applied_at": tx.now}
    cases.put_case(tx, order_id, number, values=values)
    if row.state in GONE:
        expect(tx, row, number, line_no)
    elif sealed(row):
        recall(tx, order_id, _("The buyer wants another item"))
    follow(tx, order_id)
    master.set_order(tx, order_id)
    ticket = _ticket(tx, order_id, kind="exchange", title=title, sku=new_sku, qty=line.qty)
    detail = {"new": new_sku, "old": line.sku, "exchange": identity}
    record(tx, station, actor=actor, action="exchange", order_id=order_id, subject=identity, detail=detail)
    return Exchange(identity, title, ticket, held, reserved.taken, {}, job.job_id)


def _open_case(tx: Tx, order_id: str, line_no: int) -> str:
    """Return the case that asks for this exchange, "" when a person arranges it without one."""
    for case in cases.cases(tx, order_id):
        asked = case.status in (cases.OPEN, cases.AGREED) and case.intent in (CaseType.EXCHANGE, Wish.PERSON)
        if asked and case.line_no in (None, line_no):
            return str(case.case_no)
    return ""


def _identity(tx: Tx, row: Row[Any], number: str) -> str:
    """Return the new order's id: a case that was called off and is arranged again makes another order."""
    for turn in range(1, 100):
        again = f":{turn}" if turn > 1 else ""
        identity = channel_order_id("exchange", row.shop, f"{row.order_id}:{number}{again}")
        if not master.known(tx, [identity]):
            return identity
    raise _refused(_("This case was arranged too often"), _("look at its exchange orders"))


def _missing(tx: Tx, sku: str, qty: int) -> int:
    free = sum(max(shelf.available, 0) for shelf in stock.shelves(tx, [sku], for_update=True))
    return max(qty - free, 0)


def _ticket(tx: Tx, order_id: str, *, kind: str, title: str, sku: str, qty: int) -> str:
    return open_ticket(
        tx, kind=kind, title=title, role="service", due_in_minutes=24 * 60, order_id=order_id, sku=sku, qty=qty
    )


def _check(tx: Tx, row: Row[Any], line: master.Line, new_sku: str) -> None:
    found = catalogue.by_codes(tx, [new_sku]).get(new_sku)
    if found is None:
        raise _refused(_("No SKU has the code {sku}").format(sku=new_sku), _("choose the new item from the list"))
    if found.discontinued:
        raise _refused(_("{sku} is discontinued").format(sku=new_sku), _("ask the buyer for another choice"))
    if new_sku == line.sku and row.state not in GONE:
        raise _refused(_("{sku} is what was ordered").format(sku=new_sku), _("nothing to exchange: pack the order"))
    for case in cases.cases(tx, row.order_id):
        if case.status == cases.APPLIED and case.line_no == line.line_no:
            raise _refused(_("This item is being exchanged already"), _("look at its exchange order"))
        if case.status in (cases.OPEN, cases.AGREED) and case.intent in (CaseType.REFUND_ONLY, CaseType.RETURN_REFUND):
            raise _refused(_("The buyer asks for a refund of this order"), _("close the refund first"))
    if row.channel_status in (ChannelStatus.UNPAID, ChannelStatus.DEPOSIT):
        raise _refused(_("The buyer has not paid in full"), _("exchange after the payment"))
    if master.open_holds(tx, row.order_id):
        raise _refused(_("The order is on hold"), _("release the hold first"))
    if row.state == State.CANCELLED:
        raise _refused(_("The order is cancelled"), _("an exchange needs a living order"))


def same_address(tx: Tx, order_id: str) -> None:
    """The buyer changed where an order goes: its exchanges that are not packed yet go there too."""
    row = master.head(tx, order_id)
    for case in cases.cases(tx, order_id):
        part = master.head(tx, case.exchange_order_id) if case.exchange_order_id is not None else None
        if row is not None and part is not None and part.packed_at is None and part.state not in GONE:
            master.set_order(tx, part.order_id, **{name: getattr(row, name) for name in _REGION})
            _same_recipient(tx, row, part.order_id)


def _same_recipient(tx: Tx, row: Row[Any], order_id: str) -> None:
    who = master.recipient(tx, row.order_id)
    if who:
        shown = row.name_mask or "", row.phone_mask or ""
        master.put_people(tx, order_id, recipient=who, name_mask=shown[0], phone_mask=shown[1])


def _new_order(tx: Tx, row: Row[Any], identity: str, *, line: master.Line, new_sku: str) -> None:
    copied = ("profile", "shop", "buyer_key", "paid_at", *_REGION, "seller_note")
    values = {name: getattr(row, name) for name in copied}
    code = short_code(identity)
    values |= {"order_id": identity, "short_code": code, "state": State.ALLOCATED, "channel": "exchange"}
    values |= {"number": code, "channel_status": ChannelStatus.PAID, "exchange_of": row.order_id, "source": "exchange"}
    values |= {"created_at": tx.now, "accepted_at": tx.now, "state_at": tx.now, "source_at": tx.now}
    values |= {"locked_at": tx.now, "approved_at": tx.now, "flags": []}
    values |= {"single_sku": new_sku if line.qty == 1 else None}
    master.add_orders(tx, [values])
    _same_recipient(tx, row, identity)
    sku = catalogue.by_codes(tx, [new_sku])[new_sku]
    master.add_lines(
        tx,
        [
            {
                "order_id": identity,
                "line_no": 1,
                "sku": new_sku,
                "channel_code": new_sku,
                "name": sku.name,
                "spec": " ".join(part for part in (sku.color, sku.size, sku.model) if part),
                "qty": line.qty,
            }
        ],
    )


def _refused(happened: str, remedy: str) -> ExchangeRefusedError:
    return ExchangeRefusedError(happened, remedy)
