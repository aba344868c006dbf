"""Free text -> province, city, district, town, street, name and phone.

Platforms, clerks and buyers write addresses in every order and with every abbreviation. Region names are found
wherever they stand, chained from large to small where codes agree, and the best chain wins; names that are part of a
street (北京路, 南京西路) count little. What the text leaves out is filled in only where it can mean one place.
Measured on data/address/dev.tsv. Called by channels, quick entry, slips and ``address parse``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from station.address import person
from station.address.chain import Found, best_chain, county_inside
from station.address.regions import Level, Region, regions, towns

_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0A, 0xFF0D)
}
_GAP = re.compile(r"[\s,，、/|;；。.\-—_:：>#＃]*")
_FILLER = re.compile(
    r"(?:市辖区|省直辖县级行政区划|自治区直辖县级行政区划|省直辖行政单位|省直辖县级行政单位|省直辖县|省直辖|直辖县级|直辖县|直辖|重庆郊县|雄安新区"
    r"|(?<=[\s,，])(?:县|郊县|城区|其它区|其他区|其他)(?=[\s,，]))"
)
_TOWN = re.compile(
    r"([\u4e00-\u9fff]{1,8}?(?:街道办事处|街道|地区办事处|镇|乡|苏木))(?!路|[东西南北中]路|街(?!道)|大道|小学|中学|政府|医院)"
)
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:新区|高新(?:技术)?(?:产业)?(?:开发)?区|经济(?:技术)?开发区|经开区|开发区|港区|示范区|园区)"
)
_POSTCODE = re.compile(r"[\s,，]*[（(]\d{6}[）)]\s*$|[\s,，]*邮编[:：]?\s*\d{6}\s*$")
_DIRECT = {"65": "自治区直辖县级行政区划"}
_DIRECT_PREFIXES = frozenset({"4190", "4290", "4690", "6590"})
_NO_COUNTIES = frozenset({"4419", "4420", "4604", "6202"})


@dataclass(frozen=True, slots=True)
class Address:
    """What a text says of where a parcel goes; "" for what it does not say.

    Attributes:
        code: six digits of the smallest region found.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    detail: str = ""
    name: str = ""
    phone: str = ""
    code: str = ""


def parse(text: str) -> Address:
    """Take an address apart; never fails."""
    somebody, rest = person.take_out(text.translate(_WIDE))
    rest = _POSTCODE.sub("", rest).strip()
    found = best_chain(rest)
    if found is None:
        return Address(detail=rest.strip(" ,，"), name=somebody.name, phone=somebody.phone)
    before = rest[: found.start].strip(" ,，、:：")
    if somebody.phone and not somebody.name and person.stands_before_address(before):
        somebody = replace(somebody, name=before)
        rest, found = rest[found.start :], replace(found, start=0, end=found.end - found.start)
    address = _address(rest, found)
    return replace(address, name=somebody.name, phone=somebody.phone)


def parse_region(text: str) -> Address:
    """Take a text apart that holds no person, as a channel's address column."""
    rest = _POSTCODE.sub("", text).strip()
    found = best_chain(rest)
    return Address(detail=rest) if found is None else _address(rest, found)


def _address(text: str, found: Found) -> Address:
    before, after = text[: found.start].strip(" ,，、:："), text[found.end :]
    after = _skip(after)
    region = found.region
    if region.level is not Level.COUNTY:
        before, after, region = _county_elsewhere(before, after, region)
    town, after, region = _town(after, region)
    province, city, district = _levels(region, found)
    detail = " ".join(part for part in (after.strip(" ,，、:：-"), before) if part)
    return Address(province, city, district, town, detail, code=region.code)


def _county_elsewhere(before: str, after: str, region: Region) -> tuple[str, str, Region]:
    """The county may stand apart from its city; it is then taken out of where it stands."""
    for place in ("before", "after"):
        words = before if place == "before" else after
        inside = county_inside(words, region)
        if inside is not None:
            rest = (words[: inside.start] + words[inside.end :]).strip(" ,，、:：-")
            return (rest, after, inside.region) if place == "before" else (before, rest, inside.region)
    return before, after, region


def _levels(region: Region, found: Found) -> tuple[str, str, str]:
    tables = regions()
    province = tables.provinces.get(region.code[:2])
    city = tables.cities.get(region.code[:4])
    city_name = city.name if city and region.level is not Level.PROVINCE else ""
    if region.level is Level.COUNTY and region.code[:4] in _DIRECT_PREFIXES:
        city_name = _DIRECT.get(region.code[:2], "省直辖县级行政区划")
    district = region.name if region.level is Level.COUNTY else ""
    if found.region.level is Level.COUNTY and found.region.legacy:
        district = found.region.name
    return (province.name if province else "", city_name, district)


def _skip(text: str) -> str:
    """Drop separators and words that stand for "no county"."""
    before = None
    while text != before:
        before = text
        text = _FILLER.sub("", text, count=1) if _FILLER.match(text) else text
        text = text[_gap(text) :]
    return text


def _gap(text: str) -> int:
    match = _GAP.match(text)
    return match.end() if match else 0


def _town(text: str, region: Region) -> tuple[str, str, Region]:
    """Return the town, the text after it, and the county it proves where none was written."""
    for code in _codes(region):
        for name in towns().get(code, ()):
            if text.startswith(name) and not _street(text[len(name) :]):
                return name, _after(text, name), region if code == region.code else _county(code) or region
    if region.code[:4] in _NO_COUNTIES:
        for name in towns().get(f"{region.code[:4]}00", ()):
            stem = name.removesuffix("镇").removesuffix("街道").removesuffix("区")
            if len(stem) > 1 and text.startswith(stem) and not _street(text[len(stem) :]):
                return name, _after(text, stem + text[len(stem) :][: text.startswith("区", len(stem))]), region
    zone = _ZONE.match(text)
    if zone and region.level is Level.CITY:  # no county of the table: its town tells in which it lies
        town, rest, county = _town(text[zone.end() :].lstrip(), region)
        if county.level is Level.COUNTY:
            return town, f"{zone.group()} {rest}".strip(), county
    match = _TOWN.match(text)
    if match and region.level is not Level.PROVINCE:
        name = match.group(1).removesuffix("办事处")
        return name, _after(text, match.group(1)), region
    return "", text, region


def _codes(region: Region) -> list[str]:
    if region.level is Level.COUNTY:
        return [region.code]
    if region.level is Level.CITY:
        return [region.code, *regions().by_city.get(region.code[:4], ())]
    return []


def _county(code: str) -> Region | None:
    tables = regions()
    return next((place for many in tables.counties.values() for place in many if place.code == code), None)


def _street(after: str) -> bool:
    return after.startswith(("路", "街", "大道", "巷", "弄"))


def _after(text: str, name: str) -> str:
    rest = text[len(name) :].removeprefix("办事处")
    return rest[_gap(rest) :]
