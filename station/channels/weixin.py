"""WeChat shop (微信小店): the order export (57 columns, 38 in older files) and the answers and events of its API.

Numbers have 19 digits and begin with 37. Phones may be virtual with an extension. The API knows refunds and returns,
no exchanges: what the buyer wants stands in free text. Events only name an order; their signature is in
``signatures.py``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import weixin_messages
from station.channels.export import Export, columns
from station.channels.words import YES, CaseWord, bare, case_words, statuses
from station.orders.canonical import CaseType
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Presales and gifts bought for somebody else."""
    flags = set(order.flags)
    if any(bare(row.text("是否预售")) in YES for row in rows):
        flags.add("presale")
    if rows[0].text("礼物单号"):
        flags.add("gift_order")
    return replace(order, flags=frozenset(flags))


class Weixin:
    """WeChat shop."""

    id_column = "WX_ORDER_ID"
    exports = (
        Export(
            channel="weixin",
            source="weixin",
            fields=columns(
                number="订单号|订单编号",
                status="订单状态",
                created="订单下单时间|下单时间",
                paid="支付时间",
                shipped="订单发货时间|发货时间",
                finished="订单确认收货时间",
                received="订单实际支付金额",
                fee="技术服务费",
                name="收件人姓名",
                phone="收件人手机",
                province="省",
                city="市",
                district="区",
                detail="收件人地址",
                buyer_note="买家备注",
                seller_note="商家备注",
                waybill="快递单号|物流单号",
                carrier="物流公司",
                title="商品名称",
                qty="商品数量",
                spec="商品属性",
                code="SKU编码(自定义)|商品编码(自定义)",
                price="商品价格(单件)|商品价格",
                case_status="商品售后",
            ),
            others="订单完成结算时间|发货方式|打标颜色|商品总价|订单实际收款金额|订单运费|商品优惠|跨店优惠|商品改价|积分抵扣|支付方式|交易单号"
            "|技术服务费（将以人气卡形式返还）|运费险预计投保费用|带货方式|带货账号类型|带货账号昵称|带货费用渠道|带货费用类型|带货费用|带货佣金率"
            "|礼物单号|商品编码(平台)|商品实际价格(单件)|商品实际价格(总共)|是否预售|商品平台券优惠|商品平均运费|定制信息|定制预览图|商品发货"
            "|商品已退款金额",
            statuses=statuses(
                unpaid="待付款|礼物待收下|凑团中",
                paid="待发货|部分发货",
                shipped="待收货|已发货",
                delivered="已完成|完成|已收货",
                cancelled="已取消|全部商品售后之后，订单取消|订单取消|未付款用户主动取消或超时未付款订单自动取消|售后完成订单取消",
            ),
            cases={
                **case_words(CaseWord(CaseType.OTHER, open=True), "售后中|商品售后中|用户申请中|商家处理中|平台处理中"),
                **case_words(CaseWord(CaseType.REFUND_ONLY, open=False, agreed=True), "已退款|全部退款|退款成功"),
            },
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """WeChat shop."""
        return _("WeChat shop")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map order and after-sale answers and events."""
        return weixin_messages.read(body, received_at=received_at)


channel: Channel = Weixin()
