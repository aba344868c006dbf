"""The part of ``print`` that sets printers up: ``setup``, ``printers``, ``check``, ``test``, ``discover``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from station.errors import StationError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from printing.check import Checked
    from printing.discovery.base import Found
    from ui.commands.base import Context

ROLES = ("waybill", "item", "paper", "fallback")


def configure(verbs: Any) -> None:
    """Add the words."""
    setup = verbs.add_parser("setup", help=_("give a bench its printer of a role, or take it away"))
    setup.add_argument("role", choices=ROLES)
    setup.add_argument("url", metavar="ADDRESS", help=_("such as zpl+tcp://10.0.0.9:9100, or none"))
    setup.add_argument("--station", default=None, help=_("name of the bench"))
    acting(setup)
    verbs.add_parser("printers", help=_("the printers of every bench, who drains them and what they say"))
    check = verbs.add_parser("check", help=_("ask printers how they are; the address is looked at too"))
    check.add_argument("printer", nargs="*", metavar="PRINTER", help=_("role or address; all of this bench without"))
    test = verbs.add_parser("test", help=_("print a test label with a ruler"))
    test.add_argument("printer", nargs="?", default="waybill", metavar="PRINTER", help=_("role or address"))
    acting(test)
    discover = verbs.add_parser("discover", help=_("look for printers"))
    discover.add_argument("--usb", action="store_true", help=_("USB printers (Linux)"))
    discover.add_argument("--cups", nargs="?", const="", metavar="SERVER", help=_("queues of CUPS"))
    discover.add_argument("--windows", action="store_true", help=_("printers of Windows"))
    discover.add_argument("--network", metavar="RANGE", help=_("TCP 9100 of 10.0.0.0/24 or 10.0.0.20-60"))


def setup(given: argparse.Namespace, context: Context) -> int:
    """Choose the printer of a role."""
    from printing.check import consider
    from station.packing.printers import Role, choose

    url = "" if given.url == "none" else given.url
    if url:
        consider(url, given.role)
    bench, role = given.station or context.settings.station, Role(given.role)
    here = context.settings.station
    context.store.write(lambda tx: choose(tx, bench, role, url, operator=given.operator, at=here))
    return printers(given, context)


def printers(_given: argparse.Namespace, context: Context) -> int:
    """Show every printer and who drains it."""
    from station.packing.printers import role_name, seen

    with context.store.read() as tx:
        rows = seen(tx)
    shown = [{**asdict(row), "role": str(row.role)} for row in rows]
    lines = [f"{row.station}  {role_name(row.role)}  {row.url}  {row.drained_by}  {row.says}".rstrip() for row in rows]
    context.show({"printers": shown}, lines or _("No printer is set up: print setup waybill ADDRESS"))
    return 0


def check(given: argparse.Namespace, context: Context) -> int:
    """Ask each printer; one that does not answer does not keep the others from being asked."""
    shown, lines, worst = [], [], 0
    for role, url in _asked(given.printer, context):
        said, error = _ask(url, role)
        problems = [str(problem) for problem in said.problems] if said else []
        told = said.sentences() if said else [f"{error.happened}; {error.remedy}"] if error else []
        shown.append({
            "role": role, "url": url, "reached": said is not None, "answers": bool(said and said.answers),
            "ready": bool(said and said.ready), "problems": problems, "speaks": said.speaks if said else "",
            "told": told,
        })  # fmt: skip
        lines += [f"{role or url}: {sentence}" for sentence in told]
        worst = max(worst, error.exit_status if error else int(bool(problems or (said and said.speaks))))
    context.show({"printers": shown}, lines or _("No printer is set up: print setup waybill ADDRESS"))
    return worst


def test(given: argparse.Namespace, context: Context) -> int:
    """Print the test label."""
    from station.store import prints
    from ui.setup.printers.trial import print_test

    ((role, url),) = _asked([given.printer], context)
    done = print_test(context.store, url, role=role, bench=context.settings.station, operator=given.operator)
    shown = {"job_id": done.job_id, "state": done.state, "why": done.why}
    context.show(shown, done.sentence())
    return 0 if done.state in (prints.SENT, prints.CONFIRMED) else 3


def discover(given: argparse.Namespace, context: Context) -> int:
    """Look for printers in the ways that were asked for."""
    from printing.discovery import cups, network, usb, windows

    ways: list[Callable[[], list[Found]]] = []
    if given.usb or not (given.windows or given.network or given.cups is not None):
        ways.append(usb.find)
    if given.cups is not None:
        ways.append(lambda: cups.find(given.cups))
    if given.windows:
        ways.append(windows.find)
    if given.network:
        range_ = network.addresses(given.network)
        ways.append(lambda: network.find(range_, progress=_tell))
    hits = [one for way in ways for one in way()]
    shown = [{"url": one.url, "title": one.title, "sure": one.sure} for one in hits]
    context.show({"printers": shown}, [f"{one.url}  {one.title}" for one in hits] or _("No printer was found"))
    return 0


def _tell(done: int, all_: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{all_}" + ("\n" if done == all_ else ""))


def _asked(named: list[str], context: Context) -> list[tuple[str, str]]:
    from station.packing.print_again import PrintJobError
    from station.packing.printers import Role, of_station, role_name

    if named and all("://" in one for one in named):
        return [("", one) for one in named]
    with context.store.read() as tx:
        own = {str(role): url for role, url in of_station(tx, context.settings.station).items()}
    absent = next((one for one in named if "://" not in one and one not in own), None)
    if absent is not None:
        raise PrintJobError(
            _("Bench {station} has no {printer}").format(
                station=context.settings.station, printer=role_name(absent) if absent in tuple(Role) else absent
            ),
            _("set one up: print setup waybill zpl+tcp://10.0.0.9:9100"),
        )
    return [("", one) if "://" in one else (one, own[one]) for one in named] or list(own.items())


def _ask(url: str, role: str) -> tuple[Checked | None, StationError | None]:
    from printing import check as checking

    try:
        checking.consider(url, role)
        return checking.ask(url), None
    except StationError as error:
        return None, error
