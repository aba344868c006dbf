"""Is the place a remote township? Then parcels take longer and some carriers charge more.

Carriers' own lists are not public; sellers commonly count these provinces (DOMAIN.md 3.2). A township is told by the
last character of its name: 乡, 镇, 苏木, and the 团 and 兵团 farms of Xinjiang. Both must hold (row A41).
"""

from __future__ import annotations

_PROVINCES = ("新疆", "西藏", "内蒙古", "宁夏", "青海", "甘肃", "海南")
_TOWNSHIPS = ("乡", "镇", "苏木", "团", "农场", "牧场", "林场")


def is_remote_township(province: str, town: str) -> bool:
    """Tell whether the province counts as remote and the town is a township."""
    return province.startswith(_PROVINCES) and town.strip().endswith(_TOWNSHIPS)
