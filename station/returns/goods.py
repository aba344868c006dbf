"""Goods on their way back: expected, received, inspected, put away.

Received goods lie in quarantine until somebody inspected them: resellable ones go back on the shelf, damaged ones are
written off, a wrong item is counted as what it is and the service desk is told. Each step is one transaction and may
be told twice without counting twice. Called by the returns page, ``returns parcel`` and the bench (``receive``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.states import GONE
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action, Role
from station.stock import quarantine
from station.store import catalogue, parcels, stock
from station.store import orders as master
from station.store import returns as cases
from station.text import _
from station.tickets.tickets import Kind, open_ticket

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


class Condition(StrEnum):
    """What an inspection found."""

    RESELLABLE = "resellable"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"


class ParcelError(UserError):
    """The parcel cannot be handled so."""

    code = "RETURN_PARCEL"


def track(tx: Tx, order_id: str, *, tracking_no: str, actor: str, station: str) -> int:
    """Write the buyer's tracking number on what is expected, so that scanning it finds the order."""
    require(tx, actor, Action.AFTER_SALE, station=station)
    number = tracking_no.strip().upper()
    if not 6 <= len(number) <= 40 or not number.isalnum():
        raise ParcelError(_("This is no tracking number"), _("copy it again: letters and digits only"))
    master.hold_row(tx, order_id)
    waiting = [one for one in parcels.of_order(tx, order_id) if one.state == parcels.EXPECTED]
    for one in waiting:
        parcels.move(tx, order_id, one.parcel_no, [parcels.EXPECTED], parcels.EXPECTED, tracking_no=number)
    if not waiting:
        raise ParcelError(_("Nothing is expected back for this order"), _("take in the buyer's case first"))
    master.add_codes(tx, order_id, [("return", number)])
    return len(waiting)


def receive(tx: Tx, order_id: str, *, actor: str, station: str, action: Action = Action.AFTER_SALE) -> tuple[int, ...]:
    """Take in everything expected back for an order and return the parcel numbers; goods go into quarantine.

    A parcel nobody expected becomes a case for the service desk.

    Raises:
        ParcelError: the order's goods have not left the house, or nothing is left to receive.
    """
    require(tx, actor, action, station=station)
    master.hold_row(tx, order_id)
    row = master.head(tx, order_id)
    if row is None:
        raise ParcelError(_("There is no such order"), _("search the order again"))
    known = parcels.of_order(tx, order_id)
    waiting = [one for one in known if one.state == parcels.EXPECTED]
    if not waiting and known:
        raise ParcelError(_("This return was received already"), _("inspect it, or put it away"))
    if not waiting:
        waiting = [_unexpected(tx, row)]
    place = next(iter(stock.warehouse_names(tx)), None)
    for one in waiting:
        moved = parcels.move(
            tx,
            order_id,
            one.parcel_no,
            [parcels.EXPECTED],
            parcels.RECEIVED,
            received_at=tx.now,
            received_by=actor,
            warehouse=place,
        )
        if moved and one.sku and place and catalogue.by_codes(tx, [one.sku]):
            quarantine.put_in(tx, one.sku, place, qty=one.qty, order_id=order_id, actor=actor)
    numbers = tuple(int(one.parcel_no) for one in waiting)
    record(tx, station, actor=actor, action="return_received", order_id=order_id, detail={"parcels": list(numbers)})
    return numbers


def inspect(
    tx: Tx,
    order_id: str,
    parcel_no: int,
    *,
    condition: str,
    actor: str,
    station: str,
    found: str = "",
    photo: str = "",
    note: str = "",
) -> None:
    """Write what the inspection found.

    Args:
        found: code or barcode of the item that really came, for a wrong one.
        photo: hash of a stored photo.

    Raises:
        ParcelError: not received yet, inspected already, or the wrong item is not named.
    """
    require(tx, actor, Action.AFTER_SALE, station=station)
    one = _parcel(tx, order_id, parcel_no)
    if condition not in set(Condition):
        names = " ".join(Condition)
        raise ParcelError(_("There is no such condition"), _("choose one of: {names}").format(names=names))
    if one.state != parcels.RECEIVED:
        told = _("It was inspected already") if one.state != parcels.EXPECTED else _("It has not been received yet")
        raise ParcelError(told, _("look at the list again"))
    sku = _found(tx, found) if condition == Condition.WRONG_ITEM else one.sku
    if condition == Condition.WRONG_ITEM:
        _swap(tx, one, sku, actor=actor)
    seen = {"condition": condition, "found_sku": sku, "photo": photo, "note": note[:500]}
    moved = parcels.move(
        tx,
        order_id,
        parcel_no,
        [parcels.RECEIVED],
        parcels.INSPECTED,
        inspected_at=tx.now,
        inspected_by=actor,
        **seen,
    )
    if not moved:
        raise ParcelError(_("It was inspected already"), _("look at the list again"))
    detail = {"parcel": parcel_no, "condition": condition, "sku": sku or "", "photo": photo}
    record(tx, station, actor=actor, action="return_inspected", order_id=order_id, detail=detail)


def put_away(tx: Tx, order_id: str, parcel_no: int, *, actor: str, station: str) -> None:
    """Bring inspected goods out of quarantine: on the shelf, or written off when damaged.

    Raises:
        ParcelError: not inspected yet, or put away already.
    """
    require(tx, actor, Action.AFTER_SALE, station=station)
    one = _parcel(tx, order_id, parcel_no)
    if not parcels.move(
        tx, order_id, parcel_no, [parcels.INSPECTED], parcels.STOCKED, stocked_at=tx.now, stocked_by=actor
    ):
        told = _("It was put away already") if one.state == parcels.STOCKED else _("Inspect it first")
        raise ParcelError(told, _("look at the list again"))
    if one.found_sku and one.warehouse:
        told_of: dict[str, Any] = {"qty": one.qty, "order_id": order_id, "actor": actor}
        if one.condition == Condition.DAMAGED:
            quarantine.take_out(tx, one.found_sku, one.warehouse, reason="damaged", **told_of)
        else:
            quarantine.put_on_shelf(tx, one.found_sku, one.warehouse, **told_of)
    detail = {"parcel": parcel_no, "condition": one.condition}
    record(tx, station, actor=actor, action="return_stocked", order_id=order_id, detail=detail)


def _unexpected(tx: Tx, row: Row[Any]) -> Row[Any]:
    if row.state not in GONE:
        raise ParcelError(
            _("This order has not left the house"), _("check whether the parcel belongs to another order")
        )
    values = {"channel": "bench", "platform_type": None, "intent": "待人工", "text": "", "status": cases.OPEN}
    cases.put_case(tx, row.order_id, f"R{row.short_code}", values=values)
    title = _("A parcel nobody expected came back for order {code}").format(code=row.short_code)
    open_ticket(
        tx, kind=Kind.REVIEW, title=title, role=Role.SERVICE, due_in_minutes=60, order_id=row.order_id, sku="return"
    )
    goods = [line for line in master.lines(tx, row.order_id) if not line.is_gift]
    only = goods[0] if len(goods) == 1 else None
    named = {"line_no": only.line_no, "sku": only.sku, "qty": only.qty} if only is not None else {}
    parcels.add(tx, row.order_id, case_no=f"R{row.short_code}", **named)
    return parcels.of_order(tx, row.order_id)[-1]


def _parcel(tx: Tx, order_id: str, parcel_no: int) -> Row[Any]:
    master.hold_row(tx, order_id)
    one = next((one for one in parcels.of_order(tx, order_id) if one.parcel_no == parcel_no), None)
    if one is None:
        raise ParcelError(_("There is no such return parcel"), _("look at the list again"))
    return one


def _found(tx: Tx, code: str) -> str:
    rows = catalogue.by_barcode(tx, code) or list(catalogue.by_codes(tx, [code]).values())
    if not rows:
        raise ParcelError(_("Say which item came instead"), _("scan its barcode"))
    return str(rows[0].code)


def _swap(tx: Tx, one: Row[Any], sku: str | None, *, actor: str) -> None:
    """Another item than expected lies in quarantine: count it as what it is and tell the service desk."""
    if one.warehouse and sku:
        told: dict[str, Any] = {"qty": one.qty, "order_id": one.order_id, "actor": actor}
        if one.sku:
            quarantine.take_out(tx, one.sku, one.warehouse, reason="wrong_item", **told)
        quarantine.put_in(tx, sku, one.warehouse, **told)
    title = _("Another item than sold came back: {sku}").format(sku=sku)
    open_ticket(
        tx, kind=Kind.EXCEPTION, title=title, role=Role.SERVICE, due_in_minutes=240, order_id=one.order_id, sku=sku
    )
