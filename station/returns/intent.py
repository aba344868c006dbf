"""What does the buyer want: 换货, 仅退款, 退货退款, or must a person read it (待人工)?

Rows A12-A15: exchanges and returns are different documents; a false 换货 freezes stock and prints a label, so
whatever is unclear, mixed, conditional or only a complaint goes to a person. A form's wish field is read first, then
the signals of the whole text (``signals.py``) go through one table of decisions (``decide.py``). Each answer names the
words that decided. Called by the intake of after-sale cases, ``returns classify`` and ``returns apply``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from station.returns.decide import Grounds, decide
from station.returns.fields import fields
from station.returns.plain import Plain, plain
from station.returns.signals import signals
from station.returns.wanted import Wanted, wanted
from station.returns.words import PHRASES, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.returns.signals import Signal


class Wish(StrEnum):
    """The four answers."""

    EXCHANGE = "换货"
    REFUND_ONLY = "仅退款"
    RETURN_REFUND = "退货退款"
    PERSON = "待人工"


@dataclass(frozen=True, slots=True)
class Intent:
    """What a return text wants.

    Attributes:
        intent: one of the four answers.
        confidence: 0..1; below 0.5 only for 待人工.
        wanted: size, colour, model as written, or the same again.
        why: the words that decided, as the buyer wrote them.
        rule: name of the decision that was taken, for the audit trail.
    """

    intent: Wish
    confidence: float
    wanted: Wanted = field(default_factory=Wanted)
    why: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Habits:
    """What a shop may decide otherwise.

    Attributes:
        complaint_is_exchange: a bare complaint (尺码小了, 颜色不对, 发错了) counts as 换货 (row A13 read literally);
            off by default because it freezes stock nobody asked to freeze.
        phrases: the keyword tables; a supervisor's edited ones go in here.
    """

    complaint_is_exchange: bool = False
    phrases: Mapping[Kind, Sequence[str]] = field(default_factory=lambda: PHRASES)


DEFAULT = Habits()


def classify(text: str, habits: Habits = DEFAULT) -> Intent:
    """Return what the text wants. Never raises: what cannot be read goes to a person."""
    written = plain(text)
    if not written.text.strip(" ,.;!?:\n"):
        return Intent(Wish.PERSON, 0.0, rule="empty")
    form = fields(written.text)
    found = signals(written.text, habits.phrases)
    wishes = [one for one in form if one.kind == "wish"]
    if wishes:
        inside = [s for s in found if any(one.start <= s.start < one.end for one in wishes)]
        answer = _answer(written, inside, habits)
        if answer.intent is not Wish.PERSON or answer.rule not in ("nothing", "money alone", "take back alone"):
            return answer
    elif form:
        found = [s for s in found if not any(one.kind == "old" and one.start <= s.start < one.end for one in form)]
    return _answer(written, found, habits)


def _answer(written: Plain, found: list[Signal], habits: Habits) -> Intent:
    want = wanted(written, found)
    grounds = decide(written.text, found, want, complaint_is_exchange=habits.complaint_is_exchange)
    return _intent(written, grounds, want)


def _intent(written: Plain, grounds: Grounds, want: Wanted) -> Intent:
    wish = Wish(grounds.answer)
    words = tuple(dict.fromkeys(written.written(s.start, s.end) for s in grounds.because))
    if wish is not Wish.EXCHANGE:
        want = Wanted()
    elif want.stated:
        want = replace(want, same=False)
    return Intent(wish, grounds.confidence, want, words, grounds.rule)
