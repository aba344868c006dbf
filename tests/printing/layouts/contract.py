"""What every layout must keep, for every sample of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from printing import raster
from printing.layouts import base, samples
from tests.printing.reading import codes

if TYPE_CHECKING:
    from printing.label import Label
    from printing.layouts.base import Paper

LONG = "超长名称，不会停" * 62  # about 500 characters
EVIL = '^XA~JA"\r\n\x1b@\x00\u202e' + LONG


def sample(name: str) -> Any:
    """Return the fields of a sample."""
    return samples.samples()[name][1]


def words(label: Label) -> str:
    """Return all text of a label."""
    return "\n".join(getattr(element, "text", "") for element in label.elements)


def assert_reads(kind: str, fields: Any, expected: set[str], *, paper: Paper | None = None) -> None:
    """Every decoder reads exactly these codes, at 203 and 300 dpi."""
    for dpmm in (8, 12):
        label = base.draw(kind, fields, paper)
        for found in codes(raster.draw(label, dpmm).picture()):
            assert found == expected
