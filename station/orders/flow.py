"""How orders move from state to state: which steps are legal, what each asks for, whose work it is.

Two profiles share the seven states and their meaning: a shop's parcel, and goods made to order whose second state is
待技术确认 and whose fourth is 已排产. Each state names what must be known before an order enters it and the roles that
bring it there (DOMAIN 4.1); a file that was asked for moves the order by itself (rows B14, B15, B28). Pure:
``station/intake/moves.py`` gathers the facts and writes; ``states`` and the desk's glossary show the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from station.orders.states import State, state_name
from station.people.roles import Role
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Collection

LADDER = (
    State.RECEIVED,
    State.REVIEWED,
    State.ALLOCATED,
    State.PICKING,
    State.PACKING,
    State.SHIPPED,
    State.DELIVERED,
)


class Profile(StrEnum):
    """Which kind of order it is."""

    SHOP = "shop"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a state asks for.

    Attributes:
        any_of: facts of which one is enough.
        when: only asked where this fact holds; "" always.
    """

    any_of: tuple[str, ...]
    when: str = ""

    def met(self, facts: Collection[str]) -> bool:
        """Tell whether the facts are enough."""
        return bool(self.when and self.when not in facts) or any(name in facts for name in self.any_of)

    @property
    def told(self) -> str:
        """What is missing, as people say it."""
        return _(" or ").join(field_name(name) for name in self.any_of)


_REVIEW = (Need(("lines",)), Need(("mapped",)), Need(("district",), "own"), Need(("phone",), "own"))
_LEAVE = (Need(("packed",)), Need(("waybill_no",)), Need(("carrier",)), Need(("proof",)))
_NEEDS: dict[Profile, dict[State, tuple[Need, ...]]] = {
    Profile.SHOP: {
        State.REVIEWED: (Need(("paid",)), *_REVIEW),
        State.ALLOCATED: (Need(("paid",)), Need(("locked",))),
        State.PICKING: (Need(("locked",)), Need(("pick_no",))),
        State.PACKING: (Need(("locked",)), Need(("packer",))),
        State.SHIPPED: _LEAVE,
    },
    Profile.MADE: {
        State.REVIEWED: (*_REVIEW, Need(("drawing", "parameters"))),
        State.ALLOCATED: (Need(("paid",)), Need(("confirmed_by",))),
        State.PICKING: (Need(("job_no",)), Need(("line",))),
        State.PACKING: (Need(("locked",)), Need(("inspector",))),
        State.SHIPPED: _LEAVE,
    },
}
_OWNERS: dict[Profile, dict[State, tuple[Role, ...]]] = {
    Profile.SHOP: {
        State.REVIEWED: (Role.SERVICE, Role.LEAD),
        State.ALLOCATED: (Role.LEAD,),
        State.PICKING: (Role.LEAD, Role.PACKER),
        State.PACKING: (Role.LEAD, Role.PACKER),
        State.SHIPPED: (Role.LEAD, Role.PACKER),  # scanned out at the dock
        State.DELIVERED: (Role.FINANCE, Role.SERVICE),
    },
    Profile.MADE: {
        State.REVIEWED: (Role.SERVICE, Role.LEAD),
        State.ALLOCATED: (Role.SERVICE, Role.LEAD),
        State.PICKING: (Role.LEAD,),
        State.PACKING: (Role.LEAD,),
        State.SHIPPED: (Role.LEAD,),
        State.DELIVERED: (Role.FINANCE, Role.SERVICE),
    },
}
TYPED = ("parameters", "confirmed_by", "job_no", "line", "inspector")
FILED = ("drawing", "parameters", "proof")


def needs(profile: str, to: State) -> tuple[Need, ...]:
    """Return what an order must have to enter a state."""
    return _NEEDS[Profile(profile)].get(to, ())


def owners(profile: str, to: State) -> tuple[Role, ...]:
    """Return the roles that bring an order into a state, beside the supervisor; empty where nobody has to."""
    return _OWNERS[Profile(profile)].get(to, ())


def missing(profile: str, to: State, facts: Collection[str]) -> tuple[Need, ...]:
    """Return what still lacks; empty when the order may enter."""
    return tuple(need for need in needs(profile, to) if not need.met(facts))


def next_state(state: str) -> State | None:
    """Return the one step on, ``None`` at the end."""
    place = LADDER.index(State(state)) if state in LADDER else len(LADDER)
    return LADDER[place + 1] if place + 1 < len(LADDER) else None


def legal(state: str, to: State) -> bool:
    """Tell whether the step exists: one on, nothing skipped, nothing back; cancelling has its own way."""
    return next_state(state) == to


def name_in(profile: str, state: str) -> str:
    """Return what people of this kind of order call the state."""
    made = {
        State.REVIEWED: _("Technical check"),
        State.ALLOCATED: _("Material ready"),
        State.PICKING: _("Scheduled"),
        State.PACKING: _("Quality check"),
    }
    return made.get(State(state), state_name(state)) if profile == Profile.MADE else state_name(state)


def meaning(state: State) -> str:
    """Return the one meaning everybody shares."""
    return {
        State.RECEIVED: _("stored with a global id; nothing is promised yet"),
        State.REVIEWED: _("address, items and risk are checked"),
        State.ALLOCATED: _("stock is locked for every line; a pick list may be made"),
        State.PICKING: _("a pick list or a job is out; goods leave the shelf"),
        State.PACKING: _("at a bench; every item is scanned"),
        State.SHIPPED: _("the carrier has it and there is proof"),
        State.DELIVERED: _("the carrier or the buyer says it arrived"),
        State.CANCELLED: _("it will not be sent; everything it held is free"),
    }[state]


def field_name(name: str) -> str:
    """Return what people call a fact a state asks for."""
    return {
        "lines": _("items"),
        "mapped": _("a SKU for every line"),
        "district": _("province, city and district"),
        "phone": _("phone"),
        "paid": _("full payment"),
        "locked": _("locked stock for every line"),
        "pick_no": _("pick list"),
        "packer": _("a packer at a bench"),
        "packed": _("a packed parcel"),
        "waybill_no": _("waybill number"),
        "carrier": _("carrier"),
        "proof": _("proof of tracking"),
        "drawing": _("drawing"),
        "parameters": _("technical parameters"),
        "confirmed_by": _("engineer who confirmed"),
        "job_no": _("job number"),
        "line": _("production line"),
        "inspector": _("inspector"),
    }[name]
