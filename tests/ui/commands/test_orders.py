"""``orders find`` and ``orders show``: every number leads there, nothing personal in the clear."""

from __future__ import annotations

import json

import pytest

import main
from station.orders.ids import short_code
from station.people import operators
from station.people.roles import Role
from station.settings import load
from station.store.engine import open_store
from tests import shop


@pytest.fixture
def order_id() -> str:
    store = open_store(load())
    shop.build(store)
    (made,) = shop.put(store, shop.order(waybill_no="SF1400000000001"))
    store.close()
    return made


@pytest.mark.parametrize("kind", ["global", "short", "6900000000000000001", "SF1400000000001", "0001"])
def test_any_number_finds_the_order(order_id: str, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    key = {"global": order_id, "short": short_code(order_id)}.get(kind, kind)
    assert main.main(["--json", "orders", "find", key]) == 0
    found = json.loads(capsys.readouterr().out)["orders"]
    assert [one["order_id"] for one in found] == [order_id]
    assert found[0]["channel_orders"] == [{"channel": "douyin", "shop": "", "no": "6900000000000000001"}]


def test_an_unknown_number_says_so(order_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["orders", "find", "404"]) == 1
    assert "没有号码是 404 的订单" in capsys.readouterr().out
    assert main.main(["orders", "show", "404"]) == 1
    assert capsys.readouterr().err.startswith("UNKNOWN_ORDER: ")


def test_a_second_number_finds_the_same_order(order_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    (other,) = shop.put(store, shop.order("6900000000000000002"))
    store.write(lambda tx: operators.add(tx, "88", name="李", role=Role.LEAD))
    store.close()
    link = ["--json", "orders", "link", order_id, "--operator", "88", "--channel"]
    for new in (True, False):
        assert main.main([*link, "alibaba", "--no", "184000000001"]) == 0
        assert json.loads(capsys.readouterr().out) == {"order_id": order_id, "linked": new}
    assert main.main(["--json", "orders", "find", "184000000001"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["orders"]
    assert [(ref["channel"], ref["no"]) for ref in found["channel_orders"]] == [
        ("douyin", "6900000000000000001"),
        ("alibaba", "184000000001"),
    ]
    assert main.main([*link, "douyin", "--no", "6900000000000000002"]) == 1
    assert "ALREADY_AN_ORDER" in capsys.readouterr().err
    assert main.main([*link, "nowhere", "--no", "1"]) == 1
    assert "BAD_LINK" in capsys.readouterr().err
    assert other != order_id


def test_a_pasted_line_is_shown_then_made(order_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = "张三 13812345678 浙江省绍兴市柯桥区齐贤街道万商路188号 WY-CW-120 x2"
    assert main.main(["--json", "orders", "enter", line, "--dry"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["order_id"], shown["city"], shown["town"]) == (None, "绍兴市", "齐贤街道")
    assert shown["items"] == [{"written": "WY-CW-120", "sku": "WY-CW-120", "qty": 2, "near": []}]
    assert main.main(["--json", "orders", "enter", line]) == 0
    made = json.loads(capsys.readouterr().out)
    assert main.main(["orders", "status", made["short_code"]]) == 0
    assert "正在备货" in capsys.readouterr().out
    assert made["order_id"] != order_id


def test_show_masks_people(order_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--json", "orders", "show", order_id]) == 0
    out = capsys.readouterr().out
    assert "13800000001" not in out
    assert "测试甲" not in out
    assert json.loads(out)["orders"][0]["allocations"][0]["fund"] == "全款占用"
