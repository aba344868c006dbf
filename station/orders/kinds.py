"""Which kind of order a shop's new orders are: parcels of what is on the shelf, or goods made to order.

A shop says so once for a channel, or for one of its shops there; orders that came before keep their kind. Asked by
intake for each new order, said by ``states default`` (row B14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.flow import Profile
from station.people.permit import act
from station.people.roles import Action
from station.store import choices

if TYPE_CHECKING:
    from station.store.engine import Tx


def usual(tx: Tx, channel: str, shop: str) -> Profile:
    """Return the kind new orders of this shop are."""
    told = choices.get(tx, _name(channel, shop)) or choices.get(tx, _name(channel, ""))
    return Profile(told or Profile.SHOP)


def set_usual(tx: Tx, channel: str, shop: str, profile: Profile, *, actor: str, station: str) -> None:
    """Say which kind they are; ``shop`` "" means every shop of the channel that has no word of its own.

    Raises:
        station.errors.UserError: not theirs to say.
    """
    detail = {"channel": channel, "shop": shop, "profile": profile}
    act(tx, actor, Action.SETTINGS, station=station, subject="profile", detail=detail)
    choices.put(tx, _name(channel, shop), profile)


def _name(channel: str, shop: str) -> str:
    return f"profile {channel}/{shop}"
