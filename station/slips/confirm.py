"""A reviewed slip becomes an order: only after a person confirmed every doubtful field.

Nothing exists in stock, labels or orders before this. What is refused: a photo that was used before (with the first
order's code), an item without a catalogue code or with an absurd quantity, a phone that cannot be one, no address.
The order goes through ``intake.accept`` like any other; its photo is linked by hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.address.parse import parse
from station.address.phone import parse_phone
from station.errors import UserError
from station.intake.entry import WrittenItem, enter
from station.orders.canonical import Recipient
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import orders as master
from station.store import slips
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


class SlipRefusedError(UserError):
    """The reviewed slip cannot become an order yet."""

    code = "SLIP_REFUSED"


@dataclass(frozen=True, slots=True)
class ReviewedSlip:
    """A slip as a person confirmed it."""

    customer: str
    phone: str
    address: str
    items: tuple[WrittenItem, ...]
    note: str = ""
    lines: tuple[int, ...] = ()  # which line of the draft each item is, from 1

    def as_json(self) -> dict[str, Any]:
        """Return what is kept beside the draft, to learn from: each line of the draft that was ordered, and how."""
        told = zip(self.lines, self.items, strict=False)
        return {
            "customer": self.customer,
            "phone": self.phone,
            "address": self.address,
            "note": self.note,
            "items": {str(line): [item.code, item.qty] for line, item in told},
        }


def confirm(tx: Tx, sha256: str, slip: ReviewedSlip, *, station: str, actor: str) -> str:
    """Make the order of a confirmed slip and return its id.

    Raises:
        SlipRefusedError: the photo was used before.
        station.intake.entry.EntryRefusedError: something on it is missing or unknown.
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
    if row is None:
        slips.put_draft(tx, sha256, {}, station=station)  # before the order: two reviewers cannot both make one
    place = parse(slip.address)
    who = Recipient(
        slip.customer,
        parse_phone(slip.phone).text,
        place.province,
        place.city,
        place.district,
        place.town,
        place.detail,
    )
    order_id = enter(tx, who, slip.items, source="slip", note=slip.note)
    slips.keep_review(tx, sha256, slip.as_json())
    slips.settle(tx, sha256, slips.CONFIRMED, order_id=order_id)
    record(tx, station, actor=actor, action="slip", order_id=order_id, subject=sha256)
    return order_id
