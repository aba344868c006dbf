"""The scanners a bench was given, its scale among them: their addresses, kept in the store under the station's name."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store, Tx

SCALE = "scale://"


def stored(store: Store, station: str) -> list[str]:
    """Return the addresses of this station's scanners."""
    from station.store import choices

    with store.read() as tx:
        return [str(address) for address in json.loads(choices.get(tx, _name(station)) or "[]")]


def keep(store: Store, station: str, addresses: Sequence[str]) -> None:
    """Keep the addresses of this station's scanners."""
    from station.store import choices

    store.write(partial(choices.put, name=_name(station), value=json.dumps(list(addresses))))


def scale_of(tx: Tx, station: str) -> str:
    """Return the place of this bench's scale, "" without one."""
    from station.store import choices

    kept = json.loads(choices.get(tx, _name(station)) or "[]")
    return next((str(address).removeprefix(SCALE) for address in kept if str(address).startswith(SCALE)), "")


def keep_scale(tx: Tx, bench: str, place: str, *, operator_no: str, station: str) -> None:
    """Put this scale in place of the one the bench had; "" takes it away. It is heard from the bench's next start.

    Raises:
        station.errors.UserError: no address of a scale, or not theirs to choose.
    """
    from scanners.sources.base import parse
    from station.people.permit import act
    from station.people.roles import Action
    from station.store import choices

    act(tx, operator_no, Action.SETTINGS, station=station, subject=f"scale {bench}")
    kept = json.loads(choices.get(tx, _name(bench)) or "[]")
    others = [str(address) for address in kept if not str(address).startswith(SCALE)]
    if place:
        parse(SCALE + place)
        others.append(SCALE + place)
    choices.put(tx, _name(bench), json.dumps(others))


def _name(station: str) -> str:
    return f"scanners:{station}"
