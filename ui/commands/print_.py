"""``print``: the print queue, printers, and what a printer says of itself.

``list | retry | cancel | put-back | move`` decide about labels (``_print_queue.py``): one that never left is simply
queued again; one that may have printed gets a new copy marked 补打. ``setup | printers | check | test | discover`` are
for whoever sets a bench up (``_print_setup.py``). ``status PRINTER`` asks one printer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _
from ui.commands import _print_queue, _print_setup, _print_sheet

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ui.commands.base import Command, Context


class NoPrinterError(UserError):
    """This bench has no such printer."""

    code = "NO_PRINTER"


class Print:
    """Look after printers and their queue."""

    @property
    def help(self) -> str:
        """One line."""
        return _("show the print queue, print again, set printers up, ask a printer how it is")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the words."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        _print_queue.configure(verbs)
        _print_setup.configure(verbs)
        _print_sheet.configure(verbs)
        status = verbs.add_parser("status", help=_("ask a printer how it is"))
        status.add_argument("printer", metavar="PRINTER", help=_("role of this bench, such as waybill, or an address"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return _VERBS[given.verb](given, context)


def _status(given: argparse.Namespace, context: Context) -> int:
    from printing.printer import parse
    from printing.status import explain

    url = given.printer if "://" in given.printer else _url(given.printer, context)
    printer = parse(url)
    link = printer.open("status")
    try:
        said = printer.ask(link)
    finally:
        link.close()
    shown = {
        "printer": url,
        "answers": said is not None,
        "ready": said.ready if said is not None else None,
        "problems": [str(problem) for problem in said.problems] if said is not None else [],
        "pending": said.pending if said is not None else None,
    }
    if said is None:
        lines = [_("The printer can be reached but tells nothing of itself")]
    else:
        lines = [explain(problem) for problem in said.problems] or [_("The printer works")]
    context.show(shown, lines)
    return 0


def _url(role: str, context: Context) -> str:
    from station.store import choices

    with context.store.read() as tx:
        url = choices.get(tx, f"printer:{context.settings.station}:{role}")
    if not url:
        raise NoPrinterError(
            _("This bench has no printer for {role}").format(role=role),
            _("write it like {example}").format(example="zpl+tcp://10.0.0.9:9100"),
        )
    return url


_VERBS: dict[str, Callable[[argparse.Namespace, Context], int]] = {
    "list": _print_queue.show,
    "retry": _print_queue.retry,
    "cancel": _print_queue.cancel,
    "put-back": _print_queue.put_back,
    "move": _print_queue.move,
    "setup": _print_setup.setup,
    "printers": _print_setup.printers,
    "check": _print_setup.check,
    "test": _print_setup.test,
    "discover": _print_setup.discover,
    "sheet": _print_sheet.run,
    "status": _status,
}

command: Command = Print()
