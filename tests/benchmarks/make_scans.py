"""Draws pictures like those a bench camera or a phone makes of labels: tilted, blurred, noisy, dim, small, cluttered.

Seeded, so everybody gets the same ones. ``decode`` scores the reader on them beside other people's pictures: a change
that helps one folder and hurts here was tuned, not better.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import cv2
import numpy as np

from tests.scanners.labels import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

_KINDS = ("Code 128", "Code 128", "Code 39", "EAN-13", "QR Code", "Data Matrix")
_NOTHING = 8  # every so-manieth picture shows no code


def pictures(count: int, seed: int = 1) -> Iterator[tuple[Gray, str]]:
    """Yield (picture, what is printed); "" where there is no code."""
    for number in range(count):
        dice = random.Random(seed * 100_003 + number)
        truth = "" if number % _NOTHING == _NOTHING - 1 else None
        yield _spoilt(*_scene(dice, truth), dice)


def _scene(dice: random.Random, truth: str | None) -> tuple[Gray, str]:
    height, width = dice.choice(((480, 640), (600, 800), (720, 1280)))
    noise = np.random.default_rng(dice.randrange(2**32))
    blots = noise.integers(60, 230, (height // 40, width // 40)).astype(np.uint8)
    ground = np.asarray(cv2.resize(blots, (width, height)), np.uint8)
    for _line in range(dice.randrange(12)):
        ends = [(dice.randrange(width), dice.randrange(height)) for _end in range(2)]
        cv2.line(ground, ends[0], ends[1], dice.randrange(256), dice.randrange(1, 6))
    for _word in range(dice.randrange(10)):
        place = (dice.randrange(width // 2), dice.randrange(height))
        cv2.putText(ground, f"SN {dice.randrange(10**9)}", place, 0, dice.uniform(0.4, 1.2), (30,), 2)
    if truth is not None:
        return ground, ""
    kind = dice.choice(_KINDS)
    text = _text(kind, dice)
    label = symbol(kind, text, scale=dice.choice((2, 2, 3, 4)))
    return _laid(ground, label, dice), text


def _text(kind: str, dice: random.Random) -> str:
    if kind == "EAN-13":
        digits = f"69{dice.randrange(10**10):010d}"
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return digits + str(-total % 10)
    return dice.choice(("SF", "YT", "JDVA", "")) + f"{dice.randrange(10**12):012d}"


def _laid(ground: Gray, label: Gray, dice: random.Random) -> Gray:
    """Lay the label on the ground: any angle, a little perspective, as large as fits."""
    height, width = ground.shape
    down, across = label.shape
    corners = np.array([(0, 0), (across, 0), (across, down), (0, down)], np.float32)
    angle = dice.choice((0.0, dice.uniform(-12, 12), dice.uniform(-180, 180)))
    turn = cv2.getRotationMatrix2D((across / 2, down / 2), angle, 1.0)
    placed = corners @ turn[:, :2].T + turn[:, 2]
    placed += np.array([[dice.uniform(-0.02, 0.02) * across for _axis in range(2)] for _corner in range(4)])
    placed -= placed.min(axis=0)
    placed *= min(1.0, 0.95 * width / placed[:, 0].max(), 0.95 * height / placed[:, 1].max())
    room = np.maximum((width, height) - placed.max(axis=0), 0)
    placed += room * (dice.random(), dice.random())
    matrix = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    mask = cv2.warpPerspective(np.full_like(label, 255), matrix, (width, height))
    laid = cv2.warpPerspective(label, matrix, (width, height), flags=cv2.INTER_AREA)
    return np.asarray(np.where(mask > 127, laid, ground), np.uint8)


def _spoilt(picture: Gray, truth: str, dice: random.Random) -> tuple[Gray, str]:
    soft = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), dice.uniform(0.3, 1.6))
    light = np.linspace(dice.uniform(0.35, 1.0), dice.uniform(0.35, 1.0), soft.shape[1], dtype=np.float32)
    work = soft * light * dice.uniform(0.5, 1.0) + dice.uniform(0, 40)
    noise = np.random.default_rng(dice.randrange(2**32))
    spoilt = np.clip(work + noise.normal(0, dice.uniform(0, 14), work.shape), 0, 255).astype(np.uint8)
    _ok, packed = cv2.imencode(".jpg", spoilt, [cv2.IMWRITE_JPEG_QUALITY, dice.randrange(45, 95)])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8), truth
