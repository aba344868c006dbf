"""What is written on each kind of label, as plain values: the JSON of a print job.

``packing``, ``returns`` and ``people`` fill them (already masked, already in the packer's language), the print outbox
stores them, a layout places them. Codes are kept as the scanner must read them back; anything left "" is not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a parcel's contents."""

    code: str
    name: str
    spec: str = ""
    qty: int = 1
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Who printed it, when, and which copy this is; on every label.

    Attributes:
        copy_no: 1 for the first print, 2 for the first reprint.
        printed_at: ready to show, such as ``2026-11-22 10:43``.
    """

    job_id: str = ""
    copy_no: int = 1
    station: str = ""
    operator: str = ""
    printed_at: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Who gets the parcel, masked as the law asks."""

    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeFields:
    """换货面单: the new item goes out, the old one is expected back.

    Attributes:
        exchange_no: code of the exchange; bars, QR and, spaced, for people.
        new: the item to send; its ``barcode`` is what the packer scans, never the old item's.
        old: the item to come back; words only.
        channel_no: original order number of the channel; ``original`` its short code here.
        remark: for the carrier; ``hints`` are for the packer.
    """

    exchange_no: str
    new: Item
    old: Item
    short_code: str = ""
    original: str = ""
    channel: str = ""
    channel_no: str = ""
    tracking_no: str = ""
    carrier: str = ""
    route: str = ""
    hub: str = ""
    weight: str = ""
    recipient: Address = Address()
    sender: str = ""
    return_address: str = ""
    hints: tuple[str, ...] = ()
    remark: str = ""
    reason: str = ""
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class WaybillFields:
    """面单: an ordinary parcel."""

    short_code: str
    items: tuple[Item, ...] = ()
    channel: str = ""
    channel_no: str = ""
    tracking_no: str = ""
    carrier: str = ""
    route: str = ""
    hub: str = ""
    weight: str = ""
    recipient: Address = Address()
    sender: str = ""
    return_address: str = ""
    hints: tuple[str, ...] = ()
    remark: str = ""
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class ItemFields:
    """商品标签: one piece of goods."""

    item: Item
    place: str = ""
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One command: what it does and its barcode."""

    word: str
    code: str


@dataclass(frozen=True, slots=True)
class CommandsFields:
    """命令条码: the sheet that lies on the bench."""

    rows: tuple[CommandRow, ...]
    station: str = ""


@dataclass(frozen=True, slots=True)
class BadgeFields:
    """工牌: an operator's badge."""

    name: str
    number: str
    code: str
    role: str = ""
    shop: str = ""


@dataclass(frozen=True, slots=True)
class ScannerSetupFields:
    """扫码枪设置单: one connection, such as ``serial_port``."""

    connection: str


@dataclass(frozen=True, slots=True)
class SlipFields:
    """手写单回执: what a handwritten slip became, for the customer or the file."""

    short_code: str
    slip_no: str = ""
    date: str = ""
    customer: str = ""
    items: tuple[Item, ...] = ()
    note: str = ""
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class TransferFields:
    """调拨单: goods from one warehouse to another.

    Attributes:
        source: warehouse they leave; ``target`` the one that waits for them.
        short_code: order they are for, "" when for stock.
    """

    ticket_no: str
    source: str
    target: str
    items: tuple[Item, ...] = ()
    short_code: str = ""
    due: str = ""
    reason: str = ""
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class ShiftFields:
    """班次小结: what one shift did.

    Attributes:
        figures: (what, how much), ready to show.
        note: what the next shift must know.
    """

    began: str
    ended: str
    people: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    note: str = ""
    printed: Printed = Printed()


_NESTED: dict[str, type[Any]] = {
    "new": Item,
    "old": Item,
    "item": Item,
    "recipient": Address,
    "printed": Printed,
}
_ROWS: dict[str, type[Any]] = {"items": Item, "rows": CommandRow}


def read(kind: type[F], values: Mapping[str, Any]) -> F:
    """Build a field dataclass from a job's JSON; keys it does not know are left out.

    Raises:
        TypeError: a value that must be there is missing.
    """
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # every caller passes a dataclass
    return kind(**{name: _value(name, value) for name, value in values.items() if name in known})


def _value(name: str, value: Any) -> Any:
    if name in _NESTED:
        return read(_NESTED[name], value)
    if name in _ROWS:
        return tuple(read(_ROWS[name], one) for one in value)
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class RulerFields:
    """The test label: which printer, and how it is set."""

    printer: str = ""
    facts: str = ""
    printed: Printed = Printed()


@dataclass(frozen=True, slots=True)
class PickRow:
    """One row of a pick list: what to fetch, and how many for which place."""

    warehouse: str
    sku: str
    name: str
    spec: str
    qty: int
    places: str  # such as 1, 4×2, 7


@dataclass(frozen=True, slots=True)
class PickListFields:
    """A pick list on one sheet.

    Attributes:
        orders: (place, short code) of each.
    """

    pick_no: str
    made_at: str
    made_by: str
    picker: str
    orders: tuple[tuple[int, str], ...]
    rows: tuple[PickRow, ...]
