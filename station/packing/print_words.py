"""The states of a label on its way to paper, as a person says them.

The desk's queue and the evidence page of a parcel show these.
"""

from __future__ import annotations

from station.text import _


def state_word(state: str) -> str:
    """Return the state as a person says it."""
    words = {
        "PLANNED": _("planned"),
        "QUEUED": _("waiting"),
        "CLAIMED": _("printing"),
        "SENDING": _("printing"),
        "SENT": _("sent, not yet scanned"),
        "CONFIRMED": _("printed"),
        "FAILED_BEFORE_SEND": _("not sent, tries again"),
        "UNKNOWN": _("look: did it come out?"),
        "CANCELLED": _("called off"),
        "VOID": _("void: holds no longer"),
    }
    return words.get(state, state)
