"""Customers this shop knows from slips, to be offered when a slip names one of them again.

Known is who a person confirmed on a slip: name, phone, address, and how the name was read or written on other slips
(``王记`` for 王记五金店). Kept with the orders and gone with them (retention). An offer is never taken by itself: a
person picks it, and each field it fills is confirmed. Called when a review is opened, on the worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Hamming, Levenshtein

from station.address.phone import parse_phone
from station.store import orders as master
from station.store import slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from station.store.engine import Tx

_SLIPS = 2000  # the latest confirmed ones are looked through
_OFFERED = 3
_NAME, _PHONE, _ADDRESS = 0.5, 2, 0.75  # likeness of names, figures of a phone that may differ, likeness of addresses
_SAME_PHONE, _SAME_NAME = 3.0, 2.0


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody whose slips were confirmed before.

    Attributes:
        aliases: other ways the name stood on slips.
    """

    name: str
    phone: str
    address: str
    aliases: tuple[str, ...] = ()

    def as_json(self) -> dict[str, str]:
        """Return what a review shows and fills in."""
        return {"name": self.name, "phone": self.phone, "address": self.address}


def known(tx: Tx) -> tuple[Customer, ...]:
    """Return the customers of confirmed slips, latest first; one phone is one customer, its latest name counts."""
    found: dict[str, Customer] = {}
    names: dict[str, dict[str, None]] = {}
    for row in slips.latest_confirmed(tx, limit=_SLIPS):
        who = master.opened(tx, row.sealed)
        phone = parse_phone(who.get("phone", "")).text
        if not who.get("name") or not phone:
            continue
        place = (row.province, row.city, row.district, who.get("town", ""))
        address = "".join(dict.fromkeys(place)) + who.get("detail", "")
        found.setdefault(phone, Customer(who["name"], phone, address))
        draft = dict(tx.vault.open(row.draft)) if row.draft is not None else {}
        names.setdefault(phone, {}).update(dict.fromkeys((str(draft.get("customer") or ""), who["name"])))
    return tuple(
        Customer(one.name, phone, one.address, tuple(name for name in names[phone] if name not in ("", one.name)))
        for phone, one in found.items()
    )


def offered(customers: Iterable[Customer], draft: Mapping[str, Any]) -> tuple[Customer, ...]:
    """Return who the slip may be from, likeliest first; nobody when nothing speaks for it."""
    told = [(_likeness(one, draft), one) for one in customers]
    told = sorted((pair for pair in told if pair[0] > 0), key=lambda pair: -pair[0])
    return tuple(one for _likeness_, one in told[:_OFFERED])


def _likeness(one: Customer, draft: Mapping[str, Any]) -> float:
    name, phone, address = (str(draft.get(key) or "") for key in ("customer", "phone", "address"))
    alike = max((Levenshtein.normalized_similarity(name, known) for known in (one.name, *one.aliases)), default=0.0)
    by_name = (_SAME_NAME if alike == 1 else alike if alike >= _NAME else 0.0) if name else 0.0
    away = Hamming.distance(phone, one.phone) if len(phone) == len(one.phone) else len(one.phone)
    by_phone = _SAME_PHONE - away if away <= _PHONE else 0.0
    if not by_name and not by_phone:
        return 0.0
    near = Levenshtein.normalized_similarity(address, one.address) if address else 0.0
    return by_name + by_phone + (near if near >= _ADDRESS else 0.0)
