"""What a hint is worth: parcels complained of with it done, against those where it was not done.

A complaint counts when it is about that parcel and came after it was packed. ``not done`` holds "can't" and no answer.
Small numbers prove nothing: both n stand beside the rates.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from station.figures.base import Answer
from station.store import hint_rules
from station.text import _

if TYPE_CHECKING:
    from station.figures.base import Cell, Figure, Period
    from station.store.engine import Tx


class HintEffect:
    """Complaints after a hint, by rule and answer."""

    @property
    def title(self) -> str:
        """The question."""
        return _("Are parcels complained of less when the hint was done?")

    def answer(self, tx: Tx, period: Period) -> Answer:
        """Count packed parcels and complaints."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for row in hint_rules.effects(tx, period.since, period.until):
            place = 0 if row.answer == "done" else 2
            counts[row.rule][place] += row.orders
            counts[row.rule][place + 1] += int(row.complained)
        rows: list[tuple[Cell, ...]] = [
            (rule, done, bad_done, _rate(bad_done, done), other, bad_other, _rate(bad_other, other))
            for rule, (done, bad_done, other, bad_other) in sorted(counts.items())
        ]
        columns = (
            _("rule"),
            _("done: parcels"),
            _("done: complained of"),
            _("done: rate"),
            _("not done: parcels"),
            _("not done: complained of"),
            _("not done: rate"),
        )
        return Answer(columns, rows, {"n": sum(one[0] + one[2] for one in counts.values()), "rules": len(counts)})


def _rate(bad: int, parcels: int) -> float | None:
    return round(bad / parcels, 4) if parcels else None


figure: Figure = HintEffect()
