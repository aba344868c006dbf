"""The leads this shop's slips ask for, from what people made of the drafts, with the figures before and after.

A line is wrong when it would be green and a person ordered another code or quantity, or left it out. Proposed are the
leads with the most green lines among those without a wrong one; few lines prove little, so fewer than 200 propose
nothing and no lead goes below ``FLOOR``. Kept drafts end with the retention of their orders. Called by
``slip recalibrate``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.people.permit import require
from station.people.roles import Action
from station.slips.leads import Leads, judged_item, keep, of_shop
from station.store import slips
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station.store.engine import Tx

LEAST = 200  # lines
FLOOR = Leads(4.0, 1.0)
_CODES = tuple(FLOOR.code + step / 2 for step in range(33))
_QUANTITIES = tuple(FLOOR.quantity + step / 4 for step in range(29))
_SLIPS = 5000


class FewSlipsError(UserError):
    """Too few lines to learn from."""

    code = "FEW_SLIPS"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a draft and what a person ordered for it; ``None`` where it was left out."""

    read: dict[str, Any]
    ordered: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What these leads do on the kept lines."""

    leads: Leads
    lines: int
    green: int
    wrong: int


def history(tx: Tx) -> tuple[Line, ...]:
    """Return the lines of confirmed slips whose measures were kept."""
    found: list[Line] = []
    for row in slips.latest_confirmed(tx, limit=_SLIPS):
        draft = dict(tx.vault.open(row.draft)) if row.draft is not None else {}
        if "reviewed" not in draft:
            continue
        ordered = draft["reviewed"]["items"]
        for number, item in enumerate(draft.get("items") or (), 1):
            told = ordered.get(str(number))
            if item.get("measures"):
                found.append(Line(item, (str(told[0]), int(told[1])) if told else None))
    return tuple(found)


def compared(tx: Tx) -> tuple[Figures, Figures]:
    """Return what the leads in force do on the kept lines, and what the proposed ones would.

    Raises:
        FewSlipsError: fewer lines than prove anything.
    """
    lines = history(tx)
    after = proposed(lines)
    return figures(lines, of_shop(tx)), after


def adopt(tx: Tx, *, actor: str, station: str) -> tuple[Figures, Figures]:
    """Let the proposal hold and return the figures before and after.

    Raises:
        FewSlipsError: fewer lines than prove anything.
        station.errors.UserError: not theirs to say.
    """
    require(tx, actor, Action.SETTINGS, station=station)
    before, after = compared(tx)
    keep(tx, after.leads, actor=actor, station=station)
    return before, after


def figures(lines: Sequence[Line], leads: Leads) -> Figures:
    """Return what these leads would have made green, and how much of it wrong."""
    green = [line for line in lines if not judged_item(line.read, leads)["needs_review"]]
    wrong = sum((line.read["code"], line.read["qty"]) != line.ordered for line in green)
    return Figures(leads, len(lines), len(green), wrong)


def proposed(lines: Sequence[Line]) -> Figures:
    """Return the leads that ask least of a person without one wrong green line in what was kept.

    Raises:
        FewSlipsError: fewer lines than prove anything.
    """
    if len(lines) < LEAST:
        raise FewSlipsError(
            _("{n} lines of confirmed slips are kept; {least} are needed").format(n=len(lines), least=LEAST),
            _("go on with slips and ask again later"),
        )
    return _best(figures(lines, Leads(code, quantity)) for code in _CODES for quantity in _QUANTITIES)


def _best(tried: Iterable[Figures]) -> Figures:
    """Return fewest wrong, then most green; of equals the one that asks for the clearest lines."""
    return max(tried, key=lambda one: (-one.wrong, one.green, one.leads.code, one.leads.quantity))
