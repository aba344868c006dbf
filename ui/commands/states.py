"""``states`` shows what states mean; its verbs bring orders on to the next one and say what new orders are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from station.orders import flow
from station.orders.find import one
from station.orders.flow import Profile
from station.orders.states import State
from station.people.permit import role_name
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.intake.moves import Waiting
    from ui.commands.base import Command, Context

_FLAGS = {"approved": "approved_at", "picklist": "picklist_at", "invoiced": "invoiced_at"}


class States:
    """The state engine."""

    @property
    def help(self) -> str:
        """One line."""
        return _("what the states mean, which orders wait and why, and the step to the next state")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb")
        verbs.add_parser("waiting", help=_("orders that wait for somebody, and what they lack"))
        moving = verbs.add_parser("move", help=_("bring an order into its next state"))
        moving.add_argument("key")
        moving.add_argument("to", choices=[state.value for state in State])
        moving.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help=", ".join(flow.TYPED))
        attaching = verbs.add_parser("attach", help=_("keep a file with an order; it may move it on"))
        attaching.add_argument("key")
        attaching.add_argument("file", type=Path)
        attaching.add_argument("--kind", required=True, choices=flow.FILED)
        kind = verbs.add_parser("profile", help=_("a shop's parcel, or made to order"))
        kind.add_argument("key")
        kind.add_argument("profile", choices=[profile.value for profile in Profile])
        flag = verbs.add_parser("flag", help=_("approved, pick list made, invoiced: three facts, no states"))
        flag.add_argument("key")
        flag.add_argument("flag", choices=sorted(_FLAGS))
        flag.add_argument("--off", action="store_true", help=_("it was not after all"))
        usual = verbs.add_parser("default", help=_("which kind new orders of a channel or a shop are"))
        usual.add_argument("channel")
        usual.add_argument("profile", choices=[profile.value for profile in Profile])
        usual.add_argument("--shop", default="", help=_("only this shop of the channel"))
        for verb in (moving, attaching, kind, flag, usual):
            acting(verb)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do what the verb says; without one, show the table."""
        if given.verb is None:
            return _glossary(context)
        if given.verb == "default":
            return _usual(given, context)
        return _waiting(context) if given.verb == "waiting" else _change(given, context)


def _glossary(context: Context) -> int:
    rows = [
        {
            "profile": profile.value,
            "state": state.value,
            "name": flow.name_in(profile, state),
            "meaning": flow.meaning(state),
            "owners": [role_name(role) for role in flow.owners(profile, state)],
            "asks_for": [need.told for need in flow.needs(profile, state)],
        }
        for profile in Profile
        for state in (*flow.LADDER, State.CANCELLED)
    ]
    lines = [
        f"{row['profile']:5} {row['state']:10} {row['name']}: {row['meaning']}"
        + (f" [{', '.join(row['asks_for'])}]" if row["asks_for"] else "")
        + (f" ({', '.join(row['owners'])})" if row["owners"] else "")
        for row in rows
    ]
    context.show({"states": rows}, lines)
    return 0


def _waiting(context: Context) -> int:
    from station.intake.moves import waiting

    with context.store.read() as tx:
        found = waiting(tx)
    rows = [
        {
            "short_code": each.short_code,
            "state": each.state,
            "next": each.to.value,
            "missing": [need.told for need in each.missing],
            "holds": list(each.holds),
        }
        for each in found
    ]
    context.show({"waiting": rows}, [_line(each) for each in found] or _("No order waits for anybody"))
    return 0


def _line(each: Waiting) -> str:
    why = each.why or _("may go on")
    return f"{each.short_code}  {flow.name_in(each.profile, each.state)}  {each.channel}  {why}"


def _usual(given: argparse.Namespace, context: Context) -> int:
    from station.channels.names import channel_id
    from station.orders.kinds import set_usual

    channel, profile, station = channel_id(given.channel), Profile(given.profile), context.settings.station
    context.store.write(lambda tx: set_usual(tx, channel, given.shop, profile, actor=given.operator, station=station))
    made = _("New orders of {channel} {shop} are made to order")
    parcels = _("New orders of {channel} {shop} are parcels from the shelf")
    told = (made if profile == Profile.MADE else parcels).format(channel=given.channel, shop=given.shop)
    context.show({"channel": channel, "shop": given.shop, "profile": profile}, told)
    return 0


def _change(given: argparse.Namespace, context: Context) -> int:
    from station.intake import milestones, moves

    store, who = context.store, {"actor": given.operator, "station": context.settings.station}
    with store.read() as tx:
        order = one(tx, given.key).order_id
    if given.verb == "flag":
        flag = milestones.Milestone(_FLAGS[given.flag])
        store.write(lambda tx: milestones.set_milestone(tx, order, flag, reached=not given.off, **who))
    elif given.verb == "attach":
        content = given.file.read_bytes()
        store.write(lambda tx: moves.attach(tx, order, given.kind, content, name=given.file.name, **who))
    elif given.verb == "profile":
        store.write(lambda tx: moves.set_profile(tx, order, Profile(given.profile), **who))
    else:
        fields = dict(pair.partition("=")[::2] for pair in given.field)
        store.write(lambda tx: moves.tell(tx, order, fields=fields, **who))  # kept also where the step is refused
        store.write(lambda tx: moves.move(tx, order, State(given.to), **who))
    with store.read() as tx:
        found = one(tx, given.key)
    context.show(
        {"order_id": order, "state": found.state},
        _("Order {code}: {state}").format(code=found.short_code, state=found.state_name),
    )
    return 0


command: Command = States()
