"""Xiaohongshu: the order export (72 columns) and the answers and pushes of its open platform.

Numbers are ``P`` and 18 digits. 待配货 is what the bench works on. orderType 5 is a re-sent exchange. After-sale
returnType: 1 return, 2 exchange, 4 refund after shipping, 5 refund before (DOMAIN.md 1.3). Pushes only name an order
and are sent twice at times; their signature rests on one weak source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import xiaohongshu_messages
from station.channels.export import Export, columns
from station.channels.words import CaseWord, bare, case_words, statuses
from station.orders.canonical import CanonicalCase, CaseType
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.orders.canonical import CanonicalOrder
    from station.rows import Row

_NOT_YET = frozenset({"清关中", "已支付处理中", "支付处理中"})


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Read presales and re-sent exchanges from the order type; what customs or an asked exchange mean."""
    flags, cases = set(order.flags), order.cases
    state = bare(rows[0].text("订单状态"))
    if state in _NOT_YET:
        flags.add("ship_hold")
    if state == "换货申请中":
        cases = (CanonicalCase(order.number, CaseType.EXCHANGE, open=True, agreed=False),)
    kind = rows[0].text("订单类型")
    if "预售" in kind:
        flags.add("presale")
    if "换货" in kind or "补发" in kind:
        flags.add("exchange_resend")
    return replace(order, cases=cases, flags=frozenset(flags), known_flags=frozenset({"ship_hold"}))


class Xiaohongshu:
    """Xiaohongshu."""

    id_column = "XHS_ORDER_ID"
    exports = (
        Export(
            channel="xiaohongshu",
            source="xiaohongshu",
            fields=columns(
                number="订单号|订单编号|包裹号",
                status="订单状态",
                created="订单创建时间",
                paid="支付时间|订单支付时间",
                shipped="订单发货时间|发货时间",
                finished="订单完成时间",
                ship_by="承诺发货时间|预售订单截止发货时间",
                received="用户应付金额(元)|商家应收金额(元)（支付金额）",
                name="收件人姓名",
                phone="收件人电话",
                province="省",
                city="市",
                district="区",
                detail="收件人地址",
                buyer_note="用户备注",
                seller_note="包裹备注信息|商家备注",
                waybill="快递单号",
                carrier="快递公司",
                warehouse="发货仓库",
                shop="店铺名称",
                title="SKU名称|商品名称",
                qty="SKU件数",
                spec="SKU规格",
                code="商家编码|SKU商家编码",
                is_gift="是否为赠品",
                case_status="售后状态",
            ),
            others="订单类型|订单标记|区域编码|小红书编码|条形码|规格ID|达人ID|达人名称"
            "|发票/Invoice|商品总价(元)|平台优惠(元)"
            "|店铺优惠(元)|支付渠道优惠(元)|SKU商家改价(元)"
            "|支付方式|支付渠道订单号|支付期数|利息费用|手续费承担方|sku净重(kg)|包裹总净重(kg)|包裹总运费(元)"
            "|发货链接|大头笔/Paint Marker"
            "|集包地/Express Extend 1|三段码/Express Extend 2"
            "|订购人身份证姓名/ID Name|订购人身份证号/ID Number|收件人身份证姓名|收件人身份证号"
            "|预售订单开始发货时间|确认收货类型|是否延迟收货"
            "|包裹备注标记|异常原因|用户编号|运费模版名称|物流方案名称"
            "|第三方机构订单号|国补模式|供应商id|供应商名称|商品ID",
            statuses=statuses(
                unpaid="待付款|待支付|已下单待付款",
                paid="待配货|待发货|部分发货|清关中|已支付处理中|支付处理中|已支付",
                shipped="待收货|已发货|运输中",
                delivered="已完成|已签收|换货申请中",
                cancelled="已取消|已关闭",
            ),
            cases={
                **case_words(CaseWord(CaseType.OTHER, open=True), "售后处理中|售后申请中|部分售后中"),
                **case_words(CaseWord(CaseType.OTHER, open=False, agreed=True), "售后完成|部分售后完成"),
                **case_words(CaseWord(CaseType.OTHER, open=False), "售后拒绝|售后关闭|平台介入关闭|售后取消"),
            },
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """Xiaohongshu."""
        return _("Xiaohongshu")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map order and after-sale answers and pushes."""
        return xiaohongshu_messages.read(body, received_at=received_at)


channel: Channel = Xiaohongshu()
