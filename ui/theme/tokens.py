"""Every colour and size of the windows, in one file.

Colours are the client's (LOOKS): contrast is at least 4.5:1 against white text or on the card, a test checks it.
The dark theme for night shifts keeps the verdict colours, so that green means the same thing at night. Sizes are
pixels of a 1920x1080 screen; ``Look.px`` scales them with the window, from 1366x768 to 4K.
"""

from __future__ import annotations

from dataclasses import dataclass

FULL_HEIGHT = 1080
LEAST_WIDTH = 1620  # narrower than this at full height: shrink with the width instead, so nothing is cut


@dataclass(frozen=True, slots=True)
class Palette:
    """Named colours of one theme.

    ``go``, ``stop``, ``exchange``, ``review`` are grounds under white words; ``*_words`` are words on a card.
    """

    ink: str
    paper: str
    card: str
    well: str  # behind pictures
    line: str
    quiet: str
    bar: str
    on_bar: str
    on_bar_quiet: str
    on_band: str
    go: str
    stop: str
    exchange: str
    review: str
    neutral: str  # the band before an order is open
    attention: str  # bars and shapes only
    attention_words: str
    go_words: str
    stop_words: str
    exchange_words: str
    badge: str  # behind 赠品 and the like
    badge_new: str
    ring: str  # halo of the expected row
    lamp_good: str
    lamp_attention: str
    lamp_broken: str
    shade: str


LIGHT = Palette(
    ink="#16202A",
    paper="#EEF1F4",
    card="#FFFFFF",
    well="#E8ECF0",
    line="#DCE2E8",
    quiet="#44525F",
    bar="#16202A",
    on_bar="#FFFFFF",
    on_bar_quiet="#A9B4BF",
    on_band="#FFFFFF",
    go="#0B7A3E",
    stop="#B3141D",
    exchange="#0B4FA8",
    review="#8A5A00",
    neutral="#2C3B49",
    attention="#C97B00",
    attention_words="#8A5A00",
    go_words="#0B7A3E",
    stop_words="#B3141D",
    exchange_words="#0B4FA8",
    badge="#FDE8C4",
    badge_new="#D9E7FA",
    ring="#C9D8EE",
    lamp_good="#3CC178",
    lamp_attention="#F2A33A",
    lamp_broken="#FF6B63",
    shade="#55101820",
)

DARK = Palette(
    ink="#EEF3F7",
    paper="#10161C",
    card="#1B242D",
    well="#2A3641",
    line="#36434F",
    quiet="#AEBBC7",
    bar="#05080B",
    on_bar="#FFFFFF",
    on_bar_quiet="#A9B4BF",
    on_band="#FFFFFF",
    go="#0B7A3E",
    stop="#B3141D",
    exchange="#0B4FA8",
    review="#8A5A00",
    neutral="#2C3B49",
    attention="#C97B00",
    attention_words="#F2B45C",
    go_words="#57D08F",
    stop_words="#FF938C",
    exchange_words="#8FBDF7",
    badge="#4A3710",
    badge_new="#17375F",
    ring="#27486F",
    lamp_good="#3CC178",
    lamp_attention="#F2A33A",
    lamp_broken="#FF6B63",
    shade="#99000000",
)

# product pictures look the same by day and by night
PICTURE_UNKNOWN = "#F5C078"
PICTURE_LINE = LIGHT.ink
PICTURE_LINE_ON_DARK = LIGHT.card


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at a size: what every painted widget needs."""

    palette: Palette = LIGHT
    factor: float = 1.0

    def px(self, at_full_size: float) -> int:
        """Return a size in pixels of this window, at least 1."""
        return max(1, round(at_full_size * self.factor))


def look_for(width: int, height: int, palette: Palette = LIGHT) -> Look:
    """Return the look for a window of this size."""
    factor = min(height / FULL_HEIGHT, width / LEAST_WIDTH)
    return Look(palette, round(max(0.4, factor), 3))
