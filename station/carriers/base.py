"""What a carrier is to a packing bench: its names and the form of its waybill numbers.

To add one, write ``station/carriers/<id>.py`` with ``carrier = Carrier(...)``; nothing else lists it. ``pattern`` is
matched whole, on upper case without spaces; ``check`` is the check digit where the carrier publishes one. Carriers
seldom publish their forms: patterns hold the forms seen on parcels and in the platforms' public lists and refuse
what is surely something else (an order number, a phone, a barcode of goods). A carrier without a file takes any 8 to 30
letters and digits. ``pool`` and the commands ask ``checked``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.registry import extensions
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

_ANY = re.compile(r"[A-Z0-9]{8,30}")


class WaybillNumberError(UserError):
    """This is no waybill number of the carrier."""

    code = "WAYBILL_NUMBER"


@dataclass(frozen=True, slots=True)
class Carrier:
    """One carrier.

    Attributes:
        names: as people, exports and platforms write it, the usual one first.
        pattern: whole form of a number.
        example: an invented number of that form, shown when one is refused.
        check: tells whether the check digit of a number that has the form is right.
    """

    names: tuple[str, ...]
    pattern: str
    example: str
    check: Callable[[str], bool] | None = None

    def takes(self, number: str) -> bool:
        """Tell whether a number may be one of this carrier's."""
        return re.fullmatch(self.pattern, number) is not None and (self.check is None or self.check(number))


def carriers() -> dict[str, Carrier]:
    """Return every carrier by id."""
    return extensions("station.carriers", "carrier")


def find(name: str) -> Carrier | None:
    """Return the carrier of an id or of any name people give it; ``None`` for one without a file."""
    wanted = name.strip().casefold()
    for identity, carrier in carriers().items():
        if wanted in {identity, *(known.casefold() for known in carrier.names)}:
            return carrier
    return None


def checked(name: str, number: str) -> str:
    """Return the number as it is printed: upper case, without spaces.

    Raises:
        WaybillNumberError: it cannot be a number of this carrier.
    """
    bare = "".join(number.split()).upper()
    carrier = find(name)
    if _ANY.fullmatch(bare) is None or (carrier is not None and not carrier.takes(bare)):
        example = carrier.example if carrier is not None else "AB1234567890"
        raise WaybillNumberError(
            _("{number} is no waybill number of {carrier}").format(number=bare[:32], carrier=name),
            _("scan the barcode on the carrier's roll; it looks like {example}").format(example=example),
        )
    return bare
