"""Exchanges packed wrong: stopped at the bench, and shipped all the same (row A17).

Stopped: scans of an old or another item refused while an exchange was open. Shipped wrong: exchanges after whose
packing the buyer told of a wrong item. Both over the exchanges packed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import SHANGHAI
from station.figures.base import Answer, Cell
from station.people.complaints import Kind, kind_of
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from station.figures.base import Figure, Period
    from station.store.engine import Tx
    from station.store.rows import Row


class ExchangeMisShips:
    """Wrong items on exchanges, by day."""

    @property
    def title(self) -> str:
        """The question."""
        return _("How often would an exchange have left with the wrong item, and how often did it?")

    def answer(self, tx: Tx, period: Period) -> Answer:
        """Count by day of packing."""
        days: dict[str, list[int]] = {}
        for row in cases.exchanges_packed(tx, period.since, period.until):
            day = days.setdefault(str(row.packed_at.astimezone(SHANGHAI).date()), [0, 0, 0])
            day[0] += 1
            day[1] += 1 if row.stopped else 0
            day[2] += _went_wrong(tx, row)
        rows: list[tuple[Cell, ...]] = [(day, *counts) for day, counts in sorted(days.items())]
        packed, stopped, wrong = (sum(counts[place] for counts in days.values()) for place in range(3))
        columns = (_("day"), _("exchanges packed"), _("stopped on a wrong scan"), _("left with the wrong item"))
        share = {"stopped_rate": _rate(stopped, packed), "shipped_wrong_rate": _rate(wrong, packed)}
        return Answer(columns, rows, {"n": packed, "stopped": stopped, "shipped_wrong": wrong, **share})


def _went_wrong(tx: Tx, row: Row[tuple[object, ...]]) -> bool:
    for order_id in (row.order_id, row.exchange_of):
        for case in cases.cases(tx, order_id):
            later = case.exchange_order_id != row.order_id and case.changed_at > row.packed_at
            if later and kind_of(case.text) is Kind.WRONG_ITEM:
                return True
    return False


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


figure: Figure = ExchangeMisShips()
