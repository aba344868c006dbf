"""The tour: a packer's quarter of an hour, played through the real windows without a person.

What is real: the import page, key events through the wedge framing and the journal, the packing session, the print
outbox, the spooler sending ZPL over TCP to the built-in printer emulator, the OCR engine on the slip's photo. Each
step checks what must be seen and takes pictures; the first check that fails ends the tour.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from station.packing.view import Result, RowState, Step, Verdict
from station.people.codes import badge_code, command_code
from station.store import orders as master
from station.store import prints
from station.text import _
from ui.demo import acts

if TYPE_CHECKING:
    from station.packing.view import BenchView
    from ui.demo.stage import Stage


def play(stage: Stage) -> None:
    """Play every step in order.

    Raises:
        TourFailedError: a step did not show what it must.
        TooSlowError: the window did not answer.
    """
    began = time.perf_counter()
    _import(stage)
    _login(stage)
    _ordinary(stage)
    _complained(stage)
    _refunded(stage)
    _no_lock(stage)
    _exchange(stage)
    order_id = acts.slip(stage)
    _pack_slip(stage, order_id)
    _desk(stage)
    stage.figures.append((_("Tour"), _("{seconds} s").format(seconds=round(time.perf_counter() - began, 1))))


def _import(stage: Stage) -> None:
    stage.story.step(
        _("Import the exports of three channels"),
        _("The lead drops the Taobao, Pinduoduo and Douyin exports on the desk. Each is recognised by its columns."),
    )
    done = stage.import_files()
    for one in done:
        told = _("{file}: {orders} orders, {new} new, {refused} refused")
        stage.story.check(
            one.channel and not one.rejected,
            told.format(file=one.file, orders=one.orders, new=one.new, refused=len(one.rejected)),
        )
    again = stage.import_again()
    stage.story.check(not any(one.new for one in again), _("The same files again make no new order"))
    stage.picture("import", stage.desk)


def _login(stage: Stage) -> None:
    stage.story.step(_("The packer scans the badge"), _("Nothing can be packed before somebody stands at the bench."))
    stage.picture("login")
    shown = stage.hands.scan(badge_code(stage.stories.packer))
    stage.story.check(shown.step is Step.SCAN_ORDER, _("The bench waits for an order"))
    stage.picture("ready")


def _ordinary(stage: Stage) -> None:
    stage.story.step(
        _("An ordinary order"),
        _("The short code on the pick list is scanned, every item is verified, the last one prints the waybill."),
    )
    shown = stage.hands.scan(stage.short_code(stage.stories.ordinary))
    stage.story.check(shown.verdict is Verdict.GO, _("Verdict: ship it"))
    stage.story.check(len(shown.items) > 1, _("{n} rows to verify").format(n=len(shown.items)))
    stage.picture("ordinary")
    stage.wrong_item(shown)
    _verify_all(stage, shown)
    _label(stage, "ordinary")


def _complained(stage: Stage) -> None:
    stage.story.step(
        _("A buyer who complained of broken packaging"),
        _("The hint says what to do and why, and no label comes out before it is answered."),
    )
    shown = stage.hands.scan(stage.short_code(stage.stories.complained))
    hint = next((card for card in shown.hints if card.rule == "bubble_wrap"), None)
    stage.story.check(hint is not None and hint.text, hint.text if hint is not None else "bubble_wrap")
    stage.story.check(hint is not None and hint.why, _("The reason stands below the hint"))
    stage.picture("hint")
    shown = _verify_all(stage, shown, asks_label=False)
    stage.story.check(shown.step is Step.ANSWER_HINT, _("No label before the hint is answered"))
    stage.picture("hint-open")
    shown = stage.hands.scan(command_code("DONE"))
    stage.story.check(shown.print_jobs, _("Answered by scan: the label is asked for"))
    _label(stage, "complained")


def _refunded(stage: Stage) -> None:
    stage.story.step(_("A refunded order"), _("The buyer was refunded: red, and back into the returns basket."))
    shown = stage.hands.scan(stage.short_code(stage.stories.refunded))
    stage.story.check(shown.verdict is Verdict.STOP, _("Verdict: stop"))
    stage.picture("refunded")
    _nothing_printed(stage, stage.stories.refunded)


def _no_lock(stage: Stage) -> None:
    stage.story.step(_("An order without stock"), _("Paid, but no stock is locked for it: it cannot be packed."))
    shown = stage.hands.scan(stage.short_code(stage.stories.no_lock))
    said = _("This order has no stock lock record")
    stage.story.check(shown.verdict is Verdict.STOP and said in shown.reason, said)
    stage.picture("no-lock")
    _nothing_printed(stage, stage.stories.no_lock)


def _exchange(stage: Stage) -> None:
    stage.story.step(
        _("An exchange"),
        _("The buyer writes “{text}”. The old item's stock is frozen, the new one reserved, both or neither.").format(
            text=stage.stories.exchange_text
        ),
    )
    done = acts.apply_exchange(stage)
    shown = stage.hands.scan(stage.stories.exchange)
    stage.story.check(shown.verdict is Verdict.EXCHANGE, _("Scanning the original order shows the exchange"))
    stage.story.check(shown.case_title == done.title, done.title)
    stage.picture("exchange")
    old = next(row for row in shown.items if row.state is RowState.OLD)
    new = next(row for row in shown.items if row.state is RowState.EXPECTED)
    alarm = stage.hands.scan(old.barcode)
    stage.story.check(alarm.result is Result.OLD_ITEM and not alarm.print_jobs, _("The old item sounds its own alarm"))
    stage.picture("old-item")
    shown = stage.hands.scan(new.barcode)
    stage.story.check(
        shown.result is Result.OK and shown.print_jobs, _("The new item is right: the label is asked for")
    )
    codes = _label(stage, "exchange")
    stage.story.check(
        new.barcode in codes, _("The label carries the new item's barcode {code}").format(code=new.barcode)
    )
    stage.story.check(old.barcode not in codes, _("The old item's barcode is nowhere on it"))


def _pack_slip(stage: Stage, order_id: str) -> None:
    stage.story.step(
        _("The slip's order is packed like any other"), _("Paper stays valid: the same bench, the same checks.")
    )
    with stage.store.read() as tx:
        row = master.head(tx, order_id)
    shown = stage.hands.scan(row.short_code if row is not None else "")
    stage.story.check(shown.verdict is Verdict.GO, _("Verdict: ship it"))
    stage.picture("slip-order")
    _verify_all(stage, shown)
    _label(stage, "slip")


def _desk(stage: Stage) -> None:
    stage.story.step(
        _("The desk finds any order and every label"), _("One search box, the print queue, the stock of a SKU.")
    )
    acts.show_desk(stage)
    with stage.store.read() as tx:
        states = [job.state for job in prints.listing(tx) if job.state != prints.PLANNED]
    stage.story.check(
        states and set(states) == {prints.CONFIRMED}, _("{n} labels printed, each scanned back").format(n=len(states))
    )


def _verify_all(stage: Stage, shown: BenchView, *, asks_label: bool = True) -> BenchView:
    for row in shown.items:
        if row.state is RowState.OLD:
            continue
        for _unit in range(row.wanted - row.scanned):
            shown = stage.hands.scan(row.barcode if row.sku else command_code("YES"))
            if not row.sku:
                break
    stage.story.check(
        all(row.scanned >= row.wanted for row in shown.items) and shown.alarm is None, _("Every item is verified")
    )
    if asks_label:
        stage.story.check(shown.print_jobs, _("The label is asked for in the same transaction"))
    return shown


def _label(stage: Stage, name: str) -> frozenset[str]:
    codes = stage.label(name)
    stage.hands.until(lambda: stage.window.view().step is Step.SCAN_LABEL, "the label was not reported as printed")
    stage.picture(f"{name}-label")
    shown = stage.hands.scan(stage.label_code(codes))
    stage.story.check(shown.sound == "all_done", _("The printed label is scanned back: the parcel is closed"))
    stage.picture(f"{name}-done")
    return codes


def _nothing_printed(stage: Stage, number: str) -> None:
    with stage.store.read() as tx:
        jobs = prints.of_order(tx, stage.order_id(number))
    stage.story.check(not jobs, _("No label can be printed"))
