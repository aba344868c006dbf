"""A gift AND a remote township: promise a later day and tell the buyer by text message (row A41).

The promise counts from the day the order must leave (the channel's own, else 48 hours after payment), plus three
days on the road, plus three for the remote place. The message is queued once; who asked for none gets none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from station.clock import show
from station.hints.base import Facts, Hint
from station.hints.card import Level, Severity
from station.notices.outbox import queue
from station.orders.states import ENDED
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

version = 1
LEAVES = timedelta(hours=48)
ON_THE_ROAD = timedelta(days=3)
REMOTE = timedelta(days=3)


def rule(facts: Facts) -> Hint | None:
    """Lower the promise of a gift order to a remote township."""
    promise = _promise(facts)
    if not facts.remote or promise is None or not any(item.is_gift for item in facts.items):
        return None
    day = show(promise, "%Y-%m-%d")
    why = _("Gift in the order, {town} in {province} is a remote township; buyers there wait longer")
    return Hint(
        _("Pack for a long way: arrival is promised for {day} only").format(day=day),
        why.format(town=facts.town, province=facts.province),
        Severity.INFO,
        level=Level.PLACE,
        inputs={"promise": day, "province": facts.province, "town": facts.town},
    )


def act(tx: Tx, facts: Facts, hint: Hint) -> None:
    """Write the later promise and queue the message, once."""
    promise = _promise(facts)
    if promise is None or facts.state in ENDED:
        return
    master.set_order(tx, facts.order_id, promise_at=promise)
    if facts.buyer is not None and facts.buyer.no_messages:
        return
    body = _("Your order {code} with a gift goes to a remote place: it should arrive by {day}")
    queue(
        tx,
        dedupe_key=f"gift_remote:{facts.order_id}",
        gateway="sms",
        body=body.format(code=facts.short_code, day=hint.inputs["promise"]),
        order_id=facts.order_id,
    )


def _promise(facts: Facts) -> datetime | None:
    told = facts.paid_at or facts.created_at
    leaves = facts.ship_by or (told + LEAVES if told is not None else None)
    return None if leaves is None else leaves + ON_THE_ROAD + REMOTE
