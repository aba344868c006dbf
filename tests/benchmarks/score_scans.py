"""Score the decoder on a folder of labelled pictures: ``python -m tests.benchmarks.score_scans FOLDER``.

The folder holds ``manifest.tsv`` (file, format, truth with ``\\n \\r \\t \\\\`` as escapes; format ``none``: must read
nothing). Not part of the tests: the pictures are not ours to ship.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from scanners.decode import read_symbols
from scanners.picture import load

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def unescaped(text: str) -> str:
    out, letters = "", iter(text)
    for letter in letters:
        out += _ESCAPES[next(letters)] if letter == "\\" else letter
    return out


def plain(text: str, family: str) -> str:
    text = text.replace("\x1d", "").strip("*") if family == "code39" else text.replace("\x1d", "")
    if family in ("ean13", "ean8", "upca", "upce"):
        text = text.lstrip("0")
    return text.strip("ABCDabcd") if family == "codabar" else text


def percentile(values: list[float], part: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * part))], 1)


def main(folder: Path) -> None:
    right = wrong = false = positives = 0
    times: list[float] = []
    busy: list[float] = []
    for line in (folder / "manifest.tsv").read_text(encoding="utf-8").strip("\n").split("\n")[1:]:
        name, family, truth = [*line.split("\t"), ""][:3]
        gray, _reduced = load(folder / name)
        start, work = time.perf_counter(), time.process_time()
        read = {plain(one.text, family) for one in read_symbols(gray)}
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - work) * 1000)
        positives += family != "none"
        if family == "none":
            false += bool(read)
        elif plain(unescaped(truth), family) in read:
            right += 1
        elif read:
            wrong += 1
        if (family == "none") == bool(read) or "-v" in sys.argv:
            sys.stderr.write(f"{busy[-1]:7.1f} ms {family:10} {name} wanted={truth!r} read={sorted(read)}\n")
    report = {
        "right": round(right / positives, 4),
        "wrong": wrong,
        "false": false,
        "n": positives,
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "cpu_p50_ms": percentile(busy, 0.5),
        "cpu_p95_ms": percentile(busy, 0.95),
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
