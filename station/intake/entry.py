"""An order a person wrote down (slip, phone, fax) becomes an order like any other.

No channel numbers it, so it gets an id of its own and its short code as its number; it counts as paid, because
somebody decided to send it. Goods must be in the catalogue, the quantity sane, phone and province known: what is
missing is told, nothing is guessed. Called by ``station/slips/confirm.py`` and quick entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.address.phone import parse_phone
from station.errors import UserError
from station.intake.accept import accept_one
from station.intake.progress import progress
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.orders.ids import new_order_id, short_code
from station.orders.states import ENDED
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import catalogue
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx

MOST = 9999


class EntryRefusedError(UserError):
    """What was written down cannot become an order yet."""

    code = "ENTRY_REFUSED"


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """One line of goods: a code of the catalogue and how many."""

    code: str
    qty: int


def enter(tx: Tx, recipient: Recipient, items: Sequence[WrittenItem], *, source: str, note: str = "") -> str:
    """Make the order and return its id; the caller has asked whether the person may.

    Raises:
        EntryRefusedError: no goods, an unknown code, an absurd quantity, no phone or no region.
    """
    names = _names(tx, items)
    if not parse_phone(recipient.phone).complete:
        raise EntryRefusedError(_("The phone number is not complete"), _("look at the paper and type it"))
    if not recipient.province:
        raise EntryRefusedError(
            _("The address has no province or city that is known"), _("look at the paper and type the address")
        )
    order_id = new_order_id()
    order = CanonicalOrder(
        channel="manual",
        shop="",
        number=short_code(order_id),
        status=ChannelStatus.PAID,
        lines=tuple(CanonicalLine(names[item.code], item.qty, item.code) for item in items),
        updated_at=tx.now,
        source=source,
        created_at=tx.now,
        paid_at=tx.now,
        recipient=recipient,
        buyer_note=note,
    )
    accept_one(tx, order, order_id=order_id)
    return order_id


def _names(tx: Tx, items: Sequence[WrittenItem]) -> dict[str, str]:
    if not items:
        raise EntryRefusedError(_("There are no items"), _("add at least one item"))
    known = catalogue.by_codes(tx, [item.code for item in items])
    for number, item in enumerate(items, 1):
        if item.code not in known:
            raise EntryRefusedError(
                _("Line {n}: {code} is not in the catalogue").format(n=number, code=item.code[:40]),
                _("choose a candidate or correct the code"),
            )
        if not 0 < item.qty <= MOST:
            raise EntryRefusedError(
                _("Line {n}: the quantity {qty} cannot be right").format(n=number, qty=item.qty),
                _("look at the paper and type the quantity"),
            )
    return {code: sku.name for code, sku in known.items()}


def take_back(tx: Tx, order_id: str, *, actor: str, station: str) -> None:
    """Cancel an order entered by hand that nobody has begun to pack; everything it held is free again.

    Raises:
        EntryRefusedError: it is being packed or gone, or a channel made it.
    """
    require(tx, actor, Action.IMPORT, station=station)
    row = master.head(tx, order_id) if master.known(tx, [order_id]) else None
    if row is None or row.channel != "manual" or row.opened_at is not None or row.state in ENDED:
        raise EntryRefusedError(
            _("This order can no longer be taken back"), _("put it on hold at the bench and ask the lead")
        )
    master.set_order(tx, order_id, channel_status=ChannelStatus.CANCELLED, source_at=tx.now)
    progress(tx, order_id)
    record(tx, station, actor=actor, action="take_back", order_id=order_id)
