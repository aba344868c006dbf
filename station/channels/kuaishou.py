"""Kuaishou shop: the order export (61 columns) and the messages of its open platform.

Numbers have 16 digits. Messages arrive AES-encrypted; the mode of that encryption could not be verified, so ``serve``
takes them decrypted: {eventId, event, info (text), …} names an order, which is then fetched. Order states in the API:
10 待付款, 30 已付款, 40 已发货, 50 已签收, 70 成功, 80 失败 (DOMAIN.md 1.3); field names of the order answer are from
memory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import kuaishou_messages
from station.channels.export import Export, columns
from station.channels.words import statuses
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """An order with a gift order of its own, and presales."""
    flags = set(order.flags)
    if rows[0].text("赠品订单号"):
        flags.add("gift_order")
    if rows[0].text("预售定金支付时间"):
        flags.add("presale")
    return replace(order, flags=frozenset(flags))


class Kuaishou:
    """Kuaishou shop."""

    id_column = "KS_ORDER_ID"
    exports = (
        Export(
            channel="kuaishou",
            source="kuaishou",
            fields=columns(
                number="订单号|订单编号",
                status="订单状态",
                created="订单创建时间",
                paid="订单支付时间",
                shipped="发货时间",
                ship_by="预售/承诺发货时间|承诺发货时间",
                received="实付款",
                name="收货人姓名|收货人",
                phone="收货人电话|收货人手机号",
                province="收货地址-省",
                city="收货地址-市",
                district="收货地址-区",
                town="收货地址-街道",
                detail="收货地址|详细地址",
                buyer_note="买家留言",
                seller_note="订单备注",
                waybill="快递单号",
                carrier="快递公司",
                warehouse="仓库名称",
                title="商品名称",
                qty="成交数量",
                spec="商品规格",
                code="SKU编码",
                price="商品单价",
                case_status="售后状态",
            ),
            others="赠品订单号|活动订单编号|预售定金支付时间|快递费|店铺优惠|平台补贴|主播补贴|混资活动优惠|支付优惠|支付方式|账号类型|账号明细|旗帜颜色|活动订单|订单载体|商品ID"
            "|渠道|CPS达人ID|CPS达人昵称|预估推广佣金|预估推广者分佣比例|团长ID|团长昵称|快赚客ID|快赚客昵称|授权推广者ID|授权推广者昵称|物流信息|集运类型"
            "|直邮类型|仓库地址|实名姓名|服务门店ID|服务门店名称|服务门店地址|国补/类国补/消费券",
            statuses=statuses(
                deposit="待付尾款|定金已付|部分付款",
                paid="待发货|已支付|已付款",
                shipped="已发货|待收货",
                delivered="已签收|已收货|交易成功",
                cancelled="交易关闭|交易失败|已关闭|订单失败",
            ),
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """Kuaishou shop."""
        return _("Kuaishou shop")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map order answers and decrypted messages."""
        return kuaishou_messages.read(body, received_at=received_at)


channel: Channel = Kuaishou()
