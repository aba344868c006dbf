"""Pinduoduo: both order exports (23 columns by default, 82 when all are ticked) and the open platform's answers.

One order is one SKU. Numbers look like ``260105-000000000000001`` and may carry a trailing TAB. ``是否审核中`` and
``risk_control_status`` are the platform's risk check, the tag ``ship_hold`` stops shipping; ``last_ship_time`` is the
deadline. In the API ``town`` is the county. Seller's codes are 商家编码-规格维度 (SKU) and 商家编码-商品维度
(product). DOMAIN.md 1.2, 1.3.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.channels import pinduoduo_messages
from station.channels.export import Export, columns
from station.channels.words import YES, CaseWord, bare, case_words, statuses
from station.orders.canonical import CanonicalLine, CanonicalOrder, CaseType
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading
    from station.rows import Row

_WAITING_GROUP = frozenset({"待成团", "拼团中", "已付款待成团"})
_FLAG_COLUMNS = {"是否审核中": "risk", "是否暂停发货": "ship_hold"}
_FIELDS = columns(
    number="订单号",
    status="订单状态",
    created="订单成交时间|下单时间|拼单成功时间",
    paid="支付时间",
    shipped="发货时间",
    finished="确认收货时间",
    ship_by="承诺发货时间",
    received="商家实收金额(元)|用户实付金额(元)",
    name="收货人|收件人",
    phone="手机|收件人手机号|手机号",
    province="省",
    city="市",
    district="区",
    town="街道/镇|街道",
    detail="详细地址|收货地址|街道地址",
    buyer_note="买家留言",
    seller_note="商家备注",
    waybill="快递单号",
    carrier="快递公司",
    warehouse="仓库名称",
    title="商品|商品名称",
    qty="商品数量(件)",
    spec="商品规格",
    code="商家编码-规格维度|商家编码-商品维度|商家编码-SKU维度",
    case_status="售后状态",
)


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Read what only Pinduoduo writes: risk check, group not full yet, gifts in columns of their own."""
    row = rows[0]
    flags = set(order.flags)
    if bare(row.text("是否审核中")) in YES:
        flags.add("risk")
    if bare(row.text("订单状态")) in _WAITING_GROUP or bare(row.text("是否暂停发货")) in YES:
        flags.add("ship_hold")
    if bare(row.text("是否抽奖或0元试用")) in YES:
        flags.add("lottery")
    if bare(row.text("是否无痕发货")) in YES:
        flags.add("no_trace_delivery")
    known = {flag for column, flag in _FLAG_COLUMNS.items() if row.has(column)}
    gifts: tuple[CanonicalLine, ...] = ()
    if row.text("赠品名称"):
        qty = row.count("赠品数量") if row.text("赠品数量") else 1
        gifts = (CanonicalLine(row.text("赠品名称"), qty, spec_text=row.text("赠品规格"), is_gift=True),)
    return replace(
        order,
        lines=order.lines + gifts,
        flags=frozenset(flags),
        known_flags=frozenset(known),
        paid_at=order.paid_at or _paid(order),
    )


def _paid(order: CanonicalOrder) -> datetime | None:
    """The short export has no payment time; a deal (成交) is a payment here."""
    return order.created_at if order.status not in {"unpaid", "deposit", "cancelled"} else None


class Pinduoduo:
    """Pinduoduo."""

    id_column = "PDD_ORDER_ID"
    exports = (
        Export(
            channel="pinduoduo",
            source="pinduoduo",
            fields=_FIELDS,
            others="商品总价(元)|邮费(元)|店铺优惠折扣(元)|平台优惠折扣(元)|多多支付立减金额(元)|商品id|样式ID|是否审核中|承诺送达时间|商品一级类目|商品二级类目|商品三级类目"
            "|商品四级类目|消费者资料|消费者资料上传时间|赠品名称|赠品id|赠品规格|赠品数量|团ID|团身份|是否已开始配送|配送员是否已送达|配送状态|同城是否普通快递|上门安装费(元)"
            "|送货入户费(元)|送货入户并安装费(元)|配送员手机号|是否抽奖或0元试用|是否顺丰加价|用户购买手机号|旅行类信息|充值号码|是否门店自提|门店名称|门店自定义编码|关联货品编码"
            "|货品名称|货品类型|子货品|仓库所在地址|海淘清关订单号|支付ID|支付方式|保税仓|是否直播间成交|是否直播间引导成交|预约配送时间|是否节能补贴|是否分期|分期期数"
            "|手续费承担方|是否无痕发货|订单来源|是否社区团购|小区送达情况|分期方式",
            statuses=statuses(
                unpaid="待付款|待支付",
                paid="待发货|未发货|待成团|拼团中|已付款，待成团|待分享",
                shipped="已发货，待签收|已发货，待收货|已发货待签收|已发货",
                delivered="已签收|已收货|已完成|交易成功",
                cancelled="已取消|交易已取消|未成团|拼单失败",
            ),
            cases={
                **case_words(
                    CaseWord(CaseType.REFUND_ONLY, open=True),
                    "买家申请退款，待商家处理|商家同意退款，退款中|平台同意退款，退款中|已同意拒收退款，待用户拒收",
                ),
                **case_words(CaseWord(CaseType.REFUND_ONLY, open=False), "平台拒绝退款，退款关闭"),
                **case_words(
                    CaseWord(CaseType.RETURN_REFUND, open=True),
                    "退货退款，待商家处理|已同意退货退款，待用户发货|已同意退货退款,待买家发货",
                ),
                **case_words(
                    CaseWord(CaseType.EXCHANGE, open=True),
                    "换货补寄待商家处理|换货补寄待用户处理|换货待商家处理|换货补寄待用户确认完成",
                ),
                **case_words(CaseWord(CaseType.EXCHANGE, open=False, agreed=True), "换货补寄成功"),
                **case_words(CaseWord(CaseType.EXCHANGE, open=False), "换货补寄失败"),
                **case_words(CaseWord(CaseType.REPAIR, open=True), "待用户确认发货"),
                **case_words(
                    CaseWord(CaseType.OTHER, open=True),
                    "驳回退款，待买家处理|驳回退款，待用户处理|平台处理中|售后处理中|待用户确认收货|同意召回后退款，待商家召回",
                ),
                **case_words(
                    CaseWord(CaseType.OTHER, open=False),
                    "买家撤销|买家逾期未处理，退款失败|买家逾期|买家逾期，超过有效期，退款失败",
                ),
            },
            finish=finish,
        ),
    )

    @property
    def name(self) -> str:
        """Pinduoduo."""
        return _("Pinduoduo")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map order and refund answers and websocket notices."""
        return pinduoduo_messages.read(body, received_at=received_at)


channel: Channel = Pinduoduo()
