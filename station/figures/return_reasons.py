"""Top reasons why goods come back or are exchanged, and how they changed against the period before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from station.figures.base import Answer
from station.returns.reasons import reason_name, reason_of
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.figures.base import Figure, Period
    from station.store.engine import Tx


class ReturnReasons:
    """Reasons, now and before."""

    @property
    def title(self) -> str:
        """The question."""
        return _("Why do buyers come back, and what changed?")

    def answer(self, tx: Tx, period: Period) -> Answer:
        """Count the reasons of both periods."""
        now = _count(tx, period.since, period.until)
        before = _count(tx, period.since - (period.until - period.since), period.since)
        rows = [
            (reason_name(reason), now[reason], before[reason], now[reason] - before[reason])
            for reason, _n in (now + before).most_common()
        ]
        columns = (_("reason"), _("cases"), _("period before"), _("change"))
        return Answer(columns, rows, {"n": now.total(), "n_before": before.total()})


def _count(tx: Tx, since: datetime, until: datetime) -> Counter[str]:
    return Counter(reason_of(case.text) for case in cases.between(tx, since, until))


figure: Figure = ReturnReasons()
