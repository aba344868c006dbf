"""Reads as a scanner source hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.shop import NOW

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Read:
    """One read."""

    text: str
    raw: bytes
    kind: str = "code"
    source: str = "test"
    symbology: str = ""
    at: datetime = NOW
    duplicate_of: int | None = None
    complete: bool = True


def read(text: str) -> Read:
    """Return one whole read."""
    return Read(text, text.encode())
