"""Which size, colour or model does the buyer want instead?

Of the specifications in the text some are what was sent or bought (S改M: the S; 发成02: the 02) and some what is wanted
(换成藏青, 要36, 应为05, 规格：XL). Each is judged by the words right before and after it; the best of each kind wins.
大一码 and 以小换大 become +1, 小一码 -1; 同款 or a broken thing without a specification is the same SKU again.
Called by ``intent.classify``; ``sibling.choose_sibling`` turns the answer into a SKU.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.returns.spec_words import PLAIN_NOUNS
from station.returns.specs import Spec, specs
from station.returns.words import Kind

if TYPE_CHECKING:
    from station.returns.plain import Plain
    from station.returns.signals import Signal


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted instead, as the buyer wrote it; ``None`` where the text does not say.

    Attributes:
        size: ``L``, ``40``, ``17cm`` or steps up and down, ``+1``, ``-1``.
        same: the same SKU again.
        arrow: written as "this for that" (S→M) without any word.
        contrast: one is named against another of its kind (要M不要L).
        complaint: the text says it is too large or small, nothing more.
    """

    size: str | None = None
    color: str | None = None
    model: str | None = None
    same: bool = False
    arrow: bool = False
    contrast: bool = False
    complaint: bool = False

    @property
    def stated(self) -> bool:
        """The text names something."""
        return bool(self.size or self.color or self.model)


_FILL = (
    r"(?:一|1|个|双|件|条|只|顶|副|套|款|台|块|张|把|那个|那|这|的|种|我|你|们|给|下|实际|正确|颜色|尺码|尺寸|码数|号码|鞋码|型号|规格|色号|车型|版本|款式|大小|色|码|号|浅一点|深一点|大一点|小一点|大点|小点|小的|大的|件衣服|to|size|color|the|a|in|"
    r"[\s:(（\"'\[\]【】-])*"
)
_WANTED = re.compile(
    r"(?P<strong>换成|换为|换到|换至|换个|换[一1]|换发|换回|换|调成|调到|调至|调为|调|改成|改为|改到|改至|改发|改要|改|更正为|变成|重发|重新发|重寄|→|->|=>|>|应该?[为是]|实际(?:是|要|需要)?|而?要(?:的是)?|想要|需要?|需求|instead|for|want|need|change|exchange|swap|发我|给我|"
    r"另发|再发|再寄|来|弄|整|拿|选|替换[成为])|(?P<weak>成|为|至|到|发|寄|是|给|想|=|:)"
)
_WANTED_BEFORE = re.compile(rf"(?:{_WANTED.pattern})(?P<fill>{_FILL})$")
_SOURCE_BEFORE = re.compile(
    r"(?:(?:错|误)?发(?:错)?成|发错[了]?|错发[了]?|发了|发来的?[是]?|发的[是]?|收到(?:了|的)?(?:是|个)?|收的是|寄来的?[是]?|寄的[是]?|寄成|寄了|你(?:们|家)?(?:给|却|发|就)+(?:我)?(?:发|寄)?|给我?(?:发|寄)(?:的|来|了)|拍成|拍了|拍的?[是]?|选成|选了|选的[是]?|"
    r"买成|买了|买的?[是]?|下单(?:了|的是)?|下成|下了|订成|订了|穿(?:的|了|惯)?|由|从|把|将|不(?:要|是|想要|需要)|别(?:发|给)|原(?:来|先|本)?(?:的|是|为)?|现有|现在(?:的|是|这)?|目前|给错(?:了|成)?|错了|误选|错选(?:成)?|手滑(?:选|点|拍)(?:了|成)?|"
    r"退(?:掉|了|回)?|标(?:的|着)?|标签|这(?:个|件|双|条)?|平时穿?|一般穿|误(?:拍|买|选)|拍错(?:了|成)?|选错(?:了|成)?|买错(?:了|成)?|wrong|from|not|received|got|装的是|是按|写(?:的|着)?)"
    rf"{_FILL}$"
)
_ORDERED_BEFORE = re.compile(
    rf"(?:订的[是]?|拍的[是]?|买的[是]?|下单(?:的)?(?:是|了)?|选的[是]?|我要的[是]?|要的[是]?|订单(?:是|里是)?|订了|拍了|买了){_FILL}$"
)
_SOURCE_AFTER = re.compile(
    r"^(?:的|码|号|色|款|\s|那件|这件|那双|这双|那个|这个)*(?:(?:有点|有些|太|偏|实在|穿着?|确实|还是|都|试了?|戴着?|上身|感觉|又|我)*(?:太|偏|嫌)?(?:大(?!号|码)|小(?!号|码)|长|短|紧|松|肥|瘦|深|浅|窄|宽|不合|穿不|装不|戴不|用不|不能|不行|不对|不好|不要|错|不适|不喜|勒|挤|too|is)|"
    r"(?:不要|退(?!换)|有(?:问题|瑕疵)|坏|破))"
)
_FOR_AFTER = re.compile(
    r"^(?:的|码|号|色|款|\s|那件|这件|那个)*(?:换成?|更换[成为]?|调换[成为]?|换为|改[成为]?|→|->|=>|>|~|-|调成?|变成?|换到|对调|更改为|to)(?:成|为)?"
)
_MADE_AFTER = re.compile(
    r"^(?:的|码|号|色|款|\s)*,?(?:你们?|商家|卖家|店家|仓库|被|给|错|误|却|结果|现|实际|我|收到)*(?:发成|错发|发错成?|发了|发的|给成|寄成|寄了|发来|收到|到手)"
)
_UP = re.compile(
    r"(?P<n>大|加大|放大|上|长|宽|涨|升)(?P<steps>一|1|两|2|二|三|3)个?(?:码|号|尺码|尺寸|档|size)|(?P<n2>小|缩小|下|短|窄|细|降|减)(?P<steps2>一|1|两|2|二|三|3)个?(?:码|号|尺码|尺寸|档|size)"
)
_ALREADY = re.compile(r"(?:了|有|太|偏|刚好|整整|差)$")
_BIGGER = re.compile(
    r"(?:以小换大|小的?换大的?(?!码|号)|换(?:个|一个|件|双|条|成|一件|一双)?(?:再|稍|更|略)?(?:大|长|宽松|宽|肥)(?:一?点|一?些|点儿|的|$|[,.!])|(?:弄|要|发|拿|整|想|来|寄|给|再|稍微?|更|略|加|调)(?:个|件|双|条|一个|一件|一双)?(?:再|稍|更)?(?:大|长|宽松|宽|肥)(?:一点|点|一些|些|点儿)|bigger|larger|(?:size|one) up)"
)
_SMALLER = re.compile(
    r"(?:以大换小|大的?换小的?(?!码|号)|换(?:个|一个|件|双|条|成|一件|一双)?(?:再|稍|更|略)?(?:小|短|修身|窄|瘦)(?:一?点|一?些|点儿|的|$|[,.!])|(?:弄|要|发|拿|整|想|来|寄|给|再|稍微?|更|略|调)(?:个|件|双|条|一个|一件|一双)?(?:再|稍|更)?(?:小|短|窄|瘦)(?:一点|点|一些|些|点儿)|smaller|(?:size|one) down)"
)
_STEPS = {"一": 1, "1": 1, "两": 2, "2": 2, "二": 2, "三": 3, "3": 3}
_COMPLAINT = re.compile(
    r"(?:尺码|码|偏|太|有点|买|穿|衣服|鞋)(?:太|偏|有点)?(?:大|小|紧|松|长|短)|颜色(?:不对|不一样|不符)|色差"
)
_REST = re.compile(
    r"(?:换成|更换成|更换为|换为|改成|改为|改换成?|调成|调换成|换(?=[^,.;!?:]{1,9}(?:的(?:[,.!]|$)|用的|版|型|味|装(?:[,.!]|$)))|要换|想要|我要|应为|应该是)"
    r"(?:一|1|个|双|件|条|只|副|套|款|那|这|种|我|给|下)*(?P<rest>[^,.;!?:\n()]{1,14})"
)


def wanted(written: Plain, found: list[Signal]) -> Wanted:
    """Return what the text wants instead."""
    text = written.text
    all_specs = specs(text)
    scores = {one: _score(text, one, all_specs) for one in all_specs}
    picked = {kind: _best(kind, all_specs, scores) for kind in ("size", "color", "model")}
    size = _text(written, picked["size"]) or _steps(text)
    color, model = _text(written, picked["color"]), _text(written, picked["model"])
    if not (size or color or model):
        model = _remainder(written)
    same = not (size or color or model) and _same(found, text)
    return Wanted(
        size,
        color,
        model,
        same,
        arrow=_arrow(text, all_specs),
        contrast=_contrast(all_specs, scores),
        complaint=bool(_COMPLAINT.search(text)),
    )


def _text(written: Plain, one: Spec | None) -> str | None:
    return written.written(one.start, one.value_end) if one else None


def _best(kind: str, all_specs: list[Spec], scores: dict[Spec, int]) -> Spec | None:
    mine = [one for one in all_specs if one.kind == kind and scores[one] >= (1 if one.bare else 0)]
    lonely = [one for one in all_specs if one.kind == kind]
    if not mine and len(lonely) == 1 and scores[lonely[0]] == 0 and not _plain_number(lonely[0]):
        mine = lonely
    return max(mine, key=lambda one: (scores[one], one.start), default=None)


def _plain_number(one: Spec) -> bool:
    return one.bare and one.end - one.start <= 5


def _score(text: str, one: Spec, all_specs: list[Spec]) -> int:
    before = text[max(0, one.start - 18) : one.start]
    before = re.split(r"[,.;!?\n]", before)[-1]
    neighbours = [other for other in all_specs if other.end <= one.start and other.start >= one.start - len(before)]
    after = text[one.end : one.end + 14]
    score = _before(before, neighbours, one, text)
    if _SOURCE_AFTER.match(after):
        score -= 5
    if _MADE_AFTER.match(after):
        return 2 if _ORDERED_BEFORE.search(before) or score >= 0 else score
    turned = _FOR_AFTER.match(after)
    if turned and any(other.kind == one.kind and 0 <= other.start - one.end - turned.end() <= 8 for other in all_specs):
        score -= 4
    return score


def _before(before: str, neighbours: list[Spec], one: Spec, text: str) -> int:
    """Judge by the words before; another specification in between is stepped over (换成藏青140)."""
    stripped = before
    if neighbours:
        last = neighbours[-1]
        gap = text[last.end : one.start]
        if re.fullmatch(_FILL + r"(?:和|加|然后|/|\+|、)*" + _FILL, gap) and last.kind != one.kind:
            return _before(before[: len(before) - len(gap) - (last.end - last.start)], neighbours[:-1], last, text)
    if _SOURCE_BEFORE.search(stripped) and not re.search(
        r"(?:给我|帮我)?(?:换|改|调)(?:成|为)?" + _FILL + "$", stripped
    ):
        return (
            1
            if _ORDERED_BEFORE.search(stripped) and re.search(r"发成|发了|发来|收到|发的|给发|发个|错", text[one.end :])
            else -4
        )
    match = _WANTED_BEFORE.search(stripped)
    if match:
        return 4 if match["strong"] else 2
    return 0


def _steps(text: str) -> str | None:
    for match in _UP.finditer(text):
        if _ALREADY.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        up = match["steps"] is not None
        return f"{'+' if up else '-'}{_STEPS[match['steps'] or match['steps2']]}"
    if _BIGGER.search(text):
        return "+1"
    return "-1" if _SMALLER.search(text) else None


def _remainder(written: Plain) -> str | None:
    for match in reversed(list(_REST.finditer(written.text))):
        rest = match["rest"]
        cut = re.sub(
            r"(?:用的|的那款|那款|那种|的话|的|款式|行吗|可以吗|吗|呗|吧|呀|啊|哦|谢谢|好吗|好了|就行|即可|一下|嘛)+$",
            "",
            rest,
        )
        if 1 < len(cut) <= 10 and not any(noun in cut for noun in PLAIN_NOUNS):
            start = match.start("rest") + rest.index(cut)
            return written.written(start, start + len(cut))
    return None


def _same(found: list[Signal], text: str) -> bool:
    kinds = {one.kind for one in found}
    if re.search(r"(?:换|改)(?:个)?(?:码|色|尺|颜|款|规格|型号)", text):
        return False
    return bool(kinds & {Kind.SAME, Kind.BROKEN}) or bool(
        re.search(r"换新|新的|好的|同款|换机|以换代修|以旧换新", text)
    )


def _arrow(text: str, all_specs: list[Spec]) -> bool:
    return any(
        one.kind == other.kind
        and re.fullmatch(
            r"(?:码|号|色|的|\s)*(?:→|->|=>|换|改|>|换成|改成|to)\s?(?:成|为)?", text[one.end : other.start]
        )
        for one, other in zip(all_specs, all_specs[1:], strict=False)
    )


def _contrast(all_specs: list[Spec], scores: dict[Spec, int]) -> bool:
    for kind in ("size", "color", "model"):
        mine = [scores[one] for one in all_specs if one.kind == kind]
        if len(mine) > 1 and max(mine) > 0 > min(mine):
            return True
    return False
