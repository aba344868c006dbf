"""Which money came in for which order, under every number the channels know it by (rows A07 A24 A25).

One row an order paid in the period: global id, short code, one column a channel with its own number, paid time,
received and fee in yuan, and deposits whose balance never came as a category of their own. An order with several
numbers of one channel has all of them in that column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.clock import SHANGHAI
from station.figures.base import Answer, Cell
from station.orders.find import find
from station.registry import extensions
from station.store import money
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel
    from station.figures.base import Figure, Period
    from station.store.engine import Tx
    from station.store.rows import Row


class Reconciliation:
    """Orders and money by global id."""

    @property
    def title(self) -> str:
        """The question."""
        return _("What was paid for each order, and in which channel?")

    def answer(self, tx: Tx, period: Period) -> Answer:
        """List the orders paid in the period."""
        return _table(tx, money.paid_between(tx, period.since, period.until))

    def of(self, tx: Tx, key: str) -> Answer:
        """List the orders any number of theirs finds."""
        return _table(tx, money.of_orders(tx, [hit.order_id for hit in find(tx, key)]))


def id_columns() -> list[str]:
    """Return the column of each channel's own number: TB_ORDER_ID, JD_ORDER_ID …."""
    channels: dict[str, Channel] = extensions("station.channels", "channel")
    return sorted({channel.id_column for channel in channels.values()})


def _table(tx: Tx, found: Sequence[Row[Any]]) -> Answer:
    channels: dict[str, Channel] = extensions("station.channels", "channel")
    ids = id_columns()
    numbers: dict[str, dict[str, list[str]]] = {}
    for ref in money.numbers_of(tx, [row.order_id for row in found]):
        column = channels[ref.channel].id_column if ref.channel in channels else "GEN_ORDER_ID"
        known = numbers.setdefault(ref.order_id, {}).setdefault(column, [])
        if ref.number not in known:
            known.append(ref.number)
    open_deposits = [row for row in found if _category(row) == deposit_category()]
    return Answer(
        (_("order id"), _("short code"), *ids, _("paid at"), _("received"), _("fee"), _("deposit"), _("category")),
        [_row(row, numbers.get(row.order_id, {}), ids) for row in found],
        {
            "n": len(found),
            "received_yuan": _yuan(sum(row.received_fen or 0 for row in found)),
            "fee_yuan": _yuan(sum(row.fee_fen or 0 for row in found)),
            "deposit_without_balance": len(open_deposits),
            "deposit_without_balance_yuan": _yuan(sum(row.deposit_fen or 0 for row in open_deposits)),
        },
    )


def _row(row: Row[Any], numbers: dict[str, list[str]], ids: list[str]) -> tuple[Cell, ...]:
    return (
        row.order_id,
        row.short_code,
        *("; ".join(numbers.get(column, ())) for column in ids),
        _time(row.paid_at),
        _yuan(row.received_fen),
        _yuan(row.fee_fen),
        _yuan(row.deposit_fen),
        _category(row),
    )


def _category(row: Row[Any]) -> str:
    if row.channel_status == "deposit":
        return deposit_category()
    if row.state == "cancelled":
        return _("refunded or cancelled")
    return _("not paid") if row.channel_status == "unpaid" else _("paid")


def deposit_category() -> str:
    """Return what deposits whose balance never came are called (row A07)."""
    return _("presale deposit, balance not paid")


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / 100


def _time(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


figure: Figure = Reconciliation()
