"""The label of a packed order: which kind, which number, which fields, asked for exactly once.

An exchange order gets the exchange waybill with the NEW item's barcode; it can never carry the old one, because its
fields are filled from the rows that were verified for sending. Names, phones and
addresses go in masked unless the shop chose otherwise.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from station.channels.names import shown_name
from station.clock import show as show_time
from station.errors import UserError
from station.hints.carrier_note import remark
from station.hints.decide import cards, open_blocking
from station.hints.quote import quote
from station.orders.ids import new_job_id
from station.orders.states import State
from station.packing import encrypted, roll
from station.people.audit import record
from station.store import catalogue, choices, label_designs, packing, prints, waybills
from station.store import orders as master
from station.store import returns as cases
from station.store.packing import OLD, SEND, PackLine
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx
    from station.store.rows import Row

EXCHANGE, WAYBILL = "exchange", "waybill"
PRIVACY = "label_privacy"  # what of the recipient stands on labels
PRINTER = "waybill"  # the role whose printer takes these labels; a station maps roles to printers


class Privacy(StrEnum):
    """What labels show of a recipient."""

    MASKED = "masked"
    REGION = "region"
    FULL = "full"


class OrderStoppedError(UserError):
    """The order must not get a label."""

    code = "ORDER_STOPPED"


class NoWaybillNumberError(UserError):
    """There is no waybill number to print."""

    code = "NO_WAYBILL_NUMBER"


def exchange_no(row: Row[Any]) -> str:
    """Return the number printed on an exchange waybill."""
    return f"EX{row.short_code}".replace("-", "")


def request_when_ready(tx: Tx, order_id: str, *, station: str, operator_no: str, printer: str) -> tuple[str, ...]:
    """Ask for the first copy once every row is right and no blocking hint is open; return the job asked for."""
    rows = packing.lines(tx, order_id)
    if not any(line.role == SEND for line in rows) or not all(line.done for line in rows):
        return ()
    if open_blocking(tx, order_id):
        return ()
    jobs = [job for job in prints.of_order(tx, order_id) if job.state != prints.VOID]
    if jobs and jobs[-1].state != prints.CANCELLED:
        return ()
    if jobs:  # it was called off before it was sent: the same copy, not another
        row, last = _head(tx, order_id), jobs[-1]
        fields = _whole(tx, row, copy_no=last.copy_no, job_id=last.job_id, station=station, operator_no=operator_no)
        printer, code = encrypted.printer_for(tx, row, printer), fields["tracking_no"]
        prints.ask_again(tx, last.job_id, fields, station=station, printer=printer, code=code, why=_why(printer))
        return (str(last.job_id),)
    if roll.wanted(tx, order_id):
        return ()  # its number is scanned off a roll first
    return (request(tx, order_id, station=station, operator_no=operator_no, printer=printer),)


def request(tx: Tx, order_id: str, *, station: str, operator_no: str, printer: str, reason: str = "") -> str:
    """Ask for the order's next copy and return its job id.

    Raises:
        OrderStoppedError: the order is cancelled.
        NoWaybillNumberError: the order has no waybill number and the pool is empty.
        station.packing.encrypted.PlatformOnlyError: its recipient is encrypted and no program we know may print it.
    """
    row = _head(tx, order_id)
    printer = encrypted.printer_for(tx, row, printer)
    kind = EXCHANGE if row.exchange_of is not None else WAYBILL
    copy_no = len(prints.of_order(tx, order_id, kind)) + 1
    planned = prints.planned(tx, order_id)  # an exchange's first copy was asked for when it was arranged
    job_id = new_job_id() if planned is None else str(planned.job_id)
    fields = _whole(tx, row, copy_no=copy_no, job_id=job_id, station=station, operator_no=operator_no)
    job, number = prints.PrintJob(job_id, kind, order_id, copy_no, 0, fields), fields["tracking_no"]
    if planned is None:
        prints.add_job(
            tx, job, station=station, printer=printer, state=prints.QUEUED, code=number, by=operator_no, reason=reason
        )
        if encrypted.waits_for(printer):
            prints.move(tx, job_id, (prints.QUEUED,), prints.QUEUED, why=_why(printer))
    else:
        prints.ask_again(tx, job_id, fields, station=station, printer=printer, code=number, why=_why(printer))
    action = "reprint" if copy_no > 1 else "print"
    detail = {"job": job_id, "copy": copy_no, "reason": reason}
    record(tx, station, actor=operator_no, action=action, order_id=order_id, subject=job_id, detail=detail)
    return job_id


def _why(printer: str) -> str:
    component = encrypted.waits_for(printer)
    return encrypted.why(component) if component else ""


def still_wanted(tx: Tx, order_id: str) -> None:
    """Go on only when the order may have a label.

    Raises:
        OrderStoppedError: the order is cancelled.
    """
    _head(tx, order_id)


def _head(tx: Tx, order_id: str) -> Row[Any]:
    row = master.head(tx, order_id)
    if row is None:
        raise ValueError("no such order")
    if row.state == State.CANCELLED:
        raise OrderStoppedError(_("The order is cancelled: no label is printed"), _("put the goods back"))
    return row


def _whole(tx: Tx, row: Row[Any], *, copy_no: int, job_id: str, station: str, operator_no: str) -> dict[str, Any]:
    """Return the fields of one copy with its number; a number taken from the pool is no change to be told."""
    waybill = _waybill(tx, row)
    fields = composed(tx, row, packing.lines(tx, row.order_id), waybill=waybill, recipient=_recipient(tx, row))
    printed: dict[str, Any] = {"job_id": job_id, "copy_no": copy_no, "station": station}
    printed["operator"] = operator_no  # the parcel leaves the house: no name
    printed["printed_at"] = show_time(tx.now)
    return {**fields, "printed": printed}


def composed(
    tx: Tx, row: Row[Any], lines: Sequence[PackLine], *, waybill: tuple[str, str], recipient: dict[str, str]
) -> dict[str, Any]:
    """Return what stands on an order's label besides the copy: fields, carrier and number, the shop's own layout."""
    carrier, number = waybill
    fields = {**_fields(tx, row, lines), "recipient": recipient}
    design = label_designs.active(tx, EXCHANGE if row.exchange_of is not None else WAYBILL)
    own = {} if design is None else {"design": design}
    return {**fields, **own, "carrier": carrier, "tracking_no": number}


def _waybill(tx: Tx, row: Row[Any]) -> tuple[str, str]:
    if row.waybill_no:
        return row.carrier or "", row.waybill_no
    if encrypted.waits_for(encrypted.printer_for(tx, row, "")):
        return row.carrier or "", ""  # its component names it
    taken = waybills.take(tx, row.order_id, row.carrier)
    if taken is None:
        raise NoWaybillNumberError(
            _("No waybill numbers are left"), _("ask the lead to import numbers, then scan the order again")
        )
    master.set_order(tx, row.order_id, carrier=taken[0], waybill_no=taken[1])
    master.add_codes(tx, row.order_id, [("waybill", taken[1])])
    encrypted.expected(tx, row.order_id, taken[1])
    return taken


def _fields(tx: Tx, row: Row[Any], lines: Sequence[PackLine]) -> dict[str, Any]:
    sent = [line for line in lines if line.role == SEND]
    fields: dict[str, Any] = {
        "short_code": row.short_code,
        "hints": [card.text for card in cards(tx, row.order_id)],
        "remark": remark(row.buyer_note),
        "sender": choices.get(tx, "sender"),
        "return_address": choices.get(tx, "return_address"),
    }
    if row.exchange_of is None:
        named = {"channel": shown_name(row.channel), "channel_no": row.number}
        return {**fields, **named, "items": [_item(line) for line in sent]}
    original = master.head(tx, row.exchange_of)
    case = cases.exchanged_by(tx, row.order_id, original=row.exchange_of)
    old = next((line for line in lines if line.role == OLD), None)
    own = {line.sku for line in master.lines(tx, row.order_id)}
    new = next(line for line in sent if line.sku in own)
    barcodes = catalogue.barcodes(tx, [new.sku])
    fields |= {"exchange_no": exchange_no(row), "reason": quote(case.text) if case is not None else ""}
    fields["new"] = {**_item(new), "barcode": barcodes.get(new.sku, [new.sku])[0]}
    fields["old"] = _item(old) if old is not None else {"code": "", "name": ""}
    if original is not None:
        fields |= {"original": original.short_code, "channel_no": original.number}
        fields["channel"] = shown_name(original.channel)
    return fields


def _item(line: PackLine) -> dict[str, Any]:
    return {"code": line.sku, "name": line.name, "spec": line.spec, "qty": max(line.wanted, 1)}


def _recipient(tx: Tx, row: Row[Any]) -> dict[str, str]:
    """Return who gets it as the shop chose: masked, the region only, or whole where our label alone guides."""
    if not in_full(tx):
        return masked(tx, row)
    person = master.recipient(tx, row.order_id)
    whole = "".join(part for part in (_region(row), person.get("town", ""), person.get("detail", "")) if part)
    return {"name": person.get("name", ""), "phone": person.get("phone", ""), "address": whole}


def in_full(tx: Tx) -> bool:
    """Tell whether labels of this shop show the whole recipient."""
    return bool(choices.get(tx, PRIVACY, Privacy.MASKED) == Privacy.FULL)


def masked(tx: Tx, row: Row[Any]) -> dict[str, str]:
    """Return who gets it without a name or phone in the clear, whatever labels show."""
    address = f"{_region(row)}***" if _region(row) else ""
    if choices.get(tx, PRIVACY, Privacy.MASKED) == Privacy.REGION:
        return {"address": address}
    return {"name": row.name_mask or "", "phone": row.phone_mask or "", "address": address}


def _region(row: Row[Any]) -> str:
    return "".join(dict.fromkeys(part for part in (row.province, row.city, row.district) if part))
