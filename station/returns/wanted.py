"""Which size, colour or model does the buyer want instead?

Of the specifications in the text some are what was sent or bought (S改M: the S; 发成02: the 02) and some what is
wanted (换成藏青, 要36, 应为05, 规格：XL). Each is judged by the words right before and after it (tables in
``spec_words.py``); the best of each kind wins. 大一码 and 以小换大 become +1, 小一码 -1; 同款 or a broken thing without
a specification is the same SKU again. Called by ``intent.classify``; ``sibling.choose_sibling`` finds the SKU.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from station.returns import spec_words as words
from station.returns.remainder import remainder
from station.returns.signals import compiled
from station.returns.specs import Spec, specs
from station.returns.steps import steps
from station.returns.words import Kind

if TYPE_CHECKING:
    from station.returns.plain import Plain
    from station.returns.signals import Signal

KINDS = ("size", "color", "model")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted instead, as the buyer wrote it; ``None`` where the text does not say.

    Attributes:
        size: ``L``, ``40``, ``17cm`` or steps up and down, ``+1``, ``-1``.
        color: 蓝色, 淺灰, 05 …
        model: 厚款, BX-200, 500ml …
        same: the same SKU again.
        arrow: written as "this for that" (S→M) without any word.
        guessed: the model is what was left of the clause, not a known form.
        contrast: one is named against another of its kind (要M不要L).
        complaint: the text says it is too large or small, nothing more.
    """

    size: str | None = None
    color: str | None = None
    model: str | None = None
    same: bool = False
    arrow: bool = False
    guessed: bool = False
    contrast: bool = False
    complaint: bool = False

    @property
    def stated(self) -> bool:
        """The text names something."""
        return bool(self.size or self.color or self.model)


def _any(table: tuple[str, ...]) -> str:
    return "(?:" + "|".join(compiled(row) for row in sorted(table, key=len, reverse=True)) + ")"


_FILL = f"{_any(words.FILL)}*+"  # possessive: never tried twice
_TARGET = re.compile(f"(?:(?P<strong>{_any(words.TARGET)})|{_any(words.TARGET_WEAK)}){_FILL}$")
_SOURCE = re.compile(f"{_any(words.SOURCE)}{_FILL}$")
_ORDERED = re.compile(f"{_any(words.ORDERED)}{_FILL}$")
_TURNED = re.compile(r"(?:换|改|调|发|补)(?:成|为|回)?(?:我|你|个|一|原来|原先|当初|之前|本来)*$")
_TOO = re.compile(f"^{_any(words.TOO)}*+(?:{_any(words.TOO_WHAT)}(?!号|码|一)|不要(?=[,.;!了]|$))")
_MADE = re.compile(
    rf"^(?:的|码|号|色|款|\s)*,?(?:你|们|商家|卖家|店家|仓库|被|给|错|误|却|结果|现|实际|我)*{_any(words.MADE)}"
)
_SENT_OTHER = re.compile(r"^(?:的|码|号|色|款)*,?(?:却|只|给|你们?)*(?:实?发|来|寄|送|到|实?收)(?:了|成|的|来)?")
_SENT = re.compile(r"发成|发了|发来|收到|发的|给发|发个|错|寄来|送来")
_FOR = re.compile(
    r"^(?:的|码|号|色|款|\s|那件|这件|那个)*"
    r"(?:(?:更|调|改|对|想|要|需|申请)?(?:换|改|调|变)(?:成|为|到)?|→|->|=>|>|~|-|对调|更改为|to)(?:成|为)?"
)
_COMPLAINT = re.compile(
    r"(?:尺码|码|偏|太|有点|买|穿|衣服|鞋)(?:太|偏|有点)?[大小紧松长短]|颜色(?:不对|不一样|不符)|色差"
)
_GENERAL = re.compile(r"(?:换|改)个?(?:码|色|尺|颜|款|规格|型号)")
_RENEWED = re.compile(r"换新|新的|好的|同款|换机|以换代修|以旧换新")
_ARROW = re.compile(r"(?:码|号|色|的|[\s,])*(?:想|要|需|请|申请)?(?:→|->|=>|换|改|>|换成|改成|to)[\s,]?(?:成|为)?")
_STEP_OVER = re.compile(f"{_FILL}[和加/+、-]?{_FILL}")
_REST = re.compile(rf"(?:{_any(words.FILL)}|换货|更换|调换|换|就(?:行|好|可以|成)|即可|可以|[\s/+~谢（）])*+")
_CLAUSE = re.compile(r"[,.;!?\n【】\[\]]")


def wanted(written: Plain, found: list[Signal]) -> Wanted:
    """Return what the text wants instead."""
    text = written.text
    mine = specs(text)
    scores = _scores(text, mine)
    size, color, model = (_text(written, _best(kind, mine, scores)) for kind in KINDS)
    size = size or steps(text)
    guessed = False
    if not (size or color or model):
        place = remainder(text)
        model = written.written(*place) if place else None
        guessed = model is not None
        if place and text[place[1] - 1] in words.COLOR_HEADS:  # 雅黑
            color, model = model, None
    named = bool(size or color or model)
    return Wanted(
        size,
        color,
        model,
        same=not named and _same(found, text),
        arrow=_arrow(text, mine),
        guessed=guessed,
        contrast=_contrast(mine, scores),
        complaint=bool(_COMPLAINT.search(text)),
    )


def _text(written: Plain, one: Spec | None) -> str | None:
    return written.written(one.start, one.value_end) if one else None


def _best(kind: str, mine: list[Spec], scores: dict[Spec, int]) -> Spec | None:
    good = [one for one in mine if one.kind == kind and scores[one] >= (1 if one.bare else 0)]
    return max(good, key=lambda one: (scores[one], one.start), default=None)


def _scores(text: str, mine: list[Spec]) -> dict[Spec, int]:
    scores: dict[Spec, int] = {}
    ordered: set[str] = set()  # kinds of which "ordered X, got …" was read
    for one in mine:
        score, made = _score(text, one, mine)
        if made:
            ordered.add(one.kind)
        elif one.kind in ordered and score < 4:
            score = min(score, -2)
        scores[one] = score
    return scores


def _score(text: str, one: Spec, mine: list[Spec]) -> tuple[int, bool]:
    """Judge one by what stands around it; also say whether it is what was ordered."""
    score = _before(text, one, mine)
    after = text[one.end : one.end + 14]
    if _TOO.match(after):
        score -= 5
    if _MADE.match(after) and not _SOURCE_ONLY.search(_clause(text, one.start)):
        return (max(score, 2), True)
    sent = _SENT_OTHER.match(after)
    if sent and any(other.kind == one.kind and 0 <= other.start - one.end - sent.end() <= 2 for other in mine):
        return (max(score, 2), True)
    turned = _FOR.match(after)
    if turned and any(other.kind == one.kind and 0 <= other.start - one.end - turned.end() <= 8 for other in mine):
        score -= 4
    if score == 0 and _alone(text, one, mine):
        score = 1
    return score, False


_SOURCE_ONLY = re.compile(r"(?:把|将|由|从|发成|收到)[^,]*$")


def _clause(text: str, end: int) -> str:
    return _CLAUSE.split(text[max(0, end - 20) : end])[-1]


def _before(text: str, one: Spec, mine: list[Spec]) -> int:
    """Judge by the words before; another kind of specification in between is stepped over (换成藏青140)."""
    before = _clause(text, one.start)
    for other in mine:
        between = text[other.end : one.start]
        if other.end <= one.start and other.kind != one.kind and _STEP_OVER.fullmatch(between):
            return _before(text, other, mine)
    source = _SOURCE.search(before)
    if source:
        if _TURNED.search(before[: source.start()]):
            return 4
        made = _ORDERED.search(before) and _SENT.search(text[one.end :])
        return 1 if made else -4
    target = _TARGET.search(before)
    if target:
        return 4 if target["strong"] else 2
    return 0


def _alone(text: str, one: Spec, mine: list[Spec]) -> bool:
    """The clause is nothing but specifications: 换货，XL 黑."""
    start = one.start - len(_clause(text, one.start))
    end = one.end + len(_CLAUSE.split(text[one.end :])[0])
    rest = list(text[start:end])
    for other in mine:
        if other.start < end and other.end > start:
            rest[max(0, other.start - start) : other.end - start] = [" "] * (other.end - max(start, other.start))
    return _REST.fullmatch("".join(rest)) is not None


def _same(found: list[Signal], text: str) -> bool:
    if _GENERAL.search(text):
        return False
    return any(one.kind in (Kind.SAME, Kind.BROKEN) for one in found) or bool(_RENEWED.search(text))


def _arrow(text: str, mine: list[Spec]) -> bool:
    pairs = pairwise(mine)
    return any(one.kind == other.kind and _ARROW.fullmatch(text[one.end : other.start]) for one, other in pairs)


def _contrast(mine: list[Spec], scores: dict[Spec, int]) -> bool:
    for kind in KINDS:
        values = [scores[one] for one in mine if one.kind == kind]
        if len(values) > 1 and max(values) > 0 > min(values):
            return True
    return False
