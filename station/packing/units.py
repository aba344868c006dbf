"""What a parcel must hold: order lines as units to verify, bundles taken apart, the same SKU counted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.orders import Line


def units_of(
    lines: Sequence[Line], parts: Mapping[str, list[tuple[str, int]]]
) -> dict[tuple[str, str], tuple[int, bool, str]]:
    """Return (quantity, gift, spec) by (SKU, name of what has none), bundles taken apart."""
    units: dict[tuple[str, str], tuple[int, bool, str]] = {}
    for line in lines:
        for sku, qty in parts.get(line.sku or "") or [(line.sku or "", 1)]:
            key = (sku, "" if sku else line.name)
            before = units.get(key, (0, True, line.spec))
            units[key] = (before[0] + qty * line.qty, before[1] and line.is_gift, before[2])
    return units
