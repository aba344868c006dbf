"""The packer's hands in ``sessions.py``: what the bench asks for, and everything it does not, with the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.ids import short_code
from station.packing.view import Step
from station.people.codes import Command, badge_code, command_code, times_code
from station.store import prints
from tests.benchmarks.truth import BARCODE, PACK_OF_3

if TYPE_CHECKING:
    from tests.benchmarks.sessions import Shift

_WORDS = tuple(Command)


def anything(shift: Shift) -> None:
    """Do something, mostly what is asked for."""
    acts = (right, _wrong, _command, _label, lambda one: one.change(), printer, lambda one: one.restart())
    shift.random.choices(acts, (40, 12, 14, 8, 9, 12, 5))[0](shift)


def right(shift: Shift) -> None:
    """Do what the bench asks for."""
    waiting = next((row for row in shift.view.items if row.state == "expected"), None)
    match shift.view.step:
        case Step.SCAN_ITEM if waiting is not None and waiting.sku is None:
            shift.scan(command_code("YES"))
        case Step.SCAN_ITEM if waiting is not None:
            _item(shift, str(waiting.sku), waiting.wanted - waiting.scanned)
        case Step.NAME_UNIT:
            shift.scan(f"SN{shift.random.randrange(10**9)}")
        case Step.SCAN_LABEL if shift.truth.paper:
            shift.scan(list(shift.truth.paper)[-1])
        case Step.SCAN_LABEL | Step.WAIT_LABEL:
            printer(shift)
            shift.look()
        case step:
            shift.scan(_ASKED.get(step) or short_code(shift.truth.parcel_id))


_ASKED = {
    Step.ANSWER_HINT: command_code("DONE"),
    Step.SEE_CHANGE: command_code("YES"),
    Step.PUT_BACK: command_code("PUTBACK"),
    Step.LOGIN: badge_code("1001"),
}


def _item(shift: Shift, sku: str, left: int) -> None:
    if left > 1 and shift.random.random() < 0.3:
        shift.scan(times_code(shift.random.randint(2, left)))
    many = sku == "SOCK" and shift.random.random() < 0.3
    shift.scan(PACK_OF_3 if many else BARCODE.get(sku, sku))


def _wrong(shift: Shift) -> None:
    truth = shift.truth
    codes = [*BARCODE.values(), PACK_OF_3, "4006381333931", "SN77", "CUP", short_code("ab" * 16)]
    codes += [short_code(truth.order_id), truth.order.number, short_code(truth.parcel_id)]
    shift.scan(shift.random.choice(codes))


def _command(shift: Shift) -> None:
    few = times_code(shift.random.randint(1, 4))
    shift.scan(few if shift.random.random() < 0.2 else command_code(shift.random.choice(_WORDS)))


def _label(shift: Shift) -> None:
    if shift.truth.paper:
        shift.scan(shift.random.choice(list(shift.truth.paper)))


def printer(shift: Shift) -> None:
    """Play the spooler's part: paper comes out, nothing comes out, or nobody knows."""
    outbox = prints.PrintOutbox(shift.store, "1", "test")
    job = outbox.claim("waybill")
    if job is None:
        return
    luck = shift.random.random()
    if luck < 0.1:
        outbox.failed_before_send(job.job_id, "off", shift.clock.now())
        return
    if not outbox.sending(job.job_id, "0" * 64):
        return
    if "tracking_no" not in job.fields:  # a shift's report goes on no parcel
        outbox.sent(job.job_id, watched=False)
        return
    number = str(job.fields["tracking_no"])
    shift.truth.paper.pop(number, None)
    shift.truth.paper[number] = shift.truth.asked.get(job.job_id, shift.truth.facts())
    if luck < 0.2:
        outbox.unknown(job.job_id, "cable")
    else:
        outbox.sent(job.job_id, watched=False)
    shift.counts["labels"] += 1
    shift.log.append(f"<printed {number}>")
