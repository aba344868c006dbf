"""The abnormal-order breaker: one buyer, more than 5 orders in 24 hours, to 3 or more provinces (row A34).

All open orders of that buyer are held, packed ones too, and a person looks at them: ``release`` lets one go, with a
reviewer and a reason. ``超5笔`` reads as more than 5, ``3个以上`` as 3 or more. Where phones are masked the channel's
buyer id counts, and the reason says which. An order once released stays released.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.errors import UserError
from station.hints.base import Facts, Hint, Placed
from station.hints.card import Level, Severity
from station.orders.states import ENDED
from station.people.audit import record
from station.people.buyer import known_by
from station.people.permit import require
from station.people.roles import Action, Role
from station.store import decisions
from station.store import orders as master
from station.text import _
from station.tickets.tickets import Kind, open_ticket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.people.operators import Operator
    from station.store.engine import Tx

version = 1
MOST = 5
PROVINCES = 3
WINDOW = timedelta(hours=24)
HOLD = "breaker"


class ReviewRefusedError(UserError):
    """This person may not release the order, or gave no reason."""

    code = "REVIEW_REFUSED"


def rule(facts: Facts) -> Hint | None:
    """Stop when this order belongs to a burst."""
    burst = _burst(facts.buyer.nearby, facts.order_id) if facts.buyer is not None else ()
    if facts.buyer is None or not burst:
        return None
    count, provinces = len(burst), len({each.province for each in burst if each.province})
    why = _("{orders} orders within 24 hours to {provinces} provinces ({known_by})")
    return Hint(
        _("Do not send: the orders of this buyer are under review"),
        why.format(orders=count, provinces=provinces, known_by=known_by(facts.buyer.key)),
        Severity.STOP,
        level=Level.CUSTOMER,
        inputs={"orders": count, "provinces": provinces},
    )


def act(tx: Tx, facts: Facts, hint: Hint) -> None:
    """Hold every open order of the buyer and ask service for a review."""
    if facts.buyer is None:
        return
    held = decisions.orders_of(tx, facts.buyer.key, not_in=ENDED)
    for row in held:
        master.add_hold(tx, row.order_id, hold_id=HOLD, reason=hint.why, rule=HOLD, by="system")
    if held:
        open_ticket(
            tx,
            kind=Kind.REVIEW,
            title=_("Review the orders of one buyer: {reason}").format(reason=hint.why),
            role=Role.SERVICE,
            due_in_minutes=60,
            body=", ".join(row.short_code for row in held),
            sku=facts.buyer.key[:24],
        )


def release(tx: Tx, station: str, *, order_id: str, reviewer: Operator, reason: str) -> bool:
    """Let one held order go; ``False`` when it was not held by the breaker.

    Raises:
        ReviewRefusedError: the reason is empty.
        station.errors.UserError: not theirs to release.
    """
    require(tx, reviewer.operator_no, Action.RELEASE_HOLD, station=station)
    if not reason.strip():
        raise ReviewRefusedError(_("A release needs a reason"), _("write why these orders are genuine"))
    released = master.close_hold(tx, order_id, HOLD, by=reviewer.operator_no, note=reason.strip())
    if released:
        detail = {"hold": HOLD, "reason": reason.strip()}
        record(tx, station, actor=reviewer.operator_no, action="release_hold", order_id=order_id, detail=detail)
    return released


def _burst(nearby: Sequence[Placed], order_id: str) -> tuple[Placed, ...]:
    """Return the largest window of 24 hours around this order that breaks the rule, empty when none does."""
    placed = sorted(nearby, key=lambda each: each.at)
    found: tuple[Placed, ...] = ()
    for first in placed:
        window = tuple(each for each in placed if first.at <= each.at <= first.at + WINDOW)
        provinces = {each.province for each in window if each.province}
        ours = any(each.order_id == order_id for each in window)
        if ours and len(window) > max(MOST, len(found)) and len(provinces) >= PROVINCES:
            found = window
    return found
