"""Why a person must look at a line: the draft's short words (``station/slips/accept.py``) as a packer says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

CROSSED_OUT = "crossed_out"
_MOST = 2


def why_words(why: Sequence[str]) -> str:
    """Return the first reasons on one line; what the program of another version says is left out."""
    told = {
        CROSSED_OUT: _("crossed out"),
        "unknown_code": _("not in the catalogue"),
        "close_codes": _("another code is just as near"),
        "code_unclear": _("code unclear"),
        "quantity_unclear": _("quantity unclear"),
        "one_or_seven": _("1 or 7?"),
        "quantity_unusual": _("unusually many"),
        "extra_letters": _("more is written there"),
        "other_name": _("the name says something else"),
        "invoice": _("a printed invoice"),
    }
    first = sorted((word for word in why if word in told), key=lambda word: word != CROSSED_OUT)
    return " · ".join(told[word] for word in first[:_MOST])
