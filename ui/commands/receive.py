"""``receive CHANNEL --body FILE``: takes a message as the service would; also facts, secrets, and fetching.

``receive CHANNEL`` checks the signature on the raw body and answers what the platform would read; a message without
one is taken only from a person who may import (``--fetched``, and channels that never sign). ``receive event`` takes
complaints, debts and what buyers did on their order's page (``station/intake/facts.py``), ``receive pull`` fetches
what pushes only named, ``receive secret CHANNEL NAME`` puts a secret into the key ring. docs/serve.md.
"""

from __future__ import annotations

import getpass
import json
import sys
from email.parser import Parser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from station.errors import UserError
from station.text import _, ngettext
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context

EVENT, PULL, SECRET = "event", "pull", "secret"
_RELAYED = "relay"


class BadInputError(UserError):
    """The file of the message cannot be used."""

    code = "BAD_INPUT"


class Receive:
    """The command."""

    @property
    def help(self) -> str:
        """One translated line."""
        return _("take a message of a channel, as the service would")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the channel, the request, and who acts."""
        parser.add_argument("channel", metavar="CHANNEL|event|pull|secret")
        parser.add_argument("names", nargs="*", metavar="NAME", help=_("for secret: channel and name of the secret"))
        parser.add_argument("--body", help=_("file with the raw body, - for the input"))
        parser.add_argument("--headers", type=Path, help=_("file with headers, lines or JSON"))
        parser.add_argument("--query", default="", help=_("query of the address, as a=1&b=2"))
        parser.add_argument("--path", default="/", help=_("path of the address"))
        parser.add_argument("--fetched", action="store_true", help=_("you fetched it yourself: there is no signature"))
        acting(parser)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Take it."""
        if given.channel == PULL:
            return _pull(given, context)
        if given.channel == SECRET:
            return _keep_secret(given, context)
        body = _body(given.body)
        if given.channel == EVENT:
            return _event(given, context, body)
        return _receive(given, context, body)


def _receive(given: argparse.Namespace, context: Context, body: bytes) -> int:
    from station.channels.names import channel_id
    from station.channels.push import RELAY_HEADER, Push, receiver
    from station.intake.receive import receive, take
    from station.people.permit import act
    from station.people.roles import Action

    channel, headers = channel_id(given.channel), _headers(given.headers)
    how = receiver(channel)
    if given.fetched or (how.secrets == (_RELAYED,) and RELAY_HEADER not in headers):
        station, actor = context.settings.station, given.operator
        context.store.write(lambda tx: act(tx, actor, Action.IMPORT, station=station, subject=f"receive {channel}"))
        told = take(context.store, channel, body)
    else:
        query = dict(parse_qsl(given.query.removeprefix("?"), keep_blank_values=True))
        told = receive(context.store, channel, Push(body, headers, query, given.path))
    shown: dict[str, Any] = {"status": told.status, "reply": told.reply, "orders": told.orders}
    shown |= {"to_fetch": told.to_fetch, "replayed": told.replayed, "stuck": told.stuck}
    context.show(shown, _lines(shown))
    return 0 if told.status < 400 else 1


def _lines(shown: dict[str, Any]) -> list[str]:
    lines = [f"{shown['status']} {shown['reply']}".rstrip(), *shown["orders"]]
    lines += [_("to be fetched: {number}").format(number=number) for number in shown["to_fetch"]]
    if shown["replayed"]:
        lines.append(_("it came before: acknowledged and ignored"))
    return [*lines, shown["stuck"]] if shown["stuck"] else lines


def _event(given: argparse.Namespace, context: Context, body: bytes) -> int:
    from station.intake.facts import take
    from station.people.permit import act
    from station.people.roles import Action

    station, actor = context.settings.station, given.operator
    context.store.write(lambda tx: act(tx, actor, Action.IMPORT, station=station, subject="receive event"))
    told = take(context.store, body)
    unknown = told.outcomes.count("unknown")
    shown = {"status": 200, "reply": "", "orders": told.orders, "new": told.new, "unknown": unknown}
    line = _("{n} new facts; {unknown} of nobody known: import the orders first").format(n=told.new, unknown=unknown)
    context.show(shown, [line])
    return 1 if unknown else 0


def _pull(given: argparse.Namespace, context: Context) -> int:
    from station.intake.fetch import fetch_due
    from station.intake.receive import again
    from station.people.permit import require
    from station.people.roles import Action

    station = context.settings.station
    with context.store.read() as tx:
        require(tx, given.operator, Action.IMPORT, station=station)
    read, done = again(context.store), fetch_due(context.store)
    line = ngettext("{n} fetched", "{n} fetched", done.fetched).format(n=done.fetched)
    failed = [f"{one.channel} {one.number or one.case_no}: {one.why}" for one in done.failed]
    shown = {"fetched": done.fetched, "read": read, "orders": done.orders, "failed": failed, "waiting": done.waiting}
    context.show(shown, [line, *failed])
    return 0 if not failed else 1


def _keep_secret(given: argparse.Namespace, context: Context) -> int:
    from station.channels.names import channel_id
    from station.channels.secret import keep
    from station.people.permit import act
    from station.people.roles import Action

    if len(given.names) != 2:
        raise BadInputError(_("Which secret?"), _("name the channel and the secret: receive secret douyin app_secret"))
    channel, name = channel_id(given.names[0]), given.names[1].lower()
    station, actor, subject = context.settings.station, given.operator, f"secret {channel} {name}"
    context.store.write(lambda tx: act(tx, actor, Action.SETTINGS, station=station, subject=subject))
    asked = _("{name} of {channel} (unseen): ").format(name=name, channel=channel)
    value = getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline().strip()
    keep(channel, name, value)
    context.show({"channel": channel, "name": name}, _("kept in the key ring"))
    return 0


def _body(named: str | None) -> bytes:
    if named is None:
        return b""
    try:
        return sys.stdin.buffer.read() if named == "-" else Path(named).read_bytes()
    except OSError as error:
        raise BadInputError(
            _("The file {name} cannot be read").format(name=Path(named).name), _("look at it")
        ) from error


def _headers(path: Path | None) -> dict[str, str]:
    """Return headers with names in lower case, from JSON or from lines ``Name: value``."""
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
        if text.lstrip().startswith("{"):
            return {str(name).lower(): str(value) for name, value in json.loads(text).items()}
        return {name.lower(): value for name, value in Parser().parsestr(text.lstrip()).items()}
    except (OSError, ValueError) as error:
        raise BadInputError(
            _("The headers cannot be read"), _("give lines as Name: value, or a JSON object")
        ) from error


command: Command = Receive()
