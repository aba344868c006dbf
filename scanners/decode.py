"""A picture -> the symbols on it, by a cascade that stops at the first step that reads something.

Order (measured on 1,559 labelled pictures and on blurred, noisy, dim and tilted ones of our own, docs/scanners.md):
zxing-cpp as it is; on each patch of bars turned upright; thoroughly; the patches smoothed along the bars, deblurred
and enlarged, by zbar too; then the whole picture enlarged, deblurred, with more contrast. A retail code has one check
digit and ITF often none: a second opinion is asked first, and where readers disagree the picture reads as nothing
rather than wrong. ``decode``, the camera and phone photos use it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scanners.bars import patches
from scanners.engines import RETAIL, has_zbar, second_opinion, zbar, zxing
from scanners.lens import contrasted, cropped, deblurred, enlarged, fitted, smoothed, thinned, thresholded
from scanners.symbology import checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scanners.engines import Gray, Symbol
    from scanners.lens import Back

    Reader = Callable[[Gray], list[Symbol]]
    Look = tuple[Reader, list[Symbol]]

_LATE_PIXELS = 700_000  # beyond this a later step costs more than it finds
_THIN_PIXELS = 300_000  # from here on every second line is enough for bars
_LABEL_PIXELS = 400_000  # from here on a picture may show a whole label: look along and across at once


def read_symbols(gray: Gray) -> tuple[Symbol, ...]:
    """Return the symbols of a grey picture; empty when there is none."""
    return next(filter(None, steps(gray)), ())


def steps(gray: Gray) -> Iterator[tuple[Symbol, ...]]:
    """Yield what each step of the cascade reads and what may be believed; stop at the first that reads something."""
    seen: set[tuple[Reader, str, str]] = set()
    for reader, found in _looks(gray):
        seen |= {(reader, *one.key) for one in found}
        yield _believed(gray, found, seen)


def glance(gray: Gray) -> tuple[Symbol, ...]:
    """Return what the first, quick step sees: for a camera that has thirty pictures a second."""
    return _once(zxing(gray, rotate=False))


def _looks(gray: Gray) -> Iterator[Look]:
    if gray.size < _LABEL_PIXELS:
        yield zxing, zxing(gray, rotate=False)
    yield zxing, zxing(gray)
    bars = []
    for patch in patches(gray):
        bars.append(patch)
        yield _look(zxing, *patch)
    yield zxing, zxing(gray, thorough=True)
    for picture, back in bars:
        for reader, clearer, home in _clearer(picture):
            yield _look(reader, clearer, _after(home, back))
    small, back = fitted(gray, _LATE_PIXELS)
    for reader, clearer, home in _whole(small):
        yield _look(reader, clearer, _after(home, back))


def _clearer(patch: Gray) -> Iterator[tuple[Reader, Gray, Back]]:
    """Further looks at an upright patch of bars."""
    yield zxing, *enlarged(deblurred(smoothed(patch)), 2, _LATE_PIXELS)
    thin, back = thinned(patch, 3)
    yield zbar, thin, back
    yield zbar, *thinned(smoothed(patch), 3)
    yield zxing, deblurred(patch), _same


def _whole(small: Gray) -> Iterator[tuple[Reader, Gray, Back]]:
    """Further looks at the whole picture: small and square codes, and bars nobody found a patch for."""
    yield zbar, *thinned(small, 2 if small.size > _THIN_PIXELS else 1)
    yield zxing, *enlarged(small, 3, _LATE_PIXELS)
    sharp = deblurred(small)
    yield zxing, sharp, _same
    yield zxing, contrasted(small), _same
    yield zxing, thresholded(small), _same
    yield zxing, *enlarged(sharp, 2, _LATE_PIXELS)


def _look(reader: Reader, picture: Gray, back: Back) -> Look:
    return reader, [back(one) for one in reader(picture)]


def _believed(gray: Gray, found: list[Symbol], seen: set[tuple[Reader, str, str]]) -> tuple[Symbol, ...]:
    retail = [one for one in found if one.format in RETAIL]
    loose = [one for one in found if one.format == "ITF" and not checked(one.text)]
    sure = [one for one in found if one not in retail and one not in loose]
    return _once([*sure, *_agreed(gray, retail), *_seen_by_both(gray, loose, seen)])


def _seen_by_both(gray: Gray, loose: list[Symbol], seen: set[tuple[Reader, str, str]]) -> list[Symbol]:
    """Keep ITF without check digit only when both readers read it: each alone cuts a tilted one short."""
    if loose and has_zbar():
        seen |= {(zbar, *one.key) for one in zbar(gray)}
        return [one for one in loose if (zxing, *one.key) in seen and (zbar, *one.key) in seen]
    return loose


def _agreed(gray: Gray, retail: list[Symbol]) -> list[Symbol]:
    if not retail:
        return []
    across = any(_is_across(one) for one in retail)
    part = cropped(gray, [one.box for one in retail])
    opinions = {one.key for one in second_opinion(part, rotate=across)}
    first = {one.key for one in retail}
    if not opinions or opinions & first:
        return retail
    votes = Counter([*first, *opinions, *{one.key for one in zbar(gray) if one.format in RETAIL}])
    (winner, most), *rest = votes.most_common()
    if rest and rest[0][1] == most:
        return []
    return [one for one in retail if one.key == winner]


def _is_across(one: Symbol) -> bool:
    (left, top), (right, other_top) = one.box[0], one.box[1]
    return abs(other_top - top) > abs(right - left)


def _same(symbol: Symbol) -> Symbol:
    return symbol


def _after(first: Back, then: Back) -> Back:
    return lambda symbol: then(first(symbol))


def _once(symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    first: dict[tuple[str, str], Symbol] = {}
    for one in symbols:
        first.setdefault(one.key, one)
    return tuple(first.values())
