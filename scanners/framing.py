"""A stream of bytes -> frames: where does one read end and the next begin?

Scanners end a read with CR, LF, CRLF (one end, not two), TAB, ETX (after STX), a suffix of their own, or with nothing
at all: then silence ends it. What is cut off, by an unplug, by silence inside a frame or by the limit of 4096 bytes,
comes out marked ``complete=False`` and is never joined to what follows; nothing is dropped.
Pure: times are passed in. Serial, TCP and evdev sources feed it; the key decoder has a rule of its
own in ``sources/wedge_qt``.
"""

from __future__ import annotations

from dataclasses import dataclass

from scanners.events import Frame

STX, ETX = 0x02, 0x03
_ENDS = {0x0D: "CR", 0x0A: "LF", 0x09: "TAB"}


@dataclass(frozen=True, slots=True)
class Framing:
    """How one scanner marks its reads.

    Attributes:
        prefix: bytes the scanner puts before each read; taken off where present.
        suffix: the scanner's own end mark, or bytes it puts before CR; taken off where present.
        idle: seconds of silence that end a read of a scanner without end mark; ``None``: silence ends nothing.
        stall: seconds of silence after which the open read of a scanner WITH end marks counts as cut off.
        limit: longest read in bytes.
    """

    prefix: bytes = b""
    suffix: bytes = b""
    idle: float | None = 0.08
    stall: float = 0.5
    limit: int = 4096


class Framer:
    """Cuts the stream of one source into frames."""

    def __init__(self, source: str, framing: Framing | None = None) -> None:
        self._source = source
        self._rule = framing or Framing()
        self._suffix = self._rule.suffix.rstrip(b"\r\n\t")
        self._suffix_ends = bool(self._suffix) and self._suffix == self._rule.suffix
        self._open = bytearray()
        self._first = self._last = 0.0
        self._stx = False  # inside STX..ETX, where CR and LF are content
        self._spill = False  # past the limit: partial until the next end mark
        self._marked = 0  # trust that this scanner sends end marks: 2 after one, less one at each silent end
        self._frames: list[Frame] = []

    def feed(self, data: bytes, at: float) -> list[Frame]:
        """Take bytes that arrived at ``at`` and return the reads they finish."""
        self._frames = []
        self._end_by_silence(at)
        for place, byte in enumerate(data):
            self._take(byte, at, before_lf=data[place + 1 : place + 2] == b"\n")
        return self._frames

    def tick(self, now: float) -> list[Frame]:
        """Return the read that silence has ended, if any; call it at ``due`` when nothing came."""
        self._frames = []
        self._end_by_silence(now)
        return self._frames

    def due(self) -> float | None:
        """Return when silence will end the open read; ``None`` when nothing is open."""
        if self._rule.idle is None or not (self._open or self._stx):
            return None
        cut_off = self._marked and not (self._stx and self._ends_marked())
        return max(self._first, self._last) + (self._rule.stall if cut_off else self._rule.idle)

    def cut(self) -> list[Frame]:
        """The line broke: return the open read, marked as a partial, and start afresh."""
        self._frames = []
        self._emit("", complete=False)
        self._stx = self._spill = False
        return self._frames

    def _take(self, byte: int, at: float, *, before_lf: bool) -> None:
        if byte == STX:
            if not self._end_stx_by_cr():
                self._emit("", complete=False)  # an ETX was lost
            self._stx, self._spill, self._first = True, False, at
        elif byte == ETX and self._stx:
            self._end("ETX")
        elif byte in _ENDS and not self._stx:
            self._end("CRLF" if byte == 0x0D and before_lf else _ENDS[byte])
        else:
            self._append(byte, at)

    def _append(self, byte: int, at: float) -> None:
        if len(self._open) >= self._rule.limit:
            self._emit("", complete=False)
            self._spill = True
        if not self._open:
            self._first = at
        self._open.append(byte)
        self._last = at
        if self._suffix_ends and not self._stx and self._open.endswith(self._suffix):
            self._end("suffix")

    def _end(self, terminator: str) -> None:
        self._marked = 2
        self._emit(terminator, complete=not self._spill)
        self._stx = self._spill = False

    def _end_by_silence(self, now: float) -> None:
        due = self.due()
        if due is None or now < due:
            return
        if self._end_stx_by_cr():
            return
        complete = not (self._stx or self._spill or self._marked)
        self._marked = max(0, self._marked - 1)
        self._emit("idle", complete=complete)
        self._stx = self._spill = False

    def _end_stx_by_cr(self) -> bool:
        if not (self._stx and self._ends_marked()):
            return False
        terminator = "CRLF" if self._open.endswith(b"\r\n") else _ENDS[self._open[-1]]
        self._open = bytearray(self._open.rstrip(b"\r\n\t"))  # STX was a mere prefix
        self._end(terminator)
        return True

    def _ends_marked(self) -> bool:
        return bool(self._open) and self._open[-1] in _ENDS

    def _emit(self, terminator: str, *, complete: bool) -> None:
        raw = bytes(self._open)
        self._open.clear()
        raw = raw.removeprefix(self._rule.prefix)
        if complete and terminator != "idle":
            raw = raw.removesuffix(self._suffix)
        if raw:
            self._frames.append(Frame(self._source, raw, self._first, self._last, terminator, complete))
