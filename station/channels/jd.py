"""JD: the order export (GBK, 30 columns, extras come and go) and the answers of its open platform.

Numbers had 11 digits, today 12. ``(锁定)`` and ``(删除)`` before a status mean a cancel request and a deleted order.
货号 holds the seller's SKU code. JD writes short provinces (浙江) and for municipalities the district as city.
Messages: ``jingdong.pop.order.get``/``enSearch`` and after-service answers; whether JD pushes at all could not be
verified.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import jd_messages
from station.channels.export import Export, columns
from station.channels.words import statuses
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row

_WAITING = "等待出库|等待发货|等待打印|等待厂商处理|延迟付款确认|商品出库"
_LOCKED = re.compile(r"^[(（]?(?:锁定|暂停)[)）]?")


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """A locked or paused order must not leave."""
    flags = set(order.flags)
    if any(_LOCKED.match(row.text("订单状态")) for row in rows):
        flags.add("ship_hold")
    return replace(order, flags=frozenset(flags), known_flags=frozenset({"ship_hold"}))


class Jd:
    """JD."""

    id_column = "JD_ORDER_ID"
    exports = (
        Export(
            channel="jd",
            source="jd",
            fields=columns(
                number="订单号|订单编号",
                status="订单状态",
                created="下单时间",
                paid="付款确认时间",
                shipped="出库时间|发货时间",
                finished="订单完成时间",
                received="应付金额",
                name="客户姓名|收货人姓名",
                phone="联系电话|客户电话",
                address="客户地址|收货地址",
                buyer_id="下单帐号|下单账号",
                buyer_note="订单备注",
                seller_note="商家备注",
                waybill="运单号|快递单号",
                carrier="物流公司|承运商",
                warehouse="仓库名称",
                title="商品名称",
                qty="订购数量",
                price="京东价",
                code="商家SKUID|货号",
            ),
            others="商品ID|支付方式|订单金额|结算金额|余额支付|订单类型|发票类型|发票抬头|发票内容|商家备注等级（等级1-5为由高到低）|运费金额|增值税发票|订单来源|订单渠道|送装服务"
            "|服务费|仓库id|是否为品牌商订单|是否为toplife订单|普通发票纳税编号",
            statuses=statuses(
                unpaid="等待付款|等待付款确认",
                paid="|".join(
                    [
                        _WAITING,
                        *(f"({word}){state}" for word in ("锁定", "暂停") for state in _WAITING.split("|")),
                        "锁定",
                        "暂停",
                    ]
                ),
                shipped="(锁定)等待确认收货|(暂停)等待确认收货|等待确认收货|已出库|等待收货|等待自提|正在配送|配送中|已发货",
                delivered="完成|已完成|订单完成|确认收货",
                cancelled="|".join(
                    [
                        *(f"({word}){state}" for word in ("删除", "取消") for state in _WAITING.split("|")),
                        *(
                            f"({word}){state}"
                            for word in ("删除", "取消")
                            for state in ("", "等待付款", "完成", "锁定")
                        ),
                        "取消|已取消|已删除|锁定删除",
                    ]
                ),
            ),
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """JD."""
        return _("JD")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map order and after-service answers."""
        return jd_messages.read(body, received_at=received_at)


channel: Channel = Jd()
