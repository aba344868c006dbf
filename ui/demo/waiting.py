"""What waits in the demo shop now: forty open orders and every reason why one cannot simply be packed.

Unpaid, deposit only, stopped by the platform, overdue, refund asked and agreed, an exchange wished and one arranged,
short of stock, a code nobody mapped, notes with wishes, gifts to a remote township, a buyer who returns a lot, and
one buyer with a burst of orders to many provinces. Called by ``shop.py`` after the history.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.channels.gifts import gift_lines
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus
from station.returns.exchange import apply_exchange
from ui.demo.history import GIFTS, RARE, SCARCE, accept_then, delivered, put_return
from ui.demo.people import LEAD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.store.engine import Store, Tx
    from ui.demo.history import Maker
    from ui.demo.people import Person

_PLAIN = 20
_FIRST_SERIAL = 1001
_RETURNED_SERIAL = 901
_CHANNELS = ("taobao", "pinduoduo", "douyin", "jd", "xiaohongshu", "kuaishou", "weixin", "manual")
_EXCHANGE_WORDS = "穿着小了，换大一码150的，颜色要藏青"


def put(store: Store, maker: Maker, crowd: Sequence[Person], *, now: datetime) -> None:
    """Write what is open now."""
    sender = _Desk(maker, now)
    orders = [*_plain(sender, crowd), *_stopped(sender, crowd), *_goods(sender, crowd), *_notes(sender, crowd)]
    orders += _burst(sender, crowd)
    store.write(lambda tx: [accept_then(tx, order) for order in orders])
    store.write(lambda tx: _much_returned(tx, sender, crowd[7]))
    store.write(lambda tx: _exchanged(tx, sender, crowd[8]))


class _Desk:
    """Hands out serials and makes open orders of the last hours."""

    def __init__(self, maker: Maker, now: datetime) -> None:
        self.maker = maker
        self.now = now
        self.serial = _FIRST_SERIAL

    def order(
        self, channel: str, person: Person, *codes: tuple[str, int], hours: float, **changes: Any
    ) -> CanonicalOrder:
        self.serial += 1
        created = self.now - timedelta(hours=hours)
        made = self.maker.order(channel, person, codes, created=created, serial=self.serial)
        return replace(made, **changes)


def _plain(desk: _Desk, crowd: Sequence[Person]) -> list[CanonicalOrder]:
    orders = []
    for number in range(_PLAIN):
        basket = [one for one in desk.maker.basket() if one[0] not in RARE] or [("WZ-0801-WH", 2)]
        channel = _CHANNELS[number % len(_CHANNELS)]
        orders.append(desk.order(channel, crowd[20 + number], *basket, hours=1 + number * 0.9))
    return orders


def _stopped(desk: _Desk, crowd: Sequence[Person]) -> list[CanonicalOrder]:
    unpaid: dict[str, Any] = {"status": ChannelStatus.UNPAID, "paid_at": None, "ship_by": None}
    deposit: dict[str, Any] = {"status": ChannelStatus.DEPOSIT, "deposit_fen": 3000, "ship_by": None}

    def case(kind: CaseType, text: str, *, agreed: bool = False) -> dict[str, Any]:
        number = f"AS{desk.serial + 1}"
        return {"cases": (CanonicalCase(number, kind, open=not agreed, agreed=agreed, text=text),)}

    return [
        desk.order("taobao", crowd[0], ("TX-1180-WH-M", 1), hours=0.4, **unpaid),
        desk.order("weixin", crowd[1], ("FQ-0110-PK", 3), hours=2, **unpaid),
        desk.order("taobao", crowd[2], ("WY-2203-ZQ-140", 1), hours=30, flags=frozenset({"presale"}), **deposit),
        desk.order("douyin", crowd[3], ("JK-5502-GD", 1), hours=5, flags=frozenset({"ship_hold"})),
        desk.order("pinduoduo", crowd[4], ("MK-0350-WH", 1), hours=3, flags=frozenset({"risk"})),
        desk.order("jd", crowd[5], ("ZT-4874-GY-48", 2), hours=60, ship_by=desk.now - timedelta(hours=5)),
        desk.order("kuaishou", crowd[6], ("WZ-0801-GY", 4), hours=46, ship_by=desk.now + timedelta(hours=1)),
        desk.order(
            "douyin", crowd[9], ("KZ-3105-HX-120", 1), hours=9, **case(CaseType.REFUND_ONLY, "拍错了，不想要了")
        ),
        desk.order(
            "xiaohongshu", crowd[10], ("TX-1180-PK-S", 1), hours=12, **case(CaseType.REFUND_ONLY, "退款", agreed=True)
        ),
        desk.order("pinduoduo", crowd[11], ("WY-2203-FB-110", 1), hours=20, **case(CaseType.EXCHANGE, "换120的")),
    ]


def _goods(desk: _Desk, crowd: Sequence[Person]) -> list[CanonicalOrder]:
    remote = next(one for one in crowd if one.district == "莎车县")
    unknown = CanonicalLine("新款儿童马甲", 1, "MJ-NEW-120", "卡其,120", 9900)
    gifts: dict[str, Any] = {"seller_note": GIFTS}
    order = desk.order("jd", crowd[12], ("TX-1180-FB-L", 1), hours=6)
    with_gift = desk.order("taobao", remote, ("WY-2203-CW-130", 1), hours=8, **gifts)
    return [
        replace(order, lines=(unknown,)),
        replace(with_gift, lines=with_gift.lines + gift_lines(GIFTS)),
        desk.order("manual", crowd[13], (SCARCE, 2), hours=4),
        desk.order("taobao", crowd[14], ("PK-KIT-01", 1), hours=7),
        desk.order("weixin", crowd[15], ("PK-KIT-02", 1), ("FQ-0110-BK", 2), hours=11),
        desk.order("manual", crowd[16], ("SC-9001-22", 1), hours=10),
    ]


def _notes(desk: _Desk, crowd: Sequence[Person]) -> list[CanonicalOrder]:
    return [
        desk.order("taobao", crowd[17], ("MK-0350-YL", 2), hours=5, buyer_note="不要塑料袋，用纸箱装"),
        desk.order("douyin", crowd[18], ("ZT-4874-FB-50", 2), hours=6, buyer_note="送货前打电话，放门卫也行"),
        desk.order(
            "weixin", crowd[19], ("WY-2203-FB-120", 1), hours=3, buyer_note="生日礼物，麻烦放一张贺卡，不要放价格单"
        ),
    ]


def _burst(desk: _Desk, crowd: Sequence[Person]) -> list[CanonicalOrder]:
    phone = crowd[60].phone
    homes = {person.province: person for person in crowd[61:]}
    people = [replace(person, phone=phone) for person in list(homes.values())[:6]]
    return [desk.order("taobao", one, ("JK-5502-BK", 1), hours=2 + hour) for hour, one in enumerate(people)]


def _much_returned(tx: Tx, desk: _Desk, person: Person) -> None:
    for number in range(3):
        created = desk.now - timedelta(days=20 + 9 * number)
        serial = _RETURNED_SERIAL + number
        past = desk.maker.order("taobao", person, [("TX-1180-WH-S", 1)], created=created, serial=serial)
        put_return(tx, delivered(past, serial=serial), "不喜欢，退了")
    accept_then(tx, desk.order("taobao", person, ("KZ-3105-CW-130", 1), hours=4))


def _exchanged(tx: Tx, desk: _Desk, person: Person) -> None:
    order_id = accept_then(tx, desk.order("douyin", person, ("WY-2203-CW-140", 1), hours=26))
    apply_exchange(tx, order_id, line_no=1, new_sku="WY-2203-ZQ-150", text=_EXCHANGE_WORDS, actor=LEAD, station="desk")
