"""The queue 待人工 and its one-key decisions.

Each waiting case shows the platform's type and the buyer's words side by side, with what the words were understood to
say and why. A person decides with one key; the decision stands until the platform changes its type or agrees. It
teaches nothing silently: it may become a suggested keyword rule (``rules.py``) that a supervisor accepts or refuses.
Called by the returns page of the desk and ``returns queue | decide``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.canonical import CaseType
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.returns import rules
from station.returns.follow import follow
from station.returns.intent import Wish
from station.store import orders as master
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row

NOTHING = "其他"  # no after-sale at all: a question, a withdrawn wish, a complaint
ANSWERS = (Wish.EXCHANGE, Wish.REFUND_ONLY, Wish.RETURN_REFUND, NOTHING)


class CaseError(UserError):
    """The case cannot be decided so."""

    code = "CASE"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case a person must look at.

    Attributes:
        platform_type: what the platform says; "" where it says nothing.
        text_intent: what the words say; "" without words.
        why: the words that decided.
    """

    order_id: str
    case_no: str
    short_code: str
    number: str
    channel: str
    platform_type: str
    text: str
    text_intent: str
    confidence: float
    why: tuple[str, ...]
    intent: str
    line_no: int | None
    since: datetime


def queue(tx: Tx, *, limit: int = 200) -> tuple[Waiting, ...]:
    """Return the cases to decide and the exchanges to arrange, oldest first."""
    rows = cases.waiting(tx, intents=(Wish.PERSON, CaseType.EXCHANGE), limit=limit)
    return tuple(_waiting(row) for row in rows)


def decide(tx: Tx, order_id: str, case_no: str, *, answer: str, actor: str, station: str) -> str:
    """Write what a person decided; return the phrase this suggests as a rule, "" for none.

    Raises:
        CaseError: there is no such case or answer, or it was applied or closed.
        station.errors.UserError: not theirs to decide.
    """
    require(tx, actor, Action.AFTER_SALE, station=station)
    master.hold_row(tx, order_id)
    case = cases.case(tx, order_id, case_no)
    if case is None:
        raise CaseError(_("There is no case {no}").format(no=case_no[:40]), _("choose one from the list"))
    if answer not in ANSWERS:
        raise CaseError(_("There is no such answer"), _("choose one of the keys"))
    if case.status == cases.APPLIED or case.exchange_order_id is not None:
        raise CaseError(_("This case was arranged already"), _("look at its exchange order"))
    if case.status == cases.CLOSED:
        raise CaseError(_("This case is closed"), _("nothing is left to decide"))
    if case.status == cases.AGREED and case.platform_type in (CaseType.REFUND_ONLY, CaseType.RETURN_REFUND):
        raise CaseError(_("The platform has agreed to the refund"), _("it cannot be decided otherwise"))
    closing = {"status": cases.CLOSED} if answer == NOTHING else {}
    told: dict[str, Any] = {"intent": str(answer), "decided_by": actor, "decided_at": tx.now}
    cases.set_case(tx, order_id, case_no, **told, **closing)
    master.set_order(tx, order_id)
    detail = {"case": case_no, "platform": case.platform_type or "", "words": case.text_intent, "answer": str(answer)}
    record(tx, station, actor=actor, action="case_decided", order_id=order_id, subject=case_no, detail=detail)
    follow(tx, order_id)
    if case.text_intent in ("", str(answer)) or answer == NOTHING:
        return ""
    return rules.suggest_from(tx, case.text, answer, by=actor)


def _waiting(row: Row[Any]) -> Waiting:
    why = row.why.get("words", []) if isinstance(row.why, dict) else []
    return Waiting(
        row.order_id,
        row.case_no,
        row.short_code,
        row.number,
        row.channel,
        row.platform_type or "",
        row.text,
        row.text_intent,
        (row.confidence_percent or 0) / 100,
        tuple(why),
        row.intent,
        row.line_no,
        row.changed_at,
    )
