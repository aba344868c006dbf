"""Key, line or packet -> frame, for each kind of scanner, on real pipes; then three sources at once under fire.

Claims: p50 <= 1 ms, p99 <= 25 ms from the end of a read to its frame; 5,000 scans back to back with a stalled window
and a killed program, none lost, reordered or doubled (``scanners_kill``).
"""

from __future__ import annotations

import os
import queue
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanners.events import Frame


def measure(samples: int = 1000) -> dict[str, Any]:
    """Measure each path, then all at once under fire."""
    from tests.benchmarks.scanners_kill import run
    from ui.commands.benchmark import percentiles

    paths = {"wedge": _wedge(samples), "tcp": _tcp(samples)}
    if hasattr(os, "openpty"):
        paths["serial"] = _serial(samples)
    every = [took for times in paths.values() for took in times]
    return {
        **percentiles(every),
        **{name: percentiles(times) for name, times in paths.items()},
        "under_fire": run(samples * 5 // 3),
    }


def _wedge(samples: int) -> list[float]:
    from scanners.keyboard import ENTER, Key
    from scanners.sources.wedge_qt import KeyDecoder

    decoder, times = KeyDecoder(), []
    for number in range(samples):
        for place in range(20):
            decoder.press(Key(2 + place % 10, number + place * 0.002))
        began = time.perf_counter()
        answer = decoder.press(Key(ENTER, number + 0.04))
        times.append((time.perf_counter() - began) * 1000)
        if answer.frame is None:
            raise RuntimeError("a scan was lost")
    return times


def _tcp(samples: int) -> list[float]:
    from scanners.sources.base import Address
    from scanners.sources.tcp import TcpScanner

    frames: queue.Queue[Frame] = queue.Queue()
    scanner = TcpScanner(Address("tcp", "127.0.0.1:0"), on_frame=frames.put, on_state=lambda _state: None)
    with socket.create_connection(("127.0.0.1", scanner.port)) as line:
        times = _timed(samples, line.sendall, frames)
    scanner.close()
    return times


def _serial(samples: int) -> list[float]:
    import tty

    from scanners.sources.base import start

    frames: queue.Queue[Frame] = queue.Queue()
    ready = threading.Event()
    scanner_end, port_end = os.openpty()
    tty.setraw(port_end)
    port = start(
        f"serial_port://{os.ttyname(port_end)}",
        on_frame=frames.put,
        on_state=lambda _state: ready.set(),
    )
    ready.wait(5)
    times = _timed(samples, lambda data: os.write(scanner_end, data), frames)
    port.close()
    os.close(scanner_end)
    os.close(port_end)
    return times


def _timed(samples: int, send: Callable[[bytes], object], frames: queue.Queue[Frame]) -> list[float]:
    times = []
    for number in range(samples):
        code = f"SF{number:013d}".encode()
        began = time.perf_counter()
        send(code + b"\r")
        if frames.get(timeout=5).raw != code:
            raise RuntimeError("a scan was lost")
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(0.002)
    return times
