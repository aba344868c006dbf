"""Rows of a SKU file -> SKUs: code, barcodes, name, size/colour/model, family, weight, picture, bundle parts, stock.

Columns go by many names; only the code must be there. Several barcodes stand in one cell, parted by commas or spaces;
``69…*12`` stands on a carton of twelve; parts of a bundle read ``SOCK-01x2+STICK-01``. Further rows of a code add
barcodes, and what they leave empty stays. Called by the ``sku`` command.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from station.catalogue.sku import Sku
from station.catalogue.spec import parse_spec
from station.cells import CellError, ident
from station.rows import Refused, Row, same
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("商家编码", "SKU编码", "sku", "编码", "code", "规格编码", "商品编码", "货号", "sku_code", "单品编码"),
    "barcodes": ("条码", "条形码", "商品条码", "barcode", "barcodes", "69码", "国际码", "ean"),
    "name": ("名称", "商品名称", "品名", "name", "货品名称", "标题"),
    "size": ("尺码", "尺寸", "size", "码数"),
    "color": ("颜色", "颜色分类", "color", "colour", "花色"),
    "model": ("型号", "款式", "model", "机型", "版本"),
    "spec": ("规格", "商品规格", "属性", "spec", "SKU规格", "规格名称"),
    "family": ("款号", "系列", "家族", "family", "spu", "商品款号", "款"),
    "weight": ("重量(g)", "重量（克）", "重量", "weight_g", "weight", "克重", "净重(g)"),
    "weight_kg": ("重量(kg)", "weight_kg", "净重(kg)"),
    "picture": ("图片", "picture", "主图", "image", "图片地址"),
    "parts": ("组成", "套装组成", "组合", "parts", "bundle", "组合明细", "包含"),
    "safety": ("安全库存", "safety", "预警库存", "库存下限"),
    "discontinued": ("停产", "停售", "discontinued", "停用", "是否停用", "下架"),
}
_MANY = re.compile(r"[\s,，;；、/|]+")
_PLUS = re.compile(r"\s*[+＋、;；\n]\s*|,\s*|，\s*")
_PART = re.compile(r"^(.+?)(?:\s*[xX*×]\s*(\d{1,4}))?$")
_YES = frozenset({"是", "y", "yes", "true", "1", "停产", "停售", "停用"})


@dataclass(frozen=True, slots=True)
class SkuReading:
    """What came out of a SKU file.

    Attributes:
        rows: in which row each code stands first.
    """

    skus: tuple[Sku, ...]
    refused: tuple[Refused, ...]
    rows: Mapping[str, int]


def knows(header: Sequence[str]) -> float:
    """Say how well a row of cells reads as the header of a SKU file."""
    columns = {same(column) for column in header if column}
    if columns.isdisjoint(map(same, COLUMNS["code"])):
        return 0.0
    return float(sum(1 for names in COLUMNS.values() if not columns.isdisjoint(map(same, names))))


def told_by(header: Sequence[str]) -> frozenset[str]:
    """Return the parts of a SKU a file speaks of: what it has no column for stays as it is."""
    columns = {same(column) for column in header if column}
    told = {name for name, names in COLUMNS.items() if not columns.isdisjoint(map(same, names))}
    if "spec" in told:
        told |= {"size", "color", "model"}
    return frozenset(told | {"weight_g"} if told & {"weight", "weight_kg"} else told)


def read_skus(rows: Sequence[Row]) -> SkuReading:
    """Read all rows; a row that cannot be read is refused, the rest goes in."""
    found: dict[str, Sku] = {}
    owners: dict[str, str] = {}
    refused: list[Refused] = []
    places: dict[str, int] = {}
    for row in rows:
        try:
            sku = _sku(row)
            _claim(owners, row, sku)
        except CellError as error:
            refused.append(row.refuse(error))
            continue
        known = found.get(sku.code)
        places.setdefault(sku.code, row.number)
        found[sku.code] = sku if known is None else _both(known, sku)
    return SkuReading(tuple(found.values()), tuple(refused), places)


def _claim(owners: dict[str, str], row: Row, sku: Sku) -> None:
    for barcode in sku.barcodes:
        owner = owners.setdefault(barcode.partition("*")[0], sku.code)
        if owner != sku.code:
            why = _("This barcode already stands for {code}: a barcode can mean one SKU only")
            raise CellError(row.column(*COLUMNS["barcodes"]), barcode, why.format(code=owner))


def _both(first: Sku, second: Sku) -> Sku:
    """A further row of a code adds barcodes; what it leaves empty stays as the first row said."""
    said = {each.name: getattr(second, each.name) or getattr(first, each.name) for each in fields(Sku)}
    return Sku(**said | {"barcodes": tuple(dict.fromkeys((*first.barcodes, *second.barcodes)))})


def _sku(row: Row) -> Sku:
    said = {name: row.text(*names) for name, names in COLUMNS.items()}
    code = row.ident(*COLUMNS["code"])
    spec = parse_spec(said["spec"])
    return Sku(
        code=code,
        name=said["name"],
        size=said["size"] or spec.size,
        color=said["color"] or spec.color,
        model=said["model"] or spec.model,
        family=said["family"] or said["name"],
        barcodes=_barcodes(row, said["barcodes"]),
        weight_g=_weight(row),
        picture=said["picture"],
        parts=_parts(row, said["parts"], code),
        safety=_stock(row),
        discontinued=said["discontinued"].lower() in _YES,
    )


def _barcodes(row: Row, text: str) -> tuple[str, ...]:
    if not text:
        return ()
    column = row.column(*COLUMNS["barcodes"])
    return tuple(dict.fromkeys(ident(part, column) for part in _MANY.split(text) if part))


def _weight(row: Row) -> int | None:
    for name, factor in (("weight", 1), ("weight_kg", 1000)):
        text = row.text(*COLUMNS[name]).lower()
        if not text:
            continue
        unit = 1000 if text.endswith(("kg", "千克")) else factor
        digits = re.sub(r"(kg|千克|g|克)$", "", text).strip()
        try:
            grams = Decimal(digits) * unit
        except InvalidOperation:
            grams = Decimal(-1)
        if not 0 <= grams < 1_000_000:
            why = _("This is not a weight in grams: correct it")
            raise CellError(row.column(*COLUMNS[name]), text, why)
        return int(grams.to_integral_value())
    return None


def _parts(row: Row, text: str, code: str) -> tuple[tuple[str, int], ...]:
    parts: dict[str, int] = {}
    for piece in filter(None, _PLUS.split(text)):
        found = _PART.match(piece)
        if found is None or found.group(1) == code or int(found.group(2) or 1) < 1:
            raise CellError(row.column(*COLUMNS["parts"]), piece, _("Write the parts as CODEx2+CODE: correct it"))
        parts[found.group(1)] = parts.get(found.group(1), 0) + int(found.group(2) or 1)
    return tuple(parts.items())


def _stock(row: Row) -> int:
    text = row.text(*COLUMNS["safety"])
    if not text:
        return 0
    digits = text.removesuffix(".0")
    if not digits.isdecimal() or len(digits) > 7:
        raise CellError(row.column(*COLUMNS["safety"]), text, _("This is not a number of pieces: correct it"))
    return int(digits)
