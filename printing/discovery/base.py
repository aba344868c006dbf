"""A printer that was found: the address to begin with, and what it calls itself.

To add a way, write ``printing/discovery/<name>.py`` with ``find``: the file name is the option of ``print discover``.
Nothing is printed and, but for the network, nothing is opened: an unknown printer may put any byte on paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from printing.printer import address
from station.errors import UserError

_LANGUAGES = (("zpl", "zpl"), ("tspl", "tspl"), ("cpcl", "cpcl"), ("esc", "escpos"))


class DiscoveryError(UserError):
    """Printers cannot be looked for like that."""

    code = "DISCOVERY"


@dataclass(frozen=True, slots=True)
class Found:
    """One printer.

    Attributes:
        url: an address to begin with; language and paper are to be checked.
        title: what it calls itself.
        sure: its language is known, not guessed.
    """

    url: str
    title: str
    sure: bool = False


def found(transport: str, place: str, title: str, *, spoken: str = "") -> Found:
    """Return a printer; ``spoken`` is what it says of its language, such as ``ZPL,EPL``."""
    known = next((language for word, language in _LANGUAGES if word in spoken.casefold()), "")
    return Found(address(known or "zpl", transport, place, {}), title or place, sure=bool(known))
