"""What buyers did on the page of their order (row A33): address changes, freight views, how long before they left.

One event, or a list of them::

    {"event_id": "e1", "kind": "address_changed", "channel": "miniprogram", "shop": "", "number": "A1",
     "at": "2026-01-05 10:05:00"}

``kind`` is ``address_changed``, ``freight_viewed`` or ``payment_left``; an event told twice counts once. The order
may come later: its id is known before it is. Called by ``receive event`` and ``serve``; the rules ask
``station/store/page_events.py`` how often.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from station.channels.names import channel_id
from station.channels.payload import bad, clock_time, need, parse_json, text
from station.channels.recognise import channels
from station.hints.decide import decide
from station.orders.ids import channel_order_id
from station.store import orders as master
from station.store import page_events, refs
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Store, Tx

KINDS = frozenset({"address_changed", "freight_viewed", "payment_left"})
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the events: the orders they belong to, and how many were new."""

    orders: list[str]
    new: int


@dataclass(frozen=True, slots=True)
class _Event:
    event_id: str
    kind: str
    channel: str
    shop: str
    number: str
    at: datetime


def take(store: Store, body: bytes) -> Taken:
    """Keep events and let the rules look at their orders again.

    Raises:
        station.channels.base.BadMessageError: not events in this form; none was kept.
    """
    told = parse_json(body)
    listed = told if isinstance(told, list) else [told]
    if not 0 < len(listed) <= _MOST:
        raise bad(_("The message has no {field}").format(field="event"))
    return store.write(partial(_keep, events=[_event(one, store.clock.now()) for one in listed]))


def _event(one: Any, now: datetime) -> _Event:
    kind, channel = text(one, "kind", "event"), channel_id(text(one, "channel") or "miniprogram")
    if kind not in KINDS or channel not in channels():
        raise bad(_("This is no event of an order's page"))
    at = clock_time(one, "at") or now
    own = text(one, "event_id") or hashlib.sha256(json.dumps(one, default=str).encode()).hexdigest()
    return _Event(own[:100], kind, channel, text(one, "shop"), need(one, "number", "order_no"), at)


def _keep(tx: Tx, *, events: list[_Event]) -> Taken:
    changed: dict[str, int] = {}
    for event in events:
        order_id = _order_of(tx, event)
        changed.setdefault(order_id, 0)
        changed[order_id] += page_events.add(tx, order_id, event.event_id, kind=event.kind, at=event.at)
    for order_id in master.known(tx, [order_id for order_id, new in changed.items() if new]):
        decide(tx, order_id)
    return Taken(list(changed), sum(changed.values()))


def _order_of(tx: Tx, event: _Event) -> str:
    places = refs.orders_of(tx, event.channel, [event.number]).get(event.number, [])
    named = [order_id for shop, order_id in places if not event.shop or shop in ("", event.shop)]
    return named[0] if len(named) == 1 else channel_order_id(event.channel, event.shop, event.number)
