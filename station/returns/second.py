"""A second reader of return texts: how likely each answer is by the characters alone.

A linear model over groups of one to three characters, trained on ``tests/data/returns`` by
``python -m tests.benchmarks.train_returns``; its weights are the text file beside this one, whole numbers, one group a
line. It never decides for an exchange: it only sends one that nothing in the text speaks for to a person, and names
仅退款 or 退货退款 where the phrases found no word and it is sure. Figures: docs/decisions/0007. Called by ``intent``.
"""

from __future__ import annotations

import math
from pathlib import Path

ANSWERS = ("换货", "仅退款", "退货退款", "待人工")
SCALE = 100  # weights are stored in hundredths
UNLIKELY = 0.02  # an exchange less likely than this goes to a person
SURE = 0.85

WEIGHTS = Path(__file__).with_name("data") / "second.tsv"


def groups(text: str) -> set[str]:
    """Return the groups of one to three characters of a plain text with its ends marked; "" stands in every text."""
    whole = f"^{text}$"
    return {"", *(whole[at : at + size] for size in (1, 2, 3) for at in range(len(whole) - size + 1))}


def likely(text: str) -> dict[str, float]:
    """Return how likely each answer is for a plain text."""
    weights = _weights()
    known = [weights[group] for group in groups(text) if group in weights]
    sums = [sum(row[place] for row in known) / SCALE for place in range(len(ANSWERS))]
    most = max(sums)
    powers = [math.exp(one - most) for one in sums]
    return {answer: power / sum(powers) for answer, power in zip(ANSWERS, powers, strict=True)}


def use(weights: dict[str, tuple[int, ...]]) -> None:
    """Read with other weights from now on: for cross-validation."""
    _loaded.clear()
    _loaded.update(weights)


_loaded: dict[str, tuple[int, ...]] = {}


def _weights() -> dict[str, tuple[int, ...]]:
    if not _loaded:
        _loaded.update(_read())
    return _loaded


def _read() -> dict[str, tuple[int, ...]]:
    found = {}
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        group, *numbers = line.split("\t")
        found[group.replace("␣", " ").replace("␤", "\n")] = tuple(map(int, numbers))
    return found
