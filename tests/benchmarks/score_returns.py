"""Scores the return-text classifier on a labelled file.

    python -m tests.benchmarks.score_returns tests/data/returns/practice.tsv [--errors]

Columns by header: id, text, label (不明 counts as 待人工), want_size, want_color, want_model. A wanted specification is
right when it is the labelled one but for 色, 颜色, 码 and 号 at its end, spaces and the case of letters.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from station.returns.intent import Intent, classify

LABELS = ("换货", "仅退款", "退货退款", "待人工")
KEYS = ("size", "color", "model")


@dataclass
class Score:
    """Counts over one file."""

    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    stated: int = 0
    wanted_right: int = 0
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, row: dict[str, str], intent: Intent) -> None:
        """Count one row."""
        label = "待人工" if row["label"] == "不明" else row["label"]
        self.matrix[label, intent.intent.value] += 1
        asked = tuple(bare(row.get(f"want_{key}")) for key in KEYS)
        got = tuple(bare(getattr(intent.wanted, key)) for key in KEYS)
        note = ""
        if label == "换货" and any(asked):
            self.stated += 1
            self.wanted_right += asked == got
        if label == "换货" and asked != got:
            note = f"wanted {asked} got {got}"
        if label != intent.intent or note:
            self.errors.append(
                f"{row['id']}\t{row['text']}\t{label} -> {intent.intent} [{intent.rule}] {intent.why} {note}"
            )

    @property
    def overall(self) -> float:
        """Right answers, 待人工 among them."""
        return sum(count for (label, got), count in self.matrix.items() if label == got) / max(1, self.matrix.total())

    @property
    def precision(self) -> float:
        """Right ones among the answers 换货."""
        return self.matrix["换货", "换货"] / max(1, sum(n for (_, got), n in self.matrix.items() if got == "换货"))

    @property
    def recall(self) -> float:
        """Found ones among the labels 换货."""
        return self.matrix["换货", "换货"] / max(1, sum(n for (label, _), n in self.matrix.items() if label == "换货"))

    @property
    def wanted(self) -> float:
        """Right specifications among those stated."""
        return self.wanted_right / max(1, self.stated)

    @property
    def milliseconds(self) -> float:
        """Mean CPU time of a text."""
        return 1000 * sum(self.seconds) / max(1, len(self.seconds))

    def summary(self) -> dict[str, object]:
        """Return the figures."""
        return {
            "n": self.matrix.total(),
            "overall": round(self.overall, 4),
            "exchange_precision": round(self.precision, 4),
            "exchange_recall": round(self.recall, 4),
            "wanted_stated": self.stated,
            "wanted_right": round(self.wanted, 4),
            "ms_mean": round(self.milliseconds, 3),
            "ms_max": round(1000 * max(self.seconds, default=0.0), 3),
        }


def bare(value: str | None) -> str:
    """Return a specification without what writers leave out."""
    return re.sub(r"\s|(?:颜色|色|码|号)$", "", (value or "").strip().lower())


def score(path: Path) -> Score:
    """Classify and count each row of a file."""
    total = Score()
    classify("预热 换成L码")
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            start = time.perf_counter()
            intent = classify(row["text"])
            total.seconds.append(time.perf_counter() - start)
            total.add(row, intent)
    return total


def main() -> None:
    """Print figures, the confusion matrix and, on request, the errors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    for path in given.files:
        total = score(path)
        sys.stdout.write(json.dumps({"file": path.name, **total.summary()}, ensure_ascii=False) + "\n")
        for label in LABELS:
            counts = "  ".join(f"{got} {total.matrix[label, got]:3d}" for got in LABELS)
            sys.stdout.write(f"  {label}: {counts}\n")
        for line in total.errors if given.errors else ():
            sys.stdout.write(f"  {line}\n")


if __name__ == "__main__":
    main()
