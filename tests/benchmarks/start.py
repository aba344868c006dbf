"""Start of the bench to ready-to-scan, warm, offscreen: CPU seconds of the whole process.

A child process opens the bench window on a store that exists and leaves when the first answer is painted.
Claim: <= 1.5 s of CPU (user + system), median.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

_CHILD = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PACKBENCH_MUTE"] = "1"
from station import settings
from ui import app
chosen = settings.load()
application = app.application()
window = app.bench_window(chosen)
window.painted.connect(lambda view: application.quit())
app.show(window, windowed=True)
application.exec()
window.close()
"""


def measure(samples: int = 7) -> dict[str, Any]:
    """Start the bench some times and return the figures."""
    cpu, wall = [], []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PACKBENCH_HOME": folder}
        root = Path(__file__).resolve().parents[2]
        for _number in range(samples + 2):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", _CHILD], cwd=root, env=environment, check=True, timeout=60)
            wall.append(time.perf_counter() - began)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    cpu, wall = cpu[2:], wall[2:]
    return {
        "n": samples,
        "p50_ms": round(median(cpu) * 1000),
        "max_ms": round(max(cpu) * 1000),
        "wall_p50_ms": round(median(wall) * 1000),
        "what": "CPU milliseconds from process start to ready-to-scan",
    }
