"""Which region names of a text belong together: 浙江 → 杭州 → 余杭区, wherever they stand in it.

Every name is found at every place; a chain grows from large to small over names that touch (or are parted by
separators) and whose codes agree. Weight makes the best: full names over short, deep over shallow, and a name that
goes on as a street (北京路) is worth nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.address.regions import Alias, Level, Region, regions, towns
from station.address.renamed import MOVED

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP = r"[\s,，、/|;；。.\-—_:：>#＃]*"
_BETWEEN = re.compile(
    rf"{_GAP}(?:(?:市辖区|省直辖县级行政区划|自治区直辖县级行政区划|省直辖行政单位|省直辖县级行政单位|省直辖县|省直辖"
    rf"|直辖县级|直辖县|直辖|重庆郊县|雄安新区|中国|九龙|新界|香港岛|(?<=[\s,，])(?:县|郊县|城区)(?=[\s,，])){_GAP})?$"
)
_STREET = re.compile(
    r"^[东西南北中前后内外]?[一二三四五六七八九十\d]{0,3}(?:路|街(?!道)|大道|大街|巷|弄|胡同|里(?!镇|街道|乡|水)"
    r"|道(?!街道|镇|外|里|孚|真)|桥(?!镇|街道|西|东)|广场|大厦|公寓|花园|小区|酒店|大学|站)"
)
_BY_CITY = ("市北区", "市南区", "市中区")  # 青岛市北区 is 青岛 and 市北区
_TOWN = re.compile(r"^(?:街道|镇|乡|村|社区)")
_HAN = re.compile("[\u4e00-\u9fff]")
_WORTH = {Level.PROVINCE: 2.0, Level.CITY: 4.0, Level.COUNTY: 6.0}
_REACH = 40  # the longest name and the longest gap
_MOST = 8  # chains kept for one name: 上海市上海市上海市 must not grow without end
_SURENESS = {3: 1.0, 2: 0.9, 1: 0.6}


@dataclass(frozen=True, slots=True)
class Found:
    """The regions a text names, and where they stand in it."""

    region: Region
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Link:
    start: int
    end: int
    alias: Alias
    written: str


def best_chain(text: str) -> Found | None:
    """Return the best chain of region names, or ``None``."""
    links = list(_links(text))
    best: Found | None = None
    chains: list[tuple[_Link, float, int]] = []  # last link, score, start of the chain
    for link in links:
        worth = _worth(link, text)
        options = {link.start: _alone(link, worth, text)} if _may_begin(link, text) else {}
        for last, score, start in reversed(chains):
            if link.start - last.start > _REACH:
                break
            if last.end <= link.start and _follows(last, link, text):
                options[start] = max(options.get(start, 0.0), score + max(worth, 0.5) + 1.0)
        for start, score in sorted(options.items(), key=lambda one: -one[1])[:_MOST]:
            chains.append((link, score, start))
            found = Found(link.alias.region, start, link.end, score + _place_bonus(start, text))
            if best is None or found.score > best.score + 0.01:
                best = found
    return best if best is not None and best.score >= 1 else None


def county_inside(text: str, region: Region) -> Found | None:
    """Return the one county of a larger region that a text names by its full name: 河东区 … 天津."""
    digits = 2 if region.level is Level.PROVINCE or region.code[:2] == "50" else 4
    found = [
        Found(link.alias.region, link.start, link.end, 0.0)
        for link in _links(text)
        if link.alias.region.level is Level.COUNTY
        and link.alias.weight > 1
        and link.alias.region.code[:digits] == region.code[:digits]
        and not _is_street(link, text)
    ]
    return found[0] if len({one.region.code for one in found}) == 1 else None


def _links(text: str) -> Iterator[_Link]:
    tables = regions()
    for start, sign in enumerate(text):
        longer = False  # 朝阳区 stands here, so 朝阳 does not
        for length in tables.lengths.get(sign, ()):
            words = text[start : start + length]
            if len(words) < length:
                continue
            for alias in tables.aliases.get(words, ()):
                if alias.weight > 1 or not longer or text.startswith(_BY_CITY, start + length):
                    yield _Link(start, start + length, alias, words)
                longer = longer or alias.weight > 1


def _may_begin(link: _Link, text: str) -> bool:
    """A county name that many counties bear proves nothing, unless a town of one of them follows (朝阳区望京街道)."""
    if link.alias.region.level is not Level.COUNTY:
        return True
    many = [alias for alias in regions().aliases[link.written] if alias.region.level is Level.COUNTY]
    codes = {alias.region.code for alias in many if not alias.region.legacy} or {alias.region.code for alias in many}
    if len(codes) == 1:
        return link.alias.weight > 1 or link.alias.region.name.endswith(("市", "县"))
    if link.alias.weight == 1:
        return False
    rest = text[link.end :].lstrip()
    proven = [code for code in codes if rest.startswith(towns().get(code, ()))]
    return proven == [link.alias.region.code]


def _alone(link: _Link, worth: float, text: str) -> float:
    """A short county name without its city (义乌) counts little: it may be anything, as 兴县 in 绍兴县 may."""
    if link.alias.region.level is not Level.COUNTY:
        return worth
    within = _HAN.match(text, link.start - 1) if link.start else None
    return min(worth, 1.0) if link.alias.weight == 1 else worth - 2.5 * bool(within)


def _worth(link: _Link, text: str) -> float:
    if _is_street(link, text):
        return -1.0 if link.alias.weight == 1 else 0.0
    penalty = 0.4 if link.alias.region.legacy else 0.0
    return _WORTH[link.alias.region.level] * _SURENESS[link.alias.weight] - penalty


def _is_street(link: _Link, text: str) -> bool:
    """北京路, 余杭街道: a short name that goes on is part of a longer one."""
    after = text[link.end : link.end + 8]
    if link.alias.weight == 1 and _TOWN.match(after):
        return True
    return link.alias.weight < 3 and _STREET.match(after) is not None


def _follows(last: _Link, link: _Link, text: str) -> bool:
    """Tell whether the smaller region lies in the larger one and stands right after it."""
    large, small = last.alias.region, link.alias.region
    moved = small.code.startswith(MOVED.get(large.code, "-"))
    between = text[last.end : link.start]
    if len(between) > 16 or (between and not _BETWEEN.match(between)):
        return False
    if link.alias.weight == 1 and _is_street(link, text):
        return False
    if large.level >= small.level:
        return large.level is small.level and (large.code == small.code or moved)
    digits = 2 if large.level is Level.PROVINCE else 4
    if large.code[:digits] == small.code[:digits] or moved:
        return True
    return large.level is Level.CITY and _same_municipality(large, small)


def _same_municipality(large: Region, small: Region) -> bool:
    """重庆市 has two city codes (districts and counties)."""
    return large.code[:2] == small.code[:2] == "50"


def _place_bonus(start: int, text: str) -> float:
    return 0.5 if not text[:start].strip() else 0.0
