"""Remote areas: defaults, a carrier's own list, townships."""

from __future__ import annotations

import pytest

from station.address.parse import parse
from station.address.remote import DEFAULT, is_remote_town, read_areas, remote_area


@pytest.mark.parametrize(
    ("text", "remote", "town"),
    [
        ("新疆喀什地区莎车县城东街道1号", True, False),
        ("西藏那曲市班戈县普保镇", True, True),
        ("浙江省杭州市余杭区五常街道", False, False),
        ("四川省甘孜藏族自治州九龙县", False, False),
    ],
)
def test_defaults(text: str, remote: bool, town: bool) -> None:
    address = parse(text)
    assert (remote_area(address) is not None) is remote
    assert is_remote_town(address) is town


def test_a_carriers_list_is_narrower_than_the_default() -> None:
    areas = read_areas(["carrier,code,town,level,days_added", "sf,513324,,unserved,5", "sf,540000,,remote,4"])
    address = parse("四川省甘孜藏族自治州九龙县")
    area = remote_area(address, carrier="sf", areas=(*DEFAULT, *areas))
    assert area is not None
    assert (area.level, area.days_added) == ("unserved", 5)
    assert remote_area(address, carrier="yto", areas=(*DEFAULT, *areas)) is None
    tibet = remote_area(parse("西藏那曲市班戈县普保镇"), carrier="sf", areas=(*DEFAULT, *areas))
    assert tibet is not None
    assert tibet.days_added == 4


def test_a_list_without_codes_is_refused() -> None:
    with pytest.raises(ValueError, match="新疆"):
        read_areas(["carrier,code", "sf,新疆"])
