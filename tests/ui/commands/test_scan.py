"""``scan``: the bench on the command line, one JSON line a code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    import pytest


def test_an_order_is_packed_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.close()
    words = ["--json", "scan", "6900000000000000001", "6900000000028", "6900000000011", "--operator", "1001"]
    assert main.main(words) == 0
    first, wrong, right = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["verdict"], first["result"], first["order_id"]) == ("可发", None, order_id)
    assert first["expects"][0]["sku"] == "WY-CW-120"
    assert (wrong["result"], wrong["print"]) == ("wrong", [])
    assert right["result"] == "ok"
    assert len(right["print"]) == 1


def test_nobody_at_the_bench_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["scan", "123"]) == 0
    assert "先扫工牌" in capsys.readouterr().out


def test_an_unknown_operator_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for number in ("9999", "a-b"):
        assert main.main(["scan", "123", "--operator", number]) == 1
        assert "UNKNOWN_OPERATOR" in capsys.readouterr().err
