"""Trains the second reader of return texts (``station/returns/second.py``), or cross-validates rules and reader.

    python -m tests.benchmarks.train_returns            write station/returns/data/second.tsv
    python -m tests.benchmarks.train_returns --cross    each file of tests/data/returns left out once: what rules,
                                                        reader and both say of it

Training data: every file of tests/data/returns. Adagrad over the files' texts in a fixed order: the same data make the
same weights. Groups seen once are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from station.returns import second
from station.returns.intent import classify
from station.returns.plain import plain

DATA = Path(__file__).parents[1] / "data" / "returns"
ROUNDS, RATE, DECAY = 25, 0.15, 1e-4
Row = tuple[str, str]


def main() -> None:
    """Train, or show the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cross", action="store_true")
    given = parser.parse_args()
    files = {path.stem: rows(path) for path in sorted(DATA.glob("*.tsv"))}
    if given.cross:
        _cross(files)
        return
    second.WEIGHTS.parent.mkdir(exist_ok=True)
    write(train([row for part in files.values() for row in part]))


def rows(path: Path) -> list[Row]:
    """Return (text, answer) of one file."""
    with path.open(encoding="utf-8", newline="") as stream:
        found = csv.DictReader(stream, delimiter="\t")
        return [(row["text"], "待人工" if row["label"] == "不明" else row["label"]) for row in found]


def train(data: list[Row]) -> dict[str, tuple[int, ...]]:
    """Return the weights of each group."""
    texts = [second.groups(plain(text).text) for text, _answer in data]
    seen = Counter(group for groups in texts for group in groups)
    places = {group: place for place, group in enumerate(sorted(group for group, count in seen.items() if count > 1))}
    inputs = [np.array([places[group] for group in sorted(groups) if group in places]) for groups in texts]
    wanted = [second.ANSWERS.index(answer) for _text, answer in data]
    weights = np.zeros((len(places), len(second.ANSWERS)))
    squares = np.full_like(weights, 1e-6)
    chance = np.random.default_rng(1)
    for _round in range(ROUNDS):
        for number in chance.permutation(len(inputs)):
            mine = inputs[number]
            sums = weights[mine].sum(0)
            slope = np.exp(sums - sums.max())
            slope /= slope.sum()
            slope[wanted[number]] -= 1
            squares[mine] += slope * slope
            weights[mine] -= RATE * slope / np.sqrt(squares[mine]) + DECAY * weights[mine]
    return {group: tuple(int(one) for one in np.rint(weights[place] * second.SCALE)) for group, place in places.items()}


def write(weights: dict[str, tuple[int, ...]]) -> None:
    """Write the weights file."""
    lines = [
        "\t".join([group.replace(" ", "␣").replace("\n", "␤"), *map(str, row)])
        for group, row in sorted(weights.items())
        if any(row)
    ]
    second.WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cross(files: dict[str, list[Row]]) -> None:
    for left_out, part in files.items():
        weights = train([row for name, rest in files.items() if name != left_out for row in rest])
        second.use(weights)
        pairs = [(answer, str(classify(text).intent)) for text, answer in part]
        alone = [(answer, _most(text)) for text, answer in part]
        figures = {"left_out": left_out, "n": len(part), "both": _figures(pairs), "reader_alone": _figures(alone)}
        sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")


def _most(text: str) -> str:
    likely = second.likely(plain(text).text)
    return max(likely, key=lambda answer: likely[answer])


def _figures(pairs: list[tuple[str, str]]) -> dict[str, float]:
    said = [label for label, got in pairs if got == "换货"]
    asked = [got for label, got in pairs if label == "换货"]
    return {
        "overall": round(sum(label == got for label, got in pairs) / len(pairs), 4),
        "exchange_precision": round(said.count("换货") / max(1, len(said)), 4),
        "exchange_recall": round(asked.count("换货") / max(1, len(asked)), 4),
    }


if __name__ == "__main__":
    main()
