"""What buyers complained of before: kept by buyer, so that the next parcel is packed better (rows A44, B40).

Complaints come from service, from imports and from return texts; ``kind_of`` reads the kind from the words where the
source does not say. The words are kept as they were said and quoted shortened, without control characters and
without long numbers, where they are shown (``station/hints/quote.py``).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from station.store import people

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx

_NAMESPACE = UUID("3f0b1c52-7a0d-5a61-8a55-0c4f4e1b7d02")
_KEPT = 500  # characters of a complaint worth keeping


class Kind(StrEnum):
    """What a complaint is about."""

    PACKAGING = "packaging"  # 包装破损
    WRONG_ITEM = "wrong_item"
    MISSING = "missing"
    QUALITY = "quality"
    LATE = "late"
    OTHER = "other"


_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.PACKAGING,
        re.compile(
            r"(?:包装|包裹|外包装|快递|盒子?|箱子?|纸箱|袋子?)[^,，。;；!！?？]{0,8}?"
            r"(?:破|烂|坏|瘪|变形|压扁|压坏|裂|散|湿|漏|太薄|简陋|不结实|差)"
            r"|(?:压|摔|磕|碰|挤|撞|震)(?:坏|扁|碎|烂|瘪|破|变形|裂)|漏液|洒了|碎了|破损|气泡膜"
        ),
    ),
    (Kind.MISSING, re.compile(r"(?:少|漏)(?:发|寄|了|装|给)|缺(?:件|少|了)|没(?:有)?收到(?:赠品|礼品)")),
    (Kind.WRONG_ITEM, re.compile(r"(?:发|寄|拿|配)错|货不对板|不是我(?:买|拍|要)的")),
    (Kind.LATE, re.compile(r"(?:太|很|这么|那么)慢|迟迟|还没(?:发|到)|拖")),
    (Kind.QUALITY, re.compile(r"质量|色差|掉色|起球|开线|异味|瑕疵|故障|不能用|用不了|坏了")),
)


def kind_of(words: str) -> Kind:
    """Return what a complaint is about, as far as its words tell."""
    return next((kind for kind, pattern in _WORDS if pattern.search(words)), Kind.OTHER)


def add_complaint(
    tx: Tx,
    buyer_key: str,
    *,
    words: str,
    at: datetime,
    kind: str | None = None,
    order_id: str | None = None,
    complaint_id: str | None = None,
) -> bool:
    """Remember a complaint; the same one told twice counts once (then ``False``)."""
    said = words.strip()[:_KEPT]
    identity = complaint_id or uuid5(_NAMESPACE, f"{buyer_key}\x1f{order_id}\x1f{at.isoformat()}\x1f{said}").hex
    return people.add_complaint(
        tx, buyer_key, complaint_id=identity, kind=kind or kind_of(said), words=said, at=at, order_id=order_id
    )
