"""Statements on SKUs, barcodes, bundle parts and channel codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, literal, select, update

from station.store.prepared import prepared
from station.store.schema.catalogue import channel_codes, sku_barcodes, sku_parts, sku_weights, skus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

_TAUGHT = 3  # sealed parcels until the scale is believed


@prepared
def _by_barcode() -> Select[Any]:
    return (
        select(skus, sku_barcodes.c.qty.label("pack_qty"))
        .join(sku_barcodes, sku_barcodes.c.sku == skus.c.code)
        .where(sku_barcodes.c.barcode == bindparam("barcode"))
    )


def by_barcode(tx: Tx, barcode: str) -> list[Row[Any]]:
    """Return each SKU the barcode stands on, with ``pack_qty`` units a scan."""
    return list(tx.execute(_by_barcode(), {"barcode": barcode}))


@prepared
def _by_code() -> Select[Any]:
    return select(skus).where(skus.c.code.in_(bindparam("codes", expanding=True)))


def by_codes(tx: Tx, codes: Iterable[str]) -> dict[str, Row[Any]]:
    """Return SKU rows by code."""
    wanted = sorted(set(codes))
    return {row.code: row for row in tx.execute(_by_code(), {"codes": wanted})} if wanted else {}


def named_in(tx: Tx, text: str) -> list[Row[Any]]:
    """Return the SKUs whose name stands in a text."""
    rows = tx.execute(select(skus).where(skus.c.name != "", literal(text).contains(skus.c.name)))
    return [row for row in rows if row.name in text]  # % and _ in a name are no jokers


def by_names(tx: Tx, names: Iterable[str]) -> dict[str, str]:
    """Return the SKU of each name that only one SKU bears."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    rows = tx.execute(select(skus.c.name, skus.c.code).where(skus.c.name.in_(wanted)))
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row.code)
    return {name: codes[0] for name, codes in found.items() if len(codes) == 1}


def family(tx: Tx, name: str) -> list[Row[Any]]:
    """Return the SKUs of a family: an item and its siblings."""
    return list(tx.execute(select(skus).where(skus.c.family == name).order_by(skus.c.code))) if name else []


@prepared
def _barcodes() -> Select[Any]:
    wanted = sku_barcodes.c.sku.in_(bindparam("codes", expanding=True))
    return select(sku_barcodes).where(wanted).order_by(sku_barcodes.c.qty, sku_barcodes.c.barcode)


def barcodes(tx: Tx, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the barcodes of each SKU, single units first."""
    found: dict[str, list[str]] = {}
    wanted = sorted(set(codes))
    if wanted:
        for row in tx.execute(_barcodes(), {"codes": wanted}):
            found.setdefault(row.sku, []).append(row.barcode)
    return found


@prepared
def _parts() -> Select[Any]:
    return (
        select(sku_parts)
        .where(sku_parts.c.sku.in_(bindparam("codes", expanding=True)))
        .order_by(sku_parts.c.sku, sku_parts.c.part)
    )


def parts(tx: Tx, codes: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
    """Return (part, quantity) of each bundle among these codes."""
    wanted = sorted(set(codes))
    found: dict[str, list[tuple[str, int]]] = {}
    for row in tx.execute(_parts(), {"codes": wanted}) if wanted else ():
        found.setdefault(row.sku, []).append((row.part, row.qty))
    return found


def put_sku(
    tx: Tx,
    values: Mapping[str, Any],
    *,
    barcodes: Sequence[tuple[str, int]] | None,
    parts: Sequence[tuple[str, int]] | None,
) -> str:
    """Insert or replace one SKU and return ``new``, ``updated`` or ``unchanged``; ``None`` leaves barcodes or parts."""
    code = values["code"]
    row = tx.execute(select(skus).where(skus.c.code == code)).first()
    if row is None:
        tx.execute(insert(skus), {**values, "changed_at": tx.now})
        outcome = "new"
    elif all(getattr(row, name) == value for name, value in values.items()):
        outcome = "unchanged"
    else:
        tx.execute(update(skus).where(skus.c.code == code).values(**values, changed_at=tx.now))
        outcome = "updated"
    changed = [
        _replace(tx, sku_barcodes, code, "barcode", wanted=barcodes),
        _replace(tx, sku_parts, code, "part", wanted=parts),
    ]
    return "updated" if outcome == "unchanged" and any(changed) else outcome


def _replace(tx: Tx, table: Any, code: str, column: str, *, wanted: Sequence[tuple[str, int]] | None) -> bool:
    if wanted is None:
        return False
    stored = {(getattr(row, column), row.qty) for row in tx.execute(select(table).where(table.c.sku == code))}
    if stored == set(wanted):
        return False
    tx.execute(delete(table).where(table.c.sku == code))
    if wanted:
        tx.execute(insert(table), [{"sku": code, column: name, "qty": qty} for name, qty in wanted])
    return True


def mapped(tx: Tx, channel: str, shop: str, *, codes: Iterable[str]) -> dict[str, str]:
    """Return the SKU for each channel code: a person's choice first, then the same code, then the barcode."""
    wanted = sorted({code for code in codes if code})
    if not wanted:
        return {}
    found = {row.barcode: row.sku for row in tx.execute(_of_barcodes(), {"codes": wanted})}
    found |= {row.code: row.code for row in tx.execute(_known(), {"codes": wanted})}
    chosen = tx.execute(_chosen(), {"codes": wanted, "from": channel, "shops": sorted({"", shop})})
    return found | {row.code: row.sku for row in chosen}


@prepared
def _of_barcodes() -> Select[Any]:
    return select(sku_barcodes).where(sku_barcodes.c.barcode.in_(bindparam("codes", expanding=True)))


@prepared
def _known() -> Select[Any]:
    return select(skus.c.code).where(skus.c.code.in_(bindparam("codes", expanding=True)))


@prepared
def _chosen() -> Select[Any]:
    return select(channel_codes.c.code, channel_codes.c.sku).where(
        channel_codes.c.channel == bindparam("from"),
        channel_codes.c.shop.in_(bindparam("shops", expanding=True)),
        channel_codes.c.code.in_(bindparam("codes", expanding=True)),
    )


def choose(tx: Tx, channel: str, shop: str, *, code: str, sku: str, by: str) -> None:
    """Remember a person's choice of SKU for a channel code."""
    key = {"channel": channel, "shop": shop, "code": code}
    tx.execute(delete(channel_codes).where(*(channel_codes.c[name] == value for name, value in key.items())))
    tx.execute(insert(channel_codes), {**key, "sku": sku, "decided_by": by, "decided_at": tx.now})


def everything(tx: Tx) -> list[Row[Any]]:
    """Return every SKU row, for matching slips against the catalogue."""
    return list(
        tx.execute(select(skus.c.code, skus.c.name, skus.c.size, skus.c.color, skus.c.model).order_by(skus.c.code))
    )


def count(tx: Tx) -> int:
    """Return how many SKUs there are."""
    return int(tx.execute(select(func.count()).select_from(skus)).scalar_one())


def weights(tx: Tx, codes: Iterable[str]) -> dict[str, float]:
    """Return grams a piece of each SKU that has any: what the scale taught, else what the catalogue says."""
    wanted = sorted(set(codes))
    rows = by_codes(tx, wanted).values()
    found = {row.code: float(row.weight_g) for row in rows if row.weight_g}
    learnt = sku_weights.c.sku.in_(wanted), sku_weights.c.parcels >= _TAUGHT
    return found | {row.sku: row.mean_mg / 1000 for row in tx.execute(select(sku_weights).where(*learnt))}


def learn_weight(tx: Tx, sku: str, grams: float) -> None:
    """Take one more weighed piece into the mean; the last fifty count."""
    row = tx.execute(select(sku_weights).where(sku_weights.c.sku == sku)).first()
    if row is None:
        tx.execute(insert(sku_weights), {"sku": sku, "parcels": 1, "mean_mg": round(grams * 1000)})
        return
    count = min(row.parcels + 1, 50)
    mean = row.mean_mg + round((grams * 1000 - row.mean_mg) / count)
    tx.execute(update(sku_weights).where(sku_weights.c.sku == sku).values(parcels=count, mean_mg=mean))


def set_capture(tx: Tx, sku: str, what: str) -> None:
    """Say which number is asked for with every piece."""
    tx.execute(update(skus).where(skus.c.code == sku).values(capture=what))
