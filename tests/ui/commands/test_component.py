"""``component print``: the order's job leaves the queue before the component hears of it and ends as it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import main
from station.packing import labels
from station.settings import load
from station.store import prints
from station.store.engine import open_store
from tests import shop
from tests.printing.components.server import platform

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_order_is_printed_once_by_the_component(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: labels.request(tx, order_id, station="1", operator_no="1001", printer=""))
    store.close()
    content = tmp_path / "content.json"
    content.write_text(json.dumps({"encryptedData": "AES:x"}))
    words = ("component", "print", "cainiao", "--order", "6900000000000000001", "--content", str(content))

    def said(url: str) -> Any:
        assert main.main(["--json", *words, "--url", url]) == 0
        return json.loads(capsys.readouterr().out)["state"]

    assert main.main([*words, "--url", "ws://127.0.0.1:9"]) == 3
    with platform("refuse") as told:
        assert said(told.url) == prints.CANCELLED
    with platform() as told:
        assert said(told.url) == prints.CONFIRMED
        assert len(told.printed) == 1
        capsys.readouterr()
        assert main.main([*words, "--url", told.url]) == 1
    assert "NO_LABEL" in capsys.readouterr().err
