"""A bench under fire: keyboard, serial line and socket scan without pause, the window stalls, the program is killed.

One process is the bench (key filter, sources, journal, the window's thread that acts) and its scanners. It is killed
and started again; then each scanner goes on with the first code the journal does not have, as a packer does who saw
no answer. At the end every code must be in the journal once, in its scanner's order, and acted on once.
``benchmark scanners`` runs it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanners.events import Scan
    from station.store.engine import Store

SOURCES = ("wedge", "serial", "tcp")


def run(each: int, *, kills: int = 1, stall: float = 1.0, every: int = 500) -> dict[str, Any]:
    """Scan ``each`` codes on each source, with ``kills`` on the way, and count what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", __name__, folder, *map(str, (each, stall, every))]
        for number in range(1, kills + 1):
            bench = subprocess.Popen(words)
            _wait(folder, each * len(SOURCES) * number // (kills + 1))
            bench.send_signal(signal.SIGKILL)
            bench.wait()
        subprocess.run(words, check=True, timeout=300)
        return _judged(folder, each)


def _wait(folder: str, count: int) -> None:
    acted = Path(folder) / "acted"
    for _tick in range(12_000):
        if acted.exists() and acted.stat().st_size >= count:
            return
        time.sleep(0.01)
    raise RuntimeError("the bench stands still")


def _judged(folder: str, each: int) -> dict[str, Any]:
    from station.store import choices, scans

    store = _store(folder)
    with store.read() as tx:
        rows = scans.listing(tx, "1")
        acted = int(choices.get(tx, "acted") or 0)
    store.close()
    wanted = {source: [code(source, number) for number in range(each)] for source in SOURCES}
    heard = {source: [row.text for row in rows if row.text.startswith(source.upper())] for source in SOURCES}
    return {
        "scans": len(rows),
        "lost": sum(len(set(wanted[source]) - set(heard[source])) for source in SOURCES),
        "doubled": sum(len(found) - len(set(found)) for found in heard.values()) + abs(acted - len(rows)),
        "reordered": sum(found != sorted(found) for found in heard.values()),
        "unacted": sum(row.done_at is None for row in rows),
        "exact": heard == wanted and acted == len(rows),
    }


def code(source: str, number: int) -> str:
    """Return the code a source scans at its turn."""
    return f"{source.upper()}{number:08d}"


def bench(folder: str, each: int, stall: float, every: int) -> None:
    """Be the bench until everything is scanned and acted on."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from scanners.journal import Journal
    from station.clock import SystemClock
    from ui.bench.hub import Hub
    from ui.bench.kept_scans import KeptScans
    from ui.scanning import Scanning

    app = QApplication(["bench", "-platform", "offscreen"])
    store = _store(folder)
    hub = Hub()
    act = partial(_act, store, Path(folder) / "acted", each=each, stall=stall, every=every)
    hub.scanned.connect(act, Qt.ConnectionType.QueuedConnection)
    kept = KeptScans(store, "1")
    begin = _counted(store)
    for scan in kept.pending():
        hub.take(scan)
    journal = Journal(kept, SystemClock(), on_scan=hub.take)
    scanning = Scanning(journal.offer)
    scanning.listen()
    lines = _lines(scanning)
    senders = {"wedge": _typist(app), **{name: partial(_send, line) for name, line in lines.items()}}
    for name, send in senders.items():
        threading.Thread(target=_scan, args=(name, send, begin[name], each), daemon=True).start()
    app.exec()
    scanning.close()
    journal.close()
    store.close()


def _act(store: Store, acted: Path, scan: Scan, *, each: int, stall: float, every: int) -> None:
    from PySide6.QtWidgets import QApplication

    from station.store import choices, scans

    def work(tx: Any) -> int:
        count = int(choices.get(tx, "acted") or 0)
        if scans.mark(tx, "1", scan.seq, result="done"):
            count += 1
            choices.put(tx, "acted", str(count))
        return count

    count = store.write(work)
    with acted.open("ab") as told:
        told.write(b".")
    if count % every == 0:
        time.sleep(stall)  # the window does nothing
    if count == each * len(SOURCES):
        QApplication.quit()


def _lines(scanning: Any) -> dict[str, Any]:
    import tty

    from scanners.sources.tcp import TcpScanner

    scanner_end, port_end = os.openpty()
    tty.setraw(port_end)
    scanning.use(["tcp://127.0.0.1:0?name=tcp", f"serial_port://{os.ttyname(port_end)}?name=serial"])
    (listening,) = [one for one in scanning.running if isinstance(one, TcpScanner)]
    line = socket.create_connection(("127.0.0.1", listening.port))
    time.sleep(0.5)  # the port is open by now
    return {"tcp": line.sendall, "serial": partial(_all, scanner_end)}


def _all(port: int, data: bytes) -> None:
    while data:
        data = data[os.write(port, data) :]


def _send(line: Callable[[bytes], object], text: str) -> None:
    line(text.encode() + b"\r")


def _typist(app: Any) -> Callable[[str], None]:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from scanners.keyboard import ENTER, LAYOUTS

    codes = {mark: place for place, mark in LAYOUTS["us"].plain.items()}
    clock = iter(range(1000, 2_000_000_000, 2))
    QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)  # Qt makes its keyboard here

    def type_(text: str) -> None:
        for mark in [*text, "\r"]:
            shift = Qt.KeyboardModifier.ShiftModifier if mark.isalpha() else Qt.KeyboardModifier.NoModifier
            place = ENTER if mark == "\r" else codes[mark.lower()]
            key = Qt.Key.Key_Return if mark == "\r" else Qt.Key(ord(mark))
            event = QKeyEvent(QEvent.Type.KeyPress, key, shift, place + 8, 0, 0, mark)
            event.setTimestamp(next(clock))
            QCoreApplication.postEvent(app, event)

    return type_


def _scan(source: str, send: Callable[[str], object], begin: int, each: int) -> None:
    for number in range(begin, each):
        send(code(source, number))
        if number % 20 == 19:
            time.sleep(0.05)


def _counted(store: Store) -> dict[str, int]:
    from station.store import scans

    with store.read() as tx:
        texts = [row.text for row in scans.listing(tx, "1")]
    return {source: sum(text.startswith(source.upper()) for text in texts) for source in SOURCES}


def _store(folder: str) -> Store:
    from station.settings import Settings
    from station.store.engine import open_store

    return open_store(Settings(Path(folder), f"sqlite:///{Path(folder) / 'packbench.db'}", "1"))


if __name__ == "__main__":
    bench(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
