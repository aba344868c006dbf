"""``rules``: a supervisor's hint rules (facts, list, history, save, rehearse, on, off) and ``rules why KEY``.

``rules save FILE`` takes the JSON that ``rules list --json`` shows: name, sentence with ``{fact}``, when (match all or
any, parts with fact, op, value, or nested groups), severity, level, blocking, material, until.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import show as show_time
from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.hints.editing import Kept
    from ui.commands.base import Command, Context


class BadRuleFileError(UserError):
    """The file holds no rule."""

    code = "BAD_RULE_FILE"


class Rules:
    """Rules without code."""

    @property
    def help(self) -> str:
        """One line."""
        return _("hint rules without code: build, rehearse, switch on and off; why a hint was said")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("facts", help=_("what a rule may ask, and how"))
        verbs.add_parser("list", help=_("the rules, newest versions"))
        verbs.add_parser("history", help=_("every version of a rule")).add_argument("rule")
        save = verbs.add_parser("save", help=_("keep a rule from a file as a new version"))
        save.add_argument("file", type=Path)
        save.add_argument("--rule", default="", help=_("the rule it changes; without it a new one"))
        verbs.add_parser("rehearse", help=_("which orders of the last 90 days it would have spoken at")).add_argument(
            "rule"
        )
        on = verbs.add_parser("on", help=_("let the newest version hold, once it was rehearsed"))
        on.add_argument("rule")
        off = verbs.add_parser("off", help=_("end a rule"))
        off.add_argument("rule")
        for verb in (save, on, off):
            acting(verb)
        verbs.add_parser("why", help=_("every decision about an order, with rule, version and inputs")).add_argument(
            "key", help=_("any number of the order")
        )

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do what the verb says."""
        return {
            "facts": _facts,
            "list": _list,
            "history": _list,
            "save": _save,
            "rehearse": _rehearse,
            "on": _switch,
            "off": _switch,
            "why": _why,
        }[given.verb](given, context)


def _facts(_given: argparse.Namespace, context: Context) -> int:
    from station.hints.conditions import OPERATORS
    from station.hints.facts.base import all_facts

    rows = [
        {"fact": name, "name": fact.name(), "kind": str(fact.kind), "operators": list(OPERATORS[fact.kind])}
        for name, fact in all_facts().items()
    ]
    context.show(rows, [f"{row['fact']:20} {row['name']}  {' '.join(row['operators'])}" for row in rows])
    return 0


def _list(given: argparse.Namespace, context: Context) -> int:
    from station.hints.editing import listing

    with context.store.read() as tx:
        found = listing(tx, given.rule if given.verb == "history" else None)
    shown = [f"{one.rule.rule_id} v{one.rule.version} {one.state:5} {one.rule.name}: {one.words}" for one in found]
    context.show([_plain(one) for one in found], shown or _("No rule of your own yet"))
    return 0


def _save(given: argparse.Namespace, context: Context) -> int:
    from station.hints.editing import save

    try:
        body: Any = json.loads(given.file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadRuleFileError(_("The file holds no rule"), _("look at the example in the guide")) from error
    station, who = context.settings.station, given.operator
    rule = context.store.write(lambda tx: save(tx, body, rule_id=given.rule, by=who, station=station))
    told = _("Kept as {rule} version {version}: rehearse it").format(rule=rule.rule_id, version=rule.version)
    context.show({"rule": rule.rule_id, "version": rule.version}, told)
    return 0


def _rehearse(given: argparse.Namespace, context: Context) -> int:
    from station.hints.editing import rehearse

    found = rehearse(context.store, given.rule)
    hits = [{"short_code": hit.short_code, "at": show_time(hit.at), "text": hit.text} for hit in found.hits]
    told = {"orders": found.orders, "read": found.read, "hits": hits, "a_day": round(found.a_day, 2)}
    line = _("{n} of {read} orders of the last 90 days, {day} a day").format(
        n=len(hits), read=found.read, day=f"{found.a_day:.1f}"
    )
    context.show(told, [line, *(f"{hit['short_code']}  {hit['at']}  {hit['text']}" for hit in hits[:40])])
    return 0


def _switch(given: argparse.Namespace, context: Context) -> int:
    from station.hints.editing import switch_off, switch_on

    who = {"by": given.operator, "station": context.settings.station}
    if given.verb == "on":
        context.store.write(lambda tx: switch_on(tx, given.rule, **who))
    else:
        context.store.write(lambda tx: switch_off(tx, given.rule, **who))
    context.show({"rule": given.rule, "state": given.verb}, _("It holds now") if given.verb == "on" else _("Ended"))
    return 0


def _why(given: argparse.Namespace, context: Context) -> int:
    from station.hints.why import explain
    from station.orders.find import one

    with context.store.read() as tx:
        found = explain(tx, one(tx, given.key).order_id)
    rows = [
        {
            "rule": each.rule,
            "version": each.version,
            "text": each.text,
            "why": each.why,
            "inputs": each.inputs,
            "at": show_time(each.at),
            "withdrawn_at": show_time(each.withdrawn_at) if each.withdrawn_at else None,
            "answer": each.answer or None,
            "answered_by": each.answered_by or None,
            "replay_same": each.same,
        }
        for each in found
    ]
    shown = [f"{row['rule']} v{row['version']}: {row['text']}\n    {row['why']}" for row in rows]
    context.show(rows, shown or _("No rule spoke at this order"))
    return 0


def _plain(one: Kept) -> dict[str, Any]:
    from station.hints.own import body_of

    return {
        "rule": one.rule.rule_id,
        "version": one.rule.version,
        "state": one.state,
        "words": one.words,
        **body_of(one.rule),
        "made_by": one.made_by,
        "made_at": show_time(one.made_at),
        "rehearsed_hits": one.hits,
        "switched_by": one.switched_by or None,
    }


command: Command = Rules()
