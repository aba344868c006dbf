"""Seconds a trained person needs to look over each slip of a folder: keys pressed in the real review, times of KLM.

``python -m tests.benchmarks.slip_review FOLDER``: photos with their truth as JSON (``score_slips``). Each is read
through the real process; then a person who knows the truth presses the review's keys until it is right: Enter,
a candidate's number, F6 or F7 and typing. Times are those of the Keystroke-Level Model (Card, Moran, Newell 1980): a
key 0.28 s, a decision 1.35 s for each field that must be looked at, half of that for a glance at a green line.
Claim: a slip of four lines under 15 s.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scanners.slips.reader import SlipReader
from tests.benchmarks.score_slips import paired
from ui.commands.slip import read_catalogue
from ui.slips.review import HEAD, Review, Trust, from_draft

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY, DECISION, GLANCE = 0.28, 1.35, 0.675


class Person:
    """Presses keys and counts the seconds."""

    def __init__(self, review: Review, truth: Mapping[str, Any], pairs: Mapping[int, Any]) -> None:
        self.review, self._truth, self._pairs = review, truth, pairs
        self.seconds = 0.0

    def look_over(self) -> float:
        """Go through every field; return the seconds."""
        for place, field in enumerate(self.review.fields):
            wrong = self._wrong(place)
            self.seconds += DECISION if field.open or wrong else GLANCE
            if not field.open and not wrong:
                continue
            self.review = self.review.at(place)
            if wrong:
                self._mend(place)
            self._press(1)
            self.review = self.review.confirm()
        self._press(1)
        return self.seconds

    def _wrong(self, place: int) -> bool:
        field = self.review.fields[place]
        if not field.is_item:
            return bool(field.text != self._head(field.key))
        want = self._pairs.get(field.line)
        return want is None or (field.text, field.qty) != (want["code"], want["qty"])

    def _mend(self, place: int) -> None:
        field = self.review.fields[place]
        if not field.is_item:
            self._type(self._head(field.key))
            return
        want = self._pairs.get(field.line)
        codes = [choice.code for choice in field.choices]
        if want is None:
            self._press(1)
            self.review = self.review.pick(len(codes) - 1)
            return
        if field.text != want["code"] and want["code"] in codes:
            self._press(1)
            self.review = self.review.pick(codes.index(want["code"]))
        elif field.text != want["code"]:
            self._type(want["code"])
        if field.qty != want["qty"]:
            self._press(2 + len(str(want["qty"])))
            self.review = self.review.type_quantity(str(want["qty"]))

    def _type(self, text: str) -> None:
        self._press(2 + len(text) * (2 if not text.isascii() else 1))  # a Chinese sign takes about two keys more often
        self.review = self.review.type_text(text)

    def _head(self, key: str) -> str:
        told = str(self._truth[key])
        return "".join(sign for sign in told if sign.isdigit()) if key == "phone" else told

    def _press(self, keys: int) -> None:
        self.seconds += keys * KEY


def seconds(truth: dict[str, Any], draft: dict[str, Any]) -> float:
    """Return what one slip takes."""
    pairs: dict[int, Any] = {}
    for want, got in paired(truth["items"], draft["items"]):
        if got is not None:
            pairs[next(line for line, item in enumerate(draft["items"], 1) if item is got)] = want
    person = Person(from_draft(draft), truth, pairs)
    told = person.look_over()
    settled = all(field.trust is not Trust.DOUBTFUL for field in person.review.fields if field.key in HEAD)
    if not settled:
        raise AssertionError("the keys do not bring the review to its end")
    return told


def main() -> None:
    folder = Path(sys.argv[1])
    found: list[tuple[int, float]] = []
    with SlipReader(read_catalogue(folder / "catalog.csv")) as reader:
        for path in sorted(folder.glob("*.json")):
            photo = next(one for kind in (".jpg", ".png") if (one := path.with_suffix(kind)).exists())
            truth = json.loads(path.read_text("utf-8"))
            found.append((len(truth["items"]), seconds(truth, reader.read(photo))))
    four = [one for lines, one in found if lines == 4] or [0.0]
    every = [one for _lines, one in found]
    figures = {"slips": len(found), "p50_s": statistics.median(every), "most_s": max(every)}
    figures |= {"of_four_lines": len(four), "four_p50_s": statistics.median(four), "four_most_s": max(four)}
    json.dump({name: round(value, 1) for name, value in figures.items()}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
