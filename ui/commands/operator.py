"""``operator first | list | pin NO | unlock NO | badge NO | leave NO``: the people of the shop.

``operator first 5001 郑海`` makes the first supervisor with a PIN: from then on the shop is guarded, and every action
asks who does it. Adding people is ``shop operator``. PINs are typed unseen (or PACKBENCH_NEW_PIN), never written in
the command line.
"""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.people.operators import Operator
    from ui.commands.base import Command, Context


class OperatorCommand:
    """Look after people."""

    @property
    def help(self) -> str:
        """One line."""
        return _("people: the first supervisor, PINs, lost badges, who left")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help=_("who works here"))
        first = verbs.add_parser("first", help=_("make the first supervisor; the shop is guarded from then on"))
        first.add_argument("number")
        first.add_argument("name")
        for word, told in (
            ("pin", _("give a person a PIN, or change your own")),
            ("unlock", _("let a person try their PIN again")),
            ("badge", _("a new badge for a lost one")),
            ("leave", _("this person does not work here any more")),
        ):
            verb = verbs.add_parser(word, help=told)
            verb.add_argument("number")
            acting(verb)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it and show who works here."""
        if given.verb != "list":
            _ACTS[given.verb](given, context)
        from station.people import operators

        with context.store.read() as tx:
            people = operators.all(tx)
        context.show({"operators": [_plain(one) for one in people]}, [_line(one) for one in people] or _("nobody yet"))
        return 0


def _first(given: argparse.Namespace, context: Context) -> None:
    from station.people import first

    first.supervisor(context.store, given.number, name=given.name, pin=_new_pin(), station=context.settings.station)


def _pin(given: argparse.Namespace, context: Context) -> None:
    from station.people import pins

    pins.choose(context.store, given.number, _new_pin(), actor=given.operator, station=context.settings.station)


def _unlock(given: argparse.Namespace, context: Context) -> None:
    from station.people import pins

    context.store.write(
        lambda tx: pins.unlock(tx, given.number, actor=given.operator, station=context.settings.station)
    )


def _badge(given: argparse.Namespace, context: Context) -> None:
    from station.people import staff

    context.store.write(
        lambda tx: staff.lost_badge(tx, given.number, actor=given.operator, station=context.settings.station)
    )


def _leave(given: argparse.Namespace, context: Context) -> None:
    from station.people import staff

    context.store.write(
        lambda tx: staff.let_go(tx, given.number, actor=given.operator, station=context.settings.station)
    )


def _new_pin() -> str:
    given = os.environ.get("PACKBENCH_NEW_PIN", "")
    if not given and sys.stdin.isatty():
        given = getpass.getpass(_("New PIN: "))
        if getpass.getpass(_("Once more: ")) != given:
            raise UserError(_("The two PINs differ"), _("try again"), code="PIN")
    return given


def _plain(one: Operator) -> dict[str, object]:
    return {
        "no": one.operator_no,
        "name": one.name,
        "role": str(one.role),
        "badge": one.badge_code,
        "pin": one.has_pin,
        "locked": one.locked,
    }


def _line(one: Operator) -> str:
    from station.people.permit import role_name

    state = _("PIN locked") if one.locked else _("PIN") if one.has_pin else _("no PIN")
    return f"{one.operator_no}  {one.name}  {role_name(one.role)}  {one.badge_code}  {state}"


_ACTS = {"first": _first, "pin": _pin, "unlock": _unlock, "badge": _badge, "leave": _leave}
command: Command = OperatorCommand()
