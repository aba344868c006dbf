"""Score slip reading: ``python -m tests.benchmarks.score_slips FOLDER [--catalog CSV] [--half 0|1] [--wrong]``.

FOLDER holds photos and for each a JSON of the truth (customer, phone, address, items with code, qty, in_catalog).
Reads through the real process and prints the figures of issue 9 as JSON. Not part of the tests: the photos are not
ours to ship. ``--half`` scores every second slip only, so that rules chosen on one half are checked on the other.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from scanners.slips.reader import SlipReader
from ui.commands.slip import read_catalogue

Item = dict[str, Any]


def paired(truth: list[Item], read: list[Item]) -> list[tuple[Item, Item | None]]:
    """Pair each true item with the item read for it, in order (longest similar sequence)."""
    alike = [[Levenshtein.normalized_similarity(one["code"], two["raw"]) for two in read] for one in truth]
    best = [[0.0] * (len(read) + 1) for _ in range(len(truth) + 1)]
    for i in range(len(truth) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            both = alike[i][j] + best[i + 1][j + 1] if alike[i][j] > 0.3 else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: list[tuple[Item, Item | None]] = []
    i = j = 0
    while i < len(truth):
        if j < len(read) and alike[i][j] > 0.3 and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((truth[i], read[j]))
            i, j = i + 1, j + 1
        elif j < len(read) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((truth[i], None))
            i += 1
    return pairs


def count(truth: dict[str, Any], draft: dict[str, Any], tally: Counter[str]) -> list[str]:
    """Count one slip and return what was wrong."""
    wrong, whole = [], True
    pairs = paired(truth["items"], draft["items"])
    for want, got in pairs:
        known = want.get("in_catalog", True)
        code = got is not None and known and got["code"] == want["code"]
        qty = got is not None and got["qty"] == want["qty"]
        green = got is not None and not got["needs_review"]
        tally.update(items=1, known=known, found=got is not None, code=code, qty=qty, both=code and qty, green=green)
        tally.update(wrong_green=green and not (code and qty), unknown_green=green and not known)
        whole = whole and (not known or (code and qty))
        if known and not (code and qty):
            seen = got and (got["raw"], got["code"], got["qty"], got["why"])
            wrong.append(f"{want['code']} x {want['qty']} -> {seen}")
    extra = len(draft["items"]) - sum(got is not None for _want, got in pairs)
    used = {id(got) for _want, got in pairs}
    extra_green = sum(not item["needs_review"] for item in draft["items"] if id(item) not in used)
    tally.update(slips=1, whole=whole, extra=extra, wrong_green=extra_green)
    for name in ("customer", "phone", "address", "note"):
        want_text = "".join(char for char in truth[name] if char.isdigit()) if name == "phone" else truth[name]
        tally.update({name: want_text == draft[name]})
        if want_text != draft[name]:
            wrong.append(f"{name} {want_text} -> {draft[name]}")
    away = Levenshtein.distance(truth["address"], draft["address"])
    tally.update(address_wrong=min(away, len(truth["address"])), address_letters=len(truth["address"]))
    return wrong


def figures(tally: Counter[str], seconds: list[float], first: float) -> dict[str, Any]:
    """Return the figures of issue 9."""

    def share(name: str, of: str) -> float:
        return round(tally[name] / max(tally[of], 1), 3)

    seconds = sorted(seconds) or [0.0]
    return {
        "slips": tally["slips"],
        "items": tally["items"],
        "items_found": share("found", "items"),
        "extra_items": tally["extra"],
        "code": share("code", "known"),
        "qty": share("qty", "items"),
        "code_and_qty": share("both", "known"),
        "whole_slips": share("whole", "slips"),
        "phone": share("phone", "slips"),
        "customer": share("customer", "slips"),
        "note": share("note", "slips"),
        "address_exact": share("address", "slips"),
        "address_cer": share("address_wrong", "address_letters"),
        "green": share("green", "items"),
        "wrong_green": tally["wrong_green"],
        "out_of_catalogue_green": tally["unknown_green"],
        "first_s": round(first, 2),
        "p50_s": round(seconds[len(seconds) // 2], 2),
        "p95_s": round(seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))], 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--catalog", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    names = read_catalogue(given.catalog or given.folder / "catalog.csv")
    tally: Counter[str] = Counter()
    seconds: list[float] = []
    with SlipReader(names) as reader:
        for place, truth in enumerate(sorted(given.folder.glob("*.json"))):
            if given.half is not None and place % 2 != given.half:
                continue
            photo = next(path for kind in (".jpg", ".png") if (path := truth.with_suffix(kind)).exists())
            started = time.perf_counter()
            draft = reader.read(photo)
            seconds.append(time.perf_counter() - started)
            for line in count(json.loads(truth.read_text("utf-8")), draft, tally):
                if given.wrong:
                    sys.stdout.write(f"{truth.stem} {line}\n")
    json.dump(figures(tally, seconds[1:], seconds[0]), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
