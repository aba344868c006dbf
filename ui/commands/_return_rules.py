"""``returns rules``: list, suggest, rehearse, accept, refuse keyword rules; ``returns complaints on|off``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Context


def configure(verbs: Any) -> None:
    """Add the verbs to the parser's."""
    rules = verbs.add_parser("rules", help=_("keyword rules: list, suggest, rehearse, accept, refuse"))
    steps = rules.add_subparsers(dest="step", required=True, metavar="STEP")
    steps.add_parser("list", help=_("suggested and accepted rules"))
    suggest = steps.add_parser("suggest", help=_("suggest a phrase for a table, or taking one out"))
    suggest.add_argument("kind", help=_("name of the table, such as exchange, return, only_money"))
    suggest.add_argument("phrase")
    suggest.add_argument("--drop", action="store_true", help=_("take the phrase out instead"))
    acting(suggest)
    steps.add_parser("rehearse", help=_("what would be read otherwise")).add_argument("rule")
    accept = steps.add_parser("accept", help=_("let a rehearsed rule hold from now on"))
    accept.add_argument("rule")
    accept.add_argument("--changes", type=int, required=True, help=_("how many texts the rehearsal changed"))
    acting(accept)
    refuse = steps.add_parser("refuse", help=_("turn a suggestion down, or end a rule"))
    refuse.add_argument("rule")
    acting(refuse)


def run(given: argparse.Namespace, context: Context) -> int:
    """Do what the step says."""
    from station.returns import rules
    from station.store import phrases

    store, station = context.store, context.settings.station
    if given.step == "list":
        with store.read() as tx:
            rows = [_row(row) for row in phrases.listing(tx)]
        context.show(rows, [" | ".join(map(str, row.values())) for row in rows] or _("No rule was changed yet"))
    elif given.step == "suggest":
        act = "drop" if given.drop else "add"
        rule = store.write(lambda tx: rules.suggest(tx, given.kind, given.phrase, act=act, by=given.operator))
        context.show({"rule": rule}, _("Suggested as {rule}: rehearse it").format(rule=rule))
    elif given.step == "rehearse":
        with store.read() as tx:
            found = rules.rehearse(tx, given.rule)
        changes = [
            {"text": one.text, "before": one.before, "after": one.after, "right": one.right} for one in found.changes
        ]
        told = {"read": found.read, "better": found.better, "worse": found.worse, "changes": changes}
        line = _("{n} of {read} texts change; {better} become right, {worse} become wrong").format(
            n=len(changes), read=found.read, better=found.better, worse=found.worse
        )
        context.show(told, [line, *(f"{one['before']} -> {one['after']}: {one['text'][:60]}" for one in changes)])
    elif given.step == "accept":
        version = store.write(
            lambda tx: rules.accept(tx, given.rule, changes=given.changes, by=given.operator, station=station)
        )
        context.show({"version": version}, _("Accepted: tables version {n}").format(n=version))
    else:
        store.write(lambda tx: rules.refuse(tx, given.rule, by=given.operator, station=station))
        context.show({"rule": given.rule}, _("Refused"))
    return 0


def _row(row: Any) -> dict[str, Any]:
    return {
        "rule": row.phrase_id,
        "act": row.act,
        "kind": row.kind,
        "phrase": row.phrase,
        "state": row.state,
        "from_version": row.from_version,
        "to_version": row.to_version,
    }
