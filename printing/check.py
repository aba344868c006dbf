"""Is a printer set up as it should be, and what does it say of itself? Nothing is printed.

``consider`` refuses what cannot work before anybody tries; ``ask`` opens the printer and asks. A printer that does not
understand the language it was set to is asked in the others whose answers cannot be mistaken. The set-up dialog,
``print check`` and ``doctor`` use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.label import LabelDoesNotFitError
from printing.languages import base as languages
from printing.layouts import base as layouts
from printing.printer import parse
from printing.settings import OPTIONS, PrinterAddressError, option_name
from printing.status import explain
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from printing.printer import Printer
    from printing.status import Problem

_MOST = {"tspl": {"density": 15}, "cpcl": {"density": 3, "speed": 5}}  # of the manuals, where less than for ZPL
_NEEDS = {"waybill": ("waybill", "exchange"), "item": ("item",), "paper": ("pick_list",), "fallback": ("waybill",)}
_PAGES = ("pdf", "png")
_TAKE_PAGES = {"pdf": ("file", "cups", "tcp", "usb", "windows"), "png": ("file", "cups")}
_UNMISTAKABLE = ("zpl", "escpos")
_WORDS: dict[str, tuple[str, ...]] = {  # options that are no numbers; without words, anything
    "status": ("yes", "no"),
    "reprints": ("yes", "no"),
    "flow": ("rtscts", "xonxoff"),
    "font": (),
    "server": (),
}
_LAST_PORT = 65535
_ANSWER = 1.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a printer said.

    Attributes:
        answers: it understood the question.
        speaks: the other language it answered in; "" when none.
    """

    url: str
    answers: bool
    problems: tuple[Problem, ...] = ()
    pending: int = 0
    speaks: str = ""

    @property
    def ready(self) -> bool:
        """Whether it says that it can print."""
        return self.answers and not self.problems

    def sentences(self) -> list[str]:
        """Return it in words."""
        if self.speaks:
            return [_("This printer speaks {language}: choose that language").format(language=self.speaks.upper())]
        if not self.answers:
            return [_("The printer can be reached but tells nothing of itself")]
        return [explain(problem) for problem in self.problems] or [_("The printer works")]


def consider(url: str, role: str = "") -> Printer:
    """Read an address and see that such a printer can do what the role asks.

    Raises:
        PrinterAddressError: language, way and numbers do not go together.
        LabelDoesNotFitError: its paper is too small for the labels of this role.
    """
    printer = parse(url)
    language, _plus, way = url.partition("://")[0].partition("+")
    _known(printer.address.options)
    if way == "tcp":
        _port(printer.address.place)
    if language in _PAGES and way not in _TAKE_PAGES[language]:
        raise PrinterAddressError(
            _("A label printer does not understand {language}").format(language=language.upper()),
            _("choose the printer's own language, such as ZPL or TSPL"),
        )
    for name, most in _MOST.get(language, {}).items():
        value = getattr(printer.settings, name)
        if value is not None and value > most:
            raise PrinterAddressError(
                _("{name} cannot be {value}").format(name=option_name(name), value=value),
                _("{language} counts up to {most}").format(language=language.upper(), most=most),
            )
    for kind in _NEEDS.get(role, ()):
        smallest = layouts.find(kind).smallest
        if printer.paper.width < smallest.width or printer.paper.height < smallest.height:
            raise LabelDoesNotFitError(
                _("The paper of {paper} is too small for this role").format(paper=printer.paper),
                _("it needs at least {size}").format(size=smallest),
            )
    return printer


def _known(options: Mapping[str, str]) -> None:
    """A misspelt option would be passed over in silence."""
    for name, value in options.items():
        words = () if name in OPTIONS else _WORDS.get(name)
        if words is None:
            raise PrinterAddressError(
                _("A printer's address has no option {name}").format(name=name[:20]),
                _("choose one of: {names}").format(names=", ".join((*OPTIONS, *_WORDS))),
            )
        if words and value not in words:
            raise PrinterAddressError(
                _("{name} cannot be {value}").format(name=name, value=value[:20]),
                _("choose one of: {names}").format(names=", ".join(words)),
            )


def _port(place: str) -> None:
    _host, colon, port = place.rpartition(":")
    alone = place.count(":") > 1 and not place.startswith("[")  # an IPv6 address without a port
    if not colon or alone or place.endswith("]"):
        return
    if not (port.isascii() and port.isdecimal() and 1 <= int(port) <= _LAST_PORT):
        raise PrinterAddressError(
            _("{place} has no port that can be").format(place=place[:60]),
            _("write it like {example}").format(example="10.0.0.9:9100"),
        )


def ask(url: str) -> Checked:
    """Ask a printer how it is.

    Raises:
        PrinterOfflineError: it cannot be reached.
        PrinterAddressError: the address is none.
    """
    printer = parse(url)
    link = printer.open("status")
    try:
        said = printer.ask(link, _ANSWER)
    finally:
        link.close()
    if said is not None:
        return Checked(url, answers=True, problems=said.problems, pending=said.pending)
    return Checked(url, answers=False, speaks=_speaks(printer))


def _speaks(printer: Printer) -> str:
    own = printer.language.status
    for name in _UNMISTAKABLE:
        query = languages.find(name).status
        if own is None or query is None or query is own or printer.answers is False:
            continue
        link = printer.open("status")
        try:
            query.parse(link.ask(query.query, query.complete, _ANSWER))
        except ValueError:
            continue
        else:
            return name
        finally:
            link.close()
    return ""
