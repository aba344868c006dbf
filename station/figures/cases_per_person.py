"""After-sale cases each person handled, by day (row A18): decided with a key or arranged as an exchange."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from station.clock import SHANGHAI
from station.figures.base import Answer
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from station.figures.base import Figure, Period
    from station.store.engine import Tx


class CasesPerPerson:
    """Cases handled, by person and day."""

    @property
    def title(self) -> str:
        """The question."""
        return _("How many after-sale cases does each person handle in a day?")

    def answer(self, tx: Tx, period: Period) -> Answer:
        """Count decisions by who made them."""
        done: Counter[tuple[str, str]] = Counter()
        arranged: Counter[tuple[str, str]] = Counter()
        for row in cases.decided_between(tx, period.since, period.until):
            key = (str(row.decided_at.astimezone(SHANGHAI).date()), row.decided_by)
            done[key] += 1
            arranged[key] += row.exchange_order_id is not None
        rows = [(day, person, count, arranged[day, person]) for (day, person), count in sorted(done.items())]
        mean = round(done.total() / len(done), 1) if done else None
        columns = (_("day"), _("operator"), _("cases"), _("of them exchanges arranged"))
        return Answer(columns, rows, {"n": done.total(), "person_days": len(done), "mean_per_person_day": mean})


figure: Figure = CasesPerPerson()
