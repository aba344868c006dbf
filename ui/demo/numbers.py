"""Order and waybill numbers in the shape each channel gives them; the same serial makes the same number.

Taobao, Douyin and WeChat have 19 digits, Pinduoduo a date and 15, JD 12, Kuaishou 16, Xiaohongshu a ``P`` and 18.
Own orders count within the day. Waybills are ``DM`` and 13 digits: no carrier has such numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import local

if TYPE_CHECKING:
    from datetime import datetime

_STRIDE = 7_046_029_254_386_353_087  # shares no factor with 10: different serials never meet
_SHAPES = {
    "taobao": ("26", 17),
    "douyin": ("69", 17),
    "weixin": ("37", 17),
    "jd": ("3", 11),
    "kuaishou": ("2", 15),
    "xiaohongshu": ("P7", 17),
}


def order_number(channel: str, created: datetime, serial: int) -> str:
    """Return the number of an order."""
    day = local(created)
    if channel == "pinduoduo":
        return f"{day:%y%m%d}-{_digits(serial, 15)}"
    if channel in _SHAPES:
        prefix, count = _SHAPES[channel]
        return prefix + _digits(serial, count)
    return f"SG{day:%m%d}{serial:05d}"


def waybill(serial: int) -> str:
    """Return a waybill number that no carrier could have given."""
    return f"DM{_digits(serial, 13)}"


def _digits(serial: int, count: int) -> str:
    return f"{serial * _STRIDE % 10**count:0{count}d}"
