"""The built-in printer emulator: a label printer over real TCP or a serial line, with paper, a lid, a buffer, bad days.

The demo, the tour, the tests and the fault campaign print to it. A physical model stands behind the line: bytes ->
words (``printing/emulators/<language>.py``) -> one label after the other on paper, each taking its time. It answers
status questions as a printer of its language does and can run out of paper or ribbon, stand open, pause, stall in the
middle of a label, reset the connection, say nothing, and lose power. What came out is kept in ``printed`` and, when
given a folder, as numbered files with pictures.
"""

from __future__ import annotations

import contextlib
import logging
import re
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from printing.emulator_lines import SerialLine, TcpLine
from printing.emulators.base import DamagedLabelError, Panel, What, Word, find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from printing.emulator_lines import Caller

log = logging.getLogger(__name__)

_SETTING = re.compile(rb"\^(?:JZ|MD|PR)[^^]*")
_LONGEST_LABEL = 4_000_000
_PIECE = 16_384


@dataclass(slots=True)
class Faults:
    """The printer's state and its bad days; change them with ``Emulator.change``.

    Attributes:
        paper: labels left on the roll; ``None`` for an endless roll.
        stall_after: bytes of a connection after which it stops reading.
        reset_after: bytes of a connection after which it resets it.
        mute: answers no query, like many clones.
        print_seconds: time one label takes.
        boot_seconds: time it is dead after losing power.
    """

    paper: int | None = None
    head_open: bool = False
    paused: bool = False
    ribbon_out: bool = False
    stall_after: int | None = None
    reset_after: int | None = None
    mute: bool = False
    print_seconds: float = 0.0
    boot_seconds: float = 0.0

    @property
    def blocked(self) -> bool:
        """Whether no label can come out now."""
        return self.head_open or self.paused or self.ribbon_out or self.paper == 0


@dataclass(slots=True)
class _Model:
    queue: list[tuple[Word, Caller]] = field(default_factory=list)
    printing: bytes | None = None
    power: int = 0  # counts power cycles: what was begun before one never comes out
    dead_until: float = 0.0
    restarted: bool = False


class Emulator:
    """One emulated printer. ``start`` before use, ``close`` at the end.

    Args:
        folder: where labels are kept as files; ``None``: only in ``printed``.
        language: what it speaks.
        serial: on a pseudo terminal instead of TCP (Linux).
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        language: str = "zpl",
        port: int = 0,
        serial: bool = False,
        on_printed: Callable[[bytes], None] | None = None,
    ):
        self.printed: list[bytes] = []
        self.faults = Faults()
        self._folder = folder
        self._language = language
        self._ears = find(language)
        self._on_printed = on_printed
        self._model = _Model()
        self._changed = threading.Condition()
        self._closing = False
        self._callers: set[Caller] = set()
        self._threads: list[threading.Thread] = []
        self._line: SerialLine | TcpLine = SerialLine() if serial else TcpLine(port)

    @property
    def port(self) -> int:
        """TCP port; 0 on a serial line."""
        return self._line.port

    def start(self) -> Emulator:
        """Listen and print."""
        self._line.listen()
        for work in (self._accept, self._print):
            self._begin(work)
        return self

    def close(self) -> None:
        """Stop; every thread has ended when this returns."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._line.close()
        self._hang_up()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Emulator:
        return self.start()

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def url(self, options: str = "dpmm=8&width=76&height=130") -> str:
        """Return the address to print to."""
        return f"{self._language}+{self._line.place}?{options}"

    def change(self, **faults: object) -> None:
        """Change the printer's state: ``change(paper=0)``, ``change(head_open=True)`` …."""
        with self._changed:
            for name, value in faults.items():
                setattr(self.faults, name, value)
            self._changed.notify_all()

    def power_cycle(self) -> None:
        """Lose power for a moment: connections, buffer, queue and the label being printed are gone."""
        with self._changed:
            self._model.power += 1
            self._model.queue.clear()
            self._model.printing = None
            self._model.restarted = True
            self._model.dead_until = time.monotonic() + self.faults.boot_seconds
            self._changed.notify_all()
        self._hang_up()

    def wait_printed(self, count: int, timeout: float = 10) -> bool:
        """Wait until so many labels have come out."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.printed) >= count, timeout)

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True, name="printer-emulator")
        self._threads = [one for one in self._threads if one.is_alive() or one.ident is None]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while (caller := self._line.accept()) is not None:
            with self._changed:
                if self._closing or time.monotonic() < self._model.dead_until:
                    caller.close()
                    continue
                self._callers.add(caller)
            self._begin(self._serve, caller)

    def _serve(self, caller: Caller) -> None:
        stream, received, power = bytearray(), 0, self._model.power
        try:
            while self._may_read(caller, received, power):
                data = caller.receive(self._room(received))
                if not data:
                    return
                if power != self._model.power or time.monotonic() < self._model.dead_until:
                    if not caller.outlives:
                        return
                    power, stream = self._model.power, bytearray()
                    continue
                received += len(data)
                limit = self.faults.reset_after
                if limit is not None and received >= limit and not caller.outlives:
                    caller.reset()
                    return
                stream += data
                self._understand(stream, caller, power)
        except OSError:
            return
        finally:
            with self._changed:
                self._callers.discard(caller)
            caller.close()

    def _may_read(self, caller: Caller, received: int, power: int) -> bool:
        with self._changed:
            gone = partial(self._gone, caller, power)
            self._changed.wait_for(lambda: gone() or self._room(received) > 0)
            return not gone()

    def _gone(self, caller: Caller, power: int) -> bool:
        return self._closing or (power != self._model.power and not caller.outlives)

    def _room(self, received: int) -> int:
        limit = self.faults.stall_after
        return _PIECE if limit is None else max(0, min(_PIECE, limit - received))

    def _understand(self, stream: bytearray, caller: Caller, power: int) -> None:
        words, taken = self._ears.hear(bytes(stream))
        for word in words:
            if word.what is What.QUESTION:
                panel = self._panel()
                if not self.faults.mute and power == self._model.power:
                    caller.send(self._ears.answer(word.data, panel))
                continue
            with self._changed:
                if power != self._model.power:
                    return
                if word.what is What.CLEAR:
                    self._model.queue.clear()
                else:
                    self._model.queue.append((word, caller))
                self._changed.notify_all()
        del stream[:taken]
        del stream[:-_LONGEST_LABEL]

    def _panel(self) -> Panel:
        with self._changed:
            model, faults = self._model, self.faults
            restarted, model.restarted = model.restarted, False
            waiting = sum(word.what is What.LABEL for word, _caller in model.queue)
            return Panel(
                faults.paper == 0,
                faults.head_open,
                faults.paused,
                faults.ribbon_out,
                waiting,
                model.printing is not None,
                restarted,
            )

    def _print(self) -> None:
        while (begun := self._next()) is not None:
            word, caller, power = begun
            if word.what is What.IN_TURN:
                if not self.faults.mute:
                    with contextlib.suppress(OSError):
                        caller.send(self._ears.answer(word.data, self._panel()))
                continue
            with self._changed:
                if self._changed.wait_for(partial(self._torn, power), self.faults.print_seconds):
                    continue
            self._put_out(word.data)
            with self._changed:
                self._model.printing = None
                if self.faults.paper:
                    self.faults.paper -= 1
                self.printed.append(word.data)
                self._changed.notify_all()
            if self._on_printed is not None:
                self._on_printed(word.data)

    def _next(self) -> tuple[Word, Caller, int] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or (self._model.queue and not self.faults.blocked))
            if self._closing:
                return None
            word, caller = self._model.queue.pop(0)
            self._model.printing = word.data if word.what is What.LABEL else None
            return word, caller, self._model.power

    def _torn(self, power: int) -> bool:
        return self._closing or power != self._model.power

    def _put_out(self, label: bytes) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        name = self._folder / f"label-{len(self.printed) + 1:03d}"
        # settings of the printer are not part of the label; strict renderers refuse them
        kept = _SETTING.sub(b"", label) if self._language == "zpl" else label
        name.with_suffix(f".{self._language}").write_bytes(kept)
        try:
            self._ears.picture(label).convert("1").save(name.with_suffix(".png"))
        except DamagedLabelError as error:
            log.warning("emulator cannot draw label why=%s bytes=%d", error, len(label))

    def _hang_up(self) -> None:
        with self._changed:
            callers: Sequence[Caller] = list(self._callers)
            closing = self._closing
        for caller in callers:
            if closing or not caller.outlives:
                caller.hang_up()
