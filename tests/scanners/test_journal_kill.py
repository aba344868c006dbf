"""Killed in the middle of a burst: what was stored is there once, in order, and pending."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from station.settings import Settings
from station.store.engine import open_store
from ui.bench.kept_scans import KeptScans

if TYPE_CHECKING:
    from pathlib import Path

BURST = """
import sys
from pathlib import Path
from scanners.events import Frame
from scanners.journal import Journal
from station.clock import SystemClock
from station.settings import Settings
from station.store.engine import open_store
from ui.bench.kept_scans import KeptScans

store = open_store(Settings(Path(sys.argv[1]), sys.argv[2], "1"))
told = lambda scan: print(scan.text, flush=True)
journal = Journal(KeptScans(store, "1"), SystemClock(), on_scan=told)
number = 0
while True:
    number += 1
    journal.offer(Frame("wedge", b"SF%08d" % number, number, number, "CR"))
    if number % 10 == 0:
        import time; time.sleep(0.005)
"""


def test_every_scan_handed_on_before_a_kill_is_kept(home: Path, sqlite_url: str) -> None:
    running = subprocess.Popen([sys.executable, "-c", BURST, str(home), sqlite_url], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    first = running.stdout.readline().strip()
    time.sleep(0.3)
    running.send_signal(signal.SIGKILL)
    told = [first, *(line.strip() for line in running.stdout)]
    running.stdout.close()
    running.wait()
    store = open_store(Settings(home, sqlite_url, "1"))
    kept = [scan.text for scan in KeptScans(store, "1").pending()]
    store.close()
    count = len(told) - 1  # the last line may be torn
    assert count > 20
    assert kept[:count] == [f"SF{number:08d}" for number in range(1, count + 1)] == told[:count]
