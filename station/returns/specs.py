"""Sizes, colours and models found in a plain return text, with what they would be called.

A size is 大号, XL, 40码, 17cm, 160/50, 3/8 or a bare number in the range of sizes; a colour is a colour word, 深色
or a colour code (色号 05); a model is 厚款, BX-200, 500ml or what follows 型号. ``wanted.py`` decides which is wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from station.returns.spec_words import (
    COLOR_HEADS,
    COLOR_MODIFIERS,
    COLOR_NAMES,
    MODEL_HEADS,
    NOT_COLORS,
    NOT_MODELS,
    SIZE_WORDS,
)


@dataclass(frozen=True, slots=True)
class Spec:
    """One specification in the text.

    Attributes:
        kind: size, color or model.
        start: where it starts.
        end: where the whole expression ends (40码).
        value_end: where the value ends (40).
        bare: a number that is a size only if the words around say so.
    """

    kind: str
    start: int
    end: int
    value_end: int
    bare: bool = False


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMBER = r"\d+(?:\.\d+)?"
_TIMES = rf"(?:\s?[x*×/乘-]\s?{_NUMBER})"
_UNITS = (
    r"厘米|公分|毫米|英寸|cm|mm|kg|米|寸|尺|分(?!钟|之|开|量|期|评|部|明|散|别|享)|斤|岁|个月|m(?![a-z])|in(?![a-z])|\""
)
_LETTERS = r"(?<![a-z0-9])(?:[2-9]xl|x{1,5}[ls]|[2-9]xs|[sml])(?![a-z0-9])"
_SIZE = re.compile(
    rf"(?P<letters>(?:{_LETTERS})(?:/(?:{_LETTERS}))?)(?:码|号)?|"
    rf"(?P<words>(?<![有太偏好很再点])(?:{_any(SIZE_WORDS)}))|"
    rf"(?P<cup>(?<![a-z0-9.])\d{{3}}/\d{{2,3}}[a-z]|(?:3\d|4\d|6[05]|7[05]|8[05]|9[05])[a-f](?![a-z0-9]))|"
    rf"(?<![a-z0-9.])(?<![a-z0-9]-)(?P<coded>{_NUMBER}{_TIMES}*)\s?(?:个?码|号(?!楼|线|链|店|院|发|买|下|收|到|寄|前|之))|"
    rf"(?<![a-z0-9.])(?<![a-z0-9]-)(?P<measured>{_NUMBER}{_TIMES}*\s?(?:{_UNITS})(?:\d(?!\d))?(?:[x*×乘]{_NUMBER}(?:{_UNITS})?(?:\d(?!\d))?)*)|"
    rf"(?:size\s?)(?P<english>\d{{1,2}}(?:\.5)?)(?![\d.])|"
    rf"(?P<metres>(?<=换)\d\.\d{{1,2}}(?![\d%元块a-z])|(?<![\d.])\d\.\d{{1,2}}(?=换|改))|"
    rf"(?P<spoken>[一二两三四五六七八九十]{{1,3}}(?:米[一二三四五六七八九半]?|尺[一二三四五六七八九半]?|寸))|"
    rf"(?P<spoken_half>[二三四]?十[一二三四五六七八九]?[码号]半)|(?<=[换要穿数码])(?:个|双|件|成|到|一双|一个)?(?P<spoken_bare>[三四]十[一二三四五六七八九]?)(?![一-鿿]*[元块天件])|"
    rf"(?P<spoken_code>(?:[二三四五六七八九]?十[一二三四五六七八九]?|[三四][一二三四五六七八九零])(?:半)?)(?:码|号)|"
    rf"(?<![a-z0-9.])(?<![a-z0-9]-)(?P<pair>\d{{2,3}}\s?[/*x×]\s?\d{{2,3}}(?:\s?[/*x×]\s?\d{{1,3}})?|\d{{1,2}}/\d{{1,2}})(?![\d.a-z])|"
    rf"(?<![a-z0-9.])(?<![a-z0-9]-)(?P<bare>\d{{2,3}}(?:\.5)?)(?![\d.a-z%/]|-[\da-z]|元|块|天|件|个|小时|分|月|日|年|款|条|双|只|次|毫升|度|克|号|单|毛|角|张|盒|袋|包|片|支|瓶|人|点|秒|多)"
)
_COLOR = re.compile(
    rf"(?<![a-z])(?P<named>{_any(COLOR_NAMES)})(?![a-z])(?:颜色|系|\s?色)?|"
    rf"(?P<built>(?:{_any(COLOR_MODIFIERS)}){{0,2}}[{COLOR_HEADS}](?![{COLOR_HEADS}])|(?:{_any(COLOR_MODIFIERS)}){{0,2}}[{COLOR_HEADS}])(?P<tail>颜色|色系|\s?色)?(?!差|号)"
)
_GENERIC_COLOR = re.compile(r"[一-鿿]{1,3}?色(?!差|号|系|卡|调)")
_SHADE = re.compile(r"[深浅淡亮暗](?:一点|点|一些|些)")
_COLOR_CODE = re.compile(
    r"(?P<code>(?<!\d)#?\d{1,2})\s?(?:号色|#色|色号)|(?:色号|颜色号?|色卡)\s?[:为是]?\s?(?P<after>#?\d{1,3}#?)(?!\d)|(?<![\d.])(?P<zero>0\d)(?![\d.])"
)
_MODEL = re.compile(
    r"(?<![a-z0-9])(?P<phone>(?:(?!want|need|size|for|get|order|change|color|model)[a-z]{3,}\s\d{1,4}|(?:小米|红米|华为|荣耀|苹果|三星|一加|真我)\s?[a-z]{0,4}\s?\d{1,3})"
    r"(?:\s?(?:pro|max|plus|ultra|mini|promax|se|air)(?![a-z]))*代?)(?![a-z0-9])|"
    r"(?<![\d.+])(?P<memory>\d{1,2}\+\d{2,4}g?b?)(?![\d+])|"
    r"(?P<set>[一二两三四五六七八九十\d]{1,2}件套|(?<![\d.])\d段(?!时间|路))|"
    rf"(?<![a-z0-9])(?P<code>(?=[a-z0-9\-]*\d)(?=[a-z0-9\-]*[a-z])(?!\d+(?:cm|mm|kg|m|in|x)(?![a-z]))[a-z0-9]+(?:-[a-z0-9]+)*(?:\s?(?:pro|max|plus|ultra|mini|promax))*)(?![a-z0-9])|"
    rf"(?P<kuan>(?:单人|双人|成人|儿童|条纹|(?:19|20)?\d\d|[一-鿿a-z0-9]{{1,4}}?)款)|"
    rf"(?<![a-z0-9.])(?P<volume>(?:{_NUMBER}|[一二两三四五六七八九十半])\s?(?:ml|毫升|l(?![a-z])|升|g(?![a-z])|克|gb?(?![a-z])|tb|w(?![a-z])|瓦|v(?![a-z])|度|孔|片装|粒装|支装|只装|瓶装|个装|双装|条装|包装|盒装|枚装|抽|层|mah|毫安|匹|齿|英里|升装|斤装))"
)  # fmt: skip
_HEADED = re.compile(
    rf"(?:{_any(MODEL_HEADS)})\s?(?:应?为|是|换成|改成|改为|[:=]|->)\s?(?P<value>[^,.;!?:\n()]{{1,20}})"
)
_TRACKING = re.compile(r"[a-z]{0,3}\d{9,}")


def specs(text: str) -> list[Spec]:
    """Return the specifications of a plain text in order, without overlaps (model code, then size, then colour)."""
    found = [*_models(text), *_sizes(text), *_colors(text)]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Spec] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _sizes(text: str) -> list[Spec]:
    found = []
    for match in _SIZE.finditer(text):
        name = match.lastgroup or ""
        bare = name == "bare"
        if bare and not _in_range(match[name], text, match.end()):
            continue
        if name == "spoken_code" and match[name] in ("十",):
            continue
        found.append(Spec("size", match.start(name), match.end(), match.end(name), bare or name == "measured"))
    return found


def _in_range(number: str, text: str, end: int) -> bool:
    value = float(number)
    return (
        (15 <= value <= 60 or 66 <= value <= 200 or 600 <= value <= 900)
        and not number.startswith("0")
        and text[end : end + 1] != "%"
    )


def _colors(text: str) -> list[Spec]:
    found = []
    coded = "色" in text
    for match in _COLOR.finditer(text):
        if _no_color(text, match):
            continue
        bare = match["built"] is not None and match["tail"] is None and len(match["built"]) == 1
        found.append(Spec("color", match.start(), match.end(), _color_end(text, match), bare))
    for match in _GENERIC_COLOR.finditer(text):
        if not any(word in match.group() for word in NOT_COLORS) and not re.search(
            r"[换改成要为个的发了是调不这那什啥我一件双条只款种些持系码号]", match.group()
        ):
            found.append(Spec("color", match.start(), match.end(), match.end()))  # noqa: PERF401 two conditions read better
    if coded:
        shades = [] if found else list(_SHADE.finditer(text))
        found += [Spec("color", one.start(), one.end(), one.end(), bare=True) for one in shades]
        for match in _COLOR_CODE.finditer(text):
            name = match.lastgroup or "zero"
            found.append(Spec("color", match.start(name), match.end(), match.end(name), bare=True))
    return _joined(text, found)


def _joined(text: str, found: list[Spec]) -> list[Spec]:
    """雾霾 and 蓝 side by side are one colour."""
    found.sort(key=lambda one: (one.start, -one.end))
    out: list[Spec] = []
    for one in found:
        if out and out[-1].end == one.start and len(text[out[-1].start : out[-1].end]) > 1:
            out[-1] = Spec("color", out[-1].start, one.end, one.value_end, out[-1].bare)
        else:
            out.append(one)
    return out


def _no_color(text: str, match: re.Match[str]) -> bool:
    """Part of another word (空白, 定金, 发白); with 色 behind it, 发白色 is a colour after all."""
    start, end = match.start(), match.end() - len(match["tail"] or "")
    around = text[max(0, start - 2) : match.end() + 2]
    words = (word for word in NOT_COLORS if not (match["tail"] and word[0] in "发泛变洗"))
    return any(word in around and _inside(text, word, start, end) for word in words)


def _color_end(text: str, match: re.Match[str]) -> int:
    tail = text[match.start() : match.end()]
    if tail.endswith("系"):
        return match.end() - 1
    return match.end() - (len(tail) - len(tail[:-1].rstrip())) if re.search(r"[a-z]\s?色$", tail) else match.end()


def _inside(text: str, word: str, start: int, end: int) -> bool:
    """The excluded word covers the colour's own characters."""
    place = text.find(word, max(0, start - 3))
    while 0 <= place < end:
        if place <= start < place + len(word) or place < end <= place + len(word):
            return True
        place = text.find(word, place + 1)
    return False


def _models(text: str) -> list[Spec]:
    found = []
    for match in _HEADED.finditer(text):
        value = match["value"]
        cut = re.split(r"(?:的(?!$)|吧|谢|发成|错发|麻烦|请|换|改|$)", value)[0].strip()
        cut = re.sub(r"(?:的|了)$", "", cut)
        if cut and not any(bad in cut for bad in ("不", "错", "没", "同", "有误")):
            start = match.start("value") + value.index(cut)
            found.append(Spec("model", start, start + len(cut), start + len(cut)))
    for match in _MODEL.finditer(text):
        name = match.lastgroup or ""
        word = match[name]
        if name == "kuan":
            found += _kuan(match)
        elif not (name == "code" and (_TRACKING.fullmatch(word) or _SIZE.fullmatch(word))):
            found.append(Spec("model", match.start(name), match.end(name), match.end(name)))
    return found


def _kuan(match: re.Match[str]) -> list[Spec]:
    word = match["kuan"]
    if word[-3:-1] in ("单人", "双人", "成人", "儿童", "条纹"):
        return [Spec("model", match.end() - 3, match.end(), match.end())]
    lead = max((word.rfind(letter) for letter in "换成要为个件发的是到双条给了那这选把将错回"), default=-1)
    word = word[lead + 1 :]
    if len(word) < 2 or word[-2] in "色系" or any(bad in match["kuan"] for bad in NOT_MODELS):
        return []
    return [Spec("model", match.end() - len(word), match.end(), match.end())]
