"""All tables, one file per group; importing this package fills ``base.metadata``."""

from station.store.schema import (
    base,
    catalogue,
    flow,
    hints,
    intake,
    orders,
    packing,
    people,
    prints,
    returns,
    slips,
    stock,
    work,
)

__all__ = [
    "base",
    "catalogue",
    "flow",
    "hints",
    "intake",
    "orders",
    "packing",
    "people",
    "prints",
    "returns",
    "slips",
    "stock",
    "work",
]
