"""An order that stood still: since when, in which state, and who was told (``station/watch/stuck.py`` tells them)."""

from __future__ import annotations

from station.clock import show
from station.hints.base import Facts, Hint
from station.orders.states import State, state_name
from station.people.permit import role_name
from station.people.roles import Role
from station.text import _

version = 1


def rule(facts: Facts) -> Hint | None:
    """Tell the packer that this one waited."""
    if not facts.stuck_role or facts.state_at is None:
        return None
    since, told = show(facts.state_at, "%m-%d %H:%M"), role_name(Role(facts.stuck_role))
    return Hint(
        _("Pack this one now: it stood still since {since}").format(since=since),
        _("In “{state}” since {since}; told: {role}").format(
            state=state_name(State(facts.state)), since=since, role=told
        ),
        inputs={"state": facts.state, "since": facts.state_at.isoformat(), "told": facts.stuck_role},
    )
