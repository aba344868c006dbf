"""The columns of a file nobody knows, as a person mapped them once: no code, kept in the store (row B07).

A profile says which column holds which field and what its status words mean. It fits a file that has all of its
columns; the orders are a shop's own (channel ``generic``) under the profile's name, so two systems that both count
from 1 never meet. Called by ``station/intake/profiles.py``, which stores them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from station.channels.export import Export
from station.channels.own import STATUSES
from station.channels.words import bare
from station.errors import UserError
from station.orders.canonical import ChannelStatus
from station.rows import same
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEEDED = ("number", "qty")
GOODS = ("code", "title")
FIELDS = (
    "number",
    "qty",
    "code",
    "title",
    "spec",
    "name",
    "phone",
    "address",
    "province",
    "city",
    "district",
    "town",
    "detail",
    "status",
    "created",
    "paid",
    "ship_by",
    "received",
    "buyer_note",
    "seller_note",
    "waybill",
    "carrier",
    "shop",
)


class ProfileError(UserError):
    """The mapping cannot be used."""

    code = "BAD_PROFILE"


@dataclass(frozen=True, slots=True)
class Profile:
    """One mapping.

    Attributes:
        columns: canonical field -> column name as written in the file.
        statuses: status word -> its meaning; a file without a status column holds paid orders.
    """

    name: str
    columns: Mapping[str, str]
    statuses: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Look whether orders can be read with it.

        Raises:
            ProfileError: no name, an unknown field, a field that is needed is missing, or one column serves twice.
        """
        unknown = [name for name in self.columns if name not in FIELDS]
        missing = [name for name in NEEDED if not self.columns.get(name)]
        if not any(self.columns.get(name) for name in GOODS):
            missing.append("code")
        if not self.name.strip() or unknown or missing:
            words = ", ".join(field_name(name) if name in FIELDS else name for name in [*unknown, *missing])
            raise ProfileError(
                _("These columns are still needed: {names}").format(names=words or _("a name for the source")),
                _("choose a column for each"),
            )
        twice = [column for column in set(self.columns.values()) if list(self.columns.values()).count(column) > 1]
        if twice:
            raise ProfileError(
                _("Column {name} was chosen twice").format(name=twice[0][:40]),
                _("choose another column for one of them"),
            )

    def fits(self, header: Iterable[str]) -> bool:
        """Tell whether the file has every column of the profile."""
        there = {same(column) for column in header if column}
        return all(same(column) in there for column in self.columns.values())

    def export(self) -> Export:
        """Return how its files are read."""
        meanings = {bare(word): ChannelStatus(meaning) for word, meaning in self.statuses.items()}
        implied = {} if self.columns.get("status") else {"": ChannelStatus.PAID}
        return Export(
            channel="generic",
            source="generic",
            fields={name: (column,) for name, column in self.columns.items()},
            needs=("qty",),
            statuses={**STATUSES, **implied, **meanings},
            least=1,
            by_name_only=True,
        )

    def to_text(self) -> str:
        """Return the profile as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Profile:
    """Return a stored profile."""
    return Profile(**json.loads(text))


def field_name(name: str) -> str:
    """Return what people call a field."""
    return {
        "number": _("order number"),
        "qty": _("quantity"),
        "code": _("product code"),
        "title": _("product name"),
        "spec": _("size and colour"),
        "name": _("recipient"),
        "phone": _("phone"),
        "address": _("whole address"),
        "province": _("province"),
        "city": _("city"),
        "district": _("district"),
        "town": _("town or street office"),
        "detail": _("street and door"),
        "status": _("order status"),
        "created": _("ordered at"),
        "paid": _("paid at"),
        "ship_by": _("ship by"),
        "received": _("received"),
        "buyer_note": _("buyer's note"),
        "seller_note": _("shop's note"),
        "waybill": _("waybill number"),
        "carrier": _("carrier"),
        "shop": _("shop"),
    }[name]
