"""The one way in: a canonical order becomes (or changes) one order of the shop, with its stock locked.

Who calls it: file import, channel messages, quick entry, confirmed slips, demo. What can go wrong: the same order
told twice, in any order, by sources that know different parts. So the id comes from (channel, shop, number), a
source that does not know a field leaves it alone, and older news only fills blanks. One order is one piece of work
in one transaction: facts, lines, codes, cases, holds, locks and tickets stand or fall together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from station.hints.decide import decide
from station.intake.cases import write_case
from station.intake.lines import merge_lines
from station.intake.progress import progress
from station.orders.canonical import CanonicalOrder, ChannelStatus, Recipient
from station.orders.ids import channel_order_id, short_code
from station.orders.states import State
from station.people.buyer import buyer_key
from station.people.mask import mask_name, mask_phone
from station.stock import lock
from station.store import orders as master
from station.store import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store, Tx
    from station.store.rows import Row

_BATCH = 100
_PLAIN = [
    "created_at",
    "paid_at",
    "shipped_at",
    "ship_by",
    "received_fen",
    "fee_fen",
    "deposit_fen",
    "carrier",
    "waybill_no",
    "buyer_note",
    "seller_note",
]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one canonical order.

    Attributes:
        outcome: ``new``, ``updated`` or ``unchanged``.
    """

    order_id: str
    outcome: str


def accept(store: Store, orders: Sequence[CanonicalOrder], *, batch: int = _BATCH) -> list[Accepted]:
    """Accept orders, ``batch`` to a transaction, and return their outcomes in order."""
    done: list[Accepted] = []
    for start in range(0, len(orders), batch):
        done += store.write(partial(_accept_part, part=orders[start : start + batch]))
    return done


def _accept_part(tx: Tx, part: Sequence[CanonicalOrder]) -> list[Accepted]:
    return [accept_one(tx, order) for order in part]


def accept_one(
    tx: Tx, order: CanonicalOrder, *, order_id: str | None = None, exchange_of: str | None = None
) -> Accepted:
    """Accept one order in the caller's transaction.

    ``order_id`` is given for orders that no channel numbers (slips, phone); ``exchange_of`` links an exchange order.
    """
    identity = order_id or channel_order_id(order.channel, order.shop, order.number)
    known = master.head(tx, identity) if master.lock(tx, identity) else None
    changed = (
        _write_new(tx, identity, order, exchange_of) if known is None else _write_known(tx, identity, order, known)
    )
    if merge_lines(tx, identity, order, stored=known) and known is not None:
        lock.release_order(tx, identity, keep_exchanges=True)  # they were for the lines as they stood before
        master.set_order(tx, identity)
        changed = True
    for case in order.cases:
        changed |= write_case(tx, identity, order.channel, case)
    if changed:
        _write_codes(tx, identity, order, new=known is None)
        progress(tx, identity)
        decide(tx, identity)
    outcome = "new" if known is None else "updated" if changed else "unchanged"
    return Accepted(identity, outcome)


def _write_new(tx: Tx, order_id: str, order: CanonicalOrder, exchange_of: str | None) -> bool:
    key = buyer_key(
        tx, phone=order.recipient.phone if order.recipient else "", channel=order.channel, buyer_id=order.buyer_id
    )
    values: dict[str, Any] = {name: getattr(order, name) for name in _PLAIN}
    values |= _region(order.recipient)
    master.add_order(
        tx,
        {
            **values,
            "order_id": order_id,
            "short_code": short_code(order_id),
            "state": State.RECEIVED,
            "channel": order.channel,
            "shop": order.shop,
            "number": order.number,
            "channel_status": order.status,
            "buyer_key": key,
            "accepted_at": tx.now,
            "state_at": tx.now,
            "source_at": order.updated_at,
            "flags": sorted(order.flags),
            "source": order.source,
            "exchange_of": exchange_of,
        },
    )
    if order.recipient is not None:
        _write_recipient(tx, order_id, order.recipient, new=True)
    if key is not None:
        people.count_order(tx, key)
    _write_ref(tx, order_id, order, new=True)
    return True


def _write_known(tx: Tx, order_id: str, order: CanonicalOrder, row: Row[Any]) -> bool:
    newer = order.updated_at > row.source_at
    told: dict[str, Any] = {name: value for name in _PLAIN if (value := getattr(order, name)) not in (None, "")}
    told |= {name: value for name, value in _region(order.recipient).items() if value}
    told |= {
        "channel_status": _forward(row.channel_status, order.status),
        "flags": sorted(set(row.flags or ()) | order.flags),
    }
    if newer:
        told["flags"] = sorted((set(row.flags or ()) - order.known_flags) | order.flags)
        told["source_at"] = order.updated_at
    else:
        told = {name: value for name, value in told.items() if getattr(row, name) in (None, "")}
    changes = {name: value for name, value in told.items() if getattr(row, name) != value}
    real = set(changes) - {"source_at"}
    if changes:
        master.set_order(tx, order_id, **changes)
    if order.recipient is not None and (row.name_mask is None or (newer and _other(row, order.recipient))):
        _write_recipient(tx, order_id, order.recipient)
        real.add("recipient")
    if real:
        _write_ref(tx, order_id, order, new=False)
    return bool(real)


def _forward(stored: str, told: ChannelStatus) -> str:
    """An export saved anew may be old at heart: what left or was cancelled does not come back by itself."""
    life = list(ChannelStatus)
    return str(told) if life.index(told) >= life.index(ChannelStatus(stored)) else stored


def _write_ref(tx: Tx, order_id: str, order: CanonicalOrder, *, new: bool) -> None:
    master.put_ref(
        tx,
        {
            "order_id": order_id,
            "channel": order.channel,
            "shop": order.shop,
            "number": order.number,
            "source": order.source,
            "first_seen": tx.now,
            "updated_at": order.updated_at,
        },
        new=new,
    )


def _region(recipient: Recipient | None) -> dict[str, str]:
    who = recipient or Recipient()
    return {"province": who.province, "city": who.city, "district": who.district, "town": who.town}


def _other(row: Row[Any], recipient: Recipient) -> bool:
    shown = (mask_name(recipient.name), mask_phone(recipient.phone))
    return bool(recipient.name or recipient.phone) and (row.name_mask, row.phone_mask) != shown


def _write_recipient(tx: Tx, order_id: str, who: Recipient, *, new: bool = False) -> None:
    sealed = {"name": who.name, "phone": who.phone, "detail": who.detail}
    masks = {"name_mask": mask_name(who.name), "phone_mask": mask_phone(who.phone)}
    master.put_people(tx, order_id, recipient=sealed, new=new, **masks)


def _write_codes(tx: Tx, order_id: str, order: CanonicalOrder, *, new: bool) -> None:
    codes = [("short", short_code(order_id)), ("channel", order.number), ("waybill", order.waybill_no or "")]
    phone = order.recipient.phone if order.recipient else ""
    if phone[-4:].isdigit():
        codes.append(("phone4", phone[-4:]))
    codes += [("channel", line.sub_no) for line in order.lines if line.sub_no]
    master.add_codes(tx, order_id, codes, new=new)
