"""Words of the buyer that the courier must read go onto the waybill (row B34).

``remark`` is what the label prints; the hint only tells the packer that it stands there.
"""

from __future__ import annotations

import re

from station.hints.base import Facts, Hint
from station.hints.card import Severity
from station.hints.quote import clauses, quote
from station.text import _

version = 1
LIMIT = 40  # what a waybill's remark line holds
_COURIER_WORDS = (
    *(
        "送货?上门",
        "送上楼",
        "送到家",
        "驿站",
        "快递柜",
        "丰巢",
        "菜鸟",
        "代收",
        "门卫",
        "保安",
        "前台",
        "传达室",
        "自提",
    ),
    *("本人签收", "当面", "开箱验", "验货", "电话", "电联", "联系我", "提前联系", "发短信", "别[打敲]", "不要[打敲按]"),
    *("周[一二三四五六日末]", "工作日", "节假日", "白天", "晚上", "上午", "下午", "中午", "点之?[前后]"),
    *("易碎", "轻放", "[勿别][压摔倒]", "朝上", "怕[压摔水潮晒]", "冷藏", "冷冻", "保鲜", "生鲜", "急件", "加急"),
)
_OTHER_WORDS = ("发[货顺中圆申韵]", "尽快发", "早点发", "什么时候", "客服", "[吗呢]$", "保鲜膜")
_FOR_THE_COURIER = re.compile("|".join(_COURIER_WORDS))
_NOT_THE_COURIER = re.compile("|".join(_OTHER_WORDS))


def remark(*notes: str) -> str:
    """Return what the courier must read, "" when there is nothing."""
    said = [clause for note in notes for clause in clauses(note, limit=LIMIT)]
    kept = [words for words in said if _FOR_THE_COURIER.search(words) and not _NOT_THE_COURIER.search(words)]
    return quote("；".join(dict.fromkeys(kept)), limit=LIMIT)


def rule(facts: Facts) -> Hint | None:
    """Tell that the waybill carries words for the courier."""
    words = remark(facts.buyer_note)
    if not words:
        return None
    return Hint(
        _("On the waybill for the courier: {words}").format(words=words),
        _("The buyer’s note: “{note}”").format(note=quote(facts.buyer_note)),
        Severity.INFO,
        inputs={"remark": words},
    )
