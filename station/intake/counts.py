"""A stock count as a list (CSV, XLSX): columns SKU, 仓库, 实盘数量; all rows go in, or none and why.

``stock export`` writes the list with what the system believes; people write what they counted into the last column and
``stock import`` reads it back. A row without a counted quantity was not counted and is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.intake.restock import count, serve_rest
from station.intake.tables import UnreadableFileError, read_table
from station.rows import same
from station.store import ledger
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from station.rows import Row
    from station.store.engine import Store, Tx

_SKU = ("SKU", "SKU编码", "商品编码", "货号")
_WAREHOUSE = ("仓库", "仓库编码", "warehouse")
_COUNTED = ("实盘数量", "盘点数量", "实盘", "counted")
COLUMNS = ("SKU", "仓库", "账面数量", "全款占用", "换货冻结", "待检", "实盘数量")
_LONGEST = 8  # digits of a quantity


class CountRowError(UserError):
    """A row of the count cannot be true; nothing of the list was written."""

    code = "COUNT_ROW"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a person counted; ``row`` as the spreadsheet program counts it."""

    row: int
    sku: str
    warehouse: str
    qty: int


def count_sheet(tx: Tx) -> list[tuple[str | int | None, ...]]:
    """Return the rows to count: what the system believes, and an empty place."""
    return [
        (row.sku, row.warehouse, row.on_hand, row.paid, row.held, row.quarantine, None) for row in ledger.everything(tx)
    ]


def read_counts(path: Path) -> tuple[Counted, ...]:
    """Read a list of counts.

    Raises:
        CountRowError: a row cannot be read.
        UserError: no such list.
    """
    try:
        table = read_table(path, knows=_knows)
    except UnreadableFileError as error:
        if error.code != "UNKNOWN_EXPORT":
            raise
        raise CountRowError(
            _("This is no count list: it needs the columns {names}").format(names=f"SKU, {COLUMNS[1]}, {COLUMNS[-1]}"),
            _("write one with “stock export” and fill it in"),
            code="NO_COUNT_LIST",
        ) from error
    if table.refused:
        first = table.refused[0]
        raise _wrong(first.row, first.why)
    return tuple(one for row in table.rows if (one := _counted(row)) is not None)


def put_counts(store: Store, counts: Sequence[Counted], *, actor: str, station: str) -> int:
    """Write all counts in one transaction and return how many.

    Raises:
        CountRowError: one cannot be true; none was written.
        UserError: not theirs to count.
    """

    def write(tx: Tx) -> set[str]:
        skus = set()
        for one in sorted(counts, key=lambda one: (one.sku, one.warehouse)):
            try:
                skus.add(count(tx, one.sku, one.warehouse, qty=one.qty, actor=actor, station=station).sku)
            except UserError as error:
                if error.code not in {"UNKNOWN_SKU", "UNKNOWN_WAREHOUSE", "STOCK_QUANTITY"}:
                    raise
                raise _wrong(one.row, error.happened) from error
        return skus

    for sku in sorted(store.write(write)):
        serve_rest(store, sku)
    return len(counts)


def _knows(names: Sequence[str]) -> float:
    told = set(map(same, names))
    return float(all(told & set(map(same, known)) for known in (_SKU, _WAREHOUSE, _COUNTED)))


def _counted(row: Row) -> Counted | None:
    sku, warehouse, qty = (row.cells.get(same(row.column(*names)), "") for names in (_SKU, _WAREHOUSE, _COUNTED))
    if not qty:
        return None
    if not (qty.isascii() and qty.isdigit() and len(qty) <= _LONGEST):
        raise _wrong(row.number, _("“{qty}” is no counted quantity").format(qty=qty[:20]))
    return Counted(row.number, sku, warehouse, int(qty))


def _wrong(row: int, why: str) -> CountRowError:
    return CountRowError(
        _("Row {row}: {why}. Nothing of the list was written").format(row=row, why=why.rstrip("。.")),
        _("correct the row and import the list again"),
    )
