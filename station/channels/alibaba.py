"""1688 wholesale: the order export (49 columns, XLSX with merged cells for several items) and its API answer.

Rows without an order number belong to the order above. Older files have 物流公司运单号 in one column. 单品货号 is the
SKU code, 货号 the product's. Names of the API answer are partly guessed (DOMAIN.md 1.3), its signature is public.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import alibaba_messages
from station.channels.export import Export, columns
from station.channels.words import YES, bare, statuses
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row

_BOTH = "物流公司运单号"
_WAYBILL = re.compile(r"([A-Za-z]{0,6}\d[\dA-Za-z]{7,24})")


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Take carrier and waybill apart where one column holds both; mark drop-shipping."""
    flags = set(order.flags)
    if bare(rows[0].text("是否代发订单")) in YES:
        flags.add("dropship")
    both = rows[0].text(_BOTH)
    found = _WAYBILL.search(both)
    if found is None or order.waybill_no:
        return replace(order, flags=frozenset(flags))
    carrier = re.sub(r"[^\w\u4e00-\u9fff]+", "", both.replace(found.group(1), "", 1)) or None
    return replace(order, flags=frozenset(flags), waybill_no=found.group(1), carrier=order.carrier or carrier)


class Alibaba:
    """1688."""

    id_column = "ALI_ORDER_ID"
    exports = (
        Export(
            channel="alibaba",
            source="alibaba",
            fields=columns(
                number="订单编号|订单号",
                status="订单状态",
                created="订单创建时间",
                paid="订单付款时间",
                received="实付款(元)|实付款",
                name="收货人姓名",
                phone="联系手机|联系电话",
                address="收货地址",
                buyer_id="买家会员名",
                buyer_note="买家留言",
                waybill="运单号",
                carrier="物流公司",
                title="货品标题",
                qty="数量",
                price="单价(元)|单价",
                spec="型号|规格",
                code="单品货号|货号",
            ),
            others="买家公司名|卖家公司名|卖家会员名|货品总价(元)|运费(元)|涨价或折扣(元)|发货方|邮编|单位|Offer ID"
            "|SKU ID|物料编号|货品种类|物流公司运单号"
            "|发票：购货单位名称|发票：纳税人识别号|发票：地址、电话|发票：开户行及账号|发票收取地址|关联编号"
            "|代理商姓名|代理商联系方式|是否代发订单"
            "|代发服务商id|微商订单号|下单批次号|下游渠道|下游订单号|下单公司主体|发起人登录名"
            "|是否发起免密支付(1:淘货源诚e赊免密支付2:批量下单免密支付)",
            statuses=statuses(
                unpaid="等待买家付款|待付款",
                paid="等待卖家发货|待发货|等待卖家确认|部分发货|等待物流公司揽件|等待卖家部分发货",
                shipped="等待买家收货|等待买家确认收货|待收货|已发货",
                delivered="交易成功|已收货|已完成|交易完成",
                cancelled="交易关闭|交易取消|已取消|交易终止|已关闭",
            ),
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """1688."""
        return _("1688 wholesale")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map the order answer and messages."""
        return alibaba_messages.read(body, received_at=received_at)


channel: Channel = Alibaba()
