"""What does the buyer want: 换货, 仅退款, 退货退款, or must a person read it (待人工)?

Rows A12-A15: exchanges and returns are different documents; a false 换货 freezes stock and prints a label, so
whatever is unclear, mixed, conditional or only a complaint goes to a person. A form's wish field is read first, then
the signals of the whole text (``signals.py``) go through one table of decisions (``decide.py``). Each answer names the
words that decided. Called by the intake of after-sale cases, ``returns classify`` and ``returns apply``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from station.returns import second
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


_FOREIGN = re.compile(r"[ぁ-んァ-ヺ가-힣ก-๛а-яёѐ-ӿ]", re.IGNORECASE)  # no table of ours reads these
_NOTHING_SAID = frozenset({"nothing", "money alone", "take back alone"})
DEFAULT = Habits()


def classify(text: str, habits: Habits = DEFAULT) -> Intent:
    """Return what the text wants. Never raises: what cannot be read goes to a person."""
    written = plain(text)
    return _second(written, _by_phrases(written, habits), text, habits)


def _by_phrases(written: Plain, habits: Habits) -> Intent:
    if not written.text.strip(" ,.;!?:\n"):
        return Intent(Wish.PERSON, 0.0, rule="empty")
    if len(_FOREIGN.findall(written.text)) > 1:
        return Intent(Wish.PERSON, 0.7, rule="another language")
    form = fields(written.text)
    found = signals(written.text, habits.phrases)
    wishes = [one for one in form if one.kind == "wish"]
    if wishes:
        inside = [s for s in found if any(one.start <= s.start < one.end for one in wishes)]
        answer = _answer(written, inside, habits)
        if answer.intent is not Wish.PERSON or answer.rule not in _NOTHING_SAID:
            rest = [s for s in found if s not in inside]
            return _unless_denied(answer, _answer(written, rest, habits))
    elif form:
        found = [s for s in found if not any(one.kind == "old" and one.start <= s.start < one.end for one in form)]
    return _answer(written, found, habits)


def _second(written: Plain, first: Intent, text: str, habits: Habits) -> Intent:
    """Ask the second reader where a mistake costs most, and where the phrases found nothing to go by."""
    if first.intent is Wish.EXCHANGE:
        own = habits.phrases is not PHRASES and classify(text).intent is not Wish.EXCHANGE
        if own or habits.complaint_is_exchange or second.likely(written.text)[Wish.EXCHANGE] >= second.UNLIKELY:
            return first  # a supervisor's own words are not doubted
        return Intent(Wish.PERSON, 0.5, why=first.why, rule="second reader doubts it")
    if first.rule not in _NOTHING_SAID:
        return first
    for wish, chance in second.likely(written.text).items():
        if wish in (Wish.REFUND_ONLY, Wish.RETURN_REFUND) and chance >= second.SURE:
            return Intent(Wish(wish), round(chance * 0.7, 2), why=first.why, rule="second reader")
    return first


def _unless_denied(form: Intent, rest: Intent) -> Intent:
    """An exchange in the form's wish field does not count when the remark beside it asks for money back."""
    if form.intent is Wish.EXCHANGE and rest.intent in (Wish.REFUND_ONLY, Wish.RETURN_REFUND):
        return Intent(Wish.PERSON, 0.7, why=(*form.why, *rest.why), rule="form against its remark")
    return form


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
