"""A picture -> the symbols on it, by a cascade that stops at the first step that reads something.

Order (measured on 1,559 labelled pictures and on blurred, noisy, dim and tilted copies, docs/scanners.md): zxing-cpp,
zxing-cpp thoroughly, zbar for bars, then zxing-cpp on the picture deblurred, zbar on it smoothed along the bars, both
on it turned (readers only turn by 90 degrees) and with more contrast, last enlarged. A retail code has one check
digit and ITF none: a second opinion is asked first, and where readers disagree the picture reads as nothing rather
than wrong. ``decode``, the camera and phone photos use it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scanners.engines import RETAIL, second_opinion, zbar, zxing
from scanners.lens import contrasted, cropped, deblurred, enlarged, fitted, smoothed, thresholded, turned
from scanners.symbology import checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scanners.engines import Gray, Symbol

    Reader = Callable[[Gray], list[Symbol]]

_LATE_PIXELS = 400_000  # beyond this a later step costs more than it finds
_LABEL_PIXELS = 400_000  # from here on a picture may show a whole label: look along and across at once
_TURNS = ((zxing, 45), (zxing, -45), (zxing, 20), (zxing, -20), (zbar, 30), (zbar, -30))


def read_symbols(gray: Gray) -> tuple[Symbol, ...]:
    """Return the symbols of a grey picture; empty when there is none."""
    seen: Counter[tuple[str, str]] = Counter()
    for found in _looks(gray):
        seen.update({one.key for one in found})
        believed = _believed(gray, found, seen)
        if believed:
            return believed
    return ()


def glance(gray: Gray) -> tuple[Symbol, ...]:
    """Return what the first, quick step sees: for a camera that has thirty pictures a second."""
    return _once(zxing(gray, rotate=False))


def _looks(gray: Gray) -> Iterator[list[Symbol]]:
    if gray.size < _LABEL_PIXELS:
        yield zxing(gray, rotate=False)
    yield zxing(gray)
    yield zxing(gray, thorough=True)
    yield zbar(gray)
    small, back = fitted(gray, _LATE_PIXELS)
    sharp = deblurred(small)
    plain: list[tuple[Reader, Gray]] = [
        (zxing, sharp),
        (zbar, smoothed(small, upright=True)),
        (zbar, smoothed(small, upright=False)),
    ]
    for reader, picture in plain:
        yield [back(one) for one in reader(picture)]
    for reader, degrees in _TURNS:
        picture, home = turned(small, degrees)
        yield [back(home(one)) for one in reader(picture)]
    clear = contrasted(small)
    for reader, picture in ((zxing, clear), (zbar, clear), (zxing, thresholded(small))):
        yield [back(one) for one in reader(picture)]
    large, smaller = enlarged(sharp, 3, _LATE_PIXELS * 3)
    yield [back(smaller(one)) for one in zxing(large)]


def _believed(gray: Gray, found: list[Symbol], seen: Counter[tuple[str, str]]) -> tuple[Symbol, ...]:
    doubtful = [one for one in found if _needs_check(one)]
    sure = [one for one in found if one not in doubtful]
    if not doubtful:
        return _once(sure)
    across = any(_is_across(one) for one in doubtful)
    second = {one.key for one in second_opinion(cropped(gray, [one.box for one in doubtful]), rotate=across)}
    retail = [one for one in doubtful if one.format in RETAIL]
    weak = [one for one in doubtful if one.format not in RETAIL]
    confirmed = [one for one in weak if seen[one.key] > 1 or one.key in second]
    return _once([*sure, *_agreed(gray, retail, second), *confirmed])


def _needs_check(one: Symbol) -> bool:
    if one.format in RETAIL:
        return True
    return one.format == "ITF" and not checked(one.text)


def _is_across(one: Symbol) -> bool:
    (left, top), (right, other_top) = one.box[0], one.box[1]
    return abs(other_top - top) > abs(right - left)


def _agreed(gray: Gray, retail: list[Symbol], second: set[tuple[str, str]]) -> list[Symbol]:
    opinions = {key for key in second if key[0] == "EAN"}
    first = {one.key for one in retail}
    if not opinions or opinions & first:
        return retail
    votes = Counter([*first, *opinions, *{one.key for one in zbar(gray) if one.format in RETAIL}])
    (winner, most), *rest = votes.most_common()
    if rest and rest[0][1] == most:
        return []
    return [one for one in retail if one.key == winner]


def _once(symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    first: dict[tuple[str, str], Symbol] = {}
    for one in symbols:
        first.setdefault(one.key, one)
    return tuple(first.values())
