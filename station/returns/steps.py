"""One size up or down: 大一码, 换小一号, 弄个大一点的, 以小换大 -> +1, -1, +2.

大了一码 and 有点大 are complaints, not wishes: they give nothing. Called by ``wanted.wanted``.
"""

from __future__ import annotations

import re

_STEPS = {"一": 1, "1": 1, "两": 2, "2": 2, "二": 2, "三": 3, "3": 3}
_NAMED = re.compile(
    r"(?P<way>大|加大|放大|上|长|宽|涨|升|小|缩小|下|短|窄|细|降|减)(?P<steps>一|1|两|2|二|三|3)个?(?:码|号|尺码|尺寸|档|size)"
)
_ALREADY = re.compile(r"(?:[了有太偏差]|刚好|整整)$")
_ASKED = re.compile(r"(?:换|要|调|改|拿|发|再|想|弄|给|往)(?:成|个|我|再)*$")
_UP = "大|加大|放大|上|长|宽|涨|升"
_ASK = r"(?:换|弄|要|发|拿|整|想|来|寄|给|调|改|再|稍微?|更|略|加)(?:成|个|件|双|条|只|一|款)*(?:再|稍|更|略)?"
_END = r"(?:一?点儿?|一?些|的|(?=[,.!?呀吧嘛]|$))"
_BIGGER = re.compile(
    rf"以小换大|小的?换(?:成)?(?:个)?大的?(?![码号])|{_ASK}(?:大|长|宽松|宽|肥){_END}|往大|"
    "bigger|larger|(?:size|one) up"
)
_SMALLER = re.compile(
    rf"以大换小|大的?换(?:成)?(?:个)?小的?(?![码号])|{_ASK}(?:小|短|修身|窄|瘦){_END}|往小|smaller|(?:size|one) down"
)


def steps(text: str) -> str | None:
    """Return ``+n`` or ``-n`` when the text asks for another size by steps."""
    named = [one for one in _NAMED.finditer(text) if not _ALREADY.search(text[max(0, one.start() - 2) : one.start()])]
    asked = [one for one in named if _ASKED.search(text[: one.start()])] or named
    if asked:
        up = asked[-1]["way"] in _UP.split("|")
        return f"{'+' if up else '-'}{_STEPS[asked[-1]['steps']]}"
    if _BIGGER.search(text):
        return "+1"
    return "-1" if _SMALLER.search(text) else None
