"""The worker that drains the print outbox: never silently lost, never doubled by itself, always detectable.

For each job: draw it, connect, ask the printer whether it can print, write SENDING, send, and then ask until the label
is out (CONFIRMED by status); the next label is drawn meanwhile and its SENDING stands in the same commit. Whatever
fails before the first byte is tried again by itself, slower each time; whatever may have printed becomes UNKNOWN and
waits for a person (PRINTING.md section 7). Printers that answer nothing end at SENT: scanning the label proves it. One
thread a printer; ``wake`` it after a commit, ``close`` it at the end. While another program drains the printer nothing
is sent and the window says who it is (``holding.py``).
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from printing.holding import Holding
from printing.layouts import base as layouts
from printing.lock import PrinterInUseError
from printing.rhythm import Rhythm
from printing.status import Problem, explain
from printing.transports.base import Delivery, Outcome, PrinterOfflineError
from station.clock import Clock, SystemClock
from station.errors import StationError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.lock import PrinterLock
    from printing.outbox import Job, Outbox
    from printing.printer import Printer
    from printing.status import Status
    from printing.transports.base import Link

log = logging.getLogger(__name__)


class Lamp(StrEnum):
    """How the printer is, as the window's lamp shows it."""

    GOOD = "good"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What the window needs to know, told whenever it changes.

    Attributes:
        job_id: the job this is about; "" when it is about the printer.
        job_state: its new state, such as ``SENT``; "" when it is about the printer.
    """

    printer: str
    lamp: Lamp
    text: str
    job_id: str = ""
    job_state: str = ""


class Spooler:
    """The worker of one printer.

    Args:
        fallback: the printer that gets labels this one cannot take; only ones of which nothing was sent.
        on_demand: take the printer only while a label waits for it, so that benches can share it.
    """

    def __init__(
        self,
        name: str,
        printer: Printer,
        *,
        outbox: Outbox,
        lock: PrinterLock | None = None,
        clock: Clock | None = None,
        rhythm: Rhythm | None = None,
        fallback: str = "",
        on_demand: bool = False,
        on_state: Callable[[PrinterState], None] | None = None,
    ) -> None:
        self._name = name
        self._printer = printer
        self._outbox = outbox
        self._clock = clock or SystemClock()
        self._rhythm = rhythm or Rhythm()
        self._holding = Holding(outbox, lock, every=self._rhythm.renew)
        self._fallback = fallback
        self._on_demand = on_demand
        self._passes_on = False
        self._on_state = on_state
        self._woken = threading.Event()
        self._closing = threading.Event()
        self._speaks = printer.answers
        self._recovered = False
        self._failures = 0
        self._drawn: tuple[Job, bytes] | None = None  # while the printer was busy; nothing is promised to it
        self._begun: tuple[Job, bytes] | None = None  # SENDING is written, not a byte is sent
        self._rest_until = 0.0
        self._look_at = 0.0
        self._shown: tuple[Lamp, str] | None = None
        self._thread = threading.Thread(target=self._work, name=f"spooler-{name}", daemon=True)

    def start(self) -> Spooler:
        """Begin."""
        self._thread.start()
        return self

    def wake(self) -> None:
        """Say that a job was written: it is taken at once."""
        self._woken.set()

    def retry_now(self) -> None:
        """Say that the printer was put right: do not wait for the next try."""
        self._failures, self._rest_until = 0, 0.0
        self._woken.set()

    def close(self) -> None:
        """Finish the label in hand and stop."""
        self._closing.set()
        self._woken.set()
        self._thread.join(self._rhythm.patience + 5)

    def _work(self) -> None:
        try:
            self._drain()
        finally:
            self._holding.close()

    def _drain(self) -> None:
        while not self._closing.is_set():
            try:
                job = self._next()
                if job is not None:
                    self._print(job)
                    continue
            except PrinterInUseError as error:
                self._tell(Lamp.BROKEN, error.happened)
                self._closing.wait(self._rhythm.ask_holder)
                continue
            except (StationError, OSError) as error:
                self._recovered = False  # a row may stand at SENDING: the next start makes it UNKNOWN
                log.warning("outbox failed printer=%s error=%s", self._name, type(error).__name__)
                self._tell(Lamp.BROKEN, _("The print queue cannot be written: nothing is sent"))
                self._rest()
            if self._holding.ours:
                self._look()
            self._woken.wait(self._rhythm.idle)
            self._woken.clear()

    def _next(self) -> Job | None:
        """Return the next label, once the printer is ours."""
        if self._on_demand and not self._outbox.waits(self._name):
            self._holding.let_go()  # a printer that only stands in is free for other benches
            return None
        if not self._holding.ours:
            self._holding.take()
            self._recovered = False
        if not self._recovered:
            self._outbox.recover(self._name)
            self._recovered = True
        return self._outbox.claim(self._name) if time.monotonic() >= self._rest_until else None

    def _print(self, job: Job) -> None:
        try:
            payload = self._payload(job)
        except StationError as error:
            self._outbox.failed_before_send(job.job_id, error.happened, None)
            self._tell(Lamp.ATTENTION, error.happened, job=job, state="FAILED_BEFORE_SEND")
            return
        try:
            link = self._printer.open(re.sub(r"[^A-Za-z0-9_-]", "-", job.job_id))
        except PrinterOfflineError as error:
            self._later(job, error.happened)
            return
        try:
            self._hand_over(job, payload, link=link)
        finally:
            link.close()

    def _draw_ahead(self) -> None:
        """Draw the next label while the printer is busy with this one."""
        self._drawn, query = None, self._printer.language.status
        if self._closing.is_set() or self._on_demand or query is None or query.in_turn is not None:
            return  # its answer after a label does not say all that must be known before the next
        with contextlib.suppress(StationError):  # it is told when its turn comes
            job = self._outbox.peek(self._name)
            if job is not None:
                self._drawn = job, self._payload(job)

    def _payload(self, job: Job) -> bytes:
        printed = {**job.fields.get("printed", {}), "job_id": job.job_id, "copy_no": job.copy_no}
        fields = {**job.fields, "printed": printed}
        return self._printer.encode(layouts.draw_job(job.kind, fields, self._printer.paper))

    def _hand_over(self, job: Job, payload: bytes, *, link: Link) -> None:
        try:
            why = self._why_not(link)
        except PrinterOfflineError as error:
            why = error.happened
        if why:
            self._later(job, why)
            return
        if not self._outbox.sending(job.job_id, _sum(payload)):
            self._recovered = False  # called off, or written by a try whose answer was lost
            return
        self._begun = job, payload
        while self._begun is not None:
            (job, payload), self._begun = self._begun, None
            self._send(job, payload, link=link)

    def _send(self, job: Job, payload: bytes, *, link: Link) -> None:
        started = time.monotonic()
        delivery = link.send(payload)
        log.info(
            "label given job=%s order=%s printer=%s outcome=%s bytes=%d ms=%d",
            *(job.job_id, job.order_id, self._name, delivery.outcome, len(payload)),
            (time.monotonic() - started) * 1000,
        )
        if delivery.outcome is Outcome.SENT and not self._speaks:
            delivery = link.settle()
        self._settle(job, delivery, link=link)

    def _why_not(self, link: Link) -> str:
        """Return why the printer cannot print now; "" when it can or cannot say."""
        if self._speaks is False:
            return ""
        status = self._printer.ask(link, self._rhythm.answer)
        query = self._printer.language.status
        if status is None and self._speaks and link.outlives and query is not None and query.rest:
            link.send(query.rest)
            status = self._printer.ask(link, self._rhythm.answer)
        if status is None:
            if self._speaks:
                return _("The printer does not answer")
            self._speaks = False
            return ""
        self._speaks = True
        return explain(status.problems[0]) if status.problems else ""

    def _settle(self, job: Job, delivery: Delivery, *, link: Link) -> None:
        if delivery.outcome is Outcome.FAILED_BEFORE_SEND:
            self._later(job, delivery.why)
        elif delivery.outcome is Outcome.UNKNOWN:
            self._unknown(job, delivery.why)
        else:
            self._failures = 0
            if self._speaks:
                self._confirm(job, link)
            else:
                self._sent(job)

    def _sent(self, job: Job) -> None:
        self._outbox.sent(job.job_id, watched=bool(self._speaks))
        self._tell(Lamp.GOOD, _("The printer works"), job=job, state="SENT")

    def _confirm(self, job: Job, link: Link) -> None:
        """Ask until the label is out; whatever came between makes it UNKNOWN.

        SENT is written when the first answers did not decide: to a restart it means the same as SENDING, somebody must
        look, and each commit costs as much as drawing the label.
        """
        self._draw_ahead()
        heard = time.monotonic()
        ready_since, pause, written = heard, self._rhythm.poll / 64, False
        while not self._closing.is_set():
            try:
                status = self._printer.ask(link, self._rhythm.answer, after_label=True)
            except PrinterOfflineError as error:
                self._unknown(job, error.happened)
                return
            now = time.monotonic()
            if status is not None:
                heard = now
                ready_since = ready_since if status.ready and not status.pending else now
                if self._decided(job, status, now - ready_since):
                    return
            elif link.outlives or now - heard > self._rhythm.patience:
                # on a line that outlives the printer, silence may have been a power cut that lost the label
                self._unknown(job, _("The printer does not answer"))
                return
            if not written and pause > self._rhythm.poll / 16:
                self._sent(job)
                written = True
            self._closing.wait(pause)
            pause = min(pause * 2, self._rhythm.poll)

    def _decided(self, job: Job, status: Status, ready_for: float) -> bool:
        stopped = [problem for problem in status.problems if problem not in (Problem.PAUSED, Problem.BUFFER_FULL)]
        query = self._printer.language.status
        if stopped:  # with ^JZN the label it stopped in is not printed again: only eyes can tell
            self._unknown(job, explain(stopped[0]))
        elif status.restarted:
            self._unknown(job, _("The printer was switched off and on"))
        elif status.ready and not status.pending:
            if query is not None and ready_for < query.ahead:
                return False
            self._confirmed(job)
            self._tell(Lamp.GOOD, _("The printer works"), job=job, state="CONFIRMED")
        else:
            if status.problems:
                self._tell(Lamp.ATTENTION, explain(status.problems[0]))
            return False
        return True

    def _confirmed(self, job: Job) -> None:
        """Write it, and with it SENDING of the label drawn meanwhile: the printer has just said that it can print."""
        ahead, self._drawn = None if self._closing.is_set() else self._drawn, None
        if ahead is None:
            self._outbox.confirmed(job.job_id, "status")
        elif self._outbox.confirmed(job.job_id, "status", then=ahead[0], printer=self._name, sha256=_sum(ahead[1])):
            self._begun = ahead
        else:
            self._recovered = False  # another row comes first now, or it was written by a try whose answer was lost

    def _unknown(self, job: Job, why: str) -> None:
        self._outbox.unknown(job.job_id, why)
        log.warning("label unknown job=%s order=%s printer=%s", job.job_id, job.order_id, self._name)
        self._tell(Lamp.ATTENTION, why, job=job, state="UNKNOWN")

    def _later(self, job: Job, why: str) -> None:
        delay = self._rest()
        if self._fallback and self._failures >= self._rhythm.pass_on_after:
            self._outbox.pass_on(job.job_id, self._fallback, why)
            log.warning("label passed on job=%s printer=%s to=%s", job.job_id, self._name, self._fallback)
            self._passes_on = True
            self._tell(Lamp.BROKEN, why, job=job, state="QUEUED")
            return
        self._outbox.failed_before_send(job.job_id, why, self._clock.now() + timedelta(seconds=delay))
        log.warning("label waits job=%s printer=%s tries=%d", job.job_id, self._name, self._failures)
        self._tell(Lamp.BROKEN, why, job=job, state="FAILED_BEFORE_SEND")

    def _rest(self) -> float:
        delay = min(self._rhythm.first_retry * 2.0 ** min(self._failures, 8), self._rhythm.longest_retry)
        self._failures += 1
        self._rest_until = time.monotonic() + delay
        return delay

    def _look(self) -> None:
        """Between labels: how is the printer? One that never answered is asked again from time to time."""
        if self._printer.answers is False or time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + (self._rhythm.look_at_mute if self._speaks is False else self._rhythm.look)
        try:
            link = self._printer.open("status")
        except PrinterOfflineError as error:
            self._tell(Lamp.BROKEN, error.happened)
            return
        try:
            status = self._printer.ask(link, self._rhythm.answer)
        except PrinterOfflineError as error:
            self._tell(Lamp.BROKEN, error.happened)
        else:
            self._show(status)
        finally:
            link.close()

    def _show(self, status: Status | None) -> None:
        if status is None:
            if self._speaks:
                self._tell(Lamp.BROKEN, _("The printer does not answer"))
            return
        self._speaks = True
        if status.problems:
            self._tell(Lamp.ATTENTION, explain(status.problems[0]))
        else:
            self._tell(Lamp.GOOD, _("The printer works"))

    def _tell(self, lamp: Lamp, text: str, *, job: Job | None = None, state: str = "") -> None:
        self._passes_on = self._passes_on and lamp is not Lamp.GOOD
        if self._passes_on:
            lamp, text = Lamp.BROKEN, _("{why}. The fallback printer takes its labels").format(why=text)
        if self._on_state is None or (job is None and self._shown == (lamp, text)):
            return
        self._shown = (lamp, text)
        self._on_state(PrinterState(self._name, lamp, text, job.job_id if job else "", state))


def _sum(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()
