"""The audit chain: what was written stays provable."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from station.people.audit import record, verify
from station.store import audit as chain
from station.store.schema.people import audit
from tests.station.people.tamper import tamper

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

ORDER = "0123456789abcdef0123456789abcdef"


def _write(store: Store, *, station: str = "3", count: int = 3) -> None:
    def work(tx: Tx) -> None:
        for number in range(count):
            record(
                tx, station, actor="1001", action="open", order_id=ORDER, subject=f"第{number}单", detail={"n": number}
            )

    store.write(work)


def _first_broken(store: Store, station: str = "3") -> int | None:
    with store.read() as tx:
        return verify(tx, station)


def test_a_whole_chain_verifies(store: Store) -> None:
    _write(store)
    _write(store)
    assert _first_broken(store) is None
    with store.read() as tx:
        assert [row.seq for row in chain.links(tx, "3")] == [1, 2, 3, 4, 5, 6]
        assert len(chain.of_order(tx, ORDER)) == 6


def test_a_station_without_entries_is_whole(store: Store) -> None:
    assert _first_broken(store, "9") is None


def test_each_station_has_its_own_chain(store: Store) -> None:
    _write(store, station="1", count=2)
    _write(store, station="2", count=1)
    with store.read() as tx:
        assert chain.stations(tx) == ["1", "2"]
    assert _first_broken(store, "1") is None
    assert _first_broken(store, "2") is None


def test_an_altered_entry_is_found(store: Store) -> None:
    _write(store)
    tamper(store, update(audit).where(audit.c.seq == 2).values(actor="9999"))
    assert _first_broken(store) == 2


def test_a_removed_entry_is_found(store: Store) -> None:
    _write(store)
    tamper(store, delete(audit).where(audit.c.seq == 2))
    assert _first_broken(store) == 2


def test_an_entry_with_numbers_as_keys_still_verifies(store: Store) -> None:
    store.write(lambda tx: record(tx, "3", actor="", action="count", detail={"lines": {2: 1, 10: 3}, "ratio": 0.125}))
    assert _first_broken(store) is None


def test_two_writers_of_one_station_keep_one_chain(store: Store) -> None:
    threads = [threading.Thread(target=_write, args=(store,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _first_broken(store) is None
    with store.read() as tx:
        assert len(list(chain.links(tx, "3"))) == 12


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = '9999' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 3",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1",
        "TRUNCATE audit",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(store: Store, statement: str) -> None:
    dialect = store.engine.dialect.name
    if ("REPLACE" in statement and dialect != "sqlite") or ("TRUNCATE" in statement and dialect == "sqlite"):
        return  # the other engine has no such statement
    _write(store)
    with pytest.raises(IntegrityError, match="append-only"):
        store.write(lambda tx: tx.execute(text(statement)))
    assert _first_broken(store) is None
