"""Command barcodes and keys at the bench: undo, done, can't, short, hold, reprint, help, log out.

Every command works on the open order in the scan's own transaction and answers with the picture of the bench.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from station.hints.decide import answer, cards
from station.hints.story import story
from station.intake.progress import progress
from station.orders.states import State
from station.packing import labels, reprint, shift
from station.packing.changes import seen, void_labels
from station.packing.close import close, ready
from station.packing.facts import Known, held, known
from station.packing.reasons import reason_asked
from station.packing.show import Said, view
from station.people.audit import record
from station.people.codes import Command, times_of
from station.people.permit import may, require
from station.people.roles import Action
from station.stock.short import post_short
from station.store import orders as master
from station.store import packing, photos, prints
from station.text import _
from station.tickets.tickets import open_ticket

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.hints.card import HintCard
    from station.packing.view import BenchView
    from station.store.engine import Tx

    _Act = Callable[[Tx, Known, str, str], "_Done"]


def run(tx: Tx, code: str, word: str, *, station: str, shown: str = "", picture: bytes = b"") -> BenchView:
    """Do what a command code says and return what the bench shows; ``shown`` is on screen though it is not open."""
    bench = packing.bench(tx, station)
    operator_no = bench.operator_no or ""
    if word in (Command.LOGOUT, Command.SHIFT):
        return _leave(tx, code, station, operator_no, report=word == Command.SHIFT)
    if word == Command.HELP:
        return _help(tx, code, station, operator_no)
    if word == Command.WHY and (bench.order_id or shown):
        asked_for = bench.order_id or shown
        return view(tx, station, Said(code, "command", story=story(tx, asked_for)), known(tx, asked_for, station))
    found = held(tx, bench.order_id, station) if bench.order_id is not None else None
    reason = reason_asked(code)
    if reason:
        return reprint.reprint(tx, code, station, reason=reason)
    times = times_of(word)
    acts: dict[str, _Act] = {**_ACTS, Command.SHORT: partial(_short, picture=picture)}
    act = acts.get(word) if times is None else _times(times)
    if found is None or (act is None and word != Command.REPRINT):
        told = _("Open an order first") if found is None else _("Nothing to answer here")
        return view(tx, station, Said(code, "command", message=told, sound="unknown"), found)
    if found.halted and word not in _ALWAYS:
        return view(tx, station, Said(code, "command", message=found.ruling.reason[0], sound="stop"), found)
    if found.changed and word not in (*_ALWAYS, Command.YES):
        return view(tx, station, Said(code, "command", message=found.changed[0], sound="stop"), found)
    if act is None:
        return reprint.ask(tx, code, station, found)
    message, sound, asked = act(tx, found, station, operator_no)
    if word in (Command.YES, Command.NEXTBOX):
        found = known(tx, found.row.order_id, station) or found
    still = packing.bench(tx, station).order_id is not None or word == Command.FINISH
    said = Said(code, "command", message=message, sound=sound, print_jobs=asked)
    return view(tx, station, said, found if still else None)


_Done = tuple[str, str, tuple[str, ...]]


def _leave(tx: Tx, code: str, station: str, operator_no: str, *, report: bool) -> BenchView:
    jobs = (shift.change(tx, station, operator=operator_no, at=station),) if report else ()
    packing.set_bench(tx, station, operator_no=None)
    record(tx, station, actor=operator_no, action="logout")
    told = _("Logged out, the open order waits here")
    if jobs:
        told = _("The shift report is printing, you are logged out")
    return view(tx, station, Said(code, "command", message=told, print_jobs=jobs))


def _times(times: int) -> Callable[[Tx, Known, str, str], _Done]:
    def act(tx: Tx, _found: Known, station: str, _operator_no: str) -> _Done:
        packing.set_bench(tx, station, times=times)
        return _("The next scan counts {n} pieces").format(n=times), "right", ()

    return act


def _next_box(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    boxes = found.session.boxes if found.session is not None else 1
    if prints.under_way(tx, found.row.order_id):
        return _("The label is asked for already: call the lead (F9)"), "unknown", ()
    if not any(step.box == boxes for step in packing.steps(tx, found.row.order_id)):
        return _("This box is still empty"), "unknown", ()
    packing.set_session(tx, found.row.order_id, boxes=boxes + 1)
    record(tx, station, actor=operator_no, action="next_box", order_id=found.row.order_id, detail={"box": boxes + 1})
    return _("Box {n}: go on scanning").format(n=boxes + 1), "right", ()


def _undo(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    if found.halted:
        return _put_back(tx, found, station, operator_no)
    if prints.under_way(tx, found.row.order_id):
        return _("The label is asked for already: call the lead (F9)"), "unknown", ()
    line_no = packing.undo_last(tx, found.row.order_id)
    if line_no is None:
        return _("Nothing to take back"), "unknown", ()
    packing.set_session(tx, found.row.order_id, weight_g=None)
    record(tx, station, actor=operator_no, action="undo", order_id=found.row.order_id, detail={"line": line_no})
    return _("Taken back: scan again"), "right", ()


def _put_back(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    """Free the bench; what stopped it may have let go of stock, so the order finds its own way on."""
    packing.set_session(tx, found.row.order_id, closed_at=tx.now)
    packing.set_bench(tx, station, order_id=None)
    if found.row.state == State.PACKING:
        master.set_order(tx, found.row.order_id, state=State.ALLOCATED, state_at=tx.now)
    if found.halted:
        void_labels(tx, found.row, station=station, operator_no=operator_no)
        if found.row.exchange_of is None:
            progress(tx, found.row.order_id)
    prints.call_off(tx, found.row.order_id, "put back")
    record(tx, station, actor=operator_no, action="put_back", order_id=found.row.order_id)
    return _("Put back, thank you"), "right", ()


def _answer(word: Literal["done", "cant"]) -> Callable[[Tx, Known, str, str], _Done]:
    def act(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
        waiting = [card for card in cards(tx, found.row.order_id) if card.answer is None]
        waiting.sort(key=lambda card: not card.blocking)
        if not waiting:
            return _("No hint waits for an answer"), "unknown", ()
        if waiting[0].material and word == "done":
            return _("Scan the barcode on the material: {code}").format(code=waiting[0].material), "unknown", ()
        _answered(tx, found, waiting[0], word, station=station, operator_no=operator_no)
        if word == "cant":
            told = _("Order {code}: the packer could not do “{hint}”")
            title = told.format(code=found.row.short_code, hint=waiting[0].text)
            _ticket(tx, found, kind="exception", title=title, sku=waiting[0].rule)
        asked = labels.request_when_ready(
            tx, found.row.order_id, station=station, operator_no=operator_no, printer=labels.PRINTER
        )
        return _("Noted, thank you"), "right", asked

    return act


def material(tx: Tx, code: str, found: Known, *, station: str, operator_no: str) -> _Done | None:
    """Answer the hint that asks for this roll or bag; ``None`` when none does."""
    asking = [card for card in cards(tx, found.row.order_id) if card.answer is None and card.material == code]
    for card in asking:
        _answered(tx, found, card, "done", station=station, operator_no=operator_no)
    if not asking:
        return None
    asked = labels.request_when_ready(
        tx, found.row.order_id, station=station, operator_no=operator_no, printer=labels.PRINTER
    )
    return _("Noted, thank you"), "right", asked


def _answered(
    tx: Tx, found: Known, card: HintCard, word: Literal["done", "cant"], *, station: str, operator_no: str
) -> None:
    answer(tx, found.row.order_id, rule=card.rule, answer=word, operator_no=operator_no)
    detail = {"rule": card.rule, "answer": word} | ({"material": card.material} if card.material else {})
    record(tx, station, actor=operator_no, action="hint", order_id=found.row.order_id, detail=detail)


def _yes(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    if not found.changed:
        return _tick(tx, found, station, operator_no)
    on_paper = seen(tx, found.row, station=station, operator_no=operator_no)
    asked = labels.request_when_ready(
        tx, found.row.order_id, station=station, operator_no=operator_no, printer=labels.PRINTER
    )
    return (_("The old label is void: destroy it") if on_paper else _("Seen, go on")), "right", asked


def _tick(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    rows = packing.lines(tx, found.row.order_id)
    gift = next((row for row in rows if not row.sku and row.scanned < row.wanted), None)
    if gift is None:
        return _("Nothing to tick here: scan the item"), "unknown", ()
    left = gift.wanted - gift.scanned
    packing.add_scanned(tx, found.row.order_id, gift.line_no, qty=left, operator_no=operator_no)
    asked = labels.request_when_ready(
        tx, found.row.order_id, station=station, operator_no=operator_no, printer=labels.PRINTER
    )
    return _("Ticked: {name}").format(name=gift.name), "right", asked


def _hold(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    reason = _("Put aside at bench {station}").format(station=station)
    hold_id = f"bench:{int(tx.now.timestamp() * 1000)}"
    master.add_hold(tx, found.row.order_id, hold_id=hold_id, reason=reason, rule=None, by=operator_no)
    packing.set_bench(tx, station, order_id=None)
    prints.call_off(tx, found.row.order_id, "put aside")
    record(tx, station, actor=operator_no, action="hold", order_id=found.row.order_id)
    _ticket(tx, found, kind="exception", title=_("Order {code} was put aside").format(code=found.row.short_code))
    return _("Put aside: the lead is told"), "right", ()


def _short(tx: Tx, found: Known, station: str, operator_no: str, *, picture: bytes) -> _Done:
    rows = packing.lines(tx, found.row.order_id)
    missing = next((row for row in rows if row.sku and row.scanned < row.wanted), None)
    if missing is None:
        return _("Nothing is missing"), "unknown", ()
    left = missing.wanted - missing.scanned
    title = _("{qty} of {sku} are missing for order {code}").format(
        qty=left, sku=missing.sku, code=found.row.short_code
    )
    _ticket(tx, found, kind="shortage", title=title, sku=missing.sku, qty=left)
    reason = _("Short: {qty} of {sku}").format(qty=left, sku=missing.sku)
    hold_id = f"short:{missing.sku}"
    master.add_hold(tx, found.row.order_id, hold_id=hold_id, reason=reason, rule=None, by=operator_no)
    packing.set_bench(tx, station, order_id=None)
    photo = photos.digest(picture) if picture else ""
    if picture:
        packing.add_photo(tx, found.row.order_id, station, picture)
    posted = post_short(tx, found.row.order_id, missing.sku, qty=left, actor=operator_no, photo=photo)
    if posted:  # what is locked no longer suffices: the release of the hold locks anew
        master.set_order(tx, found.row.order_id, state=State.REVIEWED, state_at=tx.now)
    detail = {"sku": missing.sku, "qty": left, "posted": posted, "photo": photo}
    record(tx, station, actor=operator_no, action="short", order_id=found.row.order_id, detail=detail)
    return _("Put aside: the lead is told what is missing"), "right", ()


def _finish(tx: Tx, found: Known, station: str, operator_no: str) -> _Done:
    jobs = prints.of_order(tx, found.row.order_id)
    if not jobs or jobs[-1].state not in (prints.SENT, prints.CONFIRMED) or not ready(tx, found.row.order_id):
        return _("Not finished: follow the next step below"), "unknown", ()
    if not may(tx, operator_no, Action.CLOSE_WITHOUT_SCAN):
        return _("Scan the label on the parcel to finish"), "unknown", ()
    require(tx, operator_no, Action.CLOSE_WITHOUT_SCAN, station=station)
    prints.move(tx, jobs[-1].job_id, (prints.SENT,), prints.CONFIRMED, confirmed_by="person")
    close(tx, found, station=station, operator_no=operator_no, proof="person")
    return _("Packed: {code}").format(code=found.row.short_code), "all_done", ()


def _help(tx: Tx, code: str, station: str, operator_no: str) -> BenchView:
    bench = packing.bench(tx, station)
    found = known(tx, bench.order_id, station) if bench.order_id is not None else None
    title = _("Bench {station} calls the lead").format(station=station)
    open_ticket(tx, kind="exception", title=title, role="lead", due_in_minutes=5, order_id=bench.order_id, sku=station)
    record(tx, station, actor=operator_no, action="help", order_id=bench.order_id)
    return view(tx, station, Said(code, "command", message=_("The lead is called"), sound="right"), found)


def _ticket(tx: Tx, found: Known, *, kind: str, title: str, sku: str | None = None, qty: int | None = None) -> None:
    open_ticket(
        tx, kind=kind, title=title, role="lead", due_in_minutes=60, order_id=found.row.order_id, sku=sku, qty=qty
    )


_ALWAYS = (Command.UNDO, Command.PUTBACK, Command.HOLD)  # a stopped order can always be put away

_ACTS: dict[str, _Act] = {
    Command.UNDO: _undo,
    Command.PUTBACK: _put_back,
    Command.DONE: _answer("done"),
    Command.CANT: _answer("cant"),
    Command.YES: _yes,
    Command.NEXTBOX: _next_box,
    Command.HOLD: _hold,
    Command.FINISH: _finish,
}
