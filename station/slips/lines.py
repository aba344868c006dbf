"""What the reading engine hands over: lines of text with the place, certainty and evidence of every letter.

``scanners/slips`` fills these from a photo; this room turns them into fields. ``Evidence`` asks the engine how well a
given text fits the ink of a part of a line (CTC log-probability), which is how a code is told from its neighbours in
the catalogue without trusting the letters that were read first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Reading:
    """Text forced from a part of a line.

    Attributes:
        confidence: certainty of its least certain letter, 0 to 1.
    """

    text: str
    confidence: float


class Evidence(Protocol):
    """The ink of one line, as the engine saw it."""

    def scores(self, texts: Sequence[str], first: int, last: int) -> list[float]:
        """Return for each text the log-probability that frames first..last say exactly this."""
        ...

    def lead(self, text: str, others: Sequence[str], first: int, last: int) -> float:
        """Return by how much the text fits better than the best of the others, in the reading that doubts it most."""
        ...

    def decode(self, alphabet: str, first: int, last: int) -> tuple[Reading, ...]:
        """Return the best text of these letters only, once for each reading of the ink."""
        ...

    def learn(self, text: str, first: int, last: int) -> None:
        """Know from now on, in all lines of the slip, that frames first..last certainly say this."""
        ...


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: where it stands on the flattened page and how sure it is.

    Attributes:
        frame: number of the engine's frame that read it.
    """

    char: str
    left: float
    right: float
    confidence: float
    frame: int

    @property
    def middle(self) -> float:
        """Middle of the letter."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Line:
    """One detected piece of text.

    Attributes:
        box: place on the flattened page, where rows are level.
        photo: place in the photo as it was taken.
        frames: how many frames the engine made of it.
        struck: the writing is crossed out.
    """

    glyphs: tuple[Glyph, ...]
    box: Box
    photo: Box
    evidence: Evidence
    frames: int
    struck: bool = False

    @cached_property
    def text(self) -> str:
        """The letters as read."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def height(self) -> float:
        """Height on the page."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """Vertical middle on the page."""
        return (self.box[1] + self.box[3]) / 2

    def part(self, start: int, end: int) -> Span:
        """Return the letters from ``start`` to before ``end``."""
        return Span(self, start, end)

    def whole(self) -> Span:
        """Return all letters."""
        return Span(self, 0, len(self.glyphs))


@dataclass(frozen=True, slots=True)
class Span:
    """Some neighbouring letters of one line: a word, a code, a quantity."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The letters as read."""
        return self.line.text[self.start : self.end]

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The letters."""
        return self.line.glyphs[self.start : self.end]

    @property
    def confidence(self) -> float:
        """Mean certainty of the letters."""
        glyphs = self.glyphs
        return sum(glyph.confidence for glyph in glyphs) / len(glyphs) if glyphs else 0.0

    @property
    def frames(self) -> tuple[int, int]:
        """First and last frame that belong to these letters alone."""
        glyphs = self.line.glyphs
        first = 0 if self.start == 0 else (glyphs[self.start - 1].frame + glyphs[self.start].frame + 1) // 2
        if self.end >= len(glyphs):
            return first, self.line.frames - 1
        return first, max(first, (glyphs[self.end - 1].frame + glyphs[self.end].frame) // 2)

    @property
    def left(self) -> float:
        """Left end on the page."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Right end on the page."""
        return self.glyphs[-1].right

    @property
    def middle(self) -> float:
        """Horizontal middle on the page."""
        return (self.left + self.right) / 2

    @property
    def photo(self) -> Box:
        """Place in the photo, cut out of the line's."""
        left, top, right, bottom = self.line.photo
        start, end = self.line.box[0], self.line.box[2]
        wide = (right - left) / max(end - start, 1.0)
        return (left + (self.left - start) * wide, top, left + (self.right - start) * wide, bottom)

    def scores(self, texts: Sequence[str]) -> list[float]:
        """Return for each text the log-probability that the ink says exactly this."""
        return self.line.evidence.scores(texts, *self.frames)

    def best(self, texts: Iterable[str]) -> str | None:
        """Return the text that fits the ink best."""
        ordered = sorted(set(texts))
        if len(ordered) < 2:
            return ordered[0] if ordered else None
        scores = self.scores(ordered)
        return ordered[scores.index(max(scores))]

    def lead(self, text: str, others: Iterable[str]) -> float:
        """Return by how much the text fits better than the best of the others, in the reading that doubts it most."""
        return self.line.evidence.lead(text, sorted(set(others) - {text}), *self.frames)

    def decode(self, alphabet: str) -> tuple[Reading, ...]:
        """Return the best text of these letters only, once for each reading."""
        return self.line.evidence.decode(alphabet, *self.frames)

    def learn(self, text: str) -> None:
        """Let the engine know that this certainly is the text: it shows how the hand forms its figures."""
        self.line.evidence.learn(text, *self.frames)
