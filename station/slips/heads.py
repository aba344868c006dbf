"""Customer, phone, address, date and note: by their labels first, by what they look like second.

A label may be printed or written, with or without a colon, two of them in one line; it may be misread by one
letter. What has no label is told by its look: eleven digits are a phone, a province or city begins an address, the
first words that are left over are the customer. Called by ``extract.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.address.parse import parse
from station.slips import phones
from station.slips.draft import DraftField
from station.slips.words import COLONS, DATE, DIGITS, HAN, LABELS, TITLES, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station.slips.lines import Span
    from station.slips.rows import Row

_SURE = 0.9
_WORDS = sorted(((word, name) for name, words in LABELS.items() for word in words), key=lambda pair: -len(pair[0]))


def heads(above: Sequence[Row], below: Sequence[Row]) -> dict[str, DraftField]:
    """Return the fields of the rows above and below the goods."""
    spans: dict[str, list[Span]] = {}
    for row in (*above, *below):
        last = ""
        for line in row:
            for label, span in labelled(line.whole()):
                last = label or ("" if TITLES.search(span.text) else last)
                spans.setdefault(last, []).append(span)
    _guess(spans, spans.pop("", []))
    fields = {name: _field(name, parts) for name, parts in spans.items() if any(span.text for span in parts)}
    for name in LABELS:
        fields.setdefault(name, DraftField(needs_review=name in {"customer", "phone", "address"}))
    return fields


def labelled(span: Span) -> list[tuple[str, Span]]:
    """Return the labelled parts of a line; the label is "" for what stands before the first."""
    text = span.text
    marks: list[tuple[int, int, str]] = []
    place = 0
    while place < len(text):
        word, name = next(((w, n) for w, n in _WORDS if text.startswith(w, place)), ("", ""))
        colon = text[place + len(word) : place + len(word) + 1] in tuple(COLONS)
        if word and (place == 0 or colon):
            marks.append((place, place + len(word), name))
        place += max(1, len(word))
    if not marks:
        marks = _misread(text)
    parts = []
    if not marks or marks[0][0] > 0:
        parts.append(("", span.line.part(span.start, span.start + (marks[0][0] if marks else len(text)))))
    for number, (_start, begin, name) in enumerate(marks):
        stop = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        colons = len(text[begin:stop]) - len(text[begin:stop].lstrip(COLONS))
        parts.append((name, span.line.part(span.start + begin + colons, span.start + stop)))
    return parts


def _misread(text: str) -> list[tuple[int, int, str]]:
    """A label of two letters, one of them misread, at the beginning of a line."""
    if TITLES.search(text):
        return []
    for name, words in LABELS.items():
        for word in words:
            if len(word) == 2 and HAN.match(word) and len(text) > 2 and (text[0] == word[0]) != (text[1] == word[1]):
                sure = text[2] in COLONS or name in {"phone", "note"} or text[0] == word[0]
                if sure and not (name == "customer" and text[1] != "户" and text[0] != "客"):
                    return [(0, 2, name)]
    return []


def _guess(spans: dict[str, list[Span]], loose: Iterable[Span]) -> None:
    for span in loose:
        text = span.text
        digits = sum(char in DIGITS for char in text)
        if "phone" not in spans and digits >= 10 and digits > len(text) * 0.7:
            spans["phone"] = [span]
        elif "date" not in spans and DATE.search(text):
            spans["date"] = [span]
        elif "address" not in spans and len(text) >= 8 and parse(text).province:
            spans["address"] = [span]
        elif "customer" not in spans and HAN.search(text) and 2 <= len(text) <= 14 and not TITLES.search(text):
            spans["customer"] = [span]


def _field(name: str, spans: Sequence[Span]) -> DraftField:
    parts = [span for span in spans if span.end > span.start]
    sure = min((span.confidence for span in parts), default=0.0)
    photos = [span.photo for span in parts]
    box = (
        min(one[0] for one in photos), min(one[1] for one in photos),
        max(one[2] for one in photos), max(one[3] for one in photos),
    ) if photos else None  # fmt: skip
    if name == "phone":
        number, least, agreed = phones.read(parts)
        return DraftField(number, least if agreed else min(least, 0.5), box, not agreed or least < _SURE)
    text = clean("".join(span.text for span in parts))
    review = sure < _SURE or name == "address"  # half of the addresses read have one wrong sign, however sure
    return DraftField(text, sure, box, review and bool(text or name in {"customer", "address"}))
