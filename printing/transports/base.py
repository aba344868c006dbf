"""What a way to the printer is.

To add one, write ``printing/transports/<name>.py`` with ``transport: Transport = Mine()``: the file name is the word
right of ``+`` in a printer's address. ``open`` connects or raises; ``Link.send`` never raises: it says whether nothing
left this machine (safe to try again) or something may have (never again by itself). "Taken" is not "printed": kernel
and spooler take megabytes for a printer that stands still (PRINTING.md sections 2d, 2e and 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from printing import machine
from station.errors import DeviceError, UserError
from station.registry import extensions
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Outcome(StrEnum):
    """What became of the bytes."""

    SENT = "sent"
    FAILED_BEFORE_SEND = "failed_before_send"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """An outcome, why, and how many bytes were taken."""

    outcome: Outcome
    why: str = ""
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a printer is: what stands right of ``://``.

    Attributes:
        place: ``10.0.0.9:9100``, ``COM3``, ``/dev/usb/lp0``, a queue's or a folder's name.
        options: after ``?``, such as ``baud``.
    """

    place: str
    options: Mapping[str, str]


class PrinterOfflineError(DeviceError):
    """The printer cannot be reached; nothing was sent."""

    code = "PRINTER_OFFLINE"


class Link(Protocol):
    """An open connection to one printer."""

    @property
    def outlives(self) -> bool:
        """Whether it stays when the printer loses power, as a serial line does."""
        ...

    def send(self, payload: bytes) -> Delivery:
        """Hand over one label."""
        ...

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Send a query and return what came back in time; b"" when this way or this printer does not answer.

        Raises:
            PrinterOfflineError: the connection is gone.
        """
        ...

    def settle(self) -> Delivery:
        """Say good-bye after the last label: UNKNOWN when the other side dropped what it was given."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class Transport(Protocol):
    """One way to a printer."""

    def device(self, address: Address) -> str:
        """Return a name of the printer itself: the same however its address is written, another for any other."""
        ...

    def open(self, address: Address, name: str) -> Link:
        """Connect; ``name`` is a file name for spoolers and folders.

        Raises:
            PrinterOfflineError: the printer cannot be reached.
        """
        ...


class UnknownTransportError(UserError):
    """There is no such way to a printer."""

    code = "UNKNOWN_TRANSPORT"


def transports() -> dict[str, Transport]:
    """Return every transport by name."""
    return extensions("printing.transports", "transport")


def find(name: str) -> Transport:
    """Return the transport of a name.

    Raises:
        UnknownTransportError: there is none.
    """
    found = transports().get(name)
    if found is None:
        raise UnknownTransportError(
            _("There is no way to a printer called {name}").format(name=name),
            _("choose one of: {names}").format(names=", ".join(sorted(transports()))),
        )
    return found


def here(name: str) -> str:
    """Return the name of a device that hangs on this machine: ``/dev/usb/lp0`` of another is another printer."""
    return f"{machine.ident()}/{name}"


def offline(place: str, why: str) -> PrinterOfflineError:
    """Return the error of a printer that cannot be reached."""
    return PrinterOfflineError(
        _("The printer at {place} cannot be reached: {why}").format(place=place, why=why),
        _("check its power and cable; the label prints by itself when it is back"),
    )


def broken(taken: int, why: str) -> Delivery:
    """Return the outcome of a send that broke off after ``taken`` bytes."""
    return Delivery(Outcome.UNKNOWN if taken else Outcome.FAILED_BEFORE_SEND, why, taken)
