"""Taobao and Tmall: the order list, the item list that belongs to it, and the answers of the open platform.

The order list (41 columns, GB18030, ids as ``="…"``) has recipient and money but only titles; the item list has the
seller's codes. Dropped together they become one order. ``分阶段订单信息`` tells deposit and balance of presales.
Messages: ``taobao.trade.fullinfo.get``, ``taobao.refund.get``, and TMC notices, which only name an order. Ids reach
19 digits (``tid_str``). Columns and names: DOMAIN.md 1.2 and 1.3; the order of the item list's columns is from
memory.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.cells import fen
from station.channels import taobao_messages
from station.channels.export import Export, columns
from station.channels.words import CaseWord, case_words, statuses
from station.orders.canonical import CanonicalOrder, CaseType, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.rows import Row

_DEPOSIT = re.compile(r"定金\s*[:：]?\s*[¥￥]?\s*(\d+(?:\.\d+)?)")
_BALANCE_OPEN = re.compile(r"阶段\s*2\s*[:：]\s*(?:未付款|待付款|等待)")
_STATUSES = statuses(
    unpaid="等待买家付款|没有创建支付宝交易|付款确认中|等待支付宝确认付款",
    deposit="等待买家付尾款|定金已付尾款未付|定金已付",
    paid="买家已付款，等待卖家发货|买家已付款|等待卖家发货|卖家部分发货|卖家部分发货，等待卖家发货",
    shipped="卖家已发货，等待买家确认|卖家已发货|等待买家确认收货|物流派件中",
    delivered="交易成功|买家已签收",
    cancelled="交易关闭|付款以后用户退款成功，交易自动关闭|付款以前，卖家或买家主动关闭交易|交易被淘宝关闭|交易已关闭",
)
_CASES = {
    **case_words(None, "没有退款|无退款申请"),
    **case_words(CaseWord(CaseType.REFUND_ONLY, open=True), "买家已经申请退款，等待卖家同意|买家申请退款"),
    **case_words(
        CaseWord(CaseType.RETURN_REFUND, open=True), "卖家已经同意退款，等待买家退货|买家已经退货，等待卖家确认收货"
    ),
    **case_words(CaseWord(CaseType.OTHER, open=True), "卖家拒绝退款"),
}
ORDERS = columns(
    number="订单编号|订单号",
    status="订单状态",
    created="订单创建时间",
    paid="订单付款时间",
    shipped="发货时间",
    finished="确认收货时间",
    ship_by="应发货时间",
    received="买家实际支付金额|买家实付金额",
    fee="卖家服务费",
    name="收货人姓名",
    phone="联系手机|联系电话",
    address="修改后的收货地址|收货地址",
    buyer_note="买家留言",
    seller_note="订单备注|商家备注",
    waybill="物流单号",
    carrier="物流公司",
    shop="店铺名称",
    title="宝贝标题",
    qty="宝贝总数量",
    stages="分阶段订单信息",
    new_sku="修改后的sku",
    new_address="修改后的收货地址",
)


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Read what only Taobao writes: stages of a presale, changed SKU and address, ``No:`` before the waybill."""
    stages = rows[0].text(*ORDERS["stages"])
    flags = set(order.flags)
    status, deposit = order.status, order.deposit_fen
    found = _DEPOSIT.search(stages)
    if found:
        deposit = fen(found.group(1), "分阶段订单信息")
        flags.add("presale")
        if status is ChannelStatus.PAID and _BALANCE_OPEN.search(stages):
            status = ChannelStatus.DEPOSIT
    if rows[0].text(*ORDERS["new_sku"]):
        flags.add("sku_changed")
    if rows[0].text(*ORDERS["new_address"]):
        flags.add("address_changed")
    waybill = re.sub(r"^No[:：]\s*", "", order.waybill_no or "") or None
    return replace(order, status=status, deposit_fen=deposit, flags=frozenset(flags), waybill_no=waybill)


class Taobao:
    """Taobao and Tmall."""

    id_column = "TB_ORDER_ID"
    exports = (
        Export(
            channel="taobao",
            source="taobao",
            fields=ORDERS,
            others="买家会员名|买家支付宝账号|买家应付货款|买家应付邮费|买家支付积分|总金额|返点积分|买家实际支付积分|运送方式|宝贝种类|店铺Id|订单关闭原因|买家服务费|发票抬头"
            "|是否手机订单|特权订金订单id|定金排名|异常信息|天猫卡券抵扣|集分宝抵扣|是否是O2O交易|支付单号|支付详情|含应开票给个人红包",
            statuses=_STATUSES,
            cases=_CASES,
            needs=("status",),
            finish=finish,
        ),
        Export(
            channel="taobao",
            source="taobao",
            kind="items",
            fields=columns(
                number="主订单编号|订单编号",
                sub_no="子订单编号",
                status="订单状态",
                title="标题|商品标题",
                qty="购买数量",
                price="价格|商品价格",
                spec="商品属性",
                code="商家编码|外部系统编号",
                bundle="套餐信息",
                case_status="退款状态",
                seller_note="备注|联系方式备注",
                created="订单创建时间",
                paid="订单付款时间",
                shop="店铺名称",
            ),
            others="退款金额|支付单号|买家应付货款|买家实际支付金额",
            statuses=_STATUSES,
            cases=_CASES,
            needs=("status", "qty", "code"),
        ),
    )

    @property
    def name(self) -> str:
        """Taobao."""
        return _("Taobao / Tmall")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map trade, refund and TMC messages."""
        return taobao_messages.read(body, received_at=received_at)


channel: Channel = Taobao()
