"""The platform's structured type and the buyer's words together: what is the case, and must a person look?

The type decides first; words that say the same or nothing leave it alone. Words that clearly say something else, or
that are mixed, conditional or undecided, send the case to a person with both shown (待人工). Where there is no type
the words decide alone. A refund the platform has agreed to is a fact no words change. Called by ``take_in``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.orders.canonical import CaseType
from station.returns.intent import Wish, classify

if TYPE_CHECKING:
    from station.returns.intent import Habits, Intent

_CLEAR = 0.6  # a less certain reading is no contradiction
_UNDECIDED = frozenset({"mixed", "several wishes", "conditional", "undecided", "withdrawn", "form against its remark"})
_WISHES = (CaseType.EXCHANGE, CaseType.REFUND_ONLY, CaseType.RETURN_REFUND)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a case is.

    Attributes:
        intent: a ``CaseType``, or 待人工.
        read: what the words alone say; ``None`` without words.
    """

    intent: str
    read: Intent | None = None

    @property
    def contradicts(self) -> bool:
        """Type and words do not agree."""
        return self.intent == Wish.PERSON and self.read is not None


def judge(platform_type: str | None, text: str, habits: Habits, *, settled: bool = False) -> Judged:
    """Return what a case is; ``settled`` when the platform has agreed or closed it."""
    read = classify(text, habits) if text.strip() else None
    if platform_type is None:
        return Judged(read.intent if read is not None else Wish.PERSON, read)
    if read is None or settled or platform_type not in _WISHES:
        return Judged(platform_type, read)
    against = read.intent is not Wish.PERSON and read.intent != platform_type and read.confidence >= _CLEAR
    if against or read.rule in _UNDECIDED:
        return Judged(Wish.PERSON, read)
    return Judged(platform_type, read)
