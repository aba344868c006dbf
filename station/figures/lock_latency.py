"""Paid until stock is locked: mean, P95 and the trend by minute (rows A31 A32: P95 at most 12 seconds).

From what each order keeps of its events: ``paid_at`` as the channel told it, ``locked_at`` when everything it needs was
locked. A channel's clock that runs ahead of ours counts as no wait, never as less.
"""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING

from station.clock import SHANGHAI
from station.errors import UserError
from station.figures.base import Answer
from station.figures.write import unwritable
from station.store import latency
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from station.figures.base import Cell, Figure, Period
    from station.store.engine import Tx

TARGET_SECONDS = 12


class LockLatency:
    """Seconds from payment to locked stock, by minute."""

    @property
    def title(self) -> str:
        """The question."""
        return _("How long from payment until the stock is locked?")

    def answer(self, tx: Tx, period: Period) -> Answer:
        """Count by the minute in which orders were locked."""
        minutes: dict[str, list[float]] = defaultdict(list)
        for row in latency.locked_between(tx, period.since, period.until):
            waited = max(0.0, (row.locked_at - row.paid_at).total_seconds())
            minutes[f"{row.locked_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"].append(waited)
        rows: list[tuple[Cell, ...]] = [
            (minute, len(some), _mean(some), _p95(some), round(max(some), 3)) for minute, some in minutes.items()
        ]
        every = [one for some in minutes.values() for one in some]
        within = sum(one <= TARGET_SECONDS for one in every)
        summary = {
            "n": len(every),
            "mean_s": _mean(every) if every else None,
            "p95_s": _p95(every) if every else None,
            "target_s": TARGET_SECONDS,
            "within_target": round(within / len(every), 4) if every else None,
        }
        columns = (_("minute"), _("orders locked"), _("mean seconds"), _("P95 seconds"), _("longest, seconds"))
        return Answer(columns, rows, summary)

    def chart(self, answer: Answer, path: Path) -> None:
        """Draw mean and P95 by minute beside the target.

        Raises:
            UserError: nothing to draw, or the file cannot be written.
        """
        if not answer.rows:
            raise UserError(_("No order was locked in this time"), _("choose another period"), code="NOTHING_TO_DRAW")
        _draw(self.title, answer, path)


def _draw(title: str, answer: Answer, path: Path) -> None:
    from matplotlib.figure import Figure as Picture
    from matplotlib.font_manager import FontProperties

    from station import fonts

    font = FontProperties(fname=str(fonts.path()))
    picture = Picture(figsize=(12, 5), dpi=100, layout="constrained")
    axes = picture.subplots()
    places = range(len(answer.rows))
    for column in (2, 3):
        seconds = [float(row[column] or 0) for row in answer.rows]
        axes.plot(places, seconds, marker=".", label=answer.columns[column])
    axes.axhline(TARGET_SECONDS, linestyle="--", color="grey", label=_("target"))
    axes.set_ylim(bottom=0)
    axes.set_title(f"{title} n = {answer.summary['n']}", fontproperties=font)
    axes.set_xlabel(answer.columns[0], fontproperties=font)
    axes.set_ylabel(_("seconds"), fontproperties=font)
    shown = places[:: max(1, ceil(len(places) / 12))]
    axes.set_xticks(list(shown), [str(answer.rows[place][0])[5:] for place in shown], rotation=30)
    axes.legend(prop=font)
    try:
        picture.savefig(path, format="png")
    except OSError as error:
        raise unwritable(error) from error


def _mean(seconds: Sequence[float]) -> float:
    return round(sum(seconds) / len(seconds), 3)


def _p95(seconds: Sequence[float]) -> float:
    """Return the value 95 % are not above (nearest rank)."""
    return round(sorted(seconds)[ceil(0.95 * len(seconds)) - 1], 3)


figure: Figure = LockLatency()
