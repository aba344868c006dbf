"""``notices list|use|test|again``: messages to staff: what did not go out, where they go, one to try, once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Notices:
    """Messages out."""

    @property
    def help(self) -> str:
        """One line."""
        return _("messages to staff: where they go, what did not go out")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help=_("what did not go out, and why"))
        use = verbs.add_parser("use", help=_("choose where messages to staff go"))
        test = verbs.add_parser("test", help=_("send one message now"))
        for verb in (use, test):
            verb.add_argument("gateway", help=_("log, wecom, dingtalk or webhook"))
            acting(verb)
        again = verbs.add_parser("again", help=_("send one that failed once more"))
        again.add_argument("key")
        acting(again)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do what the verb says."""
        from station.notices import outbox

        store, who = context.store, {"actor": getattr(given, "operator", ""), "station": context.settings.station}
        if given.verb == "list":
            _list(context)
        elif given.verb == "use":
            store.write(lambda tx: outbox.choose(tx, given.gateway, **who))
            context.show({"gateway": given.gateway}, _("Messages to staff go to {name} now").format(name=given.gateway))
        elif given.verb == "test":
            outbox.try_out(store, given.gateway, **who)
            context.show({"gateway": given.gateway, "taken": True}, _("Taken: look whether it arrived"))
        else:
            store.write(lambda tx: outbox.again(tx, given.key, **who))
            sent = outbox.deliver(store)
            context.show({"key": given.key, "sent": sent}, _("messages sent: {n}").format(n=sent))
        return 0


def _list(context: Context) -> None:
    from station.clock import show
    from station.notices import outbox
    from station.store import work

    with context.store.read() as tx:
        rows, gateway = work.notices_open(tx, limit=200), outbox.chosen(tx)
    told = [
        {"key": row.dedupe_key, "gateway": row.gateway, "state": row.state, "tries": row.tries, "why": row.why}
        for row in rows
    ]
    lines = [
        f"{show(row.created_at)}  {row.gateway}  {row.state}  {row.dedupe_key}  {row.why}\n    {row.body}"
        for row in rows
    ]
    head = _("Messages to staff go to {name} now").format(name=gateway)
    context.show({"gateway": gateway, "notices": told}, [head, *(lines or [_("Everything went out")])])


command: Command = Notices()
