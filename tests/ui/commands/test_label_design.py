"""``label design``: a layout is exported, changed, saved, used by the next label, and taken back."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

import main
from printing.layouts.fields import Item, ItemFields
from station.packing import documents, labels
from station.settings import load
from station.store import label_designs, prints
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store


def test_versions_are_kept_and_one_is_in_use(store: Store) -> None:
    for width in (76, 100):
        store.write(lambda tx, w=width: label_designs.add(tx, "exchange", {"width": w}, by="1"))  # type: ignore[misc]
    with store.read() as tx:
        assert label_designs.active(tx, "exchange") == {"width": 100}
        assert [row.version for row in label_designs.versions(tx)] == [2, 1]
    assert store.write(lambda tx: label_designs.use(tx, "exchange", 1))
    assert not store.write(lambda tx: label_designs.use(tx, "exchange", 9))
    with store.read() as tx:
        assert label_designs.active(tx, "exchange") == {"width": 76}


def test_a_label_carries_the_layout_in_use_when_it_is_asked_for(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: label_designs.add(tx, "waybill", {"width": 76}, by="1"))
    store.write(lambda tx: labels.request(tx, order_id, station="1", operator_no="1001", printer=""))
    with store.read() as tx:
        assert prints.fields_of(tx, prints.of_order(tx, order_id)[0])["design"] == {"width": 76}


def test_an_item_label_is_printed_by_the_layout_in_use(store: Store) -> None:
    shop.build(store)
    goods = ItemFields(Item("WY-CW-120", "儿童卫衣"))
    ask = partial(documents.ask, kind="item", fields=goods, station="1", operator="1001")
    before = store.write(ask)
    store.write(lambda tx: label_designs.add(tx, "item", {"width": 50}, by="1"))
    after = store.write(ask)
    with store.read() as tx:
        jobs = [prints.by_job(tx, job_id) for job_id in (before, after)]
        assert [prints.fields_of(tx, job).get("design") for job in jobs if job] == [None, {"width": 50}]


@pytest.mark.parametrize(
    ("kind", "needed", "why"),
    [("waybill", "{short_code}", "缺少 short_code 的条码"), ("item", "{item.barcode}", "缺少 item.barcode 的条码")],
)
def test_other_kinds_go_round_by_command_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, needed: str, why: str
) -> None:
    file = tmp_path / "layout.json"
    assert main.main(["label", "design", "export", kind, str(file)]) == 0
    assert main.main(["label", "design", "save", str(file)]) == 0
    body = json.loads(file.read_text(encoding="utf-8"))
    body["parts"] = [part for part in body["parts"] if part["words"] != needed or part["what"] == "text"]
    file.write_text(json.dumps(body))
    capsys.readouterr()
    assert main.main(["label", "design", "save", str(file)]) == 1
    assert why in capsys.readouterr().err
    assert main.main(["label", "design", "export", "badge", str(file)]) == 1


def test_a_layout_goes_round_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "layout.json"

    def said(*words: str) -> Any:
        assert main.main(["--json", "label", "design", *words]) == 0
        return json.loads(capsys.readouterr().out)

    said("export", "exchange", str(file))
    body = json.loads(file.read_text(encoding="utf-8"))
    next(part for part in body["parts"] if part["words"] == "{sender}")["shown"] = False
    file.write_text(json.dumps(body))
    assert said("save", str(file)) == {"kind": "exchange", "version": 1}
    assert [one["in_use"] for one in said("list")] == [True]
    assert [one["in_use"] for one in said("use", "exchange", "0")] == [False]
    body["parts"] = [part for part in body["parts"] if part["words"] != "{exchange_no}"]
    file.write_text(json.dumps(body))
    assert main.main(["label", "design", "save", str(file)]) == 1
    assert "缺少 exchange_no 的条码" in capsys.readouterr().err
    store = open_store(load())
    with store.read() as tx:
        assert label_designs.active(tx, "exchange") is None
    store.close()
