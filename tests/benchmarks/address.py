"""Addresses taken apart: claim <= 1 ms each, on the addresses of the tests."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any


def measure(samples: int = 2000) -> dict[str, Any]:
    """Parse the test addresses again and again and return the figures."""
    from station.address.parse import parse
    from ui.commands.benchmark import percentiles

    path = Path(__file__).resolve().parents[1] / "data" / "address" / "dev.tsv"
    texts = [row[0] for row in csv.reader(path.open(encoding="utf-8"), delimiter="\t") if row]
    parse("浙江省杭州市余杭区")  # tables are read on first use
    times = []
    for number in range(samples):
        began = time.perf_counter()
        parse(texts[number % len(texts)])
        times.append((time.perf_counter() - began) * 1000)
    return percentiles(times)
