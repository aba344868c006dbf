"""The bench window: takes scans and keys in order, asks the session on the worker, paints the answer.

Never loses a scan while one is being worked on: the worker's queue keeps the order. Errors become a strip with what
to do; the page stays. The tour and the tests drive it by ``take`` and ``painted``.
"""

from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from station.clock import Clock, SystemClock, show
from station.errors import StationError, UserError
from station.packing.reasons import reason_asked, reasons
from station.packing.view import BenchView, RowState, Step
from station.people.codes import is_weight, reason_code
from station.text import _
from ui.bench.hub import Hub
from ui.bench.keys import COMMANDS, again_scan, code_scan, command_scan, typed_scan
from ui.bench.page import BenchPage
from ui.bench.typed_code import TypedCode
from ui.jobs import Jobs
from ui.setup.sign_in import ask_who
from ui.theme.tokens import LIGHT, Palette, look_for
from ui.widgets.banner import Trouble
from ui.widgets.lamp import Lamp, LampState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QResizeEvent

    from scanners.events import Scan
    from ui.bench.session import Session
    from ui.label_preview import Drawn
    from ui.setup.sign_in import SignedIn
    from ui.sound import Sound
    from ui.speech import Speech

_WORST = ("store", "program", "scan", "printer", "scanner")
_OVER_WITH_AN_ANSWER = ("store", "program", "scan")
_OPEN = (Step.SCAN_ITEM, Step.NAME_UNIT, Step.ANSWER_HINT, Step.SEE_CHANGE, Step.WAIT_LABEL, Step.SCAN_LABEL)
_LOUDER = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_M: 0}
_MAY_AGREE = ("PIN_WANTED", "SECOND_PERSON")  # somebody's badge and PIN, typed here, help
_IDLE_MINUTES = 15
_RETRY_MS = 3000

log = logging.getLogger(__name__)


class BenchWindow(QWidget):
    """One bench.

    Signals:
        painted: an answer is on screen; carries its ``BenchView``.
        setup_wanted: F1: somebody wants to look at the scanners.
        label_wanted: Ctrl+L: somebody wants to look at the label of the order shown; carries the order's id.
        slip_wanted: Ctrl+B: or at what its slip says.
    """

    painted = Signal(object)
    setup_wanted = Signal()
    label_wanted = Signal(str)
    slip_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        *,
        station: str,
        jobs: Jobs | None = None,
        clock: Clock | None = None,
        sound: Sound | None = None,
        speech: Speech | None = None,
        palette: Palette = LIGHT,
        tip: str = "",
    ) -> None:
        super().__init__()
        self._tip = tip
        self.setWindowTitle(_("PackBench · bench {name}").format(name=station))
        self.setMinimumSize(1024, 600)
        self._session = session
        self._clock = clock or SystemClock()
        self._sound, self._speech = sound, speech
        self.jobs = jobs or Jobs(self)
        self.hub = Hub(self)
        self.hub.scanned.connect(self.take)
        self.asks_who: Callable[[str], SignedIn | None] = partial(ask_who, self)
        self.page = BenchPage(look_for(self.width(), self.height(), palette), self)
        self.page.wanted.connect(self._on_wanted)
        self.page.chosen.connect(self._on_chosen)
        self.page.label_wanted.connect(partial(self._on_sheet_wanted, self.label_wanted))
        self._typed = TypedCode(self)
        self._typed.entered.connect(self._on_typed)
        self._troubles: dict[str, Trouble] = {}
        self._lamps: dict[str, Lamp] = {}
        self._view = BenchView(station, "", Step.LOGIN, _("Starting up, scan when you like"))
        self._printing = QTimer(self, interval=300, singleShot=True)
        self._printing.timeout.connect(self.refresh)
        self._watch = QTimer(self, interval=700)
        self._watch.timeout.connect(self._on_watch)
        self._watch.start()
        self._idle = QTimer(self, interval=int(os.environ.get("PACKBENCH_IDLE_MINUTES", _IDLE_MINUTES)) * 60_000)
        self._idle.timeout.connect(self._on_idle)
        self._idle.start()
        self._again = QTimer(self, interval=_RETRY_MS, singleShot=True)
        self._again.timeout.connect(self.begin)
        self._minute = QTimer(self, interval=5000)
        self._minute.timeout.connect(self._on_tick)
        self._minute.start()
        self._show()

    def view(self) -> BenchView:
        """Return what was painted last."""
        return self._view

    @property
    def troubles(self) -> frozenset[str]:
        """Return what is broken now."""
        return frozenset(self._troubles)

    def begin(self) -> None:
        """Open the session on the worker; scans made before wait behind it."""
        self.jobs.run(self._session.start, then=self._on_view, failed=self._on_failed)

    def take(self, scan: Scan) -> None:
        """Take one scan; answers come in the order of the scans."""
        if not is_weight(scan.text):  # a scale also speaks while nobody is here
            self._idle.start()
        began = time.perf_counter()
        failed = partial(self._on_refused, scan)
        self.jobs.run(partial(self._session.scan, scan), then=partial(self._on_answer, began), failed=failed)

    def refresh(self) -> None:
        """Ask again what the bench shows, such as when the label came out; nothing happens without a change."""
        self.jobs.run(self._session.current, then=self._on_refreshed, failed=self._on_failed)

    def show_seen(self, view: BenchView | None) -> None:
        """Show what the camera's look at the label came to, if it came to anything."""
        if view is not None:
            self._on_view(view)

    def show_label(self, drawn: Drawn, order_id: str) -> None:
        """Show the label of an order, unless another one came meanwhile."""
        if self._view.order is not None and self._view.order.order_id == order_id:
            self.page.label.show_label(drawn.raster, drawn.told)

    def show_slip(self, drawn: QImage, order_id: str) -> None:
        """Show what the slip of an order says, unless another one came meanwhile."""
        if self._view.order is not None and self._view.order.order_id == order_id:
            self.page.label.show_slip(drawn)

    def show_refusal(self, error: StationError) -> None:
        """Tell that something asked for cannot be done."""
        self._on_failed(error)

    def set_lamp(self, name: str, state: LampState, text: str) -> None:
        """Switch one lamp of the top bar; lamps keep the order in which they first came."""
        lamp = Lamp(name, state, text)
        if self._lamps.get(name) != lamp:
            self._lamps[name] = lamp
            self._show_bar()

    def show_trouble(self, trouble: Trouble) -> None:
        """Tell of a broken part in the strip below the verdict; the worst one shows."""
        self._troubles[trouble.name] = trouble
        self._show_worst()

    def end_trouble(self, name: str) -> None:
        """That part works again."""
        if self._troubles.pop(name, None) is not None:
            self._show_worst()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of the bench; any key puts an alarm away."""
        self._idle.start()
        key = Qt.Key(event.key())
        word = COMMANDS.get(key)
        if word is not None and event.isAutoRepeat():
            return
        choice = event.key() - Qt.Key.Key_1
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._on_control(key)
        elif word is not None:
            self._on_wanted(word)
        elif self._view.step is Step.CHOOSE_ORDER and 0 <= choice < len(self._view.choices):
            self._on_chosen(choice)
        elif self._view.step is Step.GIVE_REASON and not self._typed.isVisible() and 0 <= choice < len(reasons()):
            self.take(again_scan(choice + 1, self._clock.now()))
        elif key == Qt.Key.Key_F7 and not event.isAutoRepeat():
            self._confirm()
        elif key == Qt.Key.Key_F1:
            self.setup_wanted.emit()
        elif key == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif self._typed.isVisible():
            self._typed.take(event)
        else:
            self._on_plain(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the window."""
        self.page.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is running, then close the session."""
        self._minute.stop()
        self._printing.stop()
        self._watch.stop()
        self._idle.stop()
        self._again.stop()
        self.jobs.close()
        self._session.close()
        for heard in (self._sound, self._speech):
            if heard is not None:
                heard.close()
        event.accept()

    def _on_plain(self, event: QKeyEvent) -> None:
        """Put away what covers the list; else space asks why, and a letter begins a code."""
        covered = self._put_away()
        if event.text() == " " and not covered and not event.isAutoRepeat():
            self._on_wanted("WHY")
        elif event.text().isprintable() and event.text().strip():
            self._typed.begin(event.text(), self.page.next_step.geometry())

    def _put_away(self) -> bool:
        """Any key puts the story or the alarm away; tell whether one was there."""
        there = [part for part in (self.page.label, self.page.story, self.page.alarm) if part.isVisible()]
        for part in there:
            part.hide()
        return bool(there)

    def _confirm(self) -> None:
        """F7: the stock is to be locked, the change is seen, the item without a barcode is in, or the hint is done."""
        ticks = (
            self._view.lockable
            or self._view.step is Step.SEE_CHANGE
            or any(row.state is RowState.EXPECTED and not row.sku for row in self._view.items)
        )
        if ticks:
            self._on_wanted("YES")
        elif any(hint.answer is None for hint in self._view.hints):
            self._on_wanted("DONE")

    def _on_control(self, key: Qt.Key) -> None:
        """Ctrl+P: print the shift report and leave; Ctrl+L, Ctrl+B: see label, slip; the others are about the sound."""
        if key == Qt.Key.Key_P and self._view.operator:
            self._on_wanted("SHIFT")
        elif key == Qt.Key.Key_L:
            self._on_sheet_wanted(self.label_wanted)
        elif key == Qt.Key.Key_B:
            self._on_sheet_wanted(self.slip_wanted)
        else:
            self._on_loudness(key)

    def _on_loudness(self, key: Qt.Key) -> None:
        """Ctrl+Up, Ctrl+Down, Ctrl+M: louder, softer, silent; the lamp tells."""
        if self._sound is None or key not in _LOUDER:
            return
        loudness = self._sound.loudness
        if steps := _LOUDER[key]:
            loudness.turn(steps)
        else:
            loudness.mute()
        told = _("Sound off") if loudness.share == 0 else _("Sound {percent} %").format(percent=loudness.volume)
        self.set_lamp("sound", LampState.ATTENTION if loudness.share == 0 else LampState.GOOD, told)
        self._sound.play("right")
        self.jobs.run(loudness.keep, then=lambda _kept: None, failed=self._on_failed)

    def _on_wanted(self, word: str) -> None:
        self.take(command_scan(word, self._clock.now()))

    def _on_sheet_wanted(self, wanted: SignalInstance) -> None:
        """Ask for a picture of the order on screen; pressed again, put it away."""
        if self.page.label.isVisible():
            self.page.label.hide()
        elif self._view.order is not None and self._view.operator:
            wanted.emit(self._view.order.order_id)

    def _on_typed(self, code: str) -> None:
        if self._view.step is Step.GIVE_REASON:
            self.take(code_scan(reason_code(code), self._clock.now()))
        else:
            self.take(typed_scan(code, self._clock.now()))

    def _on_chosen(self, place: int) -> None:
        if place < len(self._view.choices):
            self.take(code_scan(self._view.choices[place].short_code, self._clock.now()))

    def _on_answer(self, began: float, view: BenchView) -> None:
        if view.kind == "weight" and view.alarm is None and not view.sound and not self._troubles:
            return  # nothing to tell: what is on screen stays
        self._on_view(view)
        log.info("painted kind=%s step=%s ms=%.1f", view.kind, view.step, (time.perf_counter() - began) * 1000)

    def _on_refreshed(self, view: BenchView) -> None:
        asked = self._view.step is Step.GIVE_REASON
        if asked and view.verdict is self._view.verdict and view.step is not Step.SEE_CHANGE:
            return  # the question stays until it is answered
        if self.jobs.pending == 0 and _shown(view) != _shown(self._view):
            calm = view.step is self._view.step and view.verdict is self._view.verdict
            self._on_view(replace(view, sound="") if calm else view)
        elif self._view.step is Step.WAIT_LABEL:
            self._printing.start()

    def _on_watch(self) -> None:
        """A refund, a hold or another address that comes in while the order is open shows within a second."""
        if self._view.step in _OPEN and self.jobs.pending == 0:
            self.refresh()

    def _on_idle(self) -> None:
        """Nobody is here: the next one scans a badge, the open order waits."""
        if self._view.operator:
            self._on_wanted("LOGOUT")

    def _on_view(self, view: BenchView) -> None:
        self._view = view
        if view.step is Step.WAIT_LABEL:
            self._printing.start()
        for name in _OVER_WITH_AN_ANSWER:
            self.end_trouble(name)
        self.set_lamp("store", LampState.GOOD, _("Data"))
        self._show()
        if self._sound is not None and view.sound:
            self._sound.play(view.sound)
        if self._speech is not None:
            self._speech.tell(view)
        self._paint_now()
        self.painted.emit(view)

    def _on_refused(self, scan: Scan, error: StationError) -> None:
        """Let a lead agree to a reprint beside the packer, with badge and PIN; everything else is told."""
        asked = reason_asked(scan.text) if error.code in _MAY_AGREE else ""
        who = self.asks_who("") if asked else None
        if who is None:
            self._on_failed(error)
            return
        prove = partial(self._session.prove, who)
        self.jobs.run(prove, then=partial(self._on_agreed, asked), failed=self._on_failed)

    def _on_agreed(self, reason: str, second: str) -> None:
        self.take(code_scan(reason_code(reason, second), self._clock.now()))

    def _on_failed(self, error: StationError) -> None:
        name = "scan" if isinstance(error, UserError) else "store" if error.code.startswith("STORE") else "program"
        self.show_trouble(Trouble(name, error.happened, error.remedy, error.code))
        if name == "store":
            self.set_lamp("store", LampState.BROKEN, _("Data"))
            self._again.start()
        if self._sound is not None:
            self._sound.play("unknown")
        self._paint_now()
        self.painted.emit(replace(self._view, message=error.happened, alarm=None))

    def _paint_now(self) -> None:
        """Put what changed on screen before anything else is worked on."""
        QCoreApplication.sendPostedEvents(self, QEvent.Type.UpdateRequest)

    def _show_worst(self) -> None:
        rank = {one.name: (_WORST.index(one.name.partition(":")[0]), one.name) for one in self._troubles.values()}
        self.page.show_trouble(min(self._troubles.values(), key=lambda one: rank[one.name], default=None))

    def _on_tick(self) -> None:
        self._show_bar()

    def _show(self) -> None:
        shown = self._view
        if self._tip and shown.order is None and not shown.message:
            shown = replace(shown, message=self._tip)
        self.page.show_view(shown, clock=self._time(), lamps=tuple(self._lamps.values()))

    def _show_bar(self) -> None:
        self.page.show_bar(clock=self._time(), lamps=tuple(self._lamps.values()))

    def _time(self) -> str:
        return show(self._clock.now(), "%H:%M")


def _shown(view: BenchView) -> tuple[object, ...]:
    """Return what a packer acts on: when it is another than on screen, it is painted."""
    order = replace(view.order, promise="", overdue=False) if view.order is not None else None
    reason = view.reason if view.verdict else ()
    return view.step, view.next_step, view.verdict, reason, order, view.items, view.hints, view.case_text
