"""Provinces, cities, counties and towns by every name a buyer may write for them.

Loaded on first use from ``station/address/data`` (origin and licences there). A place is known by its full name, by
its short name (浙江, 义乌, 黔东南), and by its stem with a suffix of former days (富阳市 for 富阳区). Codes tell what
lies in what: the first two digits are the province, the first four the city. Called by ``parse.py`` and
``remote.py``.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import resources

from station.address.renamed import RENAMED


class Level(IntEnum):
    """How large a region is."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3


@dataclass(frozen=True, slots=True)
class Region:
    """One region.

    Attributes:
        code: six digits.
        name: name as shown.
        legacy: no longer in use.
    """

    code: str
    name: str
    level: Level
    legacy: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a region; ``weight`` is how surely the words mean it (3 full name, 2 former name, 1 short)."""

    region: Region
    weight: int


@dataclass(slots=True)
class Regions:
    """The tables, indexed for reading free text."""

    aliases: dict[str, list[Alias]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    provinces: dict[str, Region] = field(default_factory=dict)
    cities: dict[str, Region] = field(default_factory=dict)
    counties: dict[str, list[Region]] = field(default_factory=dict)
    by_city: dict[str, list[str]] = field(default_factory=dict)
    towns: dict[str, tuple[str, ...]] = field(default_factory=dict)


_PEOPLES = (
    "壮族|满族|回族|苗族|维吾尔族?|土家族|彝族|蒙古族?|藏族|布依族|侗族|瑶族|朝鲜族|白族|哈尼族|哈萨克族?|黎族|傣族|畲族|傈僳族|仡佬族|东乡族|拉祜族|水族|佤族|"
    "纳西族|羌族|土族|仫佬族|锡伯族?|柯尔克孜族?|达斡尔族|景颇族|毛南族|撒拉族|布朗族|塔吉克族?|阿昌族|普米族|鄂温克族|怒族|京族|基诺族|德昂族|保安族|裕固族|"
    "独龙族|鄂伦春族?|各族"
)
_AUTONOMOUS = re.compile(rf"^(.+?)(?:{_PEOPLES})+(自治区|自治州|自治县|自治旗)$")
_ONE_PEOPLE = re.compile(r"^(.{2,})族自治(县|旗|州)$")  # 鄂温克族自治旗
_ZONES = {
    "高新技术产业开发区": ("高新技术产业开发区", "高新技术开发区", "高新开发区", "高新区"),
    "高新技术产业园区": ("高新技术产业园区", "高新区"),
    "经济技术开发区": ("经济技术开发区", "经济开发区", "经开区", "开发区"),
    "工业园区": ("工业园区", "园区"),
}
_PLAIN = re.compile(r"^(.{2,}?)(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|盟|州|县|区|旗)$")
_FORMER = ("市", "县", "区")
_SHORT_PROVINCES = {"内蒙古自治区": "内蒙古", "香港特别行政区": "香港", "澳门特别行政区": "澳门"}
_PREFECTURES = {"巴音郭楞蒙古自治州": "巴州", "克孜勒苏柯尔克孜自治州": "克州", "博尔塔拉蒙古自治州": "博州"}


@cache
def regions() -> Regions:
    """Return the tables, read once."""
    tables = Regions()
    places: list[Region] = []
    for line in _data("regions.tsv").decode().splitlines():
        code, name, *mark = line.split("\t")
        places.append(Region(code, name, _level(code, name), bool(mark)))
    written = {place.name for place in places}
    for place in places:
        _file(tables, place)
    for place in places:
        if place.level is Level.COUNTY and place.name.endswith(tuple(_ZONES)):
            _zone_names(tables, place)
        elif place.level is not Level.COUNTY or not place.legacy:
            _other_names(tables, place, written)
    for place in places:
        if place.level is Level.COUNTY and place.legacy and place.code[:2] < "71":
            _short_of_former(tables, place)
    by_code = {place.code: place for place in places if not place.legacy}
    for old, code in ((old, code) for old, codes in RENAMED.items() for code in codes.split()):
        _add(tables, old, by_code[code], weight=2)
    for alias in tables.aliases:
        tables.lengths[alias[0]] = tuple(sorted({*tables.lengths.get(alias[0], ()), len(alias)}, reverse=True))
    return tables


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """Return the towns and streets of each county code, longest name first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in gzip.decompress(_data("towns.tsv.gz")).decode().splitlines():
        code, names = line.split("\t")
        found[code] = tuple(sorted(names.split(" "), key=len, reverse=True))
    return found


def _data(name: str) -> bytes:
    return resources.files("station.address").joinpath("data", name).read_bytes()


def _level(code: str, name: str) -> Level:
    if code.endswith("0000") and name.endswith(("省", "自治区", "特别行政区", "市")):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") and code[:2] not in {"81", "82"} else Level.COUNTY


def _file(tables: Regions, place: Region) -> None:
    if place.level is Level.PROVINCE:
        tables.provinces[place.code[:2]] = place
    elif place.level is Level.CITY:
        tables.cities.setdefault(place.code[:4], place)
    else:
        tables.counties.setdefault(place.name, []).append(place)
        tables.by_city.setdefault(place.code[:4], []).append(place.code)
    _add(tables, place.name, place, weight=3)


def _other_names(tables: Regions, place: Region, written: set[str]) -> None:
    stem = _SHORT_PROVINCES.get(place.name) or _stem(place.name)
    for short in filter(None, (stem, _PREFECTURES.get(place.name))):
        _add(tables, short, place, weight=1)
    if not stem:
        return
    kind = _kind(place.name)
    if kind:
        _add(tables, stem + kind, place, weight=2)
    if place.level is Level.COUNTY:
        for suffix in _FORMER:
            if stem + suffix not in written:  # 南昌市 is never 南昌县
                _add(tables, stem + suffix, place, weight=2)


def _short_of_former(tables: Regions, place: Region) -> None:
    """渝北 and 江干 are still said, unless something that stands today in the province is called so."""
    stem = _stem(place.name)
    if all(alias.region.code[:2] != place.code[:2] for alias in tables.aliases.get(stem, ())):
        _add(tables, stem, place, weight=1)


def _zone_names(tables: Regions, place: Region) -> None:
    """A development zone after its city: 成都 + 高新区."""
    kind = next(kind for kind in _ZONES if place.name.endswith(kind))
    for words in _ZONES[kind]:
        if words != place.name:
            _add(tables, words, place, weight=2)


def _stem(name: str) -> str:
    found = _AUTONOMOUS.match(name) or _ONE_PEOPLE.match(name) or _PLAIN.match(name)
    return found.group(1) if found else ""


def _kind(name: str) -> str:
    """``州`` of 黔东南州, ``县`` of 陵水县, ``旗`` of 鄂温克旗: how people shorten autonomous regions."""
    found = _AUTONOMOUS.match(name) or _ONE_PEOPLE.match(name)
    return found.group(2)[-1] if found and found.group(2) != "自治区" else ""


def _add(tables: Regions, words: str, place: Region, *, weight: int) -> None:
    if len(words) < 2:
        return
    known = tables.aliases.setdefault(words, [])
    if all(alias.region.code != place.code for alias in known):
        known.append(Alias(place, weight))
