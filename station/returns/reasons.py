"""Why buyers come back, in the words of the shop: what a return text complains of, for counting only.

The first reason that fits counts. Data for ``station/figures/return_reasons.py``; nothing is decided by it.
"""

from __future__ import annotations

import re

from station.text import _

_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("too_small", r"[偏太]?小了|偏小|太小|太?紧|挤|勒|短了|换大|大一[码号]|买小|拍小"),
        ("too_large", r"[偏太]?大了|偏大|太大|太?松|肥|长了|换小|小一[码号]|买大|拍大"),
        ("wrong_sent", r"发错|错发|寄错|配错|不是我[买拍要]的|货不对板|发成"),
        ("colour", r"颜色|色差|色号|换色|[换改]成?[一-鿿]{0,3}色"),
        ("broken", r"坏|碎|破|裂|划痕|漏|变形|瑕疵|开胶|开线|掉漆"),
        ("quality", r"质量|做工|起球|掉色|异味|味道|不能用|用不了|故障|不亮|不通电|起毛"),
        ("not_received", r"没收到|未收到|没到|丢件|丢失|物流|空包|没发货|未发货|不发货"),
        ("missing", r"少[发件了寄]|漏[发寄]|缺"),
        ("not_as_described", r"描述不符|图片不符|与.{0,6}不符|假货|不一样"),
        ("changed_mind", r"不想要|不要了|不喜欢|不合适|不好看|多拍|拍错|买错|重复|无理由"),
        ("price", r"降价|差价|便宜|保价|价保|补差"),
    )
)


def reason_of(text: str) -> str:
    """Return the reason a text gives, ``other`` when it gives none we know."""
    return next((name for name, pattern in _REASONS if pattern.search(text)), "other")


def reason_name(reason: str) -> str:
    """Return the reason as people read it."""
    return {
        "too_small": _("too small"),
        "too_large": _("too large"),
        "wrong_sent": _("wrong item sent"),
        "colour": _("colour"),
        "broken": _("broken"),
        "quality": _("quality"),
        "not_received": _("not received"),
        "missing": _("something missing"),
        "not_as_described": _("not as described"),
        "changed_mind": _("changed their mind"),
        "price": _("price"),
        "other": _("other reason"),
    }[reason]
