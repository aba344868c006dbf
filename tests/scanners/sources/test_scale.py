"""Scales on real pseudo terminals, speaking MT-SICS when asked and A&D's format by themselves: each weight once."""

from __future__ import annotations

import contextlib
import os
import pty
import queue
import select
import threading
import time
import tty
from typing import TYPE_CHECKING

import pytest

from scanners.sources.base import Lamp, SourceState, start
from scanners.sources.scale import grams
from station.people.codes import weight_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanners.events import Frame


class Sics:
    """A scale that answers ``S`` with what lies on it; the plate moves once before it is stable."""

    def __init__(self) -> None:
        self.end, self._port = pty.openpty()
        tty.setraw(self._port)
        self.path = os.ttyname(self._port)
        self.on_it = "0.000 kg"
        self.asked = 0
        self.answers = b""  # said instead, when there is something
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def _answer(self) -> None:
        kept = b""
        while not self._over.is_set():
            if not select.select([self.end], [], [], 0.05)[0]:
                continue
            try:
                kept += os.read(self.end, 64)
            except OSError:
                return
            while b"\r\n" in kept:
                command, _, kept = kept.partition(b"\r\n")
                self.asked += 1
                moving = self.asked % 3 == 0
                told = f"S {'D' if moving else 'S'} {self.on_it:>13}" if command == b"S" else "ES"
                with contextlib.suppress(OSError):  # closed meanwhile
                    os.write(self.end, self.answers or f"{told}\r\n".encode())

    def close(self) -> None:
        self._over.set()
        self._thread.join()  # or it would go on with whoever gets this number of a file next
        os.close(self.end)
        os.close(self._port)


@pytest.fixture
def scale() -> Iterator[Sics]:
    made = Sics()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        (b"S S      0.412 kg\r\n", 412),
        (b"S S     100.00 g\r\n", 100),
        (b"S D      0.412 kg\r\n", None),
        (b"S S     -0.012 kg\r\n", -12),
        (b"ST,GS,+001.234kg\r\n", 1234),
        (b"ST,NT,+00412.5 g\r\n", 412),
        (b"US,GS,+001.234kg\r\n", None),
        (b"S I\r\n", None),
        (b"S S     1.2.3 kg\r\n", None),
        (b"rubbish", None),
        (b"ST,+00412.50  g\r\n", 412),
        (b"ST,GS,+  1.234kg\r\n", 1234),
        (b"ST,GS,   1.234KG\r", 1234),
        (b"ST,NT,- 00.120kg\n", -120),
        (b"\x02ST,GS,+001.234kg\x03\r\n", 1234),
        (b"S S       2.50 lb\r\n", 1134),
        (b"ST,GS,+  16.00oz\r\n", 454),
        (b"ST,TR,+001.234kg\r\n", None),
        (b"OL,GS,+999.999kg\r\n", None),
        (b"S +\r\n", None),
        (b"S -\r\n", None),
        (b"ST,GS,+001.2ST,GS,+001.300kg\r\n", None),
        (b"S S        nan kg\r\n", None),
        (b"S S      1,234 kg\r\n", None),
    ],
)
def test_a_line_tells_a_stable_weight_or_nothing(line: bytes, weight: int | None) -> None:
    assert grams(line) == weight


def test_each_thing_put_on_is_told_once(scale: Sics) -> None:
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    source = start(f"scale://{scale.path}", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=5).lamp is Lamp.READY
    for told, weight in (("0.412 kg", 412), ("0.824 kg", 824), ("-0.002 kg", 0), ("0.824 kg", 824)):
        scale.on_it = told
        assert frames.get(timeout=5).raw == weight_code(weight).encode()
    source.close()
    assert frames.empty()
    assert states.get(timeout=5).lamp is Lamp.OFF


def test_a_scale_that_speaks_by_itself_is_heard(scale: Sics) -> None:
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    source = start(f"scale://{scale.path}?ask=", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=5).lamp is Lamp.READY
    for line in (b"US,GS,+000.300kg\r\n", b"ST,GS,+000.4", b"12kg\r\n", b"ST,GS,+000.412kg\r\n"):
        os.write(scale.end, line)
    assert frames.get(timeout=5).raw == weight_code(412).encode()
    time.sleep(0.3)  # an asked one is asked five times a second
    source.close()
    assert frames.empty()
    assert scale.asked == 0


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\r\n"])
def test_any_line_end_will_do_and_the_lamp_tells_an_overload(scale: Sics, end: bytes) -> None:
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    source = start(f"scale://{scale.path}?ask=", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=5).lamp is Lamp.READY
    os.write(scale.end, b"\xff\xfe\x00" * 70 + end + b"OL,GS,+999.999kg" + end)
    assert states.get(timeout=5).lamp is Lamp.BUSY
    os.write(scale.end, b"ST,GS,+000.412kg" + end + b"ST,GS,-000.012kg" + end + b"ST,GS,+000.412kg" + end)
    assert states.get(timeout=5).lamp is Lamp.READY
    assert [frames.get(timeout=5).raw for _time in range(3)] == [weight_code(g).encode() for g in (412, 0, 412)]
    source.close()


def test_a_scale_that_is_switched_off_or_speaks_at_another_speed_is_told(
    scale: Sics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scanners.sources.scale._SILENT_S", 0.3)
    scale.answers = b"\x80\xf8\x00"
    states: queue.Queue[SourceState] = queue.Queue()
    frames: queue.Queue[Frame] = queue.Queue()
    source = start(f"scale://{scale.path}", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=5).lamp is Lamp.READY
    assert states.get(timeout=5).lamp is Lamp.SEARCHING
    scale.answers, scale.on_it = b"", "0.412 kg"
    assert states.get(timeout=5).lamp is Lamp.READY
    assert frames.get(timeout=5).raw == weight_code(412).encode()
    source.close()


def test_a_cable_pulled_in_the_middle_of_a_line_is_told_and_its_half_forgotten() -> None:
    pulled = Sics()
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    source = start(f"scale://{pulled.path}?ask=", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=5).lamp is Lamp.READY
    os.write(pulled.end, b"ST,GS,+000.4")
    pulled.close()
    assert states.get(timeout=5).lamp is Lamp.SEARCHING
    source.close()
    assert frames.empty()
