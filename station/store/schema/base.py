"""Metadata with stable constraint names, and the table of facts about the store itself.

Keys contain the column a distributed PostgreSQL would shard by (order, SKU, buyer, station), and foreign keys stay
inside one order: ``tests/station/store/test_schema.py`` holds both.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, MetaData, Table, Text

from station.store.types import GlobalId, SealedText, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NO_ORDER = "0" * 32  # stands in keys of rows that belong to no order (badge labels, shop-wide tickets)


def text(name: str, *, key: bool = False, default: str | None = "") -> Column[Any]:
    """Return a text column; not null unless ``default`` is ``None``."""
    if key:
        return Column(name, Text, primary_key=True)
    return Column(name, Text, nullable=default is None, server_default=default)


def sealed(name: str, *, default: str | None = "") -> Column[Any]:
    """Return a text column that is sealed in the file; not null unless ``default`` is ``None``."""
    return Column(name, SealedText, nullable=default is None, server_default=default)


def order_id(*, key: bool = True) -> Column[Any]:
    """Return the global order id column."""
    return Column("order_id", GlobalId, primary_key=key, nullable=not key)


def moment(name: str, *, required: bool = False) -> Column[Any]:
    """Return a time column."""
    return Column(name, UtcTime, nullable=not required)


meta = Table("meta", metadata, text("name", key=True), text("value"))
