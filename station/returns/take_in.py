"""A case comes in: from a platform's export or message, or pasted by the service desk.

The case is judged (type and words), written, and counted with the buyer: what they complained of and that they send
goods back. ``follow.py`` does what must happen now. Replays change nothing and count nothing twice. Called by
``station/intake`` for platforms' news, by ``returns take`` and the returns page for pasted texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from station.errors import UserError
from station.orders.canonical import CaseType
from station.people.audit import record
from station.people.complaints import Kind, add_complaint, kind_of
from station.people.permit import require
from station.people.roles import Action
from station.returns.follow import follow
from station.returns.judge import Judged, judge
from station.returns.tables import habits
from station.store import orders as master
from station.store import people, phrases
from station.store import returns as cases
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx
    from station.store.rows import Row

_NAMESPACE = UUID("9d1f6a1e-2f53-5a0c-8d57-0a4be3f0c511")
_KEPT = 2000  # characters of a pasted text worth keeping


class EmptyTextError(UserError):
    """Nothing was pasted."""

    code = "EMPTY_TEXT"


def told(tx: Tx, order_id: str, case_no: str, *, values: Mapping[str, Any]) -> bool:
    """Write a case as its platform tells it; tell whether anything changed."""
    before = cases.case(tx, order_id, case_no)
    text = str(values.get("text") or (before.text if before is not None else ""))
    settled = values["status"] != cases.OPEN
    judged = judge(values["platform_type"], text, habits(tx), settled=settled)
    new = {**values, "intent": judged.intent, **_read(tx, judged)}
    if before is not None and before.decided_by and (settled or before.platform_type != values["platform_type"]):
        new |= {"decided_by": "", "decided_at": None}
    changed = cases.put_case(tx, order_id, case_no, values=new)
    if changed:
        _count(tx, order_id, case_no, before)
    return changed


def paste(tx: Tx, order_id: str, text: str, *, actor: str, station: str) -> str:
    """Take in a text a person pasted and return its case number; the same text again is the same case.

    Raises:
        EmptyTextError: there is no text.
        station.errors.UserError: not theirs to take in.
    """
    require(tx, actor, Action.AFTER_SALE, station=station)
    if not text.strip():
        raise EmptyTextError(_("There is no text"), _("paste what the buyer wrote"))
    master.hold_row(tx, order_id)
    words = text.strip()[:_KEPT]
    case_no = f"D{uuid5(_NAMESPACE, f'{order_id} {words}').hex[:10].upper()}"
    judged = judge(None, words, habits(tx))
    values = {"channel": "desk", "platform_type": None, "intent": judged.intent, "text": words}
    before = cases.case(tx, order_id, case_no)
    if before is None and cases.put_case(
        tx, order_id, case_no, values={**values, "status": cases.OPEN, **_read(tx, judged)}
    ):
        master.set_order(tx, order_id)
        record(tx, station, actor=actor, action="case", order_id=order_id, subject=case_no)
        _count(tx, order_id, case_no, None)
        follow(tx, order_id)
    return case_no


def _read(tx: Tx, judged: Judged) -> dict[str, Any]:
    """Return what the words said and by which rule, so that "why?" has an answer."""
    if judged.read is None:
        return {}
    wanted = judged.read.wanted
    why = {
        "words": list(judged.read.why),
        "rule": judged.read.rule,
        "tables": phrases.version(tx),
        "wanted": {"size": wanted.size, "color": wanted.color, "model": wanted.model, "same": wanted.same},
    }
    percent = round(judged.read.confidence * 100)
    return {"text_intent": str(judged.read.intent), "confidence_percent": percent, "why": why}


def _count(tx: Tx, order_id: str, case_no: str, before: Row[Any] | None) -> None:
    row, now = master.head(tx, order_id), cases.case(tx, order_id, case_no)
    if row is None or now is None or not row.buyer_key:
        return
    kind = kind_of(now.text)
    if now.text and kind is not Kind.OTHER:
        identity = uuid5(_NAMESPACE, f"{order_id} {case_no}").hex
        add_complaint(tx, row.buyer_key, words=now.text, at=tx.now, kind=kind, order_id=order_id, complaint_id=identity)
    sent_back = [case.case_no for case in cases.cases(tx, order_id) if case.intent == CaseType.RETURN_REFUND]
    if sent_back == [case_no] and (before is None or before.intent != CaseType.RETURN_REFUND):
        people.count_return(tx, row.buyer_key)
