"""Places that carriers serve late, dearer or not at all: remote provinces by default, a shop's own list on top.

Carriers do not publish their lists; sellers usually exclude 新疆 西藏 内蒙古 宁夏 青海 甘肃, often 海南 too
(DOMAIN.md 3.2). 偏远乡镇 means: in a remote region and a township (乡, 镇, 苏木), not a street of a city. A carrier's
list is read from CSV: carrier, code, town, level, days_added. Called by hints and labels.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station.address.parse import Address

_PROVINCES = ("65", "54", "15", "64", "63", "62", "46")  # 新疆 西藏 内蒙古 宁夏 青海 甘肃 海南
_RURAL = ("乡", "镇", "苏木")


@dataclass(frozen=True, slots=True)
class RemoteArea:
    """One remote region.

    Attributes:
        carrier: whose list this is; "" for every carrier.
        code: first digits of the region codes it covers.
        town: one town of that region; "" for all.
        level: ``remote`` or ``unserved``.
        days_added: days later than usual.
    """

    carrier: str
    code: str
    town: str = ""
    level: str = "remote"
    days_added: int = 2


DEFAULT = tuple(RemoteArea("", code) for code in _PROVINCES)


def remote_area(address: Address, *, carrier: str = "", areas: Sequence[RemoteArea] = DEFAULT) -> RemoteArea | None:
    """Return the narrowest remote area the address lies in, ``None`` when it is not remote."""
    found = [
        area
        for area in areas
        if area.carrier in ("", carrier)
        and address.code.startswith(area.code)
        and area.town in ("", address.town)
        and address.code
    ]
    return max(found, key=lambda area: (bool(area.town), len(area.code), bool(area.carrier)), default=None)


def is_remote_town(address: Address, *, carrier: str = "", areas: Sequence[RemoteArea] = DEFAULT) -> bool:
    """Tell whether the parcel goes to a township in a remote area (偏远乡镇)."""
    return address.town.endswith(_RURAL) and remote_area(address, carrier=carrier, areas=areas) is not None


def read_areas(lines: Iterable[str]) -> tuple[RemoteArea, ...]:
    """Read a carrier's list from CSV with a header row.

    Raises:
        ValueError: a row without a code, or days that are no number.
    """
    areas: list[RemoteArea] = []
    for row in csv.DictReader(lines):
        code = (row.get("code") or "").strip()
        if not code.isdecimal():
            raise ValueError(code)
        days = int((row.get("days_added") or "2").strip())
        town, level = (row.get("town") or "").strip(), (row.get("level") or "remote").strip()
        areas.append(RemoteArea((row.get("carrier") or "").strip(), _prefix(code), town, level, days))
    return tuple(areas)


def _prefix(code: str) -> str:
    """650000 covers what begins with 65, 653100 what begins with 6531."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code
