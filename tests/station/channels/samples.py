"""Sample exports and messages as orders, and what it means that two sources tell of the same order."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from station.channels.payload import parse_json
from station.channels.reading import Told, read
from station.channels.recognise import channels, knows, recognise
from station.intake.tables import read_table
from station.rows import Row, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.channels.base import Reading
    from station.orders.canonical import CanonicalLine, CanonicalOrder

SAMPLES = Path(__file__).parents[2] / "data" / "channels"
MADE = datetime(2026, 1, 12, 0, 0, tzinfo=UTC)
_FACTS = (
    *(
        "number",
        "status",
        "created_at",
        "paid_at",
        "shipped_at",
        "ship_by",
        "received_fen",
        "deposit_fen",
        "waybill_no",
    ),
    *("carrier", "seller_note", "buyer_note", "cases", "flags"),
)

_SEALED = re.compile(r"[*~$#]")  # masks and ciphertext differ from source to source


def reading_of(name: str, channel: str = "") -> Reading:
    """Read a sample export, recognised by its columns."""
    table = read_table(SAMPLES / name, knows=lambda header: knows(header, channel=channel))
    export = recognise(table.header, channel=channel)
    assert export is not None
    assert not table.refused
    return read(export, table.rows, told=Told(MADE))


def order_of(name: str) -> CanonicalOrder:
    """Return the only order of a sample export."""
    reading = reading_of(name)
    assert not reading.refused
    (order,) = reading.orders
    return order


def read_rows(channel: str, *rows: Mapping[str, str], told: Told | None = None) -> Reading:
    """Read rows given as ``{column: cell}`` with the channel's first export."""
    made = [
        Row(number, {same(name): cell for name, cell in row.items()}, {same(name): name for name in row})
        for number, row in enumerate(rows, 2)
    ]
    return read(channels()[channel].exports[0], made, told=told or Told(MADE))


def message_reading(channel: str, name: str) -> Reading:
    """Read a sample message."""
    body = parse_json((SAMPLES / "messages" / name).read_bytes())
    return channels()[channel].orders_from_message(body, received_at=MADE)


def message_order(channel: str, name: str) -> CanonicalOrder:
    """Return the only order of a sample message."""
    (order,) = message_reading(channel, name).orders
    return order


def assert_same_order(one: CanonicalOrder, other: CanonicalOrder, *, but: set[str] | None = None) -> None:
    """Both sources say the same wherever both speak; ``but`` names facts the samples themselves tell differently."""
    left_out = but or set()
    for name in _FACTS:
        told = (getattr(one, name), getattr(other, name))
        if None not in told and name not in left_out:
            assert told[0] == told[1], name
    assert [_told(line) for line in one.lines] == [_told(line) for line in other.lines]
    for mine, theirs in zip(one.lines, other.lines, strict=True):
        for part in ("spec_text", "price_fen", "sub_no"):
            told = (getattr(mine, part), getattr(theirs, part))
            assert None in told or "" in told or told[0] == told[1], part
    if one.recipient and other.recipient:
        for part in ("province", "city", "district", "town", "name", "phone", "detail"):
            told = (getattr(one.recipient, part), getattr(other.recipient, part))
            if all(told) and not any(_SEALED.search(words) for words in told):
                assert told[0] == told[1], part


def _told(line: CanonicalLine) -> tuple[object, ...]:
    return line.channel_code, line.qty, line.is_gift, line.bundle if line.is_gift else None
