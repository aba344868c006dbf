"""Builds the picture of the bench from what is stored: nothing on the screen exists only in memory.

After a power cut the same call paints the same session.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from station.channels.names import shown_name
from station.clock import local
from station.hints.decide import cards
from station.orders.ids import short_code
from station.packing import roll, weigh
from station.packing.case_words import case_text, case_title
from station.packing.lock_here import span, waits
from station.packing.open import rows_of
from station.packing.view import (
    Alarm,
    BenchView,
    HintCard,
    ItemRow,
    OrderHead,
    Result,
    RowState,
    Step,
    StoryPart,
    Verdict,
)
from station.people import operators
from station.store import catalogue, choices, packing, prints
from station.store import orders as master
from station.store.packing import OLD, PackLine
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.packing.facts import Known
    from station.store.engine import Tx
    from station.store.rows import Row

PAPER = (prints.CLAIMED, prints.SENDING, prints.SENT, prints.UNKNOWN, prints.CONFIRMED)  # it may be out
_SOUNDS = {
    Result.OK: "right",
    Result.WRONG: "wrong",
    Result.TOO_MANY: "too_many",
    Result.UNKNOWN: "unknown",
    Result.OLD_ITEM: "wrong",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What this scan adds to the stored picture."""

    code: str = ""
    kind: str = ""
    result: Result | None = None
    alarm: Alarm | None = None
    message: str = ""
    sound: str = ""
    print_jobs: tuple[str, ...] = ()
    choices: tuple[OrderHead, ...] = field(default=())
    slot: str = ""
    story: tuple[StoryPart, ...] = ()


def view(tx: Tx, station: str, said: Said, found: Known | None = None) -> BenchView:
    """Return the picture of a bench: its open order, or ``found`` when the order is only shown."""
    bench = packing.bench(tx, station)
    operator = operators.by_no(tx, bench.operator_no) if bench.operator_no else None
    common: dict[str, Any] = {
        "station": station,
        "operator": operator.name if operator is not None else "",
        "code": said.code,
        "kind": said.kind,
        "result": said.result,
        "alarm": said.alarm,
        "sound": said.sound or (_SOUNDS[said.result] if said.result is not None else ""),
        "print_jobs": said.print_jobs,
        "packed_today": bench.packed,
        "stopped_today": bench.stopped,
        "choices": said.choices,
        "times": bench.times,
        "slot": said.slot,
        "story": said.story,
        "training": bool(choices.get(tx, "training")),
    }
    if operator is None:
        return BenchView(step=Step.LOGIN, next_step=_("Scan your badge"), message=said.message, **common)
    if found is None:
        step, text = (
            (Step.CHOOSE_ORDER, _("Choose the order")) if said.choices else (Step.SCAN_ORDER, _("Scan the order"))
        )
        items = () if said.choices else _wall(tx, station, said.slot)
        if items:
            text = _("Scan an item, or the card of a slot")
        return BenchView(step=step, next_step=text, items=items, message=said.message, **common)
    return _with_order(tx, found, bench, said, common)


def _wall(tx: Tx, station: str, now: str) -> tuple[ItemRow, ...]:
    """Return a row for each slot of the sorting wall that an order waits in, the one meant now ringed."""
    shown = []
    for session in packing.in_slots(tx, station):
        rows = [row for row in packing.lines(tx, session.order_id) if row.role != OLD]
        wanted, scanned = sum(row.wanted for row in rows), sum(row.scanned for row in rows)
        state = RowState.DONE if scanned >= wanted else RowState.WAITING
        state = RowState.EXPECTED if session.tote == now else state
        code, name = short_code(session.order_id), _("Slot {n}").format(n=session.tote)
        shown.append(ItemRow(int(session.tote), code, code, name, "gift", wanted, scanned, state))
    return tuple(shown)


def _with_order(tx: Tx, found: Known, bench: packing.Bench, said: Said, common: dict[str, Any]) -> BenchView:
    order_id = found.row.order_id
    rows = packing.lines(tx, order_id) or rows_of(tx, found)
    hints = cards(tx, order_id)
    step, text = next_step(tx, found, bench, rows, hints)
    verdict = found.ruling.verdict
    return BenchView(
        step=step,
        next_step=text,
        verdict=verdict,
        reason=_reason(tx, found, rows, hints),
        lockable=found.ruling.lockable,
        order=order_head(tx, found.row, boxes=found.session.boxes if found.session is not None else 1),
        items=_items(tx, rows, ring=bench.order_id == order_id),
        hints=hints,
        message=said.message or found.ruling.reason[0],
        say=_spoken(verdict, hints),
        weight=weigh.told(tx, order_id, found.session.weight_g if found.session is not None else None),
        case_title=case_title(tx, found),
        case_text=case_text(tx, found),
        **common,
    )


def next_step(
    tx: Tx, found: Known, bench: packing.Bench, rows: Sequence[PackLine], hints: Sequence[HintCard]
) -> tuple[Step, str]:
    """Return what the bench waits for."""
    if bench.order_id != found.row.order_id or found.halted:
        return _stopped_step(found, on_bench=bench.order_id == found.row.order_id)
    if found.changed:
        if any(job.state in PAPER for job in prints.of_order(tx, found.row.order_id)):
            return Step.SEE_CHANGE, _("Tear up the old label, then scan “yes” (F7)")
        return Step.SEE_CHANGE, _("Read what changed, then scan “yes” (F7)")
    unnamed = next((row for row in rows if row.unnamed), None)
    if unnamed is not None:
        return Step.NAME_UNIT, _("Scan the serial or batch number of {what}").format(what=unnamed.spec or unnamed.name)
    waiting = next((row for row in rows if row.role != OLD and row.scanned < row.wanted), None)
    if waiting is not None:
        left = waiting.wanted - waiting.scanned
        what = waiting.spec or waiting.name
        if not waiting.sku:
            return Step.SCAN_ITEM, _("Put in {n} × {what}, then scan “yes” (F7)").format(n=left, what=what)
        return Step.SCAN_ITEM, _("Scan {n} × {what}").format(n=left, what=what)
    asking = next((card for card in hints if card.blocking and card.answer is None), None)
    if asking is not None:
        return Step.ANSWER_HINT, _how_to_answer(tx, asking)
    return _label_step(tx, found)


def _stopped_step(found: Known, *, on_bench: bool) -> tuple[Step, str]:
    if on_bench:
        if found.ruling.lockable:
            return Step.PUT_BACK, _("Lock the stock (F7), or put the goods back and scan “put back” (F2)")
        return Step.PUT_BACK, _("Put the goods back, then scan “put back” (F2)")
    if found.ruling.lockable:
        return Step.SCAN_ORDER, _("Lock the stock (F7), or put it aside and scan the next order")
    if found.ruling.verdict is Verdict.REVIEW:
        return Step.CALL_LEAD, _("Call the lead (F9), then scan the next order")
    return Step.SCAN_ORDER, _("Put it aside, scan the next order")


def _label_step(tx: Tx, found: Known) -> tuple[Step, str]:
    grams = found.session.weight_g if found.session is not None else None
    if weigh.wrong(tx, found.row.order_id, grams) is not None:
        return Step.SCAN_LABEL, _("Count what is in the box, then weigh it again")
    job = _latest_job(tx, found)
    carrier = roll.wanted(tx, found.row.order_id) if job is None else ""
    if carrier:
        return Step.SCAN_ROLL, _("Scan the next number of the {carrier} roll").format(carrier=carrier)
    if job is None:
        return Step.CALL_LEAD, _("No label was asked for: call the lead (F9)")
    if job.state == prints.UNKNOWN:
        return Step.SCAN_LABEL, _("Did this label come out? Scan it")
    if job.state in (prints.SENT, prints.CONFIRMED) and choices.get(tx, "training"):
        return Step.SCAN_LABEL, _("Training: stick on the label, then press F10 instead of scanning it")
    if job.state in (prints.SENT, prints.CONFIRMED):
        return Step.SCAN_LABEL, _("Stick on the label and scan it")
    if job.state == prints.FAILED and job.why:
        return Step.WAIT_LABEL, _("The label is not out yet: {why}").format(why=job.why)
    return Step.WAIT_LABEL, _("The label is printing")


def _latest_job(tx: Tx, found: Known) -> Row[Any] | None:
    jobs = [job for job in prints.of_order(tx, found.row.order_id) if job.state not in (prints.VOID, prints.CANCELLED)]
    return jobs[-1] if jobs else None


def order_head(tx: Tx, row: Row[Any], *, boxes: int = 1) -> OrderHead:
    """Return the head of an order, masked."""
    place = " ".join(dict.fromkeys(part for part in (row.province, row.city, row.district) if part))
    who = " ".join(part for part in (row.name_mask, row.phone_mask) if part)
    original = master.head(tx, row.exchange_of) if row.exchange_of is not None else None
    named = row if original is None else original
    return OrderHead(
        row.order_id,
        row.short_code,
        shown_name(named.channel),
        named.number,
        " · ".join(part for part in (who, place) if part),
        _promise(tx.now, row.ship_by),
        overdue=row.ship_by is not None and row.ship_by < tx.now,
        boxes=boxes,
    )


def _promise(now: datetime, ship_by: datetime | None) -> str:
    if ship_by is None:
        return ""
    at = local(ship_by)
    day = _("today") if at.date() == local(now).date() else at.strftime("%m-%d")
    left = int((ship_by - now).total_seconds() // 60)
    if left < 0:
        return _("Ship by {day} {time} · overdue").format(day=day, time=at.strftime("%H:%M"))
    return _("Ship by {day} {time} · {hours} h {minutes} min left").format(
        day=day, time=at.strftime("%H:%M"), hours=left // 60, minutes=left % 60
    )


def _items(tx: Tx, rows: Sequence[PackLine], *, ring: bool) -> tuple[ItemRow, ...]:
    codes = catalogue.barcodes(tx, [row.sku for row in rows if row.sku])
    exchange = any(row.role == OLD for row in rows)
    shown = []
    for row in rows:
        done = row.done
        state = RowState.OLD if row.role == OLD else RowState.DONE if done else RowState.WAITING
        if state is RowState.WAITING and ring:
            state, ring = RowState.EXPECTED, False
        badge = _("Gift") if row.is_gift else _("New item") if exchange and row.role != OLD else ""
        barcode = codes.get(row.sku, [row.sku])[0]
        shown.append(
            ItemRow(
                row.line_no,
                row.sku or None,
                row.name,
                row.spec,
                row.picture,
                row.wanted,
                row.scanned,
                state,
                badge,
                barcode,
            )
        )
    return tuple(shown)


def _how_to_answer(tx: Tx, card: HintCard) -> str:
    if card.material:
        row = next(iter(catalogue.by_barcode(tx, card.material)), None)
        known = "" if row is None else " ".join(part for part in (row.name, row.color, row.size, row.model) if part)
        what = f"{known} {card.material}".strip()
        return _("Scan the barcode on the material: {code}").format(code=what)
    return _("Answer the hint: scan “done” or “can’t”")


def _reason(tx: Tx, found: Known, rows: Sequence[PackLine], hints: Sequence[HintCard]) -> tuple[str, ...]:
    if found.changed and not found.halted:
        return found.changed
    if found.ruling.lockable:
        return found.ruling.reason[0], waits(tx, found)
    if found.ruling.verdict is not Verdict.GO:
        return found.ruling.reason
    units = sum(row.wanted for row in rows if row.role != OLD)
    counted = _("Pieces: {units}, hints: {hints}").format(units=units, hints=len(hints))
    places = [tx_names.get(place, place) for tx_names in [_names(tx)] for place in found.warehouses]
    paid, locked = found.row.paid_at, found.row.locked_at
    if places and paid is not None and locked is not None:
        told = _("Paid, stock locked ({place}, {time} after payment)")
        return told.format(place="+".join(places), time=span(paid, locked)), counted
    if places:
        return _("Paid, stock locked ({place})").format(place="+".join(places)), counted
    return *found.ruling.reason, counted


def _names(tx: Tx) -> dict[str, str]:
    from station.store.stock import warehouse_names

    return warehouse_names(tx)


def _spoken(verdict: Verdict, hints: Sequence[HintCard]) -> tuple[str, ...]:
    words = {
        Verdict.GO: _("Ship it"),
        Verdict.STOP: _("Stop"),
        Verdict.EXCHANGE: _("Exchange, send the new one"),
        Verdict.REVIEW: _("Call the lead"),
    }
    open_hints = [card.text for card in hints if card.answer is None]
    return (words[verdict], *open_hints[:1])
