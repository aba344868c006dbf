"""What a scanner source is: something that turns a device into frames.

How to add one: write ``scanners/sources/<scheme>.py`` with ``source: Source = Mine()``; the file name is the scheme of
its address, ``serial_port:///dev/ttyACM0?name=Left``. ``open`` starts what is needed (a thread it owns) and returns at
once; a device that is not there is a lamp, not an error. Hand each read to ``on_frame`` in order, report each change
of the lamp to ``on_state``; both are called from the source's own thread and must not raise. ``close`` stops the
thread and gives the device back. Never guess an end: use ``framing.Framer``. Its test stands in
``tests/scanners/sources/`` and talks to a real port, socket, pipe or file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from urllib.parse import parse_qsl, unquote

from scanners.events import Frame, Kind
from scanners.framing import Framing
from scanners.keyboard import LAYOUTS
from station import registry
from station.errors import UserError
from station.text import _


class Lamp(StrEnum):
    """What the lamp of a source shows."""

    READY = "ready"
    SEARCHING = "searching"  # not there, or gone: comes back by itself
    BUSY = "busy"  # another program holds it
    OFF = "off"


@dataclass(frozen=True, slots=True)
class SourceState:
    """A change of one source's lamp, with the sentence beside it."""

    source: str
    lamp: Lamp
    happened: str = ""
    remedy: str = ""


class Light:
    """The lamp of one source: reports only changes."""

    def __init__(self, source: str, on_state: Callable[[SourceState], None]) -> None:
        self._source, self._on_state = source, on_state
        self._lamp: Lamp | None = None

    def show(self, lamp: Lamp, happened: str = "", remedy: str = "") -> None:
        """Set the lamp and the sentence beside it."""
        if lamp is not self._lamp:
            self._lamp = lamp
            self._on_state(SourceState(self._source, lamp, happened, remedy))

    def unplugged(self) -> None:
        """The device is not there; it is looked for."""
        self.show(Lamp.SEARCHING, _("The scanner is not plugged in"), _("plug it in; it comes back by itself"))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a source finds its device: ``scheme://place?option=value``."""

    scheme: str
    place: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it; "" when it was not given a name."""
        return self.options.get("name", "")

    def option(self, key: str, default: str) -> str:
        """Return an option as text."""
        return self.options.get(key, default)

    def number(self, key: str, default: float) -> float:
        """Return an option as a number.

        Raises:
            BadAddressError: it is none.
        """
        try:
            return float(self.options.get(key, default))
        except ValueError as error:
            raise BadAddressError(key) from error

    def layout(self) -> str:
        """Return the keyboard layout the scanner is set to.

        Raises:
            BadAddressError: we do not know it.
        """
        layout = self.option("layout", "us")
        if layout not in LAYOUTS:
            raise BadAddressError(layout)
        return layout

    def may(self) -> frozenset[Kind]:
        """Return what this scanner may scan; ``may=code,badge`` narrows it.

        Raises:
            BadAddressError: a word is none of command, badge, code.
        """
        words = [word for word in self.option("may", "").split(",") if word]
        try:
            return frozenset(map(Kind, words)) or frozenset(Kind)
        except ValueError as error:
            raise BadAddressError("may") from error

    def framing(self, idle_ms: float = 80) -> Framing:
        r"""Return how this scanner marks its reads; ``prefix`` and ``suffix`` may use ``\r \n \t \xNN``."""
        idle = self.number("idle_ms", idle_ms)
        return Framing(
            prefix=_bytes(self.option("prefix", "")),
            suffix=_bytes(self.option("suffix", "")),
            idle=idle / 1000 if idle > 0 else None,
        )


class BadAddressError(UserError):
    """The address of a scanner cannot be understood."""

    code = "SCANNER_ADDRESS"

    def __init__(self, what: str) -> None:
        super().__init__(
            _("The scanner address is not right: {what}").format(what=what),
            _("write it like serial_port:///dev/ttyACM0 or tcp://0.0.0.0:9101"),
        )


OnFrame = Callable[[Frame], None]
OnState = Callable[[SourceState], None]


class Running(Protocol):
    """A source at work."""

    @property
    def name(self) -> str:
        """Its name, as in ``Frame.source``."""
        ...

    def close(self) -> None:
        """Stop, wait for the thread, give the device back."""
        ...


class Source(Protocol):
    """One way a scanner is connected."""

    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> Running:
        """Start reading; never fails because the device is missing."""
        ...


def parse(text: str) -> Address:
    """Read an address.

    Raises:
        BadAddressError: the scheme names no source.
    """
    scheme, _mark, rest = text.partition("://")  # urlsplit knows no scheme with an underscore
    if scheme not in registry.names("scanners.sources"):
        raise BadAddressError(text)
    place, _mark, query = rest.partition("?")
    return Address(scheme, unquote(place), dict(parse_qsl(query, keep_blank_values=True)))


def start(text: str, *, on_frame: OnFrame, on_state: OnState) -> Running:
    """Open the source an address names.

    Raises:
        BadAddressError: the address cannot be understood.
    """
    address = parse(text)
    source: Source = registry.extensions("scanners.sources", "source")[address.scheme]
    return source.open(address, on_frame=on_frame, on_state=on_state)


def _bytes(escaped: str) -> bytes:
    return escaped.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1", "ignore")
