"""A slip being reviewed: its fields, which one is looked at, what was picked, confirmed or typed.

Built from the draft of ``slip read`` (JSON shape of the house page, with ``candidates`` and ``box`` for each item).
Frozen: every key makes a new ``Review``; the window paints it. Nothing becomes an order before every doubtful field
was confirmed by a person, and every quantity can be seen beside its picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from station.people.mask import mask_phone
from ui.slips.why import CROSSED_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Box = tuple[float, float, float, float]  # left, top, width, height in pixels of the photo
HEAD = ("customer", "phone", "address")
TAIL = ("note",)
SURE_FROM = 0.9
MOST_CHOICES = 5


class Trust(StrEnum):
    """How far a field may be believed."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    MISSING = "missing"  # nothing usable was read
    CROSSED_OUT = "crossed_out"  # a key must say whether it is ordered, Enter does not
    CONFIRMED = "confirmed"  # a person looked
    LEFT_OUT = "left_out"  # an item a person decided not to order


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate for an item's code, or for who the slip is from; ``code`` ``None`` is "not in the catalogue".

    Attributes:
        fills: what it says of other fields, by key.
    """

    code: str | None
    name: str = ""
    fills: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SlipField:
    """One thing on the slip.

    Attributes:
        key: customer, phone, address, note, or item1, item2 …
        raw: what was read, before it was matched.
        why: short words for what a person must look at.
    """

    key: str
    text: str
    trust: Trust
    name: str = ""
    qty: int | None = None
    unit: str = ""
    raw: str = ""
    box: Box | None = None
    qty_box: Box | None = None
    choices: tuple[Choice, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def is_item(self) -> bool:
        """Items have a code and a quantity."""
        return self.key.startswith("item")

    @property
    def line(self) -> int:
        """Number of the item on the slip, from 1; 0 for other fields."""
        return int(self.key.removeprefix("item")) if self.is_item else 0

    @property
    def place(self) -> Box | None:
        """Where it stands on the photo, code and quantity together."""
        if self.box is None or self.qty_box is None:
            return self.box or self.qty_box
        left, top = min(self.box[0], self.qty_box[0]), min(self.box[1], self.qty_box[1])
        right = max(self.box[0] + self.box[2], self.qty_box[0] + self.qty_box[2])
        bottom = max(self.box[1] + self.box[3], self.qty_box[1] + self.qty_box[3])
        return left, top, right - left, bottom - top

    @property
    def open(self) -> bool:
        """A person must still look."""
        return self.trust in {Trust.DOUBTFUL, Trust.MISSING, Trust.CROSSED_OUT}


@dataclass(frozen=True, slots=True)
class Review:
    """All fields and the one looked at."""

    fields: tuple[SlipField, ...]
    active: int = 0

    @property
    def now(self) -> SlipField:
        """The field looked at."""
        return self.fields[self.active]

    @property
    def open_count(self) -> int:
        """How many fields a person must still look at."""
        return sum(field.open for field in self.fields)

    @property
    def ready(self) -> bool:
        """Everything was looked at and at least one item is ordered."""
        ordered = any(field.is_item and field.trust is not Trust.LEFT_OUT for field in self.fields)
        return self.open_count == 0 and ordered

    def go(self, step: int) -> Review:
        """Look at the next or previous field."""
        return replace(self, active=(self.active + step) % len(self.fields))

    def at(self, place: int) -> Review:
        """Look at this field."""
        return replace(self, active=place) if 0 <= place < len(self.fields) else self

    def next_open(self) -> Review:
        """Look at the next field a person must look at; stay when there is none."""
        count = len(self.fields)
        for step in range(1, count + 1):
            if self.fields[(self.active + step) % count].open:
                return self.go(step)
        return self

    def confirm(self) -> Review:
        """The field is right as it stands; a missing or crossed-out one cannot be confirmed so."""
        if self.now.trust in {Trust.MISSING, Trust.CROSSED_OUT}:
            return self
        trust = Trust.LEFT_OUT if self.now.trust is Trust.LEFT_OUT else Trust.CONFIRMED
        return self._with(replace(self.now, trust=trust)).next_open()

    def pick(self, place: int) -> Review:
        """Take a candidate; it still needs Enter."""
        if not 0 <= place < len(self.now.choices):
            return self
        choice = self.now.choices[place]
        if choice.code is None:
            return self._with(replace(self.now, trust=Trust.LEFT_OUT, text="", name=""))
        if not self.now.is_item:
            return self._known(choice)
        trust = Trust.DOUBTFUL if self.now.qty else Trust.MISSING
        return self._with(replace(self.now, text=choice.code, name=choice.name, trust=trust))

    def type_text(self, text: str) -> Review:
        """A person typed the field, or the code of an item."""
        text = " ".join(text.split())
        known = {choice.code: choice.name for choice in self.now.choices if choice.code}
        usable = bool(text) and (not self.now.is_item or bool(self.now.qty))
        trust = Trust.DOUBTFUL if usable or self.now.key in TAIL else Trust.MISSING
        return self._with(replace(self.now, text=text, name=known.get(text, ""), trust=trust))

    def type_quantity(self, text: str) -> Review:
        """A person typed the quantity of an item."""
        qty = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0
        trust = Trust.DOUBTFUL if qty and self.now.text else Trust.MISSING
        return self._with(replace(self.now, qty=qty or None, trust=trust))

    def _known(self, choice: Choice) -> Review:
        """Take a customer we know: what their slips said before stands in the other fields; each still needs Enter."""
        told = {self.now.key: str(choice.code), **dict(choice.fills)}
        fields = tuple(
            replace(field, text=told[field.key], trust=Trust.DOUBTFUL)
            if field.key in told and field.trust is not Trust.CONFIRMED and field.text != told[field.key]
            else field
            for field in self.fields
        )
        return replace(self, fields=fields)

    def _with(self, field: SlipField) -> Review:
        fields = (*self.fields[: self.active], field, *self.fields[self.active + 1 :])
        return replace(self, fields=fields)


def from_draft(draft: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Review:
    """Return the review of a draft, looking at its first doubtful field.

    Args:
        draft: what ``slip read`` gives for one photo.
        names: names of SKUs by code, shown beside codes and candidates.
    """
    known = dict(names or {})
    fields = [_head(draft, key) for key in HEAD]
    fields += [_item(number, item, known) for number, item in enumerate(draft.get("items") or (), 1)]
    fields += [_head(draft, key) for key in TAIL]
    review = Review(tuple(fields), len(fields) - 1)
    first = review.next_open()
    return first if first.now.open else replace(review, active=0)


def _head(draft: Mapping[str, Any], key: str) -> SlipField:
    read = (draft.get("fields") or {}).get(key) or {}
    text = str(draft.get(key) or read.get("text") or "")
    confidence = float(read.get("confidence") or 0)
    doubtful = read.get("needs_review", confidence < SURE_FROM)
    trust = Trust.DOUBTFUL if doubtful else Trust.SURE
    if not text:
        nothing = key in TAIL and not read.get("box")
        trust = Trust.SURE if nothing else Trust.DOUBTFUL if key in TAIL else Trust.MISSING
    choices = tuple(map(_customer, draft.get("known") or ())) if key == "customer" else ()
    if choices and trust is Trust.SURE and all(choice.code != text for choice in choices):
        trust = Trust.DOUBTFUL  # nearly somebody we know: a person says whether it is
    return SlipField(key, text, trust, raw=str(read.get("raw") or ""), box=box_of(read.get("box")), choices=choices)


def _item(number: int, item: Mapping[str, Any], names: Mapping[str, str]) -> SlipField:
    code, qty = item.get("code"), item.get("qty")
    trust = Trust.DOUBTFUL if item.get("needs_review", True) else Trust.SURE
    if not code or not qty:
        trust = Trust.MISSING
    why = tuple(str(word) for word in item.get("why") or ())
    if CROSSED_OUT in why:
        trust = Trust.CROSSED_OUT
    choices = [_choice(one, names) for one in item.get("candidates") or ()]
    if code and all(choice.code != code for choice in choices):
        choices.insert(0, Choice(str(code), names.get(str(code), "")))
    name = next((choice.name for choice in choices if choice.code == code), names.get(str(code), ""))
    return SlipField(
        f"item{number}",
        str(code or ""),
        trust,
        name=name or str(item.get("name") or ""),
        qty=int(qty) if qty else None,
        unit=str(item.get("unit") or ""),
        raw=str(item.get("raw") or ""),
        box=box_of(item.get("box")),
        qty_box=box_of(item.get("qty_box")),
        choices=(*choices[: MOST_CHOICES - 1], Choice(None)),
        why=why,
    )


def _customer(one: Mapping[str, str]) -> Choice:
    shown = f"{mask_phone(one['phone'])}  {one['address']}"
    return Choice(one["name"], shown, (("phone", one["phone"]), ("address", one["address"])))


def _choice(value: Mapping[str, Any] | str, names: Mapping[str, str]) -> Choice:
    if isinstance(value, str):
        return Choice(value, names.get(value, ""))
    code = str(value.get("code") or "")
    return Choice(code, str(value.get("name") or names.get(code, "")))


def box_of(value: Sequence[Any] | None) -> Box | None:
    """Return left, top, width, height of ``[x0, y0, x1, y1]`` or of corner points ``[[x, y], …]``."""
    if not value:
        return None
    if isinstance(value[0], int | float):
        left, top, right, bottom = (float(number) for number in value[:4])
    else:
        across = [float(point[0]) for point in value]
        down = [float(point[1]) for point in value]
        left, top, right, bottom = min(across), min(down), max(across), max(down)
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None
