"""The badge logs its owner in."""

from printing.layouts.base import Paper
from printing.layouts.fields import BadgeFields
from station.people.codes import badge_code
from tests.printing.layouts.contract import EVIL, LONG, assert_reads, sample


def test_badge_code_is_read_back() -> None:
    for paper in (Paper(85, 54), Paper(76, 130)):
        assert_reads("badge", sample("badge"), {badge_code("1001")}, paper=paper)


def test_endless_names_do_not_touch_the_code() -> None:
    assert_reads("badge", BadgeFields(LONG, "1001", badge_code("1001"), EVIL, LONG), {badge_code("1001")})
