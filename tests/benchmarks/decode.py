"""Reading codes from pictures: right, wrong, invented; milliseconds a picture; camera pictures a second on one core.

Claims on the labelled pictures (``--folder``, or ``../shared/data/scans`` beside the checkout): >= 94 % right, <= 1
wrong, none invented, p50 <= 5 ms, p95 <= 250 ms. Without a folder our own drawn pictures are scored, which are harder.
``camera``: 1280x720 at 15 a second must take <= 30 % of one core.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanners.engines import Gray

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "scans"
_PER_SECOND = 15


def measure(samples: int = 64, folder: str = "") -> dict[str, Any]:
    """Score a folder of labelled pictures, our own pictures, and the camera."""
    from ui.commands.benchmark import percentiles

    place = Path(folder) if folder else _BESIDE
    own = _score(_drawn(samples))
    first = _score(_labelled(place)) if (place / "manifest.tsv").exists() else own
    times = first.pop("times")
    own.pop("times", None)
    return {**percentiles(times), **first, "own_pictures": own, "camera": _camera()}


def _score(pictures: Iterable[tuple[Gray, str, str]]) -> dict[str, Any]:
    from scanners.decode import read_symbols
    from tests.benchmarks.score_scans import plain

    right = wrong = invented = positives = 0
    times = []
    for gray, family, truth in pictures:
        began = time.perf_counter()
        read = {plain(one.text, family) for one in read_symbols(gray)}
        times.append((time.perf_counter() - began) * 1000)
        positives += family != "none"
        if family == "none":
            invented += bool(read)
        elif plain(truth, family) in read:
            right += 1
        else:
            wrong += bool(read)
    return {"right": round(right / positives, 4), "wrong": wrong, "invented": invented, "times": times}


def _labelled(folder: Path) -> Iterable[tuple[Gray, str, str]]:
    from scanners.picture import load
    from tests.benchmarks.score_scans import unescaped

    for line in (folder / "manifest.tsv").read_text(encoding="utf-8").strip("\n").split("\n")[1:]:
        name, family, truth = [*line.split("\t"), ""][:3]
        yield load(folder / name)[0], family, unescaped(truth)


def _drawn(count: int) -> Iterable[tuple[Gray, str, str]]:
    from tests.benchmarks.make_scans import pictures

    for gray, truth in pictures(count):
        yield gray, "drawn" if truth else "none", truth


def _camera() -> dict[str, Any]:
    """Return what one core does with 1280x720 pictures, most of them without a code, as at a bench."""
    import cv2

    from scanners.lens import as_gray
    from scanners.look import Look
    from tests.benchmarks.make_scans import pictures

    frames = [as_gray(cv2.resize(gray, (1280, 720))) for gray, _truth in pictures(12, seed=7)]
    look, count = Look(), 60
    busy = time.process_time()
    for number in range(count):
        look.take(frames[number // 5 % len(frames)], number / _PER_SECOND)
    busy = (time.process_time() - busy) / count
    return {"per_second_on_one_core": round(1 / busy, 1), "core_share_at_15": round(busy * _PER_SECOND, 3)}
