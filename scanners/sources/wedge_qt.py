"""Key presses with times -> scans, for scanners that act as keyboards; what people type is given back.

The rule (measured, see docs/scanners.md): a scan is at least 6 characters, half of the gaps at most 35 ms, no gap
over 100 ms, and an end key (Enter, Tab, Ctrl+J, ETX); a very fast burst that nothing ends is a scan too. Everything
else is typing. Keys are held back until that is decided, so that nothing of a scan leaks into a field.
Knows nothing of Qt: ``ui/wedge_filter.py`` feeds it and does what the ``Answer`` says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from scanners import keyboard
from scanners.events import Frame
from scanners.sources.base import Address, Lamp, OnFrame, OnState, Source, SourceState

if TYPE_CHECKING:
    from scanners.keyboard import Key

_ENDS = {"\r": "CR", "\n": "LF", "\t": "TAB", "\x03": "ETX"}
_INSIDE = frozenset("\x1b\x1c\x1d\x1e\x1f")  # separators inside codes, sent as Ctrl+] and the like


@dataclass(frozen=True, slots=True)
class Pace:
    """What tells a scanner from a hand.

    Attributes:
        least: fewest characters of a scan.
        typical: half of the gaps are at most this many seconds.
        longest: no gap is longer.
        unended: typical gap of a burst of ``unended_least`` characters that needs no end key.
        hand: a typical gap over this, after ``hand_least`` keys, is surely a hand: give the keys back at once.
    """

    least: int = 6
    typical: float = 0.035
    longest: float = 0.100
    unended: float = 0.020
    unended_least: int = 8
    hand: float = 0.060
    hand_least: int = 6
    limit: int = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do with the keys.

    Attributes:
        give_back: so many of the keys held longest are typing: deliver them, in order, before anything else.
        frame: the keys held were this scan: forget them.
        keep: do not let this key through; it counts as held when ``holding`` says so.
    """

    give_back: int = 0
    frame: Frame | None = None
    keep: bool = False


@dataclass(slots=True)
class _Burst:
    times: list[float] = field(default_factory=list)
    text: list[str] = field(default_factory=list)  # one entry a key held

    def gaps(self, end: float | None = None) -> list[float]:
        times = self.times if end is None else [*self.times, end]
        return [later - sooner for sooner, later in pairwise(times)]


class KeyDecoder:
    """Decides key by key; one for the whole window, or one for each keyboard device."""

    def __init__(
        self, name: str = "wedge", layout: str = "us", *, prefix: str = "", suffix: str = "", pace: Pace | None = None
    ) -> None:
        self.name = name
        self._layout = keyboard.LAYOUTS[layout]
        self._prefix, self._suffix = prefix, suffix
        self._pace = pace or Pace()
        self._burst = _Burst()
        self._alt_digits = ""
        self._ended_at = float("-inf")  # of the last scan: CR LF sent as two keys is one end
        self._spill = False

    @property
    def holding(self) -> int:
        """How many keys are held back."""
        return len(self._burst.times)

    def press(self, key: Key) -> Answer:
        """Take one key press and say what to do with it and with those held before it."""
        if key.code in keyboard.MODIFIERS:
            return Answer()
        before = self._after_gap(key.at)
        now = self._take(key)
        return Answer(before.give_back + now.give_back, now.frame or before.frame, now.keep)

    def alt_up(self) -> None:
        """Alt was let go: the keypad digits typed under it are one character."""
        if self._alt_digits and self._burst.text:
            self._burst.text[-1] = keyboard.alt_code(self._alt_digits)
        self._alt_digits = ""

    def quiet(self) -> Answer:
        """No key came for longer than any gap inside a scan: decide on what is held."""
        return self._after_gap(float("inf")) if self.holding else Answer()

    def close(self) -> None:
        """Nothing to close: the window owns the keyboard."""

    def _after_gap(self, at: float) -> Answer:
        if not self.holding or 0 <= at - self._burst.times[-1] <= self._pace.longest:
            return Answer()
        gaps = self._burst.gaps()
        fast = len(self._text()) >= self._pace.unended_least and median(gaps) <= self._pace.unended
        return Answer(frame=self._finish("idle")) if fast or self._spill else self._give_back()

    def _take(self, key: Key) -> Answer:
        digit = keyboard.keypad_digit(key) if key.alt else ""
        if digit:
            self._alt_digits += digit
            return self._hold("", key.at)
        mark = keyboard.character(key, self._layout)
        if key.repeat or not mark:
            return self._give_back()
        if mark in _ENDS:
            return self._end(mark, key)
        if mark < " " and mark not in _INSIDE and (mark != "\x02" or self.holding):
            return self._give_back()  # a shortcut such as Ctrl+A
        return self._hold(mark, key.at)

    def _end(self, mark: str, key: Key) -> Answer:
        if not self.holding:
            again = 0 <= key.at - self._ended_at <= self._pace.longest and mark != "\x03"
            return Answer(keep=again)
        if not (self._spill or self._is_scan(key.at)):
            return self._give_back()
        self._ended_at = key.at
        return Answer(frame=self._finish(_ENDS[mark]), keep=True)

    def _is_scan(self, end: float) -> bool:
        text = self._text()
        if self._prefix and text.startswith(self._prefix):
            return True
        return len(text) >= self._pace.least and median(self._burst.gaps(end)) <= self._pace.typical

    def _hold(self, mark: str, at: float) -> Answer:
        self._burst.times.append(at)
        self._burst.text.append(mark)
        if self.holding >= self._pace.limit:
            frame = self._finish("", complete=False)
            self._spill = True
            return Answer(frame=frame, keep=True)
        if self._suffix and self._text().endswith(self._suffix) and self._is_scan(at):
            self._ended_at = at
            return Answer(frame=self._finish("suffix"), keep=True)
        if self._is_hand():
            given = self._give_back().give_back - 1
            self._burst = _Burst([at], [mark])
            return Answer(given, keep=True)
        return Answer(keep=True)

    def _is_hand(self) -> bool:
        if self.holding != self._pace.hand_least or self._prefix or self._spill:
            return False
        return median(self._burst.gaps()) > self._pace.hand

    def _text(self) -> str:
        return "".join(self._burst.text).lstrip("\x02")

    def _finish(self, terminator: str, *, complete: bool = True) -> Frame:
        text = self._text().removeprefix(self._prefix).removesuffix(self._suffix)
        times = self._burst.times
        frame = Frame(self.name, text.encode(), times[0], times[-1], terminator, complete=complete and not self._spill)
        self._burst, self._spill, self._alt_digits = _Burst(), False, ""
        return frame

    def _give_back(self) -> Answer:
        count = self.holding
        self._burst, self._alt_digits = _Burst(), ""
        return Answer(give_back=count)


class _WedgeQt:
    """The window's own keyboard: ``wedge_qt://?layout=us&prefix=~``."""

    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> KeyDecoder:
        """Make the decoder; the window's key filter feeds it and calls ``on_frame`` itself."""
        del on_frame
        decoder = KeyDecoder(
            address.name or "wedge",
            address.layout(),
            prefix=address.option("prefix", ""),
            suffix=address.option("suffix", ""),
        )
        on_state(SourceState(decoder.name, Lamp.READY))
        return decoder


source: Source = _WedgeQt()
