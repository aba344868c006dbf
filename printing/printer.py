"""One printer from its address: ``zpl+tcp://127.0.0.1:9100?dpmm=8&width=76&height=130``.

Left of ``+`` the language, right of it the transport, then the place, then paper and tuning. ``status=no`` for printers
that never answer, ``status=yes`` for those that always do; without it the spooler finds out. Settings, ``spooler`` and
``print status`` use it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode

from printing.languages import base as languages
from printing.layouts.base import Paper
from printing.settings import PrinterAddressError, PrinterSettings, read
from printing.transports import base as transports
from printing.transports.base import Address, Link
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from printing.label import Label
    from printing.languages.base import Language
    from printing.status import Status

_ANSWER = 1.0


@dataclass(frozen=True, slots=True)
class Printer:
    """Language, transport, place and paper of one printer."""

    url: str
    language: Language
    transport: transports.Transport
    address: Address
    settings: PrinterSettings = field(default_factory=PrinterSettings)

    @property
    def paper(self) -> Paper:
        """The paper it holds."""
        return Paper(self.settings.width, self.settings.height)

    @property
    def answers(self) -> bool | None:
        """Whether it answers status queries; ``None``: not known."""
        if self.language.status is None:
            return False
        return {"yes": True, "no": False}.get(self.address.options.get("status", ""))

    @property
    def device(self) -> str:
        """Name of the printer itself, the same however its address is written."""
        return self.transport.device(self.address)

    def encode(self, label: Label) -> bytes:
        """Return the bytes of one copy."""
        return self.language.encode(label, self.settings)

    def open(self, name: str) -> Link:
        """Connect for one job; ``name`` becomes the name of its file or spooler document.

        Raises:
            PrinterOfflineError: the printer cannot be reached.
        """
        return self.transport.open(self.address, f"{name}.{self.language.suffix}")

    def ask(self, link: Link, timeout: float = _ANSWER, *, after_label: bool = False) -> Status | None:
        """Return what the printer says of itself; ``None`` when it says nothing.

        Args:
            after_label: the answer must not overtake the label sent before it on this link.

        Raises:
            PrinterOfflineError: the connection is gone.
        """
        query = self.language.status
        if query is None or self.answers is False:
            return None
        if after_label and query.in_turn is not None:
            query = query.in_turn
        answer = link.ask(query.query, query.complete, timeout)
        try:
            return query.parse(answer)
        except ValueError:
            return None


def parse(url: str) -> Printer:
    """Read a printer's address.

    Raises:
        PrinterAddressError: it is not one.
        UnknownLanguageError: no such language.
        UnknownTransportError: no such transport.
    """
    scheme, colon, rest = url.partition("://")
    language, plus, transport = scheme.partition("+")
    place, _question, query = rest.partition("?")
    if not (colon and plus and place):
        raise _unreadable(url)
    options = dict(parse_qsl(query, keep_blank_values=True))
    spoken, way = languages.find(language), transports.find(transport)
    return Printer(url, spoken, way, Address(unquote(place), options), read(options))


def address(language: str, transport: str, place: str, options: Mapping[str, str]) -> str:
    """Return the address of a printer from its parts; options that say nothing are left out."""
    query = urlencode({name: value for name, value in options.items() if value != ""})
    return f"{language}+{transport}://{quote(place, safe='/:[]@,')}" + (f"?{query}" if query else "")


def _unreadable(url: str) -> PrinterAddressError:
    return PrinterAddressError(
        _("This is not a printer's address: {url}").format(url=url),
        _("write it like {example}").format(example="zpl+tcp://10.0.0.9:9100?dpmm=8&width=76&height=130"),
    )
