"""A seeded few of ``benchmark kills``: programs killed while they do everything at once, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from station.settings import Settings
from tests import shop
from tests.benchmarks.kills import broken, campaign

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store


def test_killed_programs_break_nothing(store_url: str, home: Path) -> None:
    told = campaign(Settings(home, store_url, "1"), kills=4, seed=11, programs=3)
    assert told["wrong"] == {}
    assert told["looks"] == 5
    assert told["orders"] > 0
    assert told["audit_entries"] > 0


def test_what_is_broken_is_found(store: Store) -> None:
    shop.build(store)
    shop.put(store, shop.order())
    with store.read() as tx:
        assert list(broken(tx)) == []
    store.write(lambda tx: tx.execute(text("UPDATE stock SET paid = paid + 1 WHERE sku = 'WY-CW-120'")))
    strange = "INSERT INTO order_codes (code, kind, order_id) VALUES ('SF1', 'waybill', :id)"
    store.write(lambda tx: tx.execute(text(strange), {"id": _other(store)}))
    with store.read() as tx:
        wrong = list(broken(tx))
    assert "stock counters" in wrong
    assert any(one.startswith("orphans order_codes") for one in wrong)


def _other(store: Store) -> object:
    return b"x" * 16 if store.engine.dialect.name == "sqlite" else "78787878-7878-7878-7878-787878787878"
