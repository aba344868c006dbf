"""The only place that knows the time.

Times are timezone-aware UTC everywhere; screens and labels show Asia/Shanghai. Tests and the tour pass a
``FixedClock`` so that what time does can be checked without waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands until it is moved."""

    at: datetime

    def now(self) -> datetime:
        """Return the time it stands at."""
        return self.at

    def move(self, by: timedelta) -> None:
        """Move the hands forward."""
        self.at += by


def local(moment: datetime) -> datetime:
    """Return the moment as the wall clock in the warehouse shows it."""
    return moment.astimezone(SHANGHAI)


def show(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """Return the moment as text for screens and labels, Shanghai time."""
    return local(moment).strftime(form)


def day_start(text: str) -> datetime:
    """Return the start of a day in the warehouse, written as ``2026-11-01``.

    Raises:
        ValueError: the text is no such day.
    """
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=SHANGHAI).astimezone(UTC)


def from_shop(text: str) -> datetime | None:
    """Read ``2026-01-05 10:05:00`` as an export writes it (Shanghai time); ``None`` when empty.

    Raises:
        ValueError: the text is no such time.
    """
    text = text.strip()
    if not text:
        return None
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)
