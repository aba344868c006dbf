"""``watch once``: what is due is done and counted, at any time one names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import main
from station.settings import load
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    import pytest


def test_what_is_due_is_done_once(capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(load())
    shop.build(store)
    shop.put(store, shop.order(code="STRANGE"))
    store.close()
    told = []
    for _time in range(2):
        assert main.main(["--json", "watch", "once", "--at", "2030-01-01T12:00"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [one["watchers"]["stuck"] for one in told] == [1, 0]
    assert [one["sent"] for one in told] == [1, 0]
