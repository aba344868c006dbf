"""The demo catalogue reads like any SKU file and its codes are what they claim to be."""

from __future__ import annotations

import re

from station.catalogue.reading import knows, read_skus
from station.intake.tables import read_table
from ui.demo.catalogue import FILE
from ui.widgets.picture import KINDS

TABLE = read_table(FILE, knows=knows)
SKUS = read_skus(TABLE.rows).skus


def _check_digit(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def test_every_row_is_read() -> None:
    assert read_skus(TABLE.rows).refused == ()
    assert len(SKUS) == len(TABLE.rows) >= 60


def test_every_barcode_is_an_ean_13_of_its_own_with_the_right_check_digit() -> None:
    barcodes = [barcode for sku in SKUS for barcode in sku.barcodes]
    assert len(set(barcodes)) == len(barcodes) >= 60
    for barcode in barcodes:
        assert re.fullmatch(r"69\d{11}", barcode)
        assert barcode[-1] == _check_digit(barcode[:-1])


def test_everything_but_a_bundle_has_a_barcode_and_bundles_have_known_parts() -> None:
    codes = {sku.code for sku in SKUS}
    for sku in SKUS:
        assert bool(sku.barcodes) != bool(sku.parts)
        assert {part for part, _qty in sku.parts} <= codes


def test_every_picture_is_a_kind_that_can_be_drawn() -> None:
    for sku in SKUS:
        kind, _sign, colour = sku.picture.partition(":")
        assert kind in KINDS
        assert re.fullmatch(r"#[0-9A-F]{6}", colour)


def test_hoodies_come_in_three_colours_and_five_sizes() -> None:
    hoodies = {(sku.color, sku.size) for sku in SKUS if sku.family == "WY-2203"}
    assert len(hoodies) == 15
    assert {("奶油白", "120"), ("雾蓝", "130"), ("藏青", "150")} <= hoodies


def test_gift_names_mean_one_sku_each() -> None:
    names = [sku.name for sku in SKUS]
    assert names.count("袜子") == names.count("贴纸") == 1
