"""Youzan: the item export (37 columns, one row an item), order-level files, and its pushes and API answers.

Numbers are ``E`` and 23 digits, gift orders begin with ``C``. Phones may carry a TAB. A push holds the whole order,
url-encoded JSON in ``msg``, signed over that text; the money of an order is the sum of its items' in the export.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import youzan_messages
from station.channels.export import Export, columns
from station.channels.words import CaseWord, case_words, statuses
from station.orders.canonical import CaseType
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row

_PAID_FOR = "商品实际成交金额"


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Add up what was paid for the items; mark gift orders and gift items."""
    flags = set(order.flags)
    if order.number.startswith("C"):
        flags.add("gift_order")
    gifts = [row.text("商品类型").startswith("赠品") or row.text("商品优惠方式") == "赠品" for row in rows]
    lines = order.lines
    if any(gifts) and len(lines) >= len(rows):
        head = [replace(line, is_gift=line.is_gift or gift) for line, gift in zip(lines, gifts, strict=False)]
        lines = (*head, *lines[len(head) :])
    amounts = [amount for row in rows if (amount := row.fen(_PAID_FOR)) is not None]
    received = sum(amounts) if amounts else order.received_fen
    return replace(order, lines=lines, received_fen=received, flags=frozenset(flags))


class Youzan:
    """Youzan."""

    id_column = "YZ_ORDER_ID"
    exports = (
        Export(
            channel="youzan",
            source="youzan",
            fields=columns(
                number="订单号|订单编号",
                status="订单商品状态|订单状态",
                created="订单创建时间|下单时间|买家下单时间",
                paid="买家付款时间|付款时间|支付时间",
                shipped="商品发货时间|发货时间",
                finished="交易成功时间",
                received="商品实际成交金额|订单实付金额|实付金额",
                name="收货人/提货人",
                phone="收货人手机号/提货人手机号",
                province="收货人省份",
                city="收货人城市",
                district="收货人地区",
                detail="详细收货地址/提货地址",
                buyer_note="买家备注",
                seller_note="商家订单备注",
                waybill="商品发货物流单号|物流单号",
                carrier="商品发货物流公司|物流公司",
                title="商品名称",
                qty="商品数量",
                spec="商品规格",
                code="规格编码|商品编码",
                price="商品单价",
                case_status="商品退款状态",
            ),
            others="外部订单号|商品类型|商品类目|商品成本价|商品优惠方式|商品优惠后价格|商品金额小计|店铺优惠（分摊）|商品抵用积分数|商品留言|商品发货状态"
            "|商品发货方式|发货员工|商品已退款金额|入住时间",
            statuses=statuses(
                unpaid="待付款|等待买家付款|待成团|等待付款",
                paid="待发货|待接单|等待商家发货|部分发货",
                shipped="已发货|待收货|等待买家收货|商家已发货",
                delivered="已完成|交易完成|交易成功|已收货",
                cancelled="已关闭|交易关闭|已取消|全额退款关闭",
            ),
            cases={
                **case_words(
                    CaseWord(CaseType.OTHER, open=True), "维权中|退款申请中|商家已拒绝待买家处理|等待商家受理"
                ),
                **case_words(CaseWord(CaseType.REFUND_ONLY, open=False, agreed=True), "退款成功|全额退款|已退款"),
                **case_words(CaseWord(CaseType.OTHER, open=False), "维权关闭|退款关闭|维权结束"),
            },
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """Youzan."""
        return _("Youzan")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map pushes and trade answers."""
        return youzan_messages.read(body, received_at=received_at)


channel: Channel = Youzan()
