"""Which orders stand in the three exports of the tour, and which of them tells which story.

Called by ``shop.py``; the numbers it returns are where the tour begins each story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ui.demo import exports
from ui.demo.exports import Sold
from ui.demo.history import EMPTY, GIFTS
from ui.demo.numbers import order_number, waybill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from ui.demo.catalogue import Goods
    from ui.demo.people import Person

_FIRST_SERIAL = 2001
_TAOBAO_PAID = "买家已付款，等待卖家发货"


@dataclass(frozen=True, slots=True)
class Written:
    """The files in the order they are imported, and the number of each story's order."""

    files: tuple[Path, ...]
    ordinary: str
    complained: str
    refunded: str
    no_lock: str
    exchange: str


def write(
    folder: Path, goods: Mapping[str, Goods], crowd: Sequence[Person], *, complained: Person, now: datetime
) -> Written:
    """Write the files of this morning."""
    folder.mkdir(parents=True, exist_ok=True)
    made = now - timedelta(minutes=3)
    sales = _Sales(goods, made)
    first = _taobao(sales, crowd, complained)
    second = _pinduoduo(sales, crowd[20:])
    third = _douyin(sales, crowd[40:])
    return Written(
        (
            *exports.taobao(first, folder, made=made),
            exports.pinduoduo(second, folder, made=made),
            exports.douyin(third, folder, made=made),
        ),
        ordinary=third[0].number,
        complained=first[0].number,
        refunded=second[0].number,
        no_lock=second[1].number,
        exchange=first[1].number,
    )


class _Sales:
    """Makes sold orders, each some minutes older than the one before."""

    def __init__(self, goods: Mapping[str, Goods], made: datetime) -> None:
        self.goods = goods
        self.made = made
        self.serial = _FIRST_SERIAL

    def sold(self, channel: str, person: Person, *codes: tuple[str, int], status: str, **more: Any) -> Sold:
        """Return one order, paid unless ``more`` says otherwise."""
        self.serial += 1
        created = (self.made - timedelta(minutes=11 * (self.serial - _FIRST_SERIAL))).replace(microsecond=0)
        facts: dict[str, Any] = {"paid": created + timedelta(seconds=20), "ship_by": created + timedelta(hours=48)}
        number = order_number(channel, created, self.serial)
        lines = [(self.goods[code], qty) for code, qty in codes]
        return Sold(number, person, lines, created, status, **(facts | more))

    def sent(self, channel: str, person: Person, *codes: tuple[str, int], status: str) -> Sold:
        """Return one that left already."""
        left = self.made - timedelta(minutes=5)
        return self.sold(
            channel, person, *codes, status=status, shipped=left.replace(microsecond=0), waybill=waybill(self.serial)
        )


def _taobao(sales: _Sales, crowd: Sequence[Person], complained: Person) -> list[Sold]:
    def paid(person: Person, *codes: tuple[str, int], **more: Any) -> Sold:
        return sales.sold("taobao", person, *codes, status=_TAOBAO_PAID, **more)

    return [
        paid(complained, ("MK-0350-YL", 1), ("MK-0350-PK", 1)),
        paid(crowd[0], ("WY-2203-CW-120", 1)),
        paid(crowd[1], ("WY-2203-FB-130", 1), ("KZ-3105-ZQ-130", 1)),
        paid(crowd[2], ("JK-5502-TS", 1)),
        paid(crowd[3], ("WZ-0801-WH", 3), ("WZ-0801-PK", 2), seller_note=GIFTS),
        paid(crowd[4], ("SC-9001-23", 1)),
        paid(crowd[5], ("TX-1180-FB-M", 2), buyer_note="周末在家，请周末送"),
        sales.sent("taobao", crowd[6], ("FQ-0110-WR", 2), status="卖家已发货，等待买家确认"),
        sales.sold("taobao", crowd[7], ("ZT-4874-WH-50", 2), status="等待买家付款", paid=None),
        sales.sold(
            "taobao",
            crowd[8],
            ("WY-2203-ZQ-150", 1),
            status="等待买家付尾款",
            paid=None,
            stages="阶段1：已付款 定金30.00元 阶段2：未付款 尾款99.00元",
        ),
    ]


def _pinduoduo(sales: _Sales, crowd: Sequence[Person]) -> list[Sold]:
    def paid(person: Person, *codes: tuple[str, int], **more: Any) -> Sold:
        return sales.sold("pinduoduo", person, *codes, status="待发货", **more)

    return [
        paid(crowd[0], ("WY-2203-FB-120", 1), after_sale="退款成功"),
        paid(crowd[1], (EMPTY, 1)),
        paid(crowd[2], ("WZ-0801-GY", 5)),
        paid(crowd[3], ("FQ-0110-BK", 4)),
        paid(crowd[4], ("TX-1180-WH-L", 1)),
        paid(crowd[5], ("ZT-4874-GY-48", 2)),
        paid(crowd[6], ("KZ-3105-CW-110", 1)),
        paid(crowd[7], ("JK-5502-BL", 1)),
        paid(crowd[8], ("MK-0350-WH", 2), seller_note="赠品：贴纸x1"),
        sales.sent("pinduoduo", crowd[9], ("TX-1180-PK-M", 1), status="已发货，待签收"),
    ]


def _douyin(sales: _Sales, crowd: Sequence[Person]) -> list[Sold]:
    def paid(person: Person, *codes: tuple[str, int], **more: Any) -> Sold:
        return sales.sold("douyin", person, *codes, status="待发货", **more)

    return [
        paid(crowd[0], ("WY-2203-FB-130", 1), ("FQ-0110-PK", 2), seller_note=GIFTS, hidden=False),
        paid(crowd[1], ("WY-2203-CW-110", 1), ("WY-2203-CW-130", 1)),
        paid(crowd[2], ("JK-5502-GD", 1)),
        paid(crowd[3], ("PK-KIT-01", 1)),
        paid(crowd[4], ("ZT-4874-FB-48", 2), seller_note=GIFTS),
        paid(crowd[5], ("TX-1180-WH-S", 1), ("KZ-3105-HX-110", 1)),
        paid(crowd[6], ("SC-9001-22", 1), buyer_note="配2022款，别发错"),
        paid(crowd[7], ("WZ-0801-NV", 2), after_sale="售后审核中"),
        sales.sent("douyin", crowd[8], ("WY-2203-ZQ-120", 1), status="已发货"),
    ]
