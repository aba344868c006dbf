"""The deposit factor: which share of frozen deposits counts as sold, chosen by people, proposed from what happened.

0.3 where nobody chose (row A29); a SKU's own, or a campaign's while it runs, stand before it (of several campaigns the
highest). What becomes of deposits is known: paid in full, or given back. The proposal is the upper end of what that
share may be (Wilson's interval, 95 % one-sided, a deposit a trial), so that few deposits propose a careful factor; it
holds only after a supervisor accepted the figure they saw. Called by ``stock factor`` and the desk's page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.people.permit import act, require
from station.people.roles import Action
from station.stock.safety import watched
from station.stock.show import SkuStock, find_sku, show
from station.store import factors, safety
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row

LEAST = 30  # ended deposits, before anything is proposed
_LOOK_BACK = timedelta(days=180)
_Z = 1.645
_LONGEST = timedelta(days=366)


class FactorError(UserError):
    """The factor cannot be, or is not what was seen."""

    code = "DEPOSIT_FACTOR"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A factor for a time."""

    name: str
    permille: int
    since: datetime
    until: datetime
    running: bool


@dataclass(frozen=True, slots=True)
class Factor:
    """What counts for a SKU now, and what its deposits say.

    Attributes:
        stock: the SKU with the factor in force, sellable and worst case.
        source: name of the campaign the factor is from, "" for the SKU's own or the default.
        deposits: how many ended in the last 180 days; ``pieces`` of them in all, ``paid`` in full.
        proposed: the factor they propose in permille; ``None`` when they are too few.
    """

    stock: SkuStock
    source: str
    campaigns: tuple[Campaign, ...]
    deposits: int
    pieces: int
    paid: int
    proposed: int | None


def factor_of(tx: Tx, sku: str) -> Factor:
    """Return the factor of a SKU, found by its code or a barcode.

    Raises:
        station.stock.show.UnknownSkuError: no SKU has this code.
    """
    code = find_sku(tx, sku).code
    return _factor(tx, code, factors.ended(tx, [code], since=tx.now - _LOOK_BACK))


def all_factors(tx: Tx) -> tuple[Factor, ...]:
    """Return the factor of every SKU that has or had deposits."""
    known = sorted(safety.levels(tx, factors.with_deposits(tx)))
    ended = factors.ended(tx, known, since=tx.now - _LOOK_BACK)
    return tuple(_factor(tx, sku, ended) for sku in known)


def proposal(one: Factor) -> str:
    """Return what the deposits of the last months say, in one sentence."""
    if one.proposed is None:
        told = _("{n} deposits ended in 180 days: a factor is proposed from {least} on")
        return told.format(n=one.deposits, least=LEAST)
    told = _("{paid} of {pieces} pieces were paid in full (n = {n} deposits): proposed {factor}")
    return told.format(paid=one.paid, pieces=one.pieces, n=one.deposits, factor=one.proposed / 1000)


def careful(deposits: int, share: float) -> int:
    """Return the upper end of a share seen on so many deposits, in permille, rounded against us."""
    spread = _Z * sqrt(share * (1 - share) / deposits + _Z**2 / (4 * deposits**2))
    return min(1000, ceil(1000 * (share + _Z**2 / (2 * deposits) + spread) / (1 + _Z**2 / deposits)))


def set_factor(tx: Tx, sku: str, permille: int, *, actor: str, station: str) -> Factor:
    """Write a SKU's own factor.

    Raises:
        station.stock.show.UnknownSkuError: no SKU has this code.
        FactorError: not 0 to 1.
        station.errors.UserError: not theirs to choose.
    """
    code = find_sku(tx, sku).code
    _possible(permille)
    before = factors.own(tx, code)
    detail = {"before": safety.FACTOR if before is None else before, "after": permille}
    act(tx, actor, Action.RULES, station=station, subject=code, detail=detail)
    with watched(tx, [code]):
        factors.put(tx, code, permille)
    return factor_of(tx, code)


def accept(tx: Tx, sku: str, permille: int, *, actor: str, station: str) -> Factor:
    """Let the proposed factor hold; the person says which figure they saw.

    Raises:
        FactorError: nothing is proposed, or something else by now.
        station.errors.UserError: as ``set_factor``.
    """
    require(tx, actor, Action.RULES, station=station)
    seen = factor_of(tx, sku)
    if seen.proposed is None:
        raise FactorError(
            _("{sku}: {n} deposits ended, too few to propose a factor").format(sku=seen.stock.sku, n=seen.deposits),
            _("it takes {n}; until then choose one yourself").format(n=LEAST),
        )
    if seen.proposed != permille:
        raise FactorError(
            _("The proposal is {factor} by now").format(factor=seen.proposed / 1000),
            _("look at it again, then accept that"),
        )
    return set_factor(tx, sku, permille, actor=actor, station=station)


def set_campaign(
    tx: Tx, sku: str, campaign: str, *, permille: int, since: datetime, until: datetime, actor: str, station: str
) -> Factor:
    """Write the factor of a campaign for a SKU.

    Raises:
        FactorError: not 0 to 1, no name, or a time that cannot be.
        station.errors.UserError: as ``set_factor``.
    """
    code, name = find_sku(tx, sku).code, campaign.strip()[:40]
    _possible(permille)
    if not name or not since < until <= since + _LONGEST or until <= tx.now:
        raise FactorError(
            _("A campaign has a name, a first day and a last one that is still to come"),
            _("say them again, at most a year apart"),
        )
    detail = {"campaign": name, "after": permille, "since": since.isoformat(), "until": until.isoformat()}
    act(tx, actor, Action.RULES, station=station, subject=code, detail=detail)
    with watched(tx, [code]):
        factors.put_campaign(tx, code, name, permille=permille, since=since, until=until)
    return factor_of(tx, code)


def end_campaign(tx: Tx, sku: str, campaign: str, *, actor: str, station: str) -> Factor:
    """End a campaign's factor now.

    Raises:
        FactorError: the SKU has no such campaign.
        station.errors.UserError: as ``set_factor``.
    """
    code = find_sku(tx, sku).code
    act(tx, actor, Action.RULES, station=station, subject=code, detail={"campaign": campaign[:40], "after": None})
    with watched(tx, [code]):
        if not factors.remove_campaign(tx, code, campaign.strip()[:40]):
            raise FactorError(
                _("{sku} has no campaign {name}").format(sku=code, name=campaign[:40]), _("nothing was changed")
            )
    return factor_of(tx, code)


def _factor(tx: Tx, sku: str, ended: Mapping[str, tuple[int, int, int]]) -> Factor:
    campaigns = tuple(_campaign(row, tx.now) for row in factors.campaigns(tx, sku))
    running = [one for one in campaigns if one.running]
    source = max(running, key=lambda one: one.permille).name if running else ""
    deposits, pieces, paid = ended.get(sku, (0, 0, 0))
    proposed = careful(deposits, paid / pieces) if deposits >= LEAST else None
    return Factor(show(tx, sku), source, campaigns, deposits, pieces, paid, proposed)


def _campaign(row: Row[Any], now: datetime) -> Campaign:
    running = row.from_at <= now < row.until_at
    return Campaign(row.campaign, row.factor_permille, row.from_at, row.until_at, running)


def _possible(permille: int) -> None:
    if not 0 <= permille <= 1000:
        raise FactorError(
            _("{factor} cannot be a deposit factor").format(factor=permille / 1000), _("give one from 0 to 1")
        )
