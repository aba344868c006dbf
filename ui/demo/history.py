"""The last ninety days of the demo shop: some three hundred orders, sent and delivered, each accepted in its own time.

Buyers come back, some complain (packaging, lateness, missing pieces), some return. The clock of each transaction
stands where the order stood, so that ages, returns and complaints read as they would in a shop that really ran.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from station.channels.base import CaseReport
from station.channels.gifts import gift_lines
from station.clock import FixedClock
from station.intake.accept import accept_one
from station.intake.cases import accept_case
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus
from station.people.complaints import add_complaint
from station.store import orders as master
from station.store import people as buyers
from station.store.engine import Tx
from ui.demo.numbers import order_number, waybill

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from station.store.engine import Store
    from ui.demo.catalogue import Goods
    from ui.demo.people import Person

CARRIER = "演示快递"
SHOP = "小象童装旗舰店"
GIFTS = "赠品组合包：袜子x2+贴纸x1"
ORDERS = 310
EMPTY = "MK-0350-MG"  # the SKU without any stock
SCARCE = "SC-9001-24"  # the SKU with a single piece
RARE = frozenset({EMPTY, SCARCE})
_DAYS = 90
_PACKED_HERE = timedelta(days=14)  # older orders left before the shop began with this program
_SENT = frozenset({ChannelStatus.SHIPPED, ChannelStatus.DELIVERED})
_BATCH = 80
_CHANNELS = (
    *("taobao",) * 8,
    *("pinduoduo",) * 6,
    *("douyin",) * 5,
    *("jd",) * 2,
    *("xiaohongshu",) * 2,
    "kuaishou",
    "weixin",
    "manual",
)
_OPEN_NAMES = frozenset({"taobao", "manual", "weixin"})  # channels that show who gets it
_COMPLAINTS = (
    "袋子破了，衣服都露出来了",
    "少发了一双袜子",
    "发错颜色了，我买的是雾蓝",
    "太慢了，一个星期才到",
    "外包装变形，杯子碎了",
    "洗了一次就掉色",
)
_RETURNS = ("尺码不合适，退了", "颜色和图片不一样", "不想要了", "质量一般，退货")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes orders of this shop."""

    goods: Mapping[str, Goods]
    rng: random.Random

    def order(
        self, channel: str, person: Person, codes: Sequence[tuple[str, int]], *, created: datetime, serial: int
    ) -> CanonicalOrder:
        """Return one order, paid a minute after it was made and due after two days."""
        lines = tuple(self.line(code, qty) for code, qty in codes)
        open_name = channel in _OPEN_NAMES
        return CanonicalOrder(
            channel=channel,
            shop=SHOP if channel == "taobao" else "",
            number=order_number(channel, created, serial),
            status=ChannelStatus.PAID,
            lines=lines,
            updated_at=created + timedelta(minutes=1),
            source="file",
            created_at=created,
            paid_at=created + timedelta(minutes=1),
            ship_by=created + timedelta(hours=48),
            received_fen=sum((line.price_fen or 0) * line.qty for line in lines),
            recipient=person.recipient if open_name else person.masked,
            buyer_id=f"{channel}-{person.serial}",
        )

    def line(self, code: str, qty: int) -> CanonicalLine:
        """Return one line as the channel tells it."""
        one = self.goods[code]
        return CanonicalLine(one.name, qty, code, one.spec, one.price_fen)

    def basket(self) -> list[tuple[str, int]]:
        """Return one to three different articles."""
        codes = self.rng.sample(sorted(self.goods), self.rng.choice((1, 1, 1, 2, 2, 3)))
        return [(code, self.rng.choice((1, 1, 1, 2))) for code in codes]


def put(store: Store, maker: Maker, crowd: Sequence[Person], *, now: datetime) -> None:
    """Write the history, oldest first."""
    made = (_one(maker, crowd, now, serial) for serial in range(1, ORDERS + 1))
    past = [(order, _fate(maker.rng, order, now)) for order in sorted(made, key=lambda one: one.updated_at)]
    for start in range(0, len(past), _BATCH):
        store.write(partial(_write, part=past[start : start + _BATCH]))


def put_complaint(tx: Tx, order: CanonicalOrder, words: str, *, days: int = 3) -> None:
    """Write a delivered order whose buyer complained some days later."""
    order_id = accept_then(tx, order)
    row = master.head(tx, order_id)
    if row is not None and row.buyer_key:
        add_complaint(tx, row.buyer_key, words=words, at=order.updated_at + timedelta(days=days), order_id=order_id)


def put_return(tx: Tx, order: CanonicalOrder, words: str) -> None:
    """Write a delivered order that came back and was refunded."""
    order_id = accept_then(tx, order)
    row = master.head(tx, order_id)
    at = order.updated_at + timedelta(days=4)
    case = CanonicalCase(
        f"AS{order.number[-12:]}", CaseType.RETURN_REFUND, open=False, agreed=True, text=words, applied_at=at
    )
    accept_case(then(tx, at), CaseReport(order.channel, order.shop, order.number, case, at))
    if row is not None and row.buyer_key:
        buyers.count_return(tx, row.buyer_key)


def put_packed(tx: Tx, order: CanonicalOrder) -> None:
    """Write an order that was paid, locked, packed here and sent: its stock is gone, its milestones are stamped."""
    paid_at, left = order.paid_at or order.updated_at, order.shipped_at or order.updated_at
    paid = replace(
        order,
        status=ChannelStatus.PAID,
        updated_at=paid_at + timedelta(seconds=len(order.lines)),
        shipped_at=None,
        carrier=None,
        waybill_no=None,
    )
    order_id = accept_then(tx, paid)
    packed = left - (left - paid_at) / 4
    stamped = {"opened_at": packed - timedelta(minutes=2), "label_printed_at": packed, "packed_at": packed}
    master.set_order(then(tx, packed), order_id, **stamped)
    accept_then(tx, order)


def accept_then(tx: Tx, order: CanonicalOrder) -> str:
    """Accept an order at the time it was told of and return its id."""
    return accept_one(then(tx, order.updated_at), order).order_id


def then(tx: Tx, at: datetime) -> Tx:
    """Return the transaction with its clock standing in the past."""
    return Tx(tx.conn, tx.vault, FixedClock(at))


def delivered(order: CanonicalOrder, *, serial: int, days: float = 3.0) -> CanonicalOrder:
    """Return the order as it reads some days after it left."""
    left = (order.paid_at or order.updated_at) + timedelta(hours=20)
    return replace(
        order,
        status=ChannelStatus.DELIVERED,
        shipped_at=left,
        updated_at=left + timedelta(days=days),
        carrier=CARRIER,
        waybill_no=waybill(serial),
    )


def _one(maker: Maker, crowd: Sequence[Person], now: datetime, serial: int) -> CanonicalOrder:
    rng = maker.rng
    created = now - timedelta(minutes=rng.randint(26 * 60, _DAYS * 24 * 60))
    order = maker.order(rng.choice(_CHANNELS), rng.choice(crowd), maker.basket(), created=created, serial=serial)
    if rng.random() < 0.12:
        order = replace(order, lines=order.lines + gift_lines(GIFTS), seller_note=GIFTS)
    if rng.random() < 0.04:
        return replace(order, status=ChannelStatus.CANCELLED, paid_at=None, updated_at=created + timedelta(hours=1))
    days = rng.uniform(1.5, 4.0)
    sent = delivered(order, serial=serial, days=days)
    if sent.updated_at > now:
        left = min(sent.shipped_at or now, now - timedelta(hours=1))
        return replace(sent, status=ChannelStatus.SHIPPED, shipped_at=left, updated_at=left)
    return sent


def _fate(rng: random.Random, order: CanonicalOrder, now: datetime) -> tuple[str, str]:
    """Return what became of the order (``packed`` here, ``return``, ``complaint`` or nothing) and the buyer's words."""
    if order.status in _SENT and (order.created_at or now) > now - _PACKED_HERE and _in_stock(order):
        return "packed", ""
    if order.status is not ChannelStatus.DELIVERED or order.updated_at > now - timedelta(days=5):
        return "", ""
    drawn = rng.random()
    if drawn < 0.08:
        return "return", rng.choice(_RETURNS)
    return ("complaint", rng.choice(_COMPLAINTS)) if drawn < 0.13 else ("", "")


def _in_stock(order: CanonicalOrder) -> bool:
    return all(line.channel_code not in RARE for line in order.lines)


def _write(tx: Tx, part: Sequence[tuple[CanonicalOrder, tuple[str, str]]]) -> None:
    for order, (fate, words) in part:
        if fate == "packed":
            put_packed(tx, order)
        elif fate == "return":
            put_return(tx, order, words)
        elif fate == "complaint":
            put_complaint(tx, order, words)
        else:
            accept_then(tx, order)
