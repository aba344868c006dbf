"""Keyword rules as data: suggested from decisions or written by a supervisor, rehearsed over history, then accepted.

A change adds a phrase to one of the tables of ``words.py`` or takes one out. Nothing holds before a supervisor has
seen its rehearsal: ``accept`` asks for the rehearsal's result and refuses when it is another one by now. Each accepted
change counts the version of the tables up; ``at_version`` of the store tells what held when. A retired one ends.
Called by the returns page, ``returns rules`` and ``settle`` (suggestions).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from station.errors import UserError
from station.people.permit import act
from station.people.roles import Action
from station.returns.intent import Habits, Wish, classify
from station.returns.plain import plain
from station.returns.signals import compiled, signals
from station.returns.tables import changed, habits
from station.returns.words import Kind
from station.store import phrases
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row

_NAMESPACE = UUID("53a3ae44-7a2c-5f0d-9d0e-6f1f42b9f6c1")
_HISTORY = 2000  # texts a rehearsal reads: half a second
_SHORTEST, _LONGEST = 2, 8
_KIND_OF = {
    Wish.EXCHANGE: Kind.EXCHANGE,
    Wish.REFUND_ONLY: Kind.ONLY_MONEY,
    Wish.RETURN_REFUND: Kind.RETURN,
}


class RuleError(UserError):
    """The rule cannot be changed so."""

    code = "RETURN_RULE"


@dataclass(frozen=True, slots=True)
class Change:
    """One text a rule would read otherwise; ``right`` is what a person or platform said, "" when nobody did."""

    text: str
    before: str
    after: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rule tried over history."""

    read: int
    changes: tuple[Change, ...]

    @property
    def better(self) -> int:
        """Texts that would now be read as a person read them."""
        return sum(1 for one in self.changes if one.right and one.after == one.right)

    @property
    def worse(self) -> int:
        """Texts that were read right and would be wrong."""
        return sum(1 for one in self.changes if one.right and one.before == one.right)


def suggest(tx: Tx, kind: str, phrase: str, *, act: str = "add", example: str = "", by: str) -> str:
    """Suggest a change and return its id; the same change again is the same suggestion.

    Raises:
        RuleError: no such table, or no phrase.
    """
    words = phrase.strip()
    if kind not in set(Kind) or act not in ("add", "drop"):
        tables = " ".join(Kind)
        raise RuleError(
            _("There is no table {name}").format(name=kind[:40]), _("choose one of: {names}").format(names=tables)
        )
    if not 1 < len(words) <= 40 or words.count("(") != words.count(")") or not compiled(words).strip("^$ "):
        raise RuleError(_("This is no phrase"), _("write 2 to 40 characters, brackets in pairs"))
    before = [row for row in phrases.listing(tx) if (row.kind, row.phrase, row.act) == (kind, words, act)]
    still = next((row for row in before if row.state in (phrases.SUGGESTED, phrases.ACTIVE)), None)
    if still is not None:
        return str(still.phrase_id)
    identity = uuid5(_NAMESPACE, "\x1f".join((kind, words, act, str(len(before))))).hex[:12]
    phrases.add(tx, identity, kind=kind, phrase=words, act=act, example=example[:200], suggested_by=by)
    return identity


def suggest_from(tx: Tx, text: str, answer: str, *, by: str) -> str:
    """Suggest the words of a decided text that the tables do not know yet; return them, "" when there are none."""
    kind = _KIND_OF.get(Wish(answer))
    now = habits(tx)
    if kind is None or classify(text, now).intent == answer:
        return ""
    for phrase in _unknown(text, now):
        more = {**now.phrases, kind: (*now.phrases[kind], phrase)}
        if classify(text, Habits(now.complaint_is_exchange, more)).intent == answer:
            suggest(tx, kind, phrase, example=text, by=by)
            return phrase
    return ""


def rehearse(tx: Tx, phrase_id: str) -> Rehearsal:
    """Read the latest texts with and without the change.

    Raises:
        RuleError: there is no such change.
    """
    row = _row(tx, phrase_id)
    now = habits(tx)
    steps = [(one.act, one.kind, one.phrase) for one in phrases.at_version(tx, phrases.version(tx))]
    steps = [step for step in steps if row.state != phrases.ACTIVE or step[2] != row.phrase]
    without = Habits(now.complaint_is_exchange, changed(steps))
    with_it = Habits(now.complaint_is_exchange, changed([*steps, (row.act, row.kind, row.phrase)]))
    read, changes = 0, []
    for case in cases.history(tx, _HISTORY):
        read += 1
        before, after = classify(case.text, without).intent, classify(case.text, with_it).intent
        if before != after:
            right = case.intent if case.decided_by or case.platform_type else ""
            changes.append(Change(case.text, before, after, right if right in set(Wish) else ""))
    return Rehearsal(read, tuple(changes))


def accept(tx: Tx, phrase_id: str, *, changes: int, by: str, station: str) -> int:
    """Let a suggested change hold from now on and return the tables' new version.

    Args:
        changes: how many texts its rehearsal changed: who has not seen that may not accept.

    Raises:
        RuleError: not a suggestion, or the rehearsal comes to something else by now.
        station.errors.UserError: not a supervisor.
    """
    act(tx, by, Action.RULES, station=station, subject=phrase_id, detail={"rule": "accept"})
    row = _row(tx, phrase_id, for_update=True)
    if row.state != phrases.SUGGESTED:
        raise RuleError(_("This rule was decided already"), _("choose a suggested one"))
    found = rehearse(tx, phrase_id)
    if len(found.changes) != changes:
        told = _("The rehearsal changes {n} texts: look at them first").format(n=len(found.changes))
        raise RuleError(told, _("rehearse again, then accept"), code="REHEARSE_FIRST")
    version = phrases.version(tx) + 1
    phrases.put(
        tx, phrase_id, state=phrases.ACTIVE, decided_by=by, decided_at=tx.now, from_version=version, to_version=None
    )
    return version


def refuse(tx: Tx, phrase_id: str, *, by: str, station: str) -> None:
    """Turn a suggestion down, or end a rule that holds.

    Raises:
        RuleError: it was decided already.
        station.errors.UserError: not a supervisor.
    """
    act(tx, by, Action.RULES, station=station, subject=phrase_id, detail={"rule": "refuse"})
    row = _row(tx, phrase_id, for_update=True)
    if row.state == phrases.SUGGESTED:
        phrases.put(tx, phrase_id, state=phrases.REFUSED, decided_by=by, decided_at=tx.now)
    elif row.state == phrases.ACTIVE:
        ended = phrases.version(tx) + 1
        phrases.put(tx, phrase_id, state=phrases.RETIRED, decided_by=by, decided_at=tx.now, to_version=ended)
    else:
        raise RuleError(_("This rule was decided already"), _("choose a suggested one"))


def _row(tx: Tx, phrase_id: str, *, for_update: bool = False) -> Row[Any]:
    row = phrases.get(tx, phrase_id, for_update=for_update)
    if row is None:
        raise RuleError(_("There is no rule {id}").format(id=phrase_id[:20]), _("choose one from the list"))
    return row


def _unknown(text: str, now: Habits) -> list[str]:
    """Return stretches of the text that no table knows, longest first."""
    words = plain(text).text
    known = bytearray(len(words))
    for one in signals(words, now.phrases):
        known[one.start : one.end] = b"\x01" * (one.end - one.start)
    found = []
    start = 0
    for place in range(len(words) + 1):
        if place < len(words) and not known[place] and "一" <= words[place] <= "鿿":
            continue
        if place - start >= _SHORTEST:
            found.append(words[start:place][-_LONGEST:])
        start = place + 1
    return sorted(found, key=len, reverse=True)
