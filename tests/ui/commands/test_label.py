"""``label render``: samples and real jobs become files in every language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import main
from printing.languages.base import languages
from printing.layouts.samples import samples
from station.orders.ids import short_code
from station.packing import session
from station.people.codes import badge_code
from station.store import choices, prints
from tests import shop
from tests.printing.reading import codes

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store


def _render(*arguments: str) -> int:
    return main.main(["label", "render", *arguments])


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_sample_is_written_in_every_language(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / f"label.{language}"
    assert _render("--sample", "exchange", "--language", language, "--out", str(out), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["codes"] == ["SF1400000000000", "WY2203FB130", "EX7K429MX"]
    assert said["bytes"] == out.stat().st_size > 1000


@pytest.mark.parametrize("name", sorted(samples()))
def test_every_sample_can_be_seen(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "label.png"
    assert _render("--sample", name, "--language", "png", "--dpmm", "12", "--out", str(out), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    with Image.open(out) as picture:
        assert all(found == set(said["codes"]) for found in codes(picture.convert("L")))


def test_paper_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--sample", "exchange", "--language", "png", "--out", str(tmp_path / "a.png"))
    assert _render(*arguments, "--paper", "100x180", "--json") == 0
    assert json.loads(capsys.readouterr().out)["height_mm"] == 180
    assert _render(*arguments, "--paper", "40x30") == 1
    assert "76 x 130 mm" in capsys.readouterr().err
    assert _render(*arguments, "--paper", "large") == 1
    assert "100x150" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sample", "nothing", "--language", "zpl"),
        ("--sample", "exchange", "--kind", "badge", "--language", "zpl"),
        ("--sample", "exchange", "--language", "klingon"),
    ],
)
def test_unknown_names_are_answered_with_the_known_ones(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _render(*arguments, "--out", str(tmp_path / "x")) == 1
    assert "可选" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_an_orders_label_is_drawn_from_its_job(
    store: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    code = short_code(order_id)
    out = tmp_path / "label.png"
    arguments = ("--order", code, "--language", "png", "--out", str(out), "--json", "--store", store_url)
    assert _render(*arguments, "--kind", "exchange") == 1
    assert "它的面单是：waybill" in capsys.readouterr().err
    assert _render(*arguments) == 0  # before it is asked for: zeros for the number still to come
    assert "DM0000000000000" in json.loads(capsys.readouterr().out)["codes"]
    with store.read() as tx:
        assert prints.of_order(tx, order_id) == []
    barcode = {sku: barcode for sku, _name, _size, _color, barcode in shop.SKUS}
    for scanned in (badge_code("1001"), code, barcode["WY-CW-120"]):
        session.scan(store, scanned, station="1")
    assert _render(*arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["kind"] == "waybill"
    with Image.open(out) as picture:
        assert all(found == set(said["codes"]) for found in codes(picture.convert("L")))


def test_what_no_font_has_is_listed(
    store: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: choices.put(tx, "sender", "测试\U00013000店"))
    out = tmp_path / "label.png"
    assert _render("--order", order_id, "--language", "png", "--out", str(out), "--json", "--store", store_url) == 0
    assert json.loads(capsys.readouterr().out)["unknown"] == ["\U00013000"]
