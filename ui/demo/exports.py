"""The three exports of the tour, written exactly as the platforms write them, quirks included.

Taobao: order list and item list in GBK, ids as ``="…"``, phones behind ``'``, header names with their trailing
spaces. Pinduoduo: 23 columns, UTF-8 with BOM, order numbers with a trailing TAB, one SKU an order. Douyin: 75
columns, one row an item, ids and titles after a TAB in quotes, ``-`` for nothing, ciphertext for people, gifts in the
seller's note. ``today.py`` says which orders stand in them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from station.clock import local
from ui.demo.history import CARRIER, SHOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ui.demo.catalogue import Goods
    from ui.demo.people import Person

HEADERS: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "headers.json").read_text("utf-8"))
_PRODUCT = 700_000_000_000


@dataclass(frozen=True, slots=True)
class Sold:
    """One order of an export.

    Attributes:
        status: as the platform words it.
        after_sale: as the platform words it; "" where there is none.
        hidden: the platform hides who gets it.
    """

    number: str
    person: Person
    lines: Sequence[tuple[Goods, int]]
    created: datetime
    status: str
    paid: datetime | None = None
    ship_by: datetime | None = None
    shipped: datetime | None = None
    waybill: str = ""
    after_sale: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    stages: str = ""
    hidden: bool = True

    @property
    def total(self) -> int:
        """The order's price in fen."""
        return sum(goods.price_fen * qty for goods, qty in self.lines)


def taobao(orders: Sequence[Sold], folder: Path, *, made: datetime) -> tuple[Path, Path]:
    """Write the order list and the item list."""
    stamp = f"{local(made):%Y%m%d%H%M}"
    whole = [_taobao_order(order) for order in orders]
    items = [_taobao_item(order, goods, qty) for order in orders for goods, qty in order.lines]
    first = _write(folder / f"ExportOrderList{stamp}.csv", "taobao_orders", whole, encoding="gbk")
    return first, _write(folder / f"ExportOrderDetailList{stamp}.csv", "taobao_items", items, encoding="gbk")


def pinduoduo(orders: Sequence[Sold], folder: Path, *, made: datetime) -> Path:
    """Write the default export of 23 columns."""
    rows = [_pinduoduo(order, goods, qty) for order in orders for goods, qty in order.lines]
    return _write(folder / f"orders_export{local(made):%Y-%m-%d-%H-%M-%S}.csv", "pinduoduo", rows, encoding="utf-8-sig")


def douyin(orders: Sequence[Sold], folder: Path, *, made: datetime) -> Path:
    """Write the full export of 75 columns, one row an item."""
    rows = [_douyin(order, place, goods, qty) for order in orders for place, (goods, qty) in enumerate(order.lines)]
    name = f"订单导出_{local(made):%Y%m%d%H%M%S}.csv"
    return _write(folder / name, "douyin", rows, encoding="utf-8-sig")


def _taobao_order(order: Sold) -> dict[str, str]:
    who = order.person
    total = _yuan(order.total)
    return {
        "订单编号": f'="{order.number}"',
        "买家会员名": f"t**{who.serial % 10}",
        "买家应付货款": total,
        "买家应付邮费": "0.00",
        "买家支付积分": "0",
        "总金额": total,
        "返点积分": "0",
        "买家实际支付金额": total if order.paid else "0.00",
        "买家实际支付积分": "0",
        "订单状态": order.status,
        "买家留言": order.buyer_note,
        "收货人姓名": who.name,
        "收货地址 ": f"{who.province} {who.city} {who.district} {who.town} {who.street}(000000)",
        "运送方式": "快递",
        "联系手机": f"'{who.phone}",
        "订单创建时间": _time(order.created),
        "订单付款时间 ": _time(order.paid),
        "宝贝标题 ": "，".join(goods.name for goods, _qty in order.lines),
        "宝贝种类 ": str(len(order.lines)),
        "物流单号 ": f"No:{order.waybill}" if order.waybill else "",
        "物流公司": CARRIER if order.waybill else "",
        "订单备注": order.seller_note,
        "宝贝总数量": str(sum(qty for _goods, qty in order.lines)),
        "店铺Id": "0",
        "店铺名称": SHOP,
        "订单关闭原因": "订单未关闭",
        "卖家服务费": "0",
        "买家服务费": "0元",
        "是否手机订单": "手机订单",
        "分阶段订单信息": order.stages,
    }


def _taobao_item(order: Sold, goods: Goods, qty: int) -> dict[str, str]:
    spec = (("颜色分类", goods.color), ("尺码", goods.size), ("型号", goods.model))
    return {
        "订单编号": f'="{order.number}"',
        "标题": goods.name,
        "价格": _yuan(goods.price_fen),
        "购买数量": str(qty),
        "外部系统编号": goods.family,
        "商品属性": ";".join(f"{name}:{value}" for name, value in spec if value),
        "订单状态": order.status,
        "商家编码": goods.code,
    }


def _pinduoduo(order: Sold, goods: Goods, qty: int) -> dict[str, str]:
    total = _yuan(goods.price_fen * qty)
    return {
        "订单成交时间": _time(order.created),
        "商品": goods.name,
        "订单号": f"{order.number}\t",
        "订单状态": order.status,
        "商品总价(元)": total,
        "邮费(元)": "0",
        "店铺优惠折扣(元)": "0",
        "平台优惠折扣(元)": "0",
        "多多支付立减金额(元)": "0",
        "用户实付金额(元)": total,
        "商家实收金额(元)": total,
        "商品数量(件)": str(qty),
        "发货时间": f"{_time(order.shipped)}\t" if order.shipped else "",
        "商品id": f"{_PRODUCT + sum(map(ord, goods.family))}\t",
        "商品规格": goods.spec,
        "样式ID": f"{_PRODUCT * 2 + sum(map(ord, goods.code))}\t",
        "商家编码-规格维度": goods.code,
        "商家编码-商品维度": goods.family,
        "商家备注": order.seller_note,
        "售后状态": order.after_sale or "无售后或售后取消",
        "快递单号": f"{order.waybill}\t" if order.waybill else "",
        "快递公司": CARRIER if order.waybill else "",
    }


def _douyin(order: Sold, place: int, goods: Goods, qty: int) -> dict[str, str]:
    who = order.person
    sub_no = order.number if place == 0 else f"{int(order.number) + place}"
    hidden = {"收件人": f"##密文{who.serial:04d}", "收件人手机号": f"$$密文{who.serial:04d}", "详细地址": "##密文"}
    shown = {"收件人": who.name, "收件人手机号": who.phone, "详细地址": who.street}
    return {
        "主订单编号": f"\t{order.number}",
        "子订单编号": f"\t{sub_no}",
        "支付方式": "微信",
        "选购商品": f"\t{goods.name}",
        "货号": goods.family,
        "商品ID": f"\t{_PRODUCT * 5 + sum(map(ord, goods.family))}",
        "商家编码": f"\t{goods.code}",
        "商品数量": str(qty),
        "商品金额": _yuan(goods.price_fen),
        "订单提交时间": _time(order.created),
        "支付完成时间": _time(order.paid) or "-",
        "订单完成时间": "-",
        "承诺发货时间": _time(order.ship_by) or "-",
        "买家留言": order.buyer_note or "-",
        "旗帜颜色": "-",
        "商家备注": order.seller_note or "-",
        "APP渠道": "抖音",
        "订单状态": order.status,
        "售后状态": order.after_sale or "-",
        "订单类型": "普通订单",
        "发货时间": _time(order.shipped) or "-",
        "订单应付金额": _yuan(order.total),
        "运费": "0.00",
        "省": who.province,
        "市": who.city,
        "区": who.district,
        "街道": who.town,
        "是否修改过地址": "否",
        "快递信息": f"{order.waybill}-{CARRIER}" if order.waybill else "-",
        "流量来源": "小店自卖",
        "是否安心购": "否",
        **(hidden if order.hidden else shown),
    }


def _write(path: Path, kind: str, rows: Iterable[dict[str, str]], *, encoding: str) -> Path:
    header = HEADERS[kind]
    lines = [",".join(header)]
    for row in rows:
        unknown = row.keys() - set(header)
        if unknown:
            raise KeyError(*unknown)
        lines.append(",".join(_cell(row.get(name, ""), tabs=kind == "douyin") for name in header))
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def _cell(text: str, *, tabs: bool) -> str:
    guarded = any(sign in text for sign in ',"\r\n') or (tabs and "\t" in text)
    return '"{}"'.format(text.replace('"', '""')) if guarded else text


def _yuan(amount: int) -> str:
    return f"{amount / 100:.2f}"


def _time(moment: datetime | None) -> str:
    return "" if moment is None else f"{local(moment):%Y-%m-%d %H:%M:%S}"
