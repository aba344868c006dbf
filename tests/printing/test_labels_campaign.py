"""A seeded few of the campaign of 10,000 random labels: read exactly, nothing over another, Chinese legible."""

from dataclasses import replace

from printing.label import Area, Label, Text
from tests.benchmarks import labels


def test_random_and_hostile_labels_are_read_exactly_and_nothing_overlaps() -> None:
    outcomes = [labels.one(seed) for seed in range(8)]
    assert [found for found in outcomes if found.wrong or found.overlaps] == []
    assert sum(found.symbols for found in outcomes) > 8
    assert any(found.unknown for found in outcomes), "a character no font has was not listed"


def test_words_over_words_are_found() -> None:
    words = Text(Area(2, 2, 30, 6), "雾蓝 130", pt=14)
    under = replace(words, area=Area(2, 5, 30, 6))
    assert labels.overlaps(Label(60, 40, (words, under)), 8) == 1
    assert labels.overlaps(Label(60, 40, (words, replace(words, area=Area(2, 12, 30, 6)))), 8) == 0


def test_chinese_lines_are_read_back() -> None:
    read = [labels.read_back(labels.OCR_SEED + n) for n in range(2)]
    letters, right = sum(one[1] for one in read), sum(one[2] for one in read)
    assert letters > 50
    assert right >= 0.97 * letters
