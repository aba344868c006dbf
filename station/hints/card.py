"""What a hint looks like to whoever shows it: one sentence, its reason, how loud, and the answer.

Lives here, below ``packing``, because decisions are made here; ``packing/view.py`` hands it on to windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How loud a hint is."""

    INFO = "info"
    ATTENTION = "attention"
    STOP = "stop"


class Level(StrEnum):
    """What a hint is about, the order itself first."""

    ORDER = "order"
    CUSTOMER = "customer"
    GROUP = "group"  # of customers
    ITEM = "item"
    PLACE = "place"  # channel or region


@dataclass(frozen=True, slots=True)
class HintCard:
    """One hint with its reason and its answer."""

    decision_id: str
    rule: str
    text: str
    why: str
    severity: Severity
    blocking: bool
    answer: str | None = None  # None (open), "done", "cant"
    level: Level = Level.ORDER
    material: str = ""  # its barcode must be scanned to answer "done"


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A piece of the story behind the hints of an order: a title and its lines."""

    title: str
    lines: tuple[str, ...]
