"""Lists of stock as files, CSV or XLSX by their ending: one to count by, and the orders a supplier's shortage affects.

What leaves the shop needs the permission and is kept in the trail; recipients are masked. Called by ``stock export``,
``stock shortage export`` and the desk's pages.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from station.figures.base import Answer
from station.figures.write import write_csv, write_xlsx
from station.intake.counts import COLUMNS, count_sheet
from station.intake.shortage_list import sheet
from station.people.permit import act
from station.people.roles import Action
from station.stock import supply

if TYPE_CHECKING:
    from pathlib import Path

    from station.stock.supply import Waiting
    from station.store.engine import Store


def write(answer: Answer, path: Path) -> None:
    """Write a table by the file's ending.

    Raises:
        UserError: the file cannot be written.
    """
    (write_csv if path.suffix.lower() == ".csv" else write_xlsx)(answer, path)


def write_count_list(store: Store, path: Path, *, actor: str, station: str) -> int:
    """Write what the system believes, with an empty column for what is counted; return how many shelves.

    Raises:
        UserError: not theirs to take out, or the file cannot be written.
    """
    store.write(partial(act, operator_no=actor, action=Action.EXPORT, station=station, subject="stock"))
    with store.read() as tx:
        rows = count_sheet(tx)
    write(Answer(COLUMNS, rows, {}), path)
    return len(rows)


def write_affected(store: Store, sku: str, path: Path, *, actor: str, station: str) -> tuple[Waiting, ...]:
    """Write the orders that wait for a SKU and what they may be promised, masked.

    Raises:
        UserError: as ``write_count_list``, or no such SKU.
    """
    found = store.write(partial(supply.export, sku=sku, actor=actor, station=station))
    columns, rows = sheet(found)
    write(Answer(columns, rows, {}), path)
    return found
