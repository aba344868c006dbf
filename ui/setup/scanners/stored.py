"""The scanners a bench was given: their addresses, kept in the store under the station's name."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store


def stored(store: Store, station: str) -> list[str]:
    """Return the addresses of this station's scanners."""
    from station.store import choices

    with store.read() as tx:
        kept = choices.get(tx, _name(station))
    return [str(address) for address in json.loads(kept)] if kept else []


def keep(store: Store, station: str, addresses: Sequence[str]) -> None:
    """Keep the addresses of this station's scanners."""
    from station.store import choices

    store.write(partial(choices.put, name=_name(station), value=json.dumps(list(addresses))))


def _name(station: str) -> str:
    return f"scanners:{station}"
