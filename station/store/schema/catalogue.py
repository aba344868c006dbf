"""SKUs, their barcodes and parts, and which channel code means which SKU."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from station.store.schema.base import metadata, moment, text

skus = Table(
    "skus",
    metadata,
    text("code", key=True),
    text("name"),
    text("size"),
    text("color"),
    text("model"),
    text("family"),
    text("picture"),
    Column("weight_g", Integer),
    Column("safety", Integer, nullable=False, server_default="0"),
    Column("discontinued", Integer, nullable=False, server_default="0"),
    moment("changed_at", required=True),
    text("capture"),  # serial or batch: asked for with every unit
    Index(None, "family"),
)

sku_weights = Table(
    "sku_weights",
    metadata,
    text("sku", key=True),
    Column("parcels", Integer, nullable=False, server_default="0"),
    Column("mean_mg", Integer, nullable=False, server_default="0"),
)

sku_barcodes = Table(
    "sku_barcodes",
    metadata,
    text("barcode", key=True),
    text("sku", key=True),
    Column("qty", Integer, nullable=False, server_default="1"),
    Index(None, "sku"),
)

sku_parts = Table(
    "sku_parts",
    metadata,
    text("sku", key=True),
    text("part", key=True),
    Column("qty", Integer, nullable=False),
)

channel_codes = Table(
    "channel_codes",
    metadata,
    text("channel", key=True),
    text("shop", key=True),
    text("code", key=True),
    text("sku"),
    text("decided_by"),
    moment("decided_at", required=True),
)
