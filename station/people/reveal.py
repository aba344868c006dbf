"""A name, phone or address in the clear: for those who may, one order at a time, with a reason, always in the trail.

More than 30 in an hour by one person is no work with customers any more: it stops, and says whom to ask.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.errors import UserError
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import audit as chain
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

MOST_AN_HOUR = 30
_SHORTEST = 2


class RevealRefusedError(UserError):
    """It stays masked."""

    code = "REVEAL"


def reveal(tx: Tx, order_id: str, *, operator_no: str, reason: str, station: str) -> dict[str, str]:
    """Return who gets the parcel; ``{}`` when that was forgotten.

    Raises:
        RevealRefusedError: no reason, or too many within an hour.
        station.errors.UserError: not theirs to see.
    """
    require(tx, operator_no, Action.REVEAL, station=station)
    words = reason.strip()
    if len(words) < _SHORTEST:
        raise RevealRefusedError(_("To show this, say why"), _("write a few words: what it is needed for"))
    if chain.count(tx, operator_no, "reveal", since=tx.now - timedelta(hours=1)) >= MOST_AN_HOUR:
        raise RevealRefusedError(
            _("{n} customers were shown within an hour: that is the most").format(n=MOST_AN_HOUR),
            _("go on in a while; if it is needed for work, ask the supervisor for an export"),
            code="REVEAL_MOST",
        )
    record(tx, station, actor=operator_no, action="reveal", order_id=order_id, detail={"reason": words[:200]})
    return master.recipient(tx, order_id)
