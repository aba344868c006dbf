"""How clear a line must be to be green: the leads of its code and its quantity, as this shop's own slips taught them.

A draft keeps what was measured at each line, so another lead judges it again without reading the photo again. A shop
begins with the built-in leads (``accept.py``); ``slip recalibrate`` proposes others from what people confirmed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from station.people.permit import act
from station.people.roles import Action
from station.slips import accept, quantity
from station.store import choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx

_NAME = "slip.leads"
_BY_LEADS = frozenset({"close_codes", "quantity_unclear", "one_or_seven"})


@dataclass(frozen=True, slots=True)
class Leads:
    """Log-probabilities by which the best reading must lead.

    Attributes:
        code: over the next code of the catalogue; where another code goes on with more letters, 1.6 times this.
        quantity: over each number one figure away.
    """

    code: float = accept.MARGIN
    quantity: float = quantity.LEAD


BUILT_IN = Leads()


def of_shop(tx: Tx) -> Leads:
    """Return the leads in force."""
    kept = choices.get(tx, _NAME)
    return Leads(**json.loads(kept)) if kept else BUILT_IN


def keep(tx: Tx, leads: Leads, *, actor: str, station: str) -> None:
    """Let these leads hold from now on.

    Raises:
        station.errors.UserError: not theirs to say.
    """
    act(tx, actor, Action.SETTINGS, station=station, subject="slip leads", detail=asdict(leads))
    choices.put(tx, _NAME, json.dumps(asdict(leads)))


def judged(draft: Mapping[str, Any], leads: Leads) -> dict[str, Any]:
    """Return the draft with each line judged by these leads."""
    return {**draft, "items": [judged_item(item, leads) for item in draft.get("items") or ()]}


def judged_item(item: Mapping[str, Any], leads: Leads) -> dict[str, Any]:
    """Return a line judged by these leads; one of the time before measures were kept stays as it is."""
    measured = item.get("measures")
    if not measured:
        return dict(item)
    why = [word for word in item.get("why") or () if word not in _BY_LEADS]
    wanted = leads.code * (accept.LONGER_MARGIN / accept.MARGIN if measured["extended"] else 1.0)
    if measured["code"] < wanted or measured["ink"] < accept.INK_MARGIN:
        why.append("close_codes")
    if measured["quantity"] is None or measured["quantity"] < leads.quantity:
        why.append("quantity_unclear")
    elif accept.SEVEN in str(item["qty"]) and measured["quantity"] < accept.SEVEN_LEAD:
        why.append("one_or_seven")
    return {**item, "why": why, "needs_review": bool(why)}
