"""Why a label is printed again: the usual reasons, by number key or barcode, or typed words.

No store: the bench window reads it before the store is open.
"""

from __future__ import annotations

from station.people.codes import again_of, parse, reason_of
from station.text import _


def reasons() -> tuple[str, ...]:
    """Return the usual reasons, in the order of their keys and barcodes."""
    return (
        _("It did not come out"),
        _("It is torn, creased or dirty"),
        _("It cannot be scanned"),
        _("It stuck to the wrong parcel"),
    )


def reason_asked(code: str) -> str:
    """Return the reason a code gives for printing again; "" when it is about something else."""
    typed, reserved = reason_of(code), parse(code)
    number = again_of(reserved[1]) if reserved is not None else None
    if typed is not None:
        return typed[0]
    return reasons()[number - 1] if number is not None and number <= len(reasons()) else ""
