"""Never silently lost, never doubled by itself, always detectable."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from printing import printer
from printing.emulator import Emulator
from printing.layouts import base, samples
from printing.lock import PrinterLock
from printing.rhythm import Rhythm
from printing.spooler import Lamp, PrinterState, Spooler
from tests.printing.memory_outbox import MemoryOutbox, Row

if TYPE_CHECKING:
    from printing.outbox import Outbox

_FAST = Rhythm(idle=0.02, look=0.1, answer=1.5, poll=0.01, patience=0.5, first_retry=0.05, longest_retry=0.1)
_ROOT = Path(__file__).parents[2]


def _row(job_id: str = "J1", *, copy_no: int = 1) -> Row:
    return Row(job_id, "exchange", asdict(samples.samples()["exchange"][1]), copy_no=copy_no)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def _spooler(url: str, outbox: MemoryOutbox, *, told: list[PrinterState] | None = None) -> Spooler:
    on_state = None if told is None else told.append
    return Spooler("label", printer.parse(url), outbox=outbox, rhythm=_FAST, on_state=on_state).start()


def test_the_memory_outbox_is_an_outbox() -> None:
    outbox: Outbox = MemoryOutbox()
    assert outbox.claim("label") is None


def test_label_is_printed_once_and_confirmed_by_the_printer(emulator: Emulator) -> None:
    outbox, told = MemoryOutbox(_row()), list[PrinterState]()
    spooler = _spooler(emulator.url(), outbox, told=told)
    assert outbox.wait("J1", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    history = [state for state in outbox.rows["J1"].history if state != "SENT"]  # not written when it is out at once
    assert history == ["CLAIMED", "SENDING", "CONFIRMED"]
    assert len(emulator.printed) == 1
    assert b"^JZN" in emulator.printed[0]
    assert [state.job_state for state in told if state.job_id][-1] == "CONFIRMED"


def test_a_row_of_labels_takes_one_connection_and_one_write_a_label(emulator: Emulator) -> None:
    outbox = MemoryOutbox(*(_row(f"J{n}") for n in range(5)))
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("J4", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    kept = [[state for state in row.history if state != "SENT"] for row in outbox.rows.values()]
    assert kept == [["CLAIMED", "SENDING", "CONFIRMED"], *[["SENDING", "CONFIRMED"]] * 4]
    assert [_sent(row) for row in outbox.rows.values()] == [label.strip() for label in emulator.printed]


def test_a_disk_that_fills_up_between_two_labels_sends_no_more_than_was_written(emulator: Emulator) -> None:
    class Filling(MemoryOutbox):
        full = True

        def confirmed(self, job_id: str, by: str, *, then: object = None, printer: str = "", sha256: str = "") -> bool:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().confirmed(job_id, by, then=then, printer=printer, sha256=sha256)

    outbox, told = Filling(_row(), _row("J2")), list[PrinterState]()
    spooler = _spooler(emulator.url(), outbox, told=told)
    _until(lambda: any(state.lamp is Lamp.BROKEN for state in told))
    assert len(emulator.printed) == 1
    outbox.full = False
    assert outbox.wait("J2", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert outbox.rows["J1"].state == "UNKNOWN"
    assert len(emulator.printed) == 2


def test_a_begun_label_whose_write_was_done_but_not_answered_is_asked_for(emulator: Emulator) -> None:
    class Unanswered(MemoryOutbox):
        def confirmed(self, job_id: str, by: str, *, then: object = None, printer: str = "", sha256: str = "") -> bool:
            super().confirmed(job_id, by, then=then, printer=printer, sha256=sha256)
            return False

    outbox = Unanswered(*(_row(f"J{n}") for n in range(3)))
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("J2", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert outbox.rows["J1"].state == "UNKNOWN"
    assert len(emulator.printed) == 2


def test_wake_prints_at_once(emulator: Emulator) -> None:
    outbox = MemoryOutbox()
    slow = Rhythm(idle=30, look=60)
    spooler = Spooler("label", printer.parse(emulator.url()), outbox=outbox, rhythm=slow).start()
    time.sleep(0.1)
    outbox.add(_row())
    spooler.wake()
    assert outbox.wait("J1", "CONFIRMED", timeout=5) == "CONFIRMED"
    spooler.close()


def test_mute_printer_ends_at_sent(emulator: Emulator) -> None:
    emulator.change(mute=True)
    outbox = MemoryOutbox(_row(), _row("J2"))
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("J2", "SENT") == "SENT"
    spooler.close()
    assert emulator.wait_printed(2)
    assert outbox.rows["J1"].state == "SENT"


def test_printer_that_is_off_prints_once_when_it_is_back() -> None:
    with Emulator() as gone:
        port = gone.port
    outbox, told = MemoryOutbox(_row()), list[PrinterState]()
    spooler = _spooler(f"zpl+tcp://127.0.0.1:{port}", outbox, told=told)
    assert outbox.wait("J1", "FAILED_BEFORE_SEND") == "FAILED_BEFORE_SEND"
    with Emulator(port=port) as back:
        assert outbox.wait("J1", "CONFIRMED") == "CONFIRMED"
        spooler.close()
        assert len(back.printed) == 1
    assert any(state.lamp is Lamp.BROKEN for state in told)
    assert told[-1].lamp is Lamp.GOOD


def test_paper_out_before_sending_waits_for_paper(emulator: Emulator) -> None:
    emulator.change(paper=0)
    outbox = MemoryOutbox(_row())
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("J1", "FAILED_BEFORE_SEND") == "FAILED_BEFORE_SEND"
    assert "缺纸" in outbox.rows["J1"].why
    emulator.change(paper=10)
    assert outbox.wait("J1", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert len(emulator.printed) == 1


def test_paper_out_while_printing_asks(emulator: Emulator) -> None:
    emulator.change(print_seconds=0.5)
    outbox = MemoryOutbox(_row())
    spooler = _spooler(emulator.url(), outbox)
    outbox.wait("J1", "SENT")
    emulator.change(paper=0)
    assert outbox.wait("J1", "UNKNOWN", timeout=5) == "UNKNOWN"
    spooler.close()


def test_pause_while_printing_only_waits(emulator: Emulator) -> None:
    emulator.change(paused=False, print_seconds=0.3)
    outbox = MemoryOutbox(_row(), _row("J2"))
    spooler = _spooler(emulator.url(), outbox)
    outbox.wait("J1", "SENT")
    emulator.change(paused=True)
    time.sleep(0.2)
    emulator.change(paused=False)
    assert outbox.wait("J2", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert len(emulator.printed) == 2


def test_reset_in_the_middle_is_unknown_and_never_sent_again(emulator: Emulator) -> None:
    emulator.change(reset_after=2000)
    outbox = MemoryOutbox(_row())
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("J1", "UNKNOWN") == "UNKNOWN"
    emulator.change(reset_after=None)
    time.sleep(0.3)
    spooler.close()
    assert outbox.rows["J1"].history.count("SENDING") == 1
    assert emulator.printed == []


def test_stalled_printer_is_unknown(emulator: Emulator) -> None:
    emulator.change(stall_after=2000)
    outbox = MemoryOutbox(_row())
    spooler = _spooler(emulator.url() + "&timeout=0.3", outbox)
    assert outbox.wait("J1", "UNKNOWN") == "UNKNOWN"
    spooler.close()
    assert emulator.printed == []


def test_power_lost_while_printing_is_unknown(emulator: Emulator) -> None:
    emulator.change(print_seconds=20.0)
    outbox = MemoryOutbox(_row())
    spooler = _spooler(emulator.url(), outbox)
    outbox.wait("J1", "SENT")
    emulator.power_cycle()
    assert outbox.wait("J1", "UNKNOWN", timeout=5) == "UNKNOWN"
    spooler.close()
    assert emulator.printed == []


def test_printer_that_fell_silent_is_not_sent_to(emulator: Emulator) -> None:
    outbox = MemoryOutbox(_row())
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("J1", "CONFIRMED") == "CONFIRMED"
    emulator.change(mute=True)
    outbox.add(_row("J2"))
    assert outbox.wait("J2", "FAILED_BEFORE_SEND") == "FAILED_BEFORE_SEND"
    emulator.change(mute=False)
    assert outbox.wait("J2", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert len(emulator.printed) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="pseudo terminals")
def test_a_printer_that_waits_for_the_rest_of_a_label_is_brought_back_by_itself() -> None:
    with Emulator(language="tspl", serial=True) as emulator:
        emulator.change(stall_after=20_000)
        outbox = MemoryOutbox(_row("J1"), _row("J2"))
        spooler = _spooler(emulator.url("dpmm=8&width=76&height=130&status=yes&timeout=0.2"), outbox)
        assert outbox.wait("J1", "UNKNOWN") == "UNKNOWN"
        emulator.change(stall_after=None)
        assert outbox.wait("J2", "CONFIRMED", timeout=30) == "CONFIRMED"
        spooler.close()
        assert len(emulator.printed) == 1


def test_label_that_cannot_be_drawn_waits_for_a_person_and_lets_others_pass(emulator: Emulator) -> None:
    bad = _row("BAD")
    bad.fields["exchange_no"] = ""
    bad.fields["tracking_no"] = "换货"
    outbox = MemoryOutbox(bad, Row("WORSE", "poster", {}), Row("EMPTY", "exchange", {}), _row("GOOD"))
    spooler = _spooler(emulator.url(), outbox)
    assert outbox.wait("GOOD", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert [outbox.rows[name].state for name in ("BAD", "WORSE", "EMPTY")] == ["FAILED_BEFORE_SEND"] * 3
    assert outbox.rows["BAD"].retry_at == ""
    assert len(emulator.printed) == 1


def test_cancelled_at_the_last_moment_is_not_sent(emulator: Emulator) -> None:
    class Cancelling(MemoryOutbox):
        def sending(self, job_id: str, sha256: str) -> bool:
            self.rows[job_id].state = "CANCELLED"
            return super().sending(job_id, sha256)

    outbox = Cancelling(_row())
    spooler = _spooler(emulator.url(), outbox)
    _until(lambda: outbox.rows["J1"].state == "CANCELLED")
    time.sleep(0.1)
    spooler.close()
    assert emulator.printed == []


def test_full_disk_sends_nothing(emulator: Emulator) -> None:
    class Full(MemoryOutbox):
        full = True

        def sending(self, job_id: str, sha256: str) -> bool:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().sending(job_id, sha256)

    outbox, told = Full(_row()), list[PrinterState]()
    spooler = _spooler(emulator.url(), outbox, told=told)
    _until(lambda: any(state.lamp is Lamp.BROKEN for state in told))
    assert emulator.printed == []
    outbox.full = False
    assert outbox.wait("J1", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert len(emulator.printed) == 1


def test_lamp_follows_the_printer_while_nothing_prints(emulator: Emulator) -> None:
    told: list[PrinterState] = []
    spooler = _spooler(emulator.url(), MemoryOutbox(), told=told)
    _until(lambda: bool(told) and told[-1].lamp is Lamp.GOOD)
    emulator.change(head_open=True)
    _until(lambda: told[-1].lamp is Lamp.ATTENTION)
    spooler.close()
    assert "盖子" in told[-1].text


def test_files_are_sent_when_written(tmp_path: Path) -> None:
    outbox = MemoryOutbox(_row("P-1/../x"))
    spooler = _spooler(f"pdf+file://{tmp_path}", outbox)
    assert outbox.wait("P-1/../x", "SENT") == "SENT"
    spooler.close()
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["P-1----x.pdf"]


def test_second_worker_waits_and_says_so_until_the_first_ends(emulator: Emulator, tmp_path: Path) -> None:
    found, told = printer.parse(emulator.url()), list[PrinterState]()
    rhythm = replace(_FAST, ask_holder=0.05)
    first, other = MemoryOutbox(), MemoryOutbox(_row())
    locks = [PrinterLock(tmp_path, ["label"], "3 号台") for _n in range(2)]
    holder = Spooler("label", found, outbox=first, lock=locks[0], rhythm=rhythm).start()
    first.add(_row("J0"))
    assert first.wait("J0", "CONFIRMED") == "CONFIRMED"
    second = Spooler("label", found, outbox=other, lock=locks[1], rhythm=rhythm, on_state=told.append).start()
    _until(lambda: told)
    assert "3 号台" in told[0].text
    assert other.rows["J1"].history == []
    holder.close()
    assert other.wait("J1", "CONFIRMED") == "CONFIRMED"
    second.close()


_PROGRAM = """
import sys, time
from pathlib import Path
from printing import printer
from printing.spooler import Spooler
from tests.printing.memory_outbox import MemoryOutbox
Spooler("label", printer.parse(sys.argv[1]), outbox=MemoryOutbox(path=Path(sys.argv[2]))).start()
time.sleep(60)
"""


def test_the_next_label_is_drawn_while_one_is_printed_and_again_when_it_changes(emulator: Emulator) -> None:
    emulator.change(print_seconds=0.2)
    outbox = MemoryOutbox(_row("J1"), _row("J2"), _row("J3"))
    spooler = _spooler(emulator.url(), outbox)
    outbox.wait("J1", "SENT")
    outbox.rows["J2"].fields = {**outbox.rows["J2"].fields, "remark": "changed"}
    assert outbox.wait("J3", "CONFIRMED") == "CONFIRMED"
    spooler.close()
    assert [row.attempt for row in outbox.rows.values()] == [1, 1, 1]
    assert [_sent(row) for row in outbox.rows.values()] == [label.strip() for label in emulator.printed]


def _sent(row: Row) -> bytes:
    ours = printer.parse("zpl+tcp://127.0.0.1")
    printed = {**row.fields["printed"], "job_id": row.job_id, "copy_no": row.copy_no}
    return ours.encode(base.draw_job(row.kind, {**row.fields, "printed": printed}, ours.paper)).strip()


@pytest.mark.parametrize("moment", ["SENDING", "SENT"])
def test_killed_program_neither_loses_nor_doubles(emulator: Emulator, tmp_path: Path, moment: str) -> None:
    path = tmp_path / "outbox.json"
    outbox = MemoryOutbox(path=path)
    outbox.add(_row())
    outbox.confirmed("J1", "")  # writes the file
    outbox._move(outbox.rows["J1"], "QUEUED")
    if moment == "SENDING":
        emulator.change(stall_after=2000)
    else:
        emulator.change(print_seconds=1.0)
    child = subprocess.Popen([sys.executable, "-c", _PROGRAM, emulator.url() + "&timeout=50", str(path)], cwd=_ROOT)
    _until(lambda: MemoryOutbox(path=path).rows["J1"].state in (moment, "SENT"))
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    emulator.change(stall_after=None)
    again = MemoryOutbox(path=path)
    spooler = _spooler(emulator.url(), again)
    time.sleep(1.5)
    spooler.close()
    assert again.rows["J1"].state in ("UNKNOWN", "SENT")
    assert again.rows["J1"].history.count("SENDING") == 1
    assert len(emulator.printed) <= 1


def _until(true: object, timeout: float = 15) -> None:
    assert callable(true)
    end = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
