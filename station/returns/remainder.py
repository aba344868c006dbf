"""What is wanted when it is no size, colour or model we know: 换雅阁十代用的, 换成无糖的, 发成右舵…换左舵.

Only where the writing itself marks a choice: 换成…, 要…的, or two words of one family with "sent" and "swap" between
them. Plain nouns (换个新的, 换货) never count. Called by ``wanted.wanted``.
"""

from __future__ import annotations

import re

from station.returns.spec_words import PLAIN_NOUNS

_MARKED = re.compile(
    r"(?:(?:更|调|改)?换(?:成|为|做)|改成|改为|调成|应为|应该是|(?:更|调)?换(?=[^,.;!?:]{1,9}(?:的|用|版|型|味|装|款)(?:[,.!?]|$))|"
    r"要换|(?<!不)想要|我要|(?<!不)需要|(?<![想需不主重只])要(?=[^,.;!?:]{2,9}的(?:那款|那个)?[,.!]))"
    r"(?:一|1|个|双|件|条|只|副|套|款|那|这|种|我|给|下|你们|的是|成|为|回)*+(?P<rest>[^,.;!?:\n()]{1,14})"
)
_PAIR = re.compile(
    r"(?:发成|买成|拍成|选成|装成|寄成|送成|订成|错发|买的|发的)(?:了|是)?(?P<old>[一-鿿a-z0-9]{1,5}?)(?:的)?(?:了|,).{0,12}?"
    r"(?:换|要)(?:成|为|个|的是)?(?P<new>[一-鿿a-z0-9]{1,5}?)(?:的|[,.!?]|$)"
)
_SWAP = re.compile(
    r"(?:^|[,.;!?])(?P<old>[一-鿿a-z0-9]{2,6}?)(?:的)?换(?:成|为)?(?P<new>[一-鿿a-z0-9]{2,6}?)(?:的)?(?=[,.;!?]|$)"
)
_NUMBERS = re.compile(r"(?<![\d.])(?P<old>\d{3,5})的?换(?:成|为)?(?P<new>\d{3,5})(?![\d.])")
_PLAIN = re.compile(
    r"(?:换|调)(?:成|为|个|一个|一下)?(?!一[个件双条台只瓶副套张块把对顶盒袋根支])(?P<rest>[一-鿿a-z0-9+]{2,7}?)(?:的|款式)?(?=[,.;!?]|$)"
)
_TAIL = re.compile(
    r"(?:用的|的那款|那款|那种|的话|的|款式|接口|行吗|可以吗|可以不|行不行|好不好|吗|呗|吧|呀|啊|哦|谢谢|好了|就行|即可|一下|嘛|哈)+$"
)


def remainder(text: str) -> tuple[int, int] | None:
    """Return where the wanted thing stands, or nothing."""
    pair = _PAIR.search(text) or _SWAP.search(text) or _NUMBERS.search(text)
    if pair and _alike(pair["old"], pair["new"]) and _names(pair["new"]):
        return pair.span("new")
    plain = [match for match in _PLAIN.finditer(text) if _names(match["rest"])]
    for match in reversed([*plain, *_MARKED.finditer(text)]):
        cut = _TAIL.sub("", match["rest"])
        if 1 < len(cut) <= 10 and _names(cut):
            return match.start("rest"), match.start("rest") + len(cut)
    return None


def _alike(old: str, new: str) -> bool:
    """Two of one family: 圆领 and V领, 6204 and 6205."""
    if old == new:
        return False
    numbers = old.isdigit() and new.isdigit() and len(old) == len(new) >= 3
    return numbers or (old[-1] == new[-1] and not old[-1].isdigit())


def _names(words: str) -> bool:
    return not any(noun in words for noun in PLAIN_NOUNS)
