"""A code held before the camera is one read until it was gone."""

from __future__ import annotations

from scanners.engines import Symbol
from scanners.sightings import Sightings


def symbol(text: str, kind: str = "EAN-13") -> Symbol:
    return Symbol(kind, text, "]E0", ((0, 0),) * 4, text.encode())


def reads(sightings: Sightings, at: float, *symbols: Symbol, expected: tuple[str, ...] = ()) -> list[str]:
    return [one.text for one in sightings.fresh(symbols, at, expected=expected)]


def test_a_code_needs_two_pictures() -> None:
    sightings = Sightings()
    assert reads(sightings, 0.0, symbol("A")) == []
    assert reads(sightings, 0.1, symbol("A")) == ["A"]
    assert reads(sightings, 0.2, symbol("A")) == []


def test_an_expected_code_counts_at_once() -> None:
    sightings = Sightings()
    assert reads(sightings, 0.0, symbol("Q", "QR Code"), symbol("E"), expected=("E",)) == ["E"]


def test_it_counts_again_only_after_it_was_gone() -> None:
    sightings = Sightings()
    at = 0.0
    for _picture in range(100):
        at += 0.1
        reads(sightings, at, symbol("Q", "QR Code"))
    assert reads(sightings, at + 1.4, symbol("Q", "QR Code")) == []
    assert reads(sightings, at + 3.0, symbol("Q", "QR Code")) == []
    assert reads(sightings, at + 3.1, symbol("Q", "QR Code")) == ["Q"]


def test_a_misread_of_one_picture_never_counts() -> None:
    sightings = Sightings()
    assert reads(sightings, 0.0, symbol("A"), symbol("X")) == []
    assert reads(sightings, 0.1, symbol("A")) == ["A"]
    assert reads(sightings, 1.7, symbol("X")) == []
