"""What an export file of a channel looks like, and how its rows become canonical orders.

An ``Export`` only says which columns hold what; reading is the same for all: rows of one order number belong
together, the first row that speaks gives the order's facts, each row gives a line. A row that cannot be read takes
its whole order with it (half an order must not be packed) and the rest of the file goes in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.rows import Row, same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from station.channels.words import CaseWord
    from station.orders.canonical import CanonicalOrder, ChannelStatus

    Finish = Callable[[CanonicalOrder, Sequence[Row]], CanonicalOrder]
    Split = Callable[[Row], Sequence[Row]]


def columns(**fields: str) -> dict[str, tuple[str, ...]]:
    """Return ``{field: column names}`` from ``field="name|former name"``."""
    return {name: tuple(part for part in names.split("|") if part) for name, names in fields.items()}


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export file.

    Attributes:
        channel: id of the channel the orders belong to (a Qianniu file holds Taobao orders).
        source: id of the channel file that describes it.
        kind: ``orders``, ``items`` (lines only, merged with an order list) or ``cases``.
        fields: canonical field -> column names, the first that is not empty speaks.
        others: further column names, ``|`` between them, for recognising the file.
        needs: fields that must have a column besides ``number``.
        statuses: this channel's own status words.
        cases: this channel's own after-sale words.
        split: takes apart a row that holds several lines.
        finish: what only this channel knows.
        least: how many columns must be known.
        by_name_only: never recognised by its columns.
    """

    channel: str
    source: str
    fields: Mapping[str, tuple[str, ...]]
    kind: str = "orders"
    others: str = ""
    needs: tuple[str, ...] = ("status",)
    statuses: Mapping[str, ChannelStatus] = field(default_factory=dict)
    cases: Mapping[str, CaseWord | None] = field(default_factory=dict)
    split: Split | None = None
    finish: Finish | None = None
    least: int = 4
    by_name_only: bool = False

    @property
    def known(self) -> frozenset[str]:
        """Every column name this export is known to have, as compared."""
        told = [column for names in self.fields.values() for column in names]
        return frozenset(same(column) for column in [*told, *self.others.split("|")] if column.strip())

    def needs_met(self, header: set[str]) -> bool:
        """Tell whether the columns without which a row says nothing are there."""
        return all(not header.isdisjoint(map(same, self.fields.get(name, ()))) for name in self.needs)

    def __hash__(self) -> int:
        """Exports are singletons of their channel file."""
        return id(self)


def text(row: Row, export: Export, name: str) -> str:
    """Return a field's cell of one row."""
    return row.text(*export.fields.get(name, ()))
