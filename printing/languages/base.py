"""What a printer language is.

To add one, write ``printing/languages/<name>.py`` with ``language: Language = Mine()``: the file name is the word left
of ``+`` in a printer's address. ``encode`` turns a label into everything that is sent for one copy. Raster languages
send ``raster.draw`` as it is: text from outside never reaches the printer as text, so it cannot become a command.
Give it a golden test and an independent reader of its bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from station.errors import UserError
from station.registry import extensions
from station.text import _

if TYPE_CHECKING:
    from printing.label import Label
    from printing.settings import PrinterSettings
    from printing.status import StatusQuery


class Language(Protocol):
    """One printer language or file format."""

    @property
    def suffix(self) -> str:
        """File name ending without dot."""
        ...

    @property
    def status(self) -> StatusQuery | None:
        """How to ask such a printer how it is; ``None`` when it has no words for it."""
        ...

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return the bytes that print one copy."""
        ...


class UnknownLanguageError(UserError):
    """There is no such printer language."""

    code = "UNKNOWN_LANGUAGE"


def languages() -> dict[str, Language]:
    """Return every language by name."""
    return extensions("printing.languages", "language")


def find(name: str) -> Language:
    """Return the language of a name.

    Raises:
        UnknownLanguageError: there is none.
    """
    found = languages().get(name)
    if found is None:
        raise UnknownLanguageError(
            _("There is no printer language called {name}").format(name=name),
            _("choose one of: {names}").format(names=", ".join(sorted(languages()))),
        )
    return found
