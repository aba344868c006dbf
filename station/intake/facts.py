"""Facts that are no orders: what buyers complained of, what they owe, what they did on the page of their order.

By CSV or XLSX (``fact_files.py``) and by ``receive event``, one object or a list of them::

    {"kind": "complaint", "number": "A1", "words": "盒子压坏了", "at": "2026-01-05 10:05:00", "about": "packaging"}
    {"kind": "receivable", "phone": "138…", "due": "2026-10-15", "paid": "2026-10-20", "amount": "300.00", "id": "Z1"}
    {"kind": "freight_viewed", "channel": "miniprogram", "number": "A1", "at": …, "event_id": "e1"}

Whose it is: an order by ``number`` (with ``channel`` and ``shop`` where the number alone does not tell), else a
``phone``, else ``channel`` and ``buyer_id``. Each counts once, however often it is told; the rules look again at the
open orders it touches. What happened on a page may come before its order; a complaint or debt of nobody known is told.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from station.channels.names import channel_id
from station.channels.payload import bad, parse_json, text, when, yuan
from station.channels.recognise import channels
from station.hints.decide import decide
from station.orders.ids import channel_order_id
from station.orders.states import State
from station.people.buyer import buyer_key
from station.people.complaints import Kind, add_complaint
from station.store import decisions, page_events, receivables, refs
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.store.engine import Store, Tx

COMPLAINT, RECEIVABLE = "complaint", "receivable"
ON_PAGE = frozenset({"address_changed", "freight_viewed", "payment_left"})
OVER = (State.SHIPPED, State.DELIVERED, State.CANCELLED)
_MOST = 1000
_ID = 64


@dataclass(frozen=True, slots=True)
class Whose:
    """How a fact names its order or buyer; what is not said is empty."""

    number: str = ""
    channel: str = ""
    shop: str = ""
    phone: str = ""
    buyer_id: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    Attributes:
        kind: complaint, receivable, or what happened on a page.
        fact_id: the source's own id, or made of what it says.
        at: when it happened; for a debt, the day it was due.
        about: kind of a complaint where the source says it.
    """

    kind: str
    fact_id: str
    whose: Whose
    at: datetime
    words: str = ""
    about: str = ""
    paid_at: datetime | None = None
    fen: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of facts: ``new``, ``updated``, ``unchanged``, or ``unknown`` when nobody is known by that."""

    outcomes: list[str]
    orders: list[str]

    @property
    def new(self) -> int:
        """How many were new."""
        return self.outcomes.count("new")


def take(store: Store, body: bytes) -> Kept:
    """Keep facts told as JSON.

    Raises:
        station.channels.base.BadMessageError: not facts in this form; none was kept.
    """
    told = parse_json(body)
    listed = told if isinstance(told, list) else [told]
    if not 0 < len(listed) <= _MOST:
        raise bad(_("The message has no {field}").format(field="event"))
    return keep(store, [_fact(one, store.clock.now()) for one in listed])


def keep(store: Store, facts: Sequence[Fact]) -> Kept:
    """Keep facts in one transaction, and let the rules look again at the open orders they touch."""
    return store.write(partial(_keep, facts=facts))


def made_id(*parts: object) -> str:
    """Return an id for a fact whose source gives it none: the same fact has the same."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def _fact(one: Any, now: datetime) -> Fact:
    kind, channel = text(one, "kind", "event"), channel_id(text(one, "channel"))
    if kind not in {COMPLAINT, RECEIVABLE, *ON_PAGE} or (channel and channel not in channels()):
        raise bad(_("This is no complaint, no debt and no event of an order's page"))
    shop, phone, buyer_id = (text(one, name) for name in ("shop", "phone", "buyer_id"))
    whose = Whose(text(one, "number", "order_no"), channel, shop, phone, buyer_id)
    about, words = text(one, "about"), text(one, "words")
    if (
        not (whose.number or (kind not in ON_PAGE and (phone or buyer_id)))
        or len(whose.number) > _ID
        or (about and about not in set(Kind))
        or (kind == COMPLAINT and not words)
    ):
        raise bad(_("The message has no {field}").format(field="number"))
    at = when(one, "due") if kind == RECEIVABLE else when(one, "at") or now
    if at is None:
        raise bad(_("The message has no {field}").format(field="due"))
    own = text(one, "event_id", "id") or made_id(json.dumps(one, default=str, sort_keys=True))
    return Fact(kind, own[:100], whose, at, words, about, when(one, "paid"), yuan(one, "amount"))


def _keep(tx: Tx, *, facts: Sequence[Fact]) -> Kept:
    touched: dict[str, bool] = {}  # order id -> look again
    outcomes = []
    for fact in facts:
        outcome, orders = _page(tx, fact) if fact.kind in ON_PAGE else _of_buyer(tx, fact)
        outcomes.append(outcome)
        for order_id in orders:
            touched[order_id] = touched.get(order_id, False) or outcome in ("new", "updated")
    for order_id in master.known(tx, [order_id for order_id, again in touched.items() if again]):
        decide(tx, order_id)
    return Kept(outcomes, list(touched))


def _page(tx: Tx, fact: Fact) -> tuple[str, list[str]]:
    whose = fact.whose
    channel = whose.channel or "miniprogram"
    order_id = _order_of(tx, whose, channel) or channel_order_id(channel, whose.shop, whose.number)
    new = page_events.add(tx, order_id, fact.fact_id, kind=fact.kind, at=fact.at)
    return "new" if new else "unchanged", [order_id]


def _of_buyer(tx: Tx, fact: Fact) -> tuple[str, list[str]]:
    key, order_id = _buyer(tx, fact.whose)
    if key is None:
        return "unknown", []
    if fact.kind == RECEIVABLE:
        outcome = receivables.put(tx, key, fact.fact_id, due_at=fact.at, paid_at=fact.paid_at, fen=fact.fen)
    else:
        new = add_complaint(
            tx,
            key,
            words=fact.words,
            at=fact.at,
            kind=fact.about or None,
            order_id=order_id,
            complaint_id=fact.fact_id,
        )
        outcome = "new" if new else "unchanged"
    return outcome, [row.order_id for row in decisions.orders_of(tx, key, not_in=OVER)]


def _buyer(tx: Tx, whose: Whose) -> tuple[str | None, str | None]:
    """Return the buyer's key, and the order where one was named."""
    order_id = _order_of(tx, whose, whose.channel) if whose.number else None
    head = master.head(tx, order_id) if order_id is not None else None
    if head is not None and head.buyer_key is not None:
        return head.buyer_key, order_id
    key = buyer_key(tx, phone=whose.phone, channel=whose.channel, buyer_id=whose.buyer_id if whose.channel else None)
    return key, order_id


def _order_of(tx: Tx, whose: Whose, channel: str) -> str | None:
    """Return the order of a number; ``None`` when there is none, or several."""
    if not channel:
        found = {order_id for order_id, _kind in master.by_code(tx, whose.number)}
    else:
        places = refs.orders_of(tx, channel, [whose.number]).get(whose.number, [])
        found = {order_id for shop, order_id in places if not whose.shop or shop in ("", whose.shop)}
    return found.pop() if len(found) == 1 else None
