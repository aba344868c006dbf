"""The clock: aware UTC inside, Shanghai outside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from station import clock

NOON = datetime(2026, 9, 10, 4, 0, tzinfo=UTC)


def test_the_machines_clock_is_aware_and_utc() -> None:
    assert clock.SystemClock().now().utcoffset() == timedelta(0)


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    fixed = clock.FixedClock(NOON)
    assert fixed.now() == fixed.now() == NOON
    fixed.move(timedelta(minutes=15))
    assert fixed.now() == NOON + timedelta(minutes=15)


def test_screens_show_shanghai_time() -> None:
    assert clock.show(NOON) == "2026-09-10 12:00"
    assert clock.show(datetime(2026, 12, 31, 16, 30, tzinfo=UTC), "%Y-%m-%d") == "2027-01-01"


def test_an_exports_time_is_shanghai_time() -> None:
    assert clock.from_shop(" 2026-09-10 12:00:00 ") == NOON
    assert clock.from_shop("  ") is None


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        clock.from_shop("yesterday")
