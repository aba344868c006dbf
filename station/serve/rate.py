"""How many requests one sender may make: a bucket of tokens for each, filled again at a steady pace.

Pushes have a wide bucket (a shop's relay sends for everybody; what is refused comes again by itself), phones and all
else a narrow one. Who has not come for a while is forgotten, so the table stays small whoever knocks.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 4096


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a bucket fills, and how much it holds."""

    per_second: float
    burst: float


class Buckets:
    """The buckets of all senders."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._now = monotonic
        self._left: dict[str, tuple[float, float]] = {}  # sender -> tokens left, when

    def take(self, sender: str, pace: Pace) -> bool:
        """Take one token; ``False`` when the bucket is empty."""
        now = self._now()
        left, then = self._left.pop(sender, (pace.burst, now))
        left = min(pace.burst, left + (now - then) * pace.per_second)
        taken = left >= 1
        self._left[sender] = (left - taken, now)
        while len(self._left) > _MOST:
            del self._left[next(iter(self._left))]  # whoever came longest ago
        return taken
