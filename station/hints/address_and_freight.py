"""A buyer who hesitates: address changed 3 times or more and freight looked at more than 5 times (row A33).

``3次地址修改+运费查看超5次`` reads as at least 3 and more than 5. Service gets one ticket for the order, which pops up
at the service desk; the packer sees that somebody may still call the buyer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.hints.base import Facts, Hint
from station.hints.card import Severity
from station.people.roles import Role
from station.store import work
from station.text import _
from station.tickets.tickets import Kind, open_ticket

if TYPE_CHECKING:
    from station.store.engine import Tx

version = 1
CHANGES = 3
VIEWS = 5
RULE = "address_and_freight"


def rule(facts: Facts) -> Hint | None:
    """Ask service to talk to the buyer."""
    if facts.address_changes < CHANGES or facts.freight_views <= VIEWS:
        return None
    why = _("Address changed {changes} times, freight looked at {views} times")
    return Hint(
        _("The buyer hesitates: service asks about address and freight"),
        why.format(changes=facts.address_changes, views=facts.freight_views),
        Severity.INFO,
        inputs={"address_changes": facts.address_changes, "freight_views": facts.freight_views},
    )


def act(tx: Tx, facts: Facts, hint: Hint) -> None:
    """Open the ticket that pops up at service, once an order."""
    if work.alike(tx, facts.order_id, kind=Kind.REVIEW, sku=RULE):
        return
    open_ticket(
        tx,
        kind=Kind.REVIEW,
        title=_("Call the buyer of order {code}: {why}").format(code=facts.short_code, why=hint.why),
        role=Role.SERVICE,
        due_in_minutes=17,
        order_id=facts.order_id,
        sku=RULE,
    )
