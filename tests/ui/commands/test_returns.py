"""``returns`` on the command line, as a person or script runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main.main(list(words))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_one_text_gives_the_contract_fields(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = _run(capsys, "returns", "classify", "--json", "--text", "更換顏色：淺灰")
    value = json.loads(out)
    assert status == 0
    assert value["intent"] == "换货"
    assert value["wanted"]["color"] == "淺灰"
    assert value["why"] == ["更換"]
    assert {"id", "text", "confidence"} <= value.keys()


def test_file_gives_one_json_object_a_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "texts.tsv"
    path.write_text('label\ttext\tid\n换货\t要换 "large"\ta1\n\t退货退款\ta2\n', encoding="utf-8-sig")
    _, out, _ = _run(capsys, "returns", "classify", "--tsv", str(path))
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["id"], row["intent"]) for row in rows] == [("a1", "换货"), ("a2", "退货退款")]


def test_a_labelled_file_is_answered_with_a_matrix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "texts.tsv"
    path.write_text("id\ttext\tlabel\n1\t换个大一码的\t换货\n2\t退货退款\t退货退款\n3\t嗯嗯\t不明\n", encoding="utf-8")
    _, out, err = _run(capsys, "returns", "classify", "--tsv", str(path))
    assert len(out.splitlines()) == 3
    rows = dict(line.split("\t", 1) for line in err.splitlines()[:-1])
    assert rows["换货"].split("\t")[rows["label"].split("\t").index("换货")] == "1"
    assert "100.0%" in err.splitlines()[-1]


def test_file_without_the_column_says_what_to_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "texts.tsv"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    status, _, err = _run(capsys, "returns", "classify", "--tsv", str(path))
    assert status == 1
    assert err.startswith("BAD_TEXT_FILE")


def test_apply_arranges_the_exchange(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    [identity] = shop.put(store, shop.order(number="6900000000000000001"))
    store.close()
    words = ("returns", "apply", identity, "--json", "--text", "发错颜色了，换成雾蓝")
    status, out, err = _run(capsys, *words)
    assert (status, err) == (0, "")
    value = json.loads(out)
    assert value["ticket"]["title"] == "【换货】6900000000000000001"
    assert [one["sku"] for one in value["reserved"]] == ["WY-FB-120"]
    assert [one["sku"] for one in value["held"]] == ["WY-CW-120"]
    status, _, err = _run(capsys, *words)
    assert status == 1
    assert err.startswith("EXCHANGE_REFUSED")


def test_apply_without_stock_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store, on_hand=0)
    [identity] = shop.put(store, shop.order())
    store.close()
    status, _, err = _run(capsys, "returns", "apply", identity, "--text", "换成雾蓝")
    assert status == 1
    assert err.startswith("SHORT_OF_NEW_SKU")


def test_a_refund_stops_the_order_and_desk_verbs_work(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    [identity] = shop.put(store, shop.order(number="6900000000000000001"))
    store.close()
    status, out, _ = _run(capsys, "returns", "apply", identity, "--json", "--text", "没发货，取消退款吧不要了，退款")
    assert status == 0
    told = json.loads(out)
    assert (told["intent"], told["reserved"], told["print"]) == ("仅退款", [], [])
    status, out, _ = _run(capsys, "returns", "take", identity, "--json", "--text", "衣服帮我倒一倒大的")
    case = json.loads(out)["case"]
    _, out, _ = _run(capsys, "returns", "queue", "--json")
    assert [row["case"] for row in json.loads(out)] == [case]
    _, out, _ = _run(capsys, "returns", "decide", identity, case, "exchange", "--json")
    assert json.loads(out)["suggested"]
    _, out, _ = _run(capsys, "returns", "rules", "list", "--json")
    rule = json.loads(out)[0]["rule"]
    _, out, _ = _run(capsys, "returns", "rules", "rehearse", rule, "--json")
    changes = str(len(json.loads(out)["changes"]))
    status, _, err = _run(capsys, "returns", "rules", "accept", rule, "--changes", "7")
    assert (status, err.split(":")[0]) == (1, "REHEARSE_FIRST")
    assert _run(capsys, "returns", "rules", "accept", rule, "--changes", changes)[0] == 0
    for verb in ("recalls", "parcels"):
        status, out, _ = _run(capsys, "returns", verb, "--json")
        assert (status, json.loads(out)) == (0, [])
    status, _, err = _run(capsys, "returns", "receive", identity)
    assert (status, err.split(":")[0]) == (1, "RETURN_PARCEL")
