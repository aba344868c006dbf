"""``waybills``: numbers are imported, counted, warned of, and taken from a roll by command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_pool_is_filled_counted_and_a_roll_is_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order())
    store.close()
    file = tmp_path / "numbers.csv"
    file.write_text("运单号\nSF1400000000001\nSF1400000000002\n", encoding="utf-8")

    def said(*words: str) -> Any:
        assert main.main(["--json", "waybills", *words]) == 0
        return json.loads(capsys.readouterr().out)

    assert said("import", "顺丰", str(file)) == {"carrier": "顺丰", "read": 2, "new": 2}
    assert said("low", "顺丰", "1")["carriers"][1] == {"carrier": "顺丰", "left": 2, "low_at": 1, "low": False}
    given = said("give", "6900000000000000001", "SF1400000000001", "--carrier", "顺丰")
    assert given["waybill_no"] == "SF1400000000001"
    assert said("left")["carriers"][1] == {"carrier": "顺丰", "left": 1, "low_at": 1, "low": True}
    assert main.main(["waybills", "give", "6900000000000000001", "13800000001", "--carrier", "顺丰"]) == 1
    assert "WAYBILL_NUMBER" in capsys.readouterr().err
