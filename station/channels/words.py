"""Status and after-sale words that mean the same on every platform, and how words are compared.

Closed world: a word that neither the channel nor this list knows is refused by name. 已确认 is not here and must not
be: sales, warehouse and finance mean three different things by it (row A09), so somebody has to say what it means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.cells import CellError
from station.orders.canonical import CaseType, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

PART_SHIPPED = frozenset({"部分发货", "卖家部分发货", "部分已发货"})
YES = frozenset({"是", "Y", "y", "true", "True", "1", "有"})
NO = frozenset({"否", "N", "n", "false", "False", "0", "无"})
_SIGNS = re.compile(r"[\s,，、。;；:：/\-—_()（）\[\]【】!！]+")


def bare(word: str) -> str:
    """Return the word without spaces and punctuation, as words are compared."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", word))


def statuses(**words: str) -> dict[str, ChannelStatus]:
    """Return a table of status words from ``paid="待发货|备货中"``."""
    return {bare(word): ChannelStatus(status) for status, many in words.items() for word in many.split("|")}


@dataclass(frozen=True, slots=True)
class CaseWord:
    """What an after-sale word says; ``None`` in a table means "no case"."""

    type: CaseType
    open: bool
    agreed: bool = False


def case_words(meaning: CaseWord | None, words: str) -> dict[str, CaseWord | None]:
    """Return a table of after-sale words that all mean the same."""
    return {bare(word): meaning for word in words.split("|")}


COMMON: Mapping[str, ChannelStatus] = statuses(
    unpaid="待付款|待支付|未付款|未支付|等待买家付款|等待付款|付款确认中",
    deposit="待付尾款|等待买家付尾款|定金已付|已付定金|待支付尾款|尾款待支付|尾款未付",
    paid="待发货|等待发货|等待卖家发货|已付款|已支付|未发货|备货中|买家已付款|已付款待发货|部分发货|待配货|部分已发货|卖家部分发货",
    shipped="已发货|待收货|待签收|卖家已发货|已发货待签收|已发货待收货|运输中|等待买家确认收货|等待买家收货|等待确认收货|已出库",
    delivered="已签收|已收货|确认收货|已完成|交易成功|交易完成|完成|买家已签收|已确认收货|订单完成",
    cancelled="已取消|已关闭|交易关闭|交易取消|取消|关闭|订单关闭|订单取消|交易已关闭|交易终止|用户取消|系统取消",
)
_REFUND, _RETURN, _SWAP, _OTHER = CaseType.REFUND_ONLY, CaseType.RETURN_REFUND, CaseType.EXCHANGE, CaseType.OTHER
COMMON_CASES: Mapping[str, CaseWord | None] = {
    **case_words(
        None, "|无|无售后|没有申请退款|无售后或售后取消|未申请售后|暂无售后|无退款|没有退款|否|正常|0|未售后|无售后单"
    ),
    **case_words(
        CaseWord(_REFUND, open=False, agreed=True),
        "退款成功|已退款|全额退款|退款完成|售后退款成功|全部退款成功|同意退款退款成功|同意退款|已全额退款|已同意退款|全部退款|仅退款成功|全额退款成功",
    ),
    **case_words(CaseWord(_RETURN, open=False, agreed=True), "退货退款成功|退货成功|已退货退款|退货退款完成"),
    **case_words(
        CaseWord(_REFUND, open=True),
        "退款中|退款处理中|退款申请中|待退款|申请退款|等待退款|仅退款中|待商家退款|待卖家同意退款|待商家同意退款|用户申请退款|商家退款中|平台退款中|同意退款退款中",
    ),
    **case_words(
        CaseWord(_RETURN, open=True),
        "退货中|退货退款中|待买家退货|待商家收货|待退货|退货处理中|退货申请中|买家已退货待商家收货|待买家退货处理|待买家发货|待卖家收货",
    ),
    **case_words(CaseWord(_SWAP, open=True), "换货中|换货处理中|换货申请中|待换货|换货待处理|待商家换货"),
    **case_words(CaseWord(_SWAP, open=False, agreed=True), "换货成功|换货完成|已换货"),
    **case_words(
        CaseWord(_OTHER, open=True),
        "售后处理中|售后中|待商家处理|待处理|处理中|待买家处理|平台介入中|待平台处理|售后申请中|等待商家处理|等待卖家处理|客服处理中|仲裁中|待审核|商家处理中|部分售后中"
        "|用户发起售后|售后待处理|待商家同意|已申请|有售后|买家申请待商家处理|平台处理中|售后待商家处理|待客服处理|待商家审核",
    ),
    **case_words(
        CaseWord(_OTHER, open=False),
        "售后关闭|退款关闭|售后取消|退款取消|已撤销|用户取消|已拒绝|退款失败|售后已关闭|售后拒绝|拒绝退款|售后撤销|换货关闭|退货关闭|商家拒绝|售后失败|退款拒绝|已关闭|买家撤销|用户取消售后申请|用户取消申请"
        "|已取消|部分退款|部分退款成功|已部分退款",
    ),
    **case_words(CaseWord(_OTHER, open=False, agreed=True), "售后完成|售后成功|售后已完成|已完成|完成|已解决"),
    **case_words(CaseWord(CaseType.RESEND, open=True), "补寄中|补寄成功|补发中|补寄待处理|补寄待商家发货"),
    **case_words(CaseWord(CaseType.REPAIR, open=True), "维修中|维修待处理|待商家同意维修"),
    **case_words(CaseWord(CaseType.REPAIR, open=False, agreed=True), "维修成功|维修完成"),
    **case_words(CaseWord(CaseType.REPAIR, open=False), "维修关闭"),
    **case_words(CaseWord(CaseType.OTHER, open=False, agreed=True), "价保成功"),
}
TYPES: Mapping[str, CaseType] = {
    bare(word): kind
    for kind, words in (
        (CaseType.EXCHANGE, "换货|换货申请|退换货|售后换货"),
        (
            CaseType.REFUND_ONLY,
            "仅退款|退款|售后仅退款|发货前退款|未发货退款|发货前仅退款|未发货仅退款|已发货仅退款|发货后仅退款|系统取消|用户取消|我要退款无需退货",
        ),
        (CaseType.RETURN_REFUND, "退货退款|退货|售后退货|我要退货退款|售后退货退款"),
        (CaseType.RESEND, "补寄|补发|缺货补寄|补发商品"),
        (CaseType.REPAIR, "维修"),
        (CaseType.OTHER, "价保|价格保护|退差价|其他"),
    )
    for word in words.split("|")
}


def status_of(text: str, own: Mapping[str, ChannelStatus], *, column: str) -> ChannelStatus:
    """Return what a status word means.

    Raises:
        CellError: nobody said what this word means.
    """
    word = bare(text)
    found = own.get(word) or COMMON.get(word)
    if found is None:
        raise CellError(column, text, _unknown(text, word))
    return found


def _unknown(text: str, word: str) -> str:
    if word == "已确认":
        return _("已确认 means something else to everybody: say what it means here with --status 已确认=paid")
    if not word:
        return _("The order status is missing: export the orders with their status")
    return _("This order status is not known: say what it means with --status {status}=paid").format(status=text)


def unexplained(text: str, why: str) -> bool:
    """Tell whether a value was refused because nobody said what this status word means."""
    return bool(bare(text)) and why == _unknown(text, bare(text))


def case_of(text: str, own: Mapping[str, CaseWord | None], *, column: str) -> CaseWord | None:
    """Return what an after-sale word means; ``None`` for no case.

    Raises:
        CellError: nobody said what this word means.
    """
    word = bare(text)
    if word in own:
        return own[word]
    if word in COMMON_CASES:
        return COMMON_CASES[word]
    why = _("This after-sale status is not known, so the order cannot be judged: look at it on the platform")
    raise CellError(column, text, why)


def type_of(text: str, *, column: str) -> CaseType:
    """Return the type of a case.

    Raises:
        CellError: nobody said what this word means.
    """
    found = TYPES.get(bare(text))
    if found is None:
        raise CellError(column, text, _("This after-sale type is not known: look at the case on the platform"))
    return found
