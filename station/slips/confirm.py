"""A reviewed slip becomes an order: only after a person confirmed every doubtful field.

Nothing exists in stock, labels or orders before this. What is refused: a photo that was used before (with the first
order's code), an item without a catalogue code or with an absurd quantity, a phone that cannot be one, no address.
The order goes through ``intake.accept`` like any other; its photo is linked by hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.address.parse import parse
from station.address.phone import parse_phone
from station.errors import UserError
from station.intake.accept import accept_one
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.orders.ids import new_order_id, short_code
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import catalogue, slips
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

MOST = 9999


class SlipRefusedError(UserError):
    """The reviewed slip cannot become an order yet."""

    code = "SLIP_REFUSED"


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """One confirmed line of a slip."""

    code: str
    qty: int


@dataclass(frozen=True, slots=True)
class ReviewedSlip:
    """A slip as a person confirmed it."""

    customer: str
    phone: str
    address: str
    items: tuple[ReviewedItem, ...]
    note: str = ""


def confirm(tx: Tx, sha256: str, slip: ReviewedSlip, *, station: str, actor: str) -> str:
    """Make the order of a confirmed slip and return its id.

    Raises:
        SlipRefusedError: see the module's text.
        station.errors.UserError: not theirs to confirm.
    """
    require(tx, actor, Action.CONFIRM_SLIP, station=station)
    row = slips.by_hash(tx, sha256, for_update=True)
    if row is not None and row.state == slips.CONFIRMED:
        first = master.head(tx, row.order_id)
        raise SlipRefusedError(
            _("This photo was used for order {code}").format(code=first.short_code if first is not None else "?"),
            _("open that order, or take a photo of another slip"),
            code="SLIP_USED",
        )
    _check(tx, slip)
    if row is None:
        slips.put_draft(tx, sha256, {}, station=station)  # before the order: two reviewers cannot both make one
    order_id = new_order_id()
    place = parse(slip.address)
    recipient = Recipient(
        slip.customer,
        parse_phone(slip.phone).text,
        place.province,
        place.city,
        place.district,
        place.town,
        place.detail,
    )
    names = {code: sku.name for code, sku in catalogue.by_codes(tx, [item.code for item in slip.items]).items()}
    order = CanonicalOrder(
        channel="manual",
        shop="",
        number=short_code(order_id),
        status=ChannelStatus.PAID,
        lines=tuple(CanonicalLine(names[item.code], item.qty, item.code) for item in slip.items),
        updated_at=tx.now,
        source="slip",
        created_at=tx.now,
        paid_at=tx.now,
        recipient=recipient,
        buyer_note=slip.note,
    )
    accept_one(tx, order, order_id=order_id)
    slips.settle(tx, sha256, slips.CONFIRMED, order_id=order_id)
    record(tx, station, actor=actor, action="slip", order_id=order_id, subject=sha256)
    return order_id


def _check(tx: Tx, slip: ReviewedSlip) -> None:
    if not slip.items:
        raise SlipRefusedError(_("The slip has no items"), _("add at least one item"))
    known = catalogue.by_codes(tx, [item.code for item in slip.items])
    for number, item in enumerate(slip.items, 1):
        if item.code not in known:
            raise SlipRefusedError(
                _("Line {n}: {code} is not in the catalogue").format(n=number, code=item.code[:40]),
                _("choose a candidate or correct the code"),
            )
        if not 0 < item.qty <= MOST:
            raise SlipRefusedError(
                _("Line {n}: the quantity {qty} cannot be right").format(n=number, qty=item.qty),
                _("look at the photo and type the quantity"),
            )
    if not parse_phone(slip.phone).real:
        raise SlipRefusedError(_("The phone number is not complete"), _("look at the photo and type it"))
    if not parse(slip.address).province:
        raise SlipRefusedError(
            _("The address has no province or city that is known"), _("look at the photo and type the address")
        )
