"""The canonical order: what every channel's export row or message becomes before it is accepted.

Field facts come from the platforms (channel formats are described in ``station/channels``); the words are ours.
Money is integer fen, times are aware UTC, channel numbers are opaque text. ``None`` means "this source does not
say", never "empty": an older or poorer source must not wipe what a richer one said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class ChannelStatus(StrEnum):
    """What the platform says of the order's life, in our words."""

    UNPAID = "unpaid"
    DEPOSIT = "deposit"  # 定金已付, balance open
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class CaseType(StrEnum):
    """After-sale case as the platform's own structured type says it."""

    EXCHANGE = "换货"
    REFUND_ONLY = "仅退款"
    RETURN_REFUND = "退货退款"
    RESEND = "补寄"
    REPAIR = "维修"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class CanonicalLine:
    """One thing to put in the parcel.

    ``channel_code`` is the seller's own SKU code as the channel knows it (商家编码); it may be missing.
    """

    name: str
    qty: int
    channel_code: str | None = None
    spec_text: str = ""
    price_fen: int | None = None
    is_gift: bool = False
    bundle: str | None = None  # name of the bundle this part came from (赠品组合包, 套餐)
    sub_no: str | None = None  # channel's own number of this line


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the parcel; any part may be a mask or platform ciphertext, kept as it is."""

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CanonicalCase:
    """One after-sale case of an order."""

    case_no: str
    type: CaseType
    open: bool
    agreed: bool
    text: str = ""
    wanted_code: str | None = None  # SKU code the platform's exchange names
    wanted_spec: str = ""
    sub_no: str | None = None
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CanonicalOrder:
    """One channel order as one source tells it.

    Attributes:
        channel: file name in ``station/channels``, such as ``taobao``.
        shop: shop key after aliases; "" where the source does not name the shop.
        number: the channel's order number, opaque.
        updated_at: when the platform last changed it, or when the export was made; orders newer state over older.
        flags: platform holds and marks: ``risk``, ``ship_hold``, ``gift_order`` …
        known_flags: the flags this source speaks of; only these can be taken back by it.
    """

    channel: str
    shop: str
    number: str
    status: ChannelStatus
    lines: tuple[CanonicalLine, ...]
    updated_at: datetime
    source: str = "file"
    created_at: datetime | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    ship_by: datetime | None = None
    received_fen: int | None = None
    fee_fen: int | None = None
    deposit_fen: int | None = None
    recipient: Recipient | None = None
    buyer_id: str | None = None  # channel's own buyer key, never a name
    buyer_note: str = ""
    seller_note: str = ""
    waybill_no: str | None = None
    carrier: str | None = None
    warehouse: str | None = None
    cases: tuple[CanonicalCase, ...] = ()
    flags: frozenset[str] = field(default_factory=frozenset)
    known_flags: frozenset[str] = field(default_factory=frozenset)
