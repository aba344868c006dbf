"""Douyin shop: order export, after-sale export, and the open platform's answers and pushes.

The export has one row an item, or all items of an order joined with ``;`` in one row; ids start with a TAB, ``-`` is
nothing, names and phones are ciphertext (``##…``, ``$$…``) that stays as it is. Sellers write gift packs into
商家备注 (``赠品组合包：袜子x2+贴纸x1``); the API has ``bundle_sku_info``. Users choose columns, so nothing but the
number and the status must be there. The after-sale export carries the platform's type and the buyer's words.
DOMAIN.md 1.2, 1.3.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.cells import CellError
from station.channels import douyin_messages
from station.channels.export import Export, columns
from station.channels.words import YES, CaseWord, bare, case_words, statuses
from station.orders.canonical import CanonicalOrder, CaseType
from station.rows import Row, same
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.channels.base import Channel, Reading

_JOINED = re.compile(r"\s*[;；]\s*")
_SHIPMENT = re.compile(r"([A-Za-z]{0,6}\d[\dA-Za-z]{7,24})")
FIELDS = columns(
    number="主订单编号|订单编号|订单号",
    sub_no="子订单编号|商品单号",
    status="订单状态",
    created="订单提交时间|下单时间",
    paid="支付完成时间|支付时间",
    shipped="发货时间",
    finished="订单完成时间",
    ship_by="承诺发货时间|最晚发货时间",
    received="订单应付金额",
    fee="手续费",
    name="收件人|收货人",
    phone="收件人手机号|收货人手机号|手机号",
    province="省",
    city="市",
    district="区",
    town="街道",
    detail="详细地址|收货地址",
    buyer_note="买家留言",
    seller_note="商家备注",
    shipment="快递信息",
    waybill="快递单号|运单号|物流单号",
    carrier="快递公司|物流公司",
    warehouse="仓库名称",
    title="选购商品|商品名称|商品",
    qty="商品数量|数量",
    spec="商品规格|规格",
    code="商家编码|货号",
    case_status="售后状态",
    shop="店铺名称",
)
_PER_ITEM = ("sub_no", "title", "qty", "spec", "code", "case_status")
_CASES = {
    **case_words(
        CaseWord(CaseType.OTHER, open=True),
        "售后申请|售后审核中|售后退货中|售后待处理|售后处理中|待商家发货|待买家收货|待用户收货|售后商家已发货待用户收货",
    ),
    **case_words(
        CaseWord(CaseType.REFUND_ONLY, open=False, agreed=True),
        "退款成功|售后退款成功|退款完结|发货前退款完结|发货后退款完结|收货后退款完结|退款完成",
    ),
    **case_words(
        CaseWord(CaseType.OTHER, open=False, agreed=True), "售后成功|售后完成|已完成|补寄成功|换货成功|售后用户已收货"
    ),
    **case_words(
        CaseWord(CaseType.OTHER, open=False),
        "售后关闭|售后失败|同意后关闭|商家拒绝|拒绝售后申请|售后退货拒绝|用户取消售后|取消成功|已取消",
    ),
}


def split(row: Row) -> Sequence[Row]:
    """Take a row apart whose items are joined with ``;``: one row an item.

    Raises:
        CellError: the items do not line up, so nobody can say which code has which quantity.
    """
    qty = row.text(*FIELDS["qty"])
    parts = _JOINED.split(qty.strip(";； "))
    if len(parts) < 2:
        return [row]
    split_cells: list[dict[str, str]] = [dict(row.cells) for _part in parts]
    for name in _PER_ITEM:
        column = row.column(*FIELDS[name])
        value = row.text(column)
        pieces = _JOINED.split(value.strip(";； "))
        if name == "spec":
            pieces = _specs(pieces, len(parts))
        elif len(pieces) != len(parts):
            if value and (len(pieces) > 1 or name in ("title", "code")):
                why = _("The items of this row do not line up: export with one row an item")
                raise CellError(column, value, why)
            pieces = [value] * len(parts)
        for cells, piece in zip(split_cells, pieces, strict=True):
            if same(column) in cells:
                cells[same(column)] = piece.strip()
    return [Row(row.number, cells, row.names) for cells in split_cells]


def _specs(pieces: list[str], items: int) -> list[str]:
    """A spec holds ``;`` itself (颜色:雾蓝;尺码:120cm): cut it where that is certain, else tell none."""
    keys = [piece.replace("：", ":").partition(":")[0] for piece in pieces if ":" in piece.replace("：", ":")]
    if len(pieces) == items and len(set(keys)) <= 1:
        return pieces
    each, rest = divmod(len(pieces), items)
    if each > 1 and not rest and keys[:each] == keys[each : 2 * each]:
        return [";".join(pieces[place * each : (place + 1) * each]) for place in range(items)]
    return [""] * items


def finish(order: CanonicalOrder, rows: Sequence[Row]) -> CanonicalOrder:
    """Read what only Douyin writes: parcel in one cell, changed address, presale."""
    flags = set(order.flags)
    if any(bare(row.text("是否修改过地址")) in YES for row in rows):
        flags.add("address_changed")
    if "预售" in rows[0].text("订单类型"):
        flags.add("presale")
    waybill, carrier = order.waybill_no, order.carrier
    parcel = rows[0].text(*FIELDS["shipment"])
    found = _SHIPMENT.search(parcel)
    if found and not waybill:
        waybill = found.group(1)
        carrier = carrier or re.sub(r"[^\w\u4e00-\u9fff]+", "", parcel.replace(waybill, "", 1)) or None
    return replace(order, flags=frozenset(flags), waybill_no=waybill, carrier=carrier)


class Douyin:
    """Douyin shop (抖店)."""

    id_column = "DY_ORDER_ID"
    exports = (
        Export(
            channel="douyin",
            source="douyin",
            fields=FIELDS,
            others="支付方式|商品ID|商品金额|预约发货时间|旗帜颜色|APP渠道|取消原因|订单类型|车型|是否是以旧换新|换新额外补贴|换新额外补贴发放状态|运费|优惠总金额|平台优惠|商家优惠"
            "|达人优惠|商家改价|支付优惠|红包抵扣|降价类优惠|平台实际承担优惠金额|商家实际承担优惠金额|达人实际承担优惠金额|是否修改过地址|序列号|达人ID|达人昵称"
            "|拼团订单团编号|商品单价是否含税|税费|鲁班落地页ID|所属门店ID|流量来源|仓库ID|是否安心购|广告渠道|流量类型|流量体裁|流量渠道|发货主体|发货主体明细"
            "|教育优惠|预计送达时间|是否平台仓自流转|是否是渠道商品|预约送达时间|建议发货时间（起）|建议发货时间（止）",
            statuses=statuses(
                unpaid="待支付|待确认|未支付|支付处理中",
                deposit="部分支付|待付尾款|定金已支付",
                paid="待发货|备货中|已支付|部分发货|待备货",
                shipped="已发货|已全部发货|待收货|运输中",
                delivered="已完成|已收货|已签收",
                cancelled="已取消|已关闭|发货前退款完结|发货后退款完结|收货后退款完结|退款完结",
            ),
            cases=_CASES,
            split=split,
            finish=finish,
        ),
        Export(
            channel="douyin",
            source="douyin",
            kind="cases",
            fields=columns(
                number="订单号",
                sub_no="商品单号",
                case_no="售后单号",
                case_type="售后类型",
                case_status="售后状态",
                case_reason="售后原因",
                case_text="用户售后说明",
                wanted_spec="换货商品信息",
                applied="售后申请时间",
                agreed_at="同意售后申请时间",
                closed_at="售后关闭时间|售后完结时间",
                shop="店铺名称",
            ),
            others="商品名称|商品ID|应付金额（元）|商品运费（元）|支付优惠（元）|商品税费（元）|商品发货状态|退商品金额（元）|退运费金额（元）|退支付优惠（元）|退税费金额（元）|退款方式"
            "|是否已上传退款凭证|售后原因标签|退货物流单号|退货异常|退货发货时间|退货物流公司|自动处理截止时间|商家退款时间|用户到账时间|商家退货地址|商家退货联系人姓名"
            "|商家退货联系人电话|仲裁状态|纠纷责任方|是否极速退款|是否拒签后退款|发货物流单号|发货物流状态|换货物流单号|退货物流状态|订单备注|售后备注|操作人|协商记录"
            "|商家编码|门店名称",
            needs=("case_no", "case_type", "case_status", "applied"),
            cases=_CASES,
        ),
    )

    @property
    def name(self) -> str:
        """Douyin shop."""
        return _("Douyin shop")

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map order and after-sale answers and pushes."""
        return douyin_messages.read(body, received_at=received_at)


channel: Channel = Douyin()
