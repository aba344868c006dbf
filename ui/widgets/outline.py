"""Drawings as short strings in a 100 by 100 box: ``M 20 54 L 42 76 L 80 26``.

``M`` move, ``L`` line, ``Q`` quadratic curve, ``C`` cubic curve, ``O`` ellipse (centre x y, radii), ``R`` rounded
rectangle (x y w h radius), ``Z`` close. Icons and product pictures are made of these, so a new one is one line.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

_NUMBERS = {"M": 2, "L": 2, "Q": 4, "C": 6, "O": 4, "R": 5, "Z": 0}


@cache
def outline(drawing: str) -> QPainterPath:
    """Return the path of a drawing."""
    path = QPainterPath()
    words = drawing.split()
    place = 0
    while place < len(words):
        verb = words[place]
        count = _NUMBERS[verb]
        values = [float(word) for word in words[place + 1 : place + 1 + count]]
        _add(path, verb, values)
        place += 1 + count
    return path


def _add(path: QPainterPath, verb: str, v: list[float]) -> None:
    match verb:
        case "M":
            path.moveTo(*v)
        case "L":
            path.lineTo(*v)
        case "Q":
            path.quadTo(*v)
        case "C":
            path.cubicTo(*v)
        case "O":
            path.addEllipse(QPointF(v[0], v[1]), v[2], v[3])
        case "R":
            path.addRoundedRect(QRectF(v[0], v[1], v[2], v[3]), v[4], v[4])
        case _:
            path.closeSubpath()
