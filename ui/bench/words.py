"""What the parts of the page say for a ``BenchView``: tone, shape and word of the band, notes, steps.

Pure: a view in, values for the painted widgets out. The page shows them; tests read them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.packing.view import BenchView, HintCard, Severity, Step, Verdict
from station.text import _, ngettext
from ui.widgets.icons import Icon
from ui.widgets.note_card import Note
from ui.widgets.start_steps import Steps
from ui.widgets.verdict_band import Band

if TYPE_CHECKING:
    from station.packing.view import Alarm

_TONES = {
    Verdict.GO: ("go", Icon.CHECK),
    Verdict.STOP: ("stop", Icon.CROSS),
    Verdict.EXCHANGE: ("exchange", Icon.ARROWS),
    Verdict.REVIEW: ("review", Icon.HAND),
}
_HINTS = 3  # on screen at once; the most urgent first
_SEVERITY = {Severity.INFO: "exchange", Severity.ATTENTION: "attention", Severity.STOP: "stop"}


def band(view: BenchView) -> Band:
    """Return the verdict band."""
    if view.sound == "all_done" and view.order is not None:
        return Band("go", Icon.BOX, _("PACKED"), (view.message,), view.order)
    if view.step is Step.SEE_CHANGE:
        told = ngettext("{n} change: read it", "{n} changes: read them", len(view.reason)).format(n=len(view.reason))
        return Band("stop", Icon.HAND, _("CHANGED"), (told,), view.order)
    if view.verdict is not None:
        tone, icon = _TONES[view.verdict]
        boxes = view.order.boxes if view.order else 1
        count = ngettext("{n} box", "{n} boxes", boxes).format(n=boxes) if boxes > 1 else ""
        return Band(tone, icon, verdict_word(view.verdict), view.reason, view.order, count)
    if view.slot:
        return Band("go", Icon.BOX, _("Slot {n}").format(n=view.slot), (view.message,))
    reason = view.reason or ((view.message,) if view.message else ())
    match view.step:
        case Step.LOGIN:
            return Band("neutral", Icon.BADGE, _("Scan badge"), reason)
        case Step.CHOOSE_ORDER:
            return Band("review", Icon.FORK, _("Pick one"), reason)
        case Step.CALL_LEAD:
            return Band("review", Icon.HAND, _("Call the lead"), reason, view.order)
        case _:
            return Band("neutral", Icon.BARCODE, _("Scan order"), reason)


def verdict_word(verdict: Verdict) -> str:
    """Return the one word, in the language spoken now."""
    words = {
        Verdict.GO: _("SHIP"),
        Verdict.STOP: _("STOP"),
        Verdict.EXCHANGE: _("SEND NEW"),
        Verdict.REVIEW: _("ASK LEAD"),
    }
    return words[verdict]


def notes(view: BenchView) -> tuple[Note, ...]:
    """Return the cards at the right: what must be answered first, the exchange, other hints, answered ones last."""
    open_ones = [hint for hint in view.hints if hint.answer is None]
    asking = next((hint for hint in open_ones if hint.blocking), None)
    order = {Severity.STOP: 0, Severity.ATTENTION: 1, Severity.INFO: 2}
    open_ones.sort(key=lambda hint: (hint is not asking, not hint.blocking, order[hint.severity]))
    cards = [_note(hint, asking=hint is asking, first=not place) for place, hint in enumerate(open_ones[:_HINTS])]
    if view.lockable:
        lock = (("YES", _("Lock now (F7)")),)
        cards.insert(0, Note("stop", _("Stock is not locked"), _("What is missing becomes a transfer ticket"), lock))
    if view.case_title:
        cards.insert(1 if asking else 0, Note("exchange", view.case_title, view.case_text))
    if view.weight:
        cards.append(Note("stop" if view.kind == "weight" and view.alarm is not None else "go", view.weight))
    answered = [hint for hint in view.hints if hint.answer is not None][: max(_HINTS - len(open_ones), 1)]
    return (*cards, *(_note(hint, asking=False) for hint in answered))


def _note(hint: HintCard, *, asking: bool, first: bool = False) -> Note:
    why = _("Why: {reason}").format(reason=hint.why) if hint.why else ""
    if hint.answer is not None:
        if hint.answer == "done":
            return Note("go", hint.text, done=_("done"), icon=Icon.CHECK)
        return Note("attention", hint.text, done=_("could not"), icon=Icon.HAND)
    cant = ("CANT", _("Cannot (F5)"))
    answers: tuple[tuple[str, str], ...] = (
        ((cant,) if hint.material else (("DONE", _("Done (F7)")), cant)) if asking else ()
    )
    answers += (("WHY", _("Why? (Space)")),) if first else ()
    must = _("answer before printing") if hint.blocking else ""
    return Note(_SEVERITY[hint.severity], hint.text, why, answers, must)


def steps(view: BenchView) -> Steps:
    """Return the three steps of a parcel, for the page before an order is open."""
    return Steps(
        (
            (Icon.BADGE, _("Badge"), _("scan your badge once a shift")),
            (Icon.BARCODE, _("Order"), _("scan its code or the waybill")),
            (Icon.BOX, _("Items"), _("scan each item, then the label")),
        ),
        0 if view.step is Step.LOGIN else 1,
    )


def count(view: BenchView) -> str:
    """Return the packer's own count for the top bar."""
    if not view.operator:
        return ""
    return _("today {packed} packed · errors stopped: {stopped}").format(
        packed=view.packed_today, stopped=view.stopped_today
    )


def alarm(view: BenchView) -> Alarm | None:
    """Return the alarm; when several things changed, all of them stand in it."""
    if view.alarm is None or view.step is not Step.SEE_CHANGE or view.alarm.kind != "stop":
        return view.alarm
    return replace(view.alarm, advice="\n".join((*view.reason[1:], view.next_step)))


def aside(view: BenchView) -> str:
    """Return what just happened, beside the next step; the band says it where there is no order."""
    return "" if view.verdict is None or view.step is Step.SEE_CHANGE else view.message


def refused(view: BenchView) -> bool:
    """Tell whether what just happened was a refusal without an alarm: it is said loudly then."""
    return view.sound == "unknown" and view.alarm is None and bool(aside(view))


def step_text(view: BenchView) -> str:
    """Return the next step; a quantity that was said stands before it."""
    if view.times == 1 or view.step is not Step.SCAN_ITEM:
        return view.next_step
    return _("Counts {n}: {step}").format(n=view.times, step=view.next_step)


def alarm_note(alarm: Alarm) -> str:
    """Return how often this order was stopped, quietly."""
    if alarm.kind == "stop" or not alarm.times:
        return ""
    return _("error {n} on this order, recorded").format(n=alarm.times)
