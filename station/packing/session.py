"""What a scan means now: the packing session, one transaction a scan.

Badge -> the operator stands at the bench. Command -> ``commands.py``. With an order open, an item's barcode is
verified and the label's own code closes the parcel; without one, an order's code opens it, and the barcode of an
item opens the oldest single-item order that waits for it. The verdict is taken afresh with every scan: a refund that
came in the meantime stops the parcel before the label. When the last item is right and no blocking hint is open, the
same transaction asks for the label.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.orders.ids import is_global_id, read_short_code
from station.orders.states import State
from station.packing import commands, house, labels, on_scale, reprint, roll, wall
from station.packing.close import close_by_label, printed_elsewhere
from station.packing.facts import Known, held, known
from station.packing.items import Count, look_up, name_unit, verify
from station.packing.lock_here import lock_here
from station.packing.open import open_order
from station.packing.show import Said, order_head, view
from station.packing.verdict import Ruling
from station.packing.view import Alarm, BenchView, Result, Verdict
from station.people import codes, operators
from station.people.audit import record
from station.people.permit import may
from station.people.roles import Action
from station.store import catalogue, packing, prints, scans, singles
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store, Tx


_LOOKED_AT = 20  # single-item orders looked at until one may go


def scan(
    store: Store,
    code: str,
    *,
    station: str,
    seq: int = 0,
    forms: Sequence[str] = (),
    gs1: Sequence[tuple[str, str]] = (),
    shown: str = "",
    picture: bytes = b"",
) -> BenchView:
    """Act on one code scanned at a bench and return what the bench shows.

    Args:
        seq: its number in the journal: acting and marking it done are one transaction, so a scan that was acted on
            before a crash is not acted on again after it.
        forms: other spellings to look up when nothing has this one (UPC and EAN, parcel codes).
        gs1: element strings of the code; a serial or batch number among them is kept where the SKU asks for one.
        shown: the order on screen, also one that may not be opened: "why?" is about that one.
        picture: what the bench's camera sees now; kept with the order when a piece is missing.
    """

    def once(tx: Tx) -> BenchView:
        if seq and not scans.mark(tx, station, seq, result="done"):
            return view(tx, station, Said(), _open(tx, packing.bench(tx, station)))
        return scan_in(tx, _known_form(tx, code.strip(), forms), station, gs1=gs1, shown=shown, picture=picture)

    return store.write(once)


def _known_form(tx: Tx, code: str, forms: Sequence[str]) -> str:
    others = [form for form in forms if form != code]
    if not others or codes.is_reserved(code) or look_up(tx, code) or find_orders(tx, code):
        return code
    return next((form for form in others if look_up(tx, form) or find_orders(tx, form)), code)


def current(store: Store, station: str) -> BenchView:
    """Return what the bench shows now, without a scan; an open order that must stop says so."""
    with store.read() as tx:
        found = _open(tx, packing.bench(tx, station), writing=False)
        return view(tx, station, Said() if found is None else _stop_said(found, ""), found)


def login(store: Store, operator_no: str, *, station: str) -> BenchView:
    """Let an operator stand at the bench, as their badge would.

    Raises:
        station.people.operators.OperatorNumberError: nobody has this number.
    """
    with store.read() as tx:
        badge = operators.known(tx, operator_no).badge_code
    return scan(store, badge, station=station)


def scan_in(
    tx: Tx, code: str, station: str, *, gs1: Sequence[tuple[str, str]] = (), shown: str = "", picture: bytes = b""
) -> BenchView:
    """Act on one code in the caller's transaction."""
    bench = packing.bench(tx, station)
    reserved = codes.parse(code)
    if reserved is not None and reserved[0] == "badge":
        return _badge(tx, code, reserved[1], bench=bench)
    if reserved is not None and (grams := codes.weight_of(reserved[1])) is not None:
        found = _open(tx, bench)
        said = on_scale.told(tx, code, bench, found, grams=grams)
        return view(tx, station, said, None if found is None else known(tx, found.row.order_id, station))
    if bench.operator_no is None:
        return view(tx, station, Said(code, "unknown", message=_("Scan your badge first"), sound="unknown"))
    if reserved is not None and (slot := codes.slot_of(reserved[1])):
        return _slot(tx, code, bench, slot=slot)
    locked = _lock_here(tx, code, bench, shown) if reserved == ("command", codes.Command.YES) else None
    if locked is not None:
        return locked
    if reserved is not None:
        return commands.run(tx, code, reserved[1], station=station, shown=shown, picture=picture)
    why = codes.reason_of(code)
    if why is not None:
        return reprint.reprint(tx, code, station, reason=why[0], second=why[1])
    if codes.is_reserved(code):
        told = _("This command code is damaged: scan it again")
        return view(tx, station, Said(code, "unknown", message=told, sound="unknown"), _open(tx, bench))
    found = _open(tx, bench)
    if found is not None:
        return _with_open(tx, code, bench, found=found, gs1=gs1)
    return _without_open(tx, code, bench, hits=find_orders(tx, code), gs1=gs1)


def find_orders(tx: Tx, code: str) -> list[tuple[str, str]]:
    """Return (order id, kind of code) for every order a code may mean."""
    if is_global_id(code) and master.head(tx, code) is not None:
        return [(code, "order")]
    short = read_short_code(code.removeprefix("EX"))
    found = master.by_code(tx, short) if short else []
    found = found or [hit for hit in master.by_code(tx, code) if hit[1] != "phone4"]
    kinds = {"short": "order", "channel": "order", "waybill": "waybill"}
    return list(dict.fromkeys((order_id, kinds.get(kind, kind)) for order_id, kind in found))


def _badge(tx: Tx, code: str, badge: str, *, bench: packing.Bench) -> BenchView:
    station = bench.station
    operator = operators.by_badge(tx, badge)
    if operator is None or not may(tx, operator.operator_no, Action.PACK):
        told = _("Nobody has this badge: ask the lead")
        if operator is not None:
            told = _("This badge may not pack: ask the lead")
        record(tx, station, actor=bench.operator_no or "", action="badge_refused", subject=badge)
        return view(tx, station, Said(code, "badge", message=told, sound="unknown"), _open(tx, bench))
    elsewhere = packing.stands_at(tx, operator.operator_no, but=station)
    packing.set_bench(tx, station, operator_no=operator.operator_no)
    record(tx, station, actor=operator.operator_no, action="login", detail={"also_at": elsewhere} if elsewhere else {})
    told = _("Good work, {name}").format(name=operator.name)
    if elsewhere:
        told = _("Your badge is also in use at bench {station}: is that you? If not, call the lead").format(
            station=elsewhere[0]
        )
    return view(tx, station, Said(code, "badge", message=told, sound="right"), _open(tx, bench))


def _open(tx: Tx, bench: packing.Bench, *, writing: bool = True) -> Known | None:
    if bench.order_id is None:
        return None
    return held(tx, bench.order_id, bench.station) if writing else known(tx, bench.order_id, bench.station)


def _without_open(
    tx: Tx, code: str, bench: packing.Bench, *, hits: list[tuple[str, str]], gs1: Sequence[tuple[str, str]] = ()
) -> BenchView:
    station = bench.station
    if len({order_id for order_id, _kind in hits}) > 1:
        heads = [row for order_id, _kind in hits if (row := master.head(tx, order_id)) is not None]
        choices = tuple(order_head(tx, row) for row in heads)
        return view(tx, station, Said(code, "order", message=_("Several orders have this number"), choices=choices))
    if hits:
        return _show_order(tx, code, hits[0], bench=bench)
    items = look_up(tx, code)
    sorted_in = wall.sort(tx, code, items, bench=bench, gs1=gs1) if items else None
    if sorted_in is not None:
        return view(tx, station, sorted_in)
    if items:
        return _single_item(tx, code, items[0].sku, bench=bench)
    alarm = Alarm(Result.UNKNOWN, _("Unknown barcode"), _("Scan an order, a waybill or an item; press F9 for the lead"))
    return view(tx, station, Said(code, "unknown", Result.UNKNOWN, alarm, alarm.title))


def _show_order(tx: Tx, code: str, hit: tuple[str, str], *, bench: packing.Bench) -> BenchView:
    order_id, kind = hit
    station, operator_no = bench.station, bench.operator_no or ""
    told = house.came(tx, order_id, kind, station=station, operator_no=operator_no)
    found = held(tx, order_id, station)
    if found is not None and found.ruling.go_to is not None:
        found = held(tx, found.ruling.go_to, station)
    if found is None:
        raise LookupError("a code points to no order")
    if told and found.halted:
        said = Said(code, kind, message=told[0], sound="right")
        return view(tx, station, said, replace(found, ruling=Ruling(Verdict.STOP, told)))
    if found.ruling.verdict in (Verdict.GO, Verdict.EXCHANGE):
        open_order(tx, found, station=station, operator_no=operator_no)
        if found.changed:
            return view(tx, station, _stop_said(found, code), found)
        asked = _ask_label(tx, found, bench)
        return view(tx, station, Said(code, kind, sound="right", print_jobs=asked), found)
    packing.count(tx, station, stopped=1)
    elsewhere = printed_elsewhere(tx, code, found.row.order_id, station)
    if elsewhere and found.ruling.verdict is Verdict.STOP:
        first = _("This label belongs to bench {station}").format(station=elsewhere)
        found = replace(found, ruling=Ruling(Verdict.STOP, (first, found.ruling.reason[0])))
    detail = {"verdict": found.ruling.verdict, "reason": found.ruling.reason[0]}
    record(tx, station, actor=operator_no, action="stopped", order_id=found.row.order_id, detail=detail)
    return view(tx, station, Said(code, kind, sound="stop"), found)


def _lock_here(tx: Tx, code: str, bench: packing.Bench, shown: str) -> BenchView | None:
    """Lock the stock of the order before the packer, and open it when that sufficed; ``None``: not what it lacks."""
    order_id = bench.order_id or shown
    found = held(tx, order_id, bench.station) if order_id else None
    if found is None or not found.ruling.lockable:
        return None
    lock_here(tx, found, station=bench.station, operator_no=bench.operator_no or "")
    found = held(tx, order_id, bench.station)
    if found is None or found.halted:
        told = _("Not everything is there: the transfer is asked for")
        return view(tx, bench.station, Said(code, "command", message=told, sound="unknown"), found)
    if bench.order_id is None:
        return _show_order(tx, code, (order_id, "command"), bench=bench)
    return view(tx, bench.station, Said(code, "command", message=_("Locked, go on"), sound="right"), found)


def _slot(tx: Tx, code: str, bench: packing.Bench, *, slot: str) -> BenchView:
    """The card of a slot: the open order goes there, or the one that waits there is opened."""
    station, operator_no = bench.station, bench.operator_no or ""
    found, waits = _open(tx, bench), wall.waiting(tx, station, slot)
    if found is None and waits is not None:
        wall.take(tx, waits, station=station, operator_no=operator_no)
        found = held(tx, waits, station)
        if found is None or found.halted or found.changed:
            return view(tx, station, Said(code) if found is None else _stop_said(found, code), found)
        asked = _ask_label(tx, found, bench)
        return view(tx, station, Said(code, "slot", sound="right", print_jobs=asked), found)
    refused = _("Slot {n} is empty: scan an order first").format(n=slot)
    if found is not None and (found.halted or found.changed):
        return view(tx, station, _stop_said(found, code), found)
    if waits is not None:
        refused = _("Slot {n} is taken: choose another").format(n=slot)
    elif found is not None and prints.under_way(tx, found.row.order_id):
        refused = _("The label is asked for already: call the lead (F9)")
    elif found is not None:
        told = wall.put(tx, found, slot, station=station, operator_no=operator_no)
        return view(tx, station, Said(code, "slot", message=told, sound="right", slot=slot))
    return view(tx, station, Said(code, "slot", message=refused, sound="unknown"), found)


def _single_item(tx: Tx, code: str, sku: str, *, bench: packing.Bench) -> BenchView:
    kit = catalogue.parts(tx, [sku])
    waits = None if kit else _waits_for(tx, sku, bench.station)
    if waits is None:
        told = _("No single-item order waits for this item: scan the order")
        return view(tx, bench.station, Said(code, "sku", message=told, sound="unknown"))
    shown = _show_order(tx, code, (waits, "sku"), bench=bench)
    found = known(tx, waits, bench.station)
    if found is None or shown.verdict not in (Verdict.GO, Verdict.EXCHANGE):
        return shown
    return _with_open(tx, code, bench, found=found)


def _waits_for(tx: Tx, sku: str, station: str) -> str | None:
    """Return the first order of one such piece that may go and that no other bench takes at this moment."""
    for order_id in singles.waiting(tx, sku, most=_LOOKED_AT):
        if not singles.take(tx, order_id):
            continue
        found = known(tx, order_id, station)
        if found is not None and not found.halted:
            return order_id
    return None


def _with_open(
    tx: Tx, code: str, bench: packing.Bench, *, found: Known, gs1: Sequence[tuple[str, str]] = ()
) -> BenchView:
    station, operator_no = bench.station, bench.operator_no or ""
    order_id = found.row.order_id
    if found.halted or found.changed:
        return view(tx, station, _stop_said(found, code), found)
    if any(row.unnamed for row in packing.lines(tx, order_id)):
        return _named(tx, code, bench, found=found)
    heavy = on_scale.wrong(tx, found, bench)
    if heavy is not None:
        return view(tx, station, Said(code, "weight", Result.WRONG, heavy, heavy.title), found)
    carrier = roll.wanted(tx, order_id)
    if carrier:
        roll.take(tx, code, order_id, carrier, station=station, operator_no=operator_no)
        said = Said(code, "waybill", message=_("Right"), sound="right", print_jobs=_ask_label(tx, found, bench))
        return view(tx, station, said, known(tx, order_id, station) or found)
    if close_by_label(tx, code, found, station=station, operator_no=operator_no):
        told = _("Packed: {code}").format(code=found.row.short_code)
        return view(tx, station, Said(code, "label", message=told, sound="all_done"), found)
    noted = commands.material(tx, code, found, station=station, operator_no=operator_no)
    if noted is not None:
        return view(tx, station, Said(code, "material", Result.OK, message=noted[0], print_jobs=noted[2]), found)
    items = look_up(tx, code)
    hits = [] if items else find_orders(tx, code)
    if hits:
        return _other_order(tx, code, hits, bench=bench, found=found)
    box = found.session.boxes if found.session is not None else 1
    count = Count(operator_no, times=bench.times, box=box)
    result, wrong = verify(tx, order_id, items, count=count, gs1=gs1)
    if bench.times != 1:
        packing.set_bench(tx, station, times=1)
    if result is not Result.OK:
        times = _stopped(tx, found, station=station, operator_no=operator_no, code=code, result=result)
        wrong = None if wrong is None else replace(wrong, times=times)
        said = Said(code, "sku" if items else "unknown", result, wrong, "" if wrong is None else wrong.title)
        return view(tx, station, said, found)
    record(tx, station, actor=operator_no, action="item", order_id=order_id, subject=items[0].sku)
    asked = _ask_label(tx, found, bench)
    found = on_scale.settled(tx, found, bench)
    return view(tx, station, Said(code, "sku", result, message=_("Right"), print_jobs=asked), found)


def _named(tx: Tx, code: str, bench: packing.Bench, *, found: Known) -> BenchView:
    alarm = name_unit(tx, found.row.order_id, code)
    if alarm is not None:
        said = Said(code, "number", Result(alarm.kind), alarm, alarm.title)
        return view(tx, bench.station, said, found)
    asked = _ask_label(tx, found, bench)
    return view(tx, bench.station, Said(code, "number", Result.OK, message=_("Right"), print_jobs=asked), found)


def _stop_said(found: Known, code: str) -> Said:
    if found.halted:
        alarm = Alarm("stop", found.ruling.reason[0], _("Put the goods back, then scan “put back” (F2)"))
        return Said(code, alarm=alarm, sound="stop")
    if found.changed:
        alarm = Alarm("stop", found.changed[0], _("Read what changed, then scan “yes” (F7)"))
        return Said(code, alarm=alarm, sound="stop")
    return Said(code)


def _other_order(tx: Tx, code: str, hits: list[tuple[str, str]], *, bench: packing.Bench, found: Known) -> BenchView:
    same = {found.row.order_id, found.row.exchange_of}
    if any(order_id in same for order_id, _kind in hits):
        return view(tx, bench.station, Said(code, hits[0][1], message=_("This order is open already")), found)
    elsewhere = next((at for one, _kind in hits if (at := printed_elsewhere(tx, code, one, bench.station))), "")
    if not elsewhere and not any(line.scanned for line in packing.lines(tx, found.row.order_id)):
        packing.set_bench(tx, bench.station, order_id=None)
        packing.set_session(tx, found.row.order_id, closed_at=tx.now)
        master.set_order(tx, found.row.order_id, state=State.ALLOCATED, state_at=tx.now)
        return _without_open(tx, code, bench, hits=hits)
    told = _("Finish this order first, or put it on hold (F8)")
    title = _("This code belongs to another order")
    if elsewhere:
        title = _("This label belongs to bench {station}").format(station=elsewhere)
        told = _("Take it back there; this parcel's own label is still to come")
    alarm = Alarm(Result.WRONG, title, told)
    return view(tx, bench.station, Said(code, hits[0][1], Result.WRONG, alarm, alarm.title), found)


def _ask_label(tx: Tx, found: Known, bench: packing.Bench) -> tuple[str, ...]:
    return labels.request_when_ready(
        tx, found.row.order_id, station=bench.station, operator_no=bench.operator_no or "", printer=labels.PRINTER
    )


def _stopped(tx: Tx, found: Known, *, station: str, operator_no: str, code: str, result: Result) -> int:
    """Count a stopped error and return how many this order had."""
    packing.count(tx, station, stopped=1)
    times = (found.session.stopped if found.session is not None else 0) + 1
    packing.set_session(tx, found.row.order_id, stopped=times)
    detail = {"result": result, "code": code[:64]}
    record(tx, station, actor=operator_no, action="wrong_scan", order_id=found.row.order_id, detail=detail)
    return times
