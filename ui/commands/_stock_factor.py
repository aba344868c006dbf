"""``stock factor``: show, set, accept what deposits propose, campaigns; every answer holds factor and worst case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.clock import day_start, local
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.stock.factor import Factor
    from ui.commands.base import Context


def permille(text: str) -> int:
    """Return a factor such as 0.3 in permille.

    Raises:
        ValueError: no number, or finer than a thousandth.
    """
    exact = float(text) * 1000
    if abs(exact - round(exact)) > 1e-6:
        raise ValueError(text)
    return round(exact)


def configure(verbs: Any) -> None:
    """Add the verbs to the parser's."""
    factor = verbs.add_parser("factor", help=_("which share of frozen deposits counts as sold"))
    steps = factor.add_subparsers(dest="step", required=True, metavar="STEP")
    steps.add_parser("show", help=_("factor, worst case and what its deposits propose")).add_argument("sku")
    steps.add_parser("list", help=_("every SKU that has or had deposits"))
    chosen = steps.add_parser("set", help=_("choose a SKU's factor"))
    accepted = steps.add_parser("accept", help=_("let the proposed factor hold from now on"))
    campaign = steps.add_parser("campaign", help=_("a factor for a time"))
    for step in (chosen, accepted, campaign):
        step.add_argument("sku")
        step.add_argument("factor", type=permille, help=_("from 0 to 1, such as 0.3"))
        acting(step)
    campaign.add_argument("name")
    campaign.add_argument(
        "--since", type=day_start, required=True, metavar="DAY", help=_("first day, such as 2026-11-01")
    )
    campaign.add_argument("--until", type=day_start, required=True, metavar="DAY", help=_("last day"))
    ended = steps.add_parser("end", help=_("end a campaign's factor"))
    ended.add_argument("sku")
    ended.add_argument("name")
    acting(ended)


def run(given: argparse.Namespace, context: Context) -> None:
    """Do what the step says."""
    from station.stock import factor

    store, station = context.store, context.settings.station
    if given.step == "list":
        with store.read() as tx:
            found = factor.all_factors(tx)
        lines = [line for one in found for line in text(one)]
        context.show({"factors": [plain(one) for one in found]}, lines or _("No SKU has or had deposits"))
        return
    if given.step == "show":
        with store.read() as tx:
            one = factor.factor_of(tx, given.sku)
        context.show(plain(one), text(one))
        return
    with store.read() as tx:
        before = factor.factor_of(tx, given.sku)
    after = store.write(lambda tx: _change(tx, given, station))
    told = _("{sku}: factor {before} before, {after} now").format(
        sku=after.stock.sku, before=before.stock.factor_permille / 1000, after=after.stock.factor_permille / 1000
    )
    context.show({**plain(after), "before": before.stock.factor_permille / 1000}, [told, *text(after)])


def _change(tx: Any, given: argparse.Namespace, station: str) -> Factor:
    from station.stock import factor

    who = {"actor": given.operator, "station": station}
    if given.step == "end":
        return factor.end_campaign(tx, given.sku, given.name, **who)
    if given.step == "campaign":
        until = given.until + timedelta(days=1)
        times = {"since": given.since, "until": until}
        return factor.set_campaign(tx, given.sku, given.name, permille=given.factor, **times, **who)
    act = factor.accept if given.step == "accept" else factor.set_factor
    return act(tx, given.sku, given.factor, **who)


def plain(one: Factor) -> dict[str, Any]:
    """Return the JSON of one SKU's factor."""
    return {
        "sku": one.stock.sku,
        "factor": one.stock.factor_permille / 1000,
        "source": one.source or "sku",
        "frozen": one.stock.frozen,
        "sellable": one.stock.sellable,
        "worst_case": one.stock.worst_case,
        "deposits": one.deposits,
        "pieces": one.pieces,
        "paid_in_full": one.paid,
        "proposed": None if one.proposed is None else one.proposed / 1000,
        "campaigns": [
            {
                "name": each.name,
                "factor": each.permille / 1000,
                "since": each.since.isoformat(),
                "until": each.until.isoformat(),
                "running": each.running,
            }
            for each in one.campaigns
        ],
    }


def text(one: Factor) -> list[str]:
    """Return the lines people read."""
    from station.stock.factor import proposal

    told = _("{sku}: deposit frozen {frozen} × {factor}; sellable {sellable}, worst case {worst}")
    lines = [
        told.format(
            sku=one.stock.sku,
            frozen=one.stock.frozen,
            factor=one.stock.factor_permille / 1000,
            sellable=one.stock.sellable,
            worst=one.stock.worst_case,
        ),
        proposal(one),
    ]
    running = _("Campaign {name}: {factor}, {since} to {until}")
    for each in one.campaigns:
        days = {"since": f"{local(each.since):%m-%d}", "until": f"{local(each.until - timedelta(seconds=1)):%m-%d}"}
        lines.append(running.format(name=each.name, factor=each.permille / 1000, **days))
    return lines
