"""What a platform's print component is: a program on this machine that speaks JSON over a WebSocket.

Recipients of platform orders arrive encrypted; only the component may open and print them. We hand it the platform's
own contents untouched and write into the custom area alone. To add one, write ``printing/components/<id>.py`` with
``component: Component = Mine()``. NOT CERTIFIED: written from the public protocol descriptions (PRINTING.md section 6)
and tried against ``tests/printing/components/server`` only, never against a platform's component.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from station.errors import DeviceError, UserError
from station.registry import extensions
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

Message = dict[str, Any]
_NUMBER = ("waybillCode", "waybill_code", "wayBillCode", "waybillNo", "track_no")


class Told(StrEnum):
    """What a component says of a parcel."""

    TAKEN = "taken"  # accepted or rendered: paper may come
    PRINTED = "printed"
    REFUSED = "refused"  # nothing was printed
    UNSURE = "unsure"  # it broke off: some of it may be on paper


@dataclass(frozen=True, slots=True)
class Parcel:
    """One label for a component.

    Attributes:
        task: our job id; a component prints one task once.
        document: waybill number.
        contents: what the platform's API gave for this parcel, passed on untouched.
        custom: names and words of our block in the custom area.
        custom_template: address of the shop's custom-area template.
    """

    task: str
    document: str
    contents: Mapping[str, Any]
    custom: Mapping[str, str]
    custom_template: str = ""
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one message of a component means for our parcel.

    Attributes:
        number: the waybill number it names.
    """

    told: Told
    why: str = ""
    number: str = ""


def number_in(*said: Any) -> str:
    """Return the waybill number of a message's parts, however it spells the name; "" where none stands."""
    found = (part[name] for part in said if isinstance(part, dict) for name in _NUMBER if part.get(name))
    return str(next(found, ""))


class Component(Protocol):
    """One platform's component."""

    @property
    def url(self) -> str:
        """Where it listens on the machine it was installed on."""
        ...

    def ask_printers(self, request: str) -> Message:
        """Return the message that asks for its printers."""
        ...

    def printers(self, message: Message) -> list[str] | None:
        """Return the printers a message names; ``None`` when it is another message."""
        ...

    def ask_print(self, parcel: Parcel) -> Message:
        """Return the message that prints a parcel."""
        ...

    def answer(self, message: Message, parcel: Parcel) -> Answer | None:
        """Return what a message says of the parcel; ``None`` when it speaks of something else."""
        ...


class ComponentError(DeviceError):
    """A component does not answer."""

    code = "COMPONENT_SILENT"


def find(name: str) -> Component:
    """Return a component.

    Raises:
        UserError: there is none of that name.
    """
    known: dict[str, Component] = extensions("printing.components", "component")
    if name not in known:
        raise UserError(
            _("There is no print component called {name}").format(name=name),
            _("choose one of: {names}").format(names=", ".join(sorted(known))),
            code="UNKNOWN_COMPONENT",
        )
    return known[name]
