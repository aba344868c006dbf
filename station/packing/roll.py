"""A carrier that gives preprinted rolls: its next number is scanned off the roll for the order on the bench.

When an order names its carrier, brings no number, and no pool has one for that carrier, the bench asks for the roll
once every item is right. What is scanned must be of the carrier's form and never used before (``carriers/pool``); then
the label prints. ``session.py`` hands the scan here before it is taken for anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.carriers import pool
from station.hints.decide import open_blocking
from station.packing import encrypted
from station.store import orders as master
from station.store import packing, prints, waybills
from station.store.packing import SEND

if TYPE_CHECKING:
    from station.store.engine import Tx


def wanted(tx: Tx, order_id: str) -> str:
    """Return the carrier whose roll must be scanned now; "" when none must."""
    row = master.head(tx, order_id)
    if row is None or row.waybill_no or not row.carrier or prints.under_way(tx, order_id):
        return ""
    rows = packing.lines(tx, order_id)
    whole = any(line.role == SEND for line in rows) and all(line.done for line in rows)
    if not whole or open_blocking(tx, order_id) or encrypted.waits_for(encrypted.printer_for(tx, row, "")):
        return ""
    return "" if waybills.any_free(tx, row.carrier) else str(row.carrier)


def take(tx: Tx, code: str, order_id: str, carrier: str, *, station: str, operator_no: str) -> str:
    """Give the order the number scanned off the roll and return it.

    Raises:
        station.errors.UserError: it is no number of the carrier, or another order has it.
    """
    number = pool.give(tx, order_id, code, carrier=carrier, operator_no=operator_no, station=station)
    encrypted.expected(tx, order_id, number)
    return number
