"""Remote townships: province and township together."""

from __future__ import annotations

import pytest

from station.hints.remote import is_remote_township


@pytest.mark.parametrize(
    ("province", "town", "remote"),
    [
        ("新疆维吾尔自治区", "乌达力克镇", True),
        ("内蒙古自治区", "巴彦淖尔苏木", True),
        ("西藏自治区", "措勤乡", True),
        ("新疆维吾尔自治区", "城东街道", False),
        ("新疆维吾尔自治区", "", False),
        ("浙江省", "杨汛桥镇", False),
        ("", "杨汛桥镇", False),
    ],
)
def test_both_must_hold(province: str, town: str, remote: bool) -> None:
    assert is_remote_township(province, town) is remote
