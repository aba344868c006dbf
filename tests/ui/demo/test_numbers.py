"""Numbers have their channel's shape and never meet."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from ui.demo.numbers import order_number, waybill

AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("channel", "shape"),
    [
        ("taobao", r"\d{19}"),
        ("douyin", r"69\d{17}"),
        ("pinduoduo", r"261122-\d{15}"),
        ("jd", r"\d{12}"),
        ("xiaohongshu", r"P\d{18}"),
        ("manual", r"SG1122\d{5}"),
    ],
)
def test_a_number_has_its_channels_shape_and_is_unique(channel: str, shape: str) -> None:
    numbers = {order_number(channel, AT, serial) for serial in range(1, 3000)}
    assert len(numbers) == 2999
    assert all(re.fullmatch(shape, number) for number in numbers)


def test_waybills_are_no_carriers_own() -> None:
    assert re.fullmatch(r"DM\d{13}", waybill(1))
    assert waybill(1) != waybill(2)
