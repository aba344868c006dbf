"""Special requests in the notes of an order: what must go in, what must never be used (row B33).

Nothing is translated or guessed: a wish is the customer's own clause, found by what it asks for. ``禁用胶带`` and
``不要放小票`` forbid; ``需防潮膜`` and ``包装结实点`` ask; ``不用放贺卡`` merely declines; ``别忘了放气泡膜`` asks,
although it says 别. A clause about last time (``上次压坏了``) or a question is no wish.
Called by the rules ``special_requests`` and ``forbidden_materials``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from station.hints.quote import clauses

_PACKING = (
    *("胶带", "胶布", "胶纸", "透明胶", "封箱胶", "双面胶", "防潮", "干燥剂", "气泡", "泡泡[膜纸袋]", "泡沫", "珍珠棉"),
    *("缓冲", "填充", "防静电", "真空", "冰袋", "保温", "木箱", "木架", "纸箱", "纸盒", "硬盒", "礼盒", "礼袋"),
    *("礼品[袋盒]", "包装[盒袋纸]", "塑料", "订书[钉针]", "编织袋", "缠绕膜", "保护膜", "护角", "托盘", "防水袋"),
    *("快递袋", "贺卡", "卡片", "保鲜膜", "牛皮纸", "报纸"),
)
_PAPERS = (
    *("小票", "清单", "送货单", "发货单", "价格", "吊牌", "价签", "价钱", "广告", "宣传[单册页]?", "发票", "收据"),
    *("店名", "logo", "LOGO"),
)
_STRICT_NO = (
    *("禁用", "禁止", "严禁", "不得", "不许", "不准", "不可以?", "不能", "拒绝", "切勿", "请勿", "勿", "别", "不要"),
    *("不放", "不贴", "不带"),
)
_MILD_NO = ("不用", "无需", "不需要?", "不必", "免(?!费)", "没必要")
_DOUBLE_NO = (
    *("[不别勿][要能可]?以?再?[忘漏遗少省没缺]", "不[能可]以?不", "[别勿]不"),
    "必不可少",
    "不得不",
)
_CARE_WORDS = (
    *("结实", "牢固", "加固", "加厚", "防[摔压震撞碎水]", "易碎", "轻拿轻放", "小心[包轻]", "仔细包", "好好包"),
    *("原包装", "原盒", "送人", "送礼", "当礼物", "[包裹缠垫][几两]层", "多[包裹缠垫][几两一点层]?"),
    *("包装?[的得要请]?再?[厚好严紧密牢]", "包装?[的得要请]?(?:仔细|漂亮|精美)"),
)
_ASKING = ("需", "要", "请", "麻烦", "务必", "必须", *"加多用垫套裹包", *"放附装缠贴打给帮带")
_PAST_WORDS = ("上次", "上回", "之前", "以前", "上一?单", "收到", "怎么", "为什么", "[吗呢]$", "没有?用")
_NOW_WORDS = ("这次", "这回", "此次", "请", "务必", "麻烦", "一定")
_LABELS = ("特殊要求", "包装要求", "特殊备注", "打包要求", "打包备注")


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


_THING = _any(*_PACKING, *_PAPERS)
_ASKED_THING = _any(*_PACKING)
_DOUBLE = _any(*_DOUBLE_NO)
_STRICT = _any(*_STRICT_NO)
_MILD = _any(*_MILD_NO)
_NAMED = re.compile(r"(?:禁用|禁止使用|严禁使用|禁止|严禁)\S")
_VERB = _any(*_ASKING)
_CARE = _any(*_CARE_WORDS)
_LABELLED = re.compile(rf"(?:{'|'.join(_LABELS)})\s*[:：]?\s*(\S.*)")
_PAST = _any(*_PAST_WORDS)
_NOW = _any(*_NOW_WORDS)
_EMPTY = frozenset({"", "无", "没有", "暂无"})


@dataclass(frozen=True, slots=True)
class Wish:
    """One request in the customer's own words; ``forbids`` when something must not be used."""

    words: str
    forbids: bool


def wishes(note: str) -> tuple[Wish, ...]:
    """Return the requests of a note, in its order, each once."""
    found: dict[str, Wish] = {}
    for clause in clauses(note):
        wish = _wish(clause)
        if wish is not None:
            found.setdefault(wish.words, wish)
    return tuple(found.values())


def _wish(clause: str) -> Wish | None:
    labelled = _LABELLED.match(clause)
    said = labelled[1] if labelled else clause
    if _forbids(said):
        return Wish(said, forbids=True)
    if labelled and said not in _EMPTY:
        return Wish(said, forbids=False)
    return Wish(said, forbids=False) if _asks(said) else None


def _forbids(clause: str) -> bool:
    if _DOUBLE.search(clause):
        return False
    if _NAMED.search(clause):
        return True
    strict = _STRICT.search(clause)
    return strict is not None and _THING.search(clause, strict.end()) is not None


def _asks(clause: str) -> bool:
    if _PAST.search(clause) and not _NOW.search(clause):
        return False
    if _CARE.search(clause):
        return True
    if _MILD.search(clause) and _THING.search(clause):
        return True
    wanted = _VERB.search(clause) or _DOUBLE.search(clause)
    return wanted is not None and _ASKED_THING.search(clause) is not None
