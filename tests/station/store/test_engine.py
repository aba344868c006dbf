"""The store: durable when it says so, one bad piece harms no other, the key must fit."""

from __future__ import annotations

import threading
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from station.settings import Settings
from station.store import keys, sqlite
from station.store.engine import Store, StoreUnavailableError, Tx, open_store
from station.store.migrate import StoreTooNewError
from station.store.schema.base import meta
from station.store.vault import WrongKeyError

if TYPE_CHECKING:
    from pathlib import Path


def _put(name: str, value: str) -> Any:
    def work(tx: Tx) -> str:
        tx.execute(insert(meta), {"name": name, "value": value})
        return value

    return work


def _names(store: Store) -> set[str]:
    with store.read() as tx:
        return {row.name for row in tx.execute(select(meta.c.name))}


def test_a_write_is_seen_by_the_next_read(store: Store) -> None:
    assert store.write(_put("a", "1")) == "1"
    assert "a" in _names(store)


def test_one_failing_piece_harms_no_other(store: Store) -> None:
    def fails(tx: Tx) -> None:
        tx.execute(insert(meta), {"name": "half", "value": ""})
        raise LookupError("on purpose")

    with pytest.raises(LookupError):
        store.write(fails)
    store.write(_put("whole", ""))
    assert {"whole"} <= _names(store)
    assert "half" not in _names(store)


def test_many_threads_write_and_each_is_there(store: Store) -> None:
    threads = [
        threading.Thread(target=lambda start=start: [store.write(_put(f"{start}-{n}", "")) for n in range(10)])
        for start in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_names(store) - {"key_check"}) == 80


def test_a_read_is_one_snapshot(store: Store) -> None:
    with store.read() as tx:
        before = tx.execute(select(meta.c.name)).all()
        store.write(_put("later", ""))
        assert tx.execute(select(meta.c.name)).all() == before


def test_a_time_without_zone_is_refused(store: Store) -> None:
    from station.store.types import UtcTime

    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(datetime(2026, 1, 1), store.engine.dialect)  # noqa: DTZ001
    aware = datetime(2026, 1, 1, 3, 4, 5, 678901, tzinfo=UTC)
    stored = UtcTime().process_bind_param(aware, store.engine.dialect)
    assert UtcTime().process_result_value(stored, store.engine.dialect) == aware


def test_a_missing_key_is_never_replaced(store_url: str, home: Path) -> None:
    settings = Settings(home, store_url, "1")
    open_store(settings).close()
    key = home / "packbench.key"
    key.unlink()
    with pytest.raises(WrongKeyError):
        open_store(settings)
    assert not key.exists()
    key.write_bytes(bytes(32))
    with pytest.raises(WrongKeyError):
        open_store(settings)


def test_a_newer_store_is_refused(store_url: str, home: Path) -> None:
    settings = Settings(home, store_url, "1")
    store = open_store(settings)
    store.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    store.close()
    with pytest.raises(StoreTooNewError):
        open_store(settings)


def test_an_unsafe_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(sqlite, "SAFE", (9, 0, 0))
    with pytest.raises(sqlite.UnsafeSqliteError, match="SQLite"):
        open_store(Settings(home, f"sqlite:///{home}/a.db", "1"))


def test_a_folder_in_place_of_the_file_is_a_sentence(home: Path) -> None:
    (home / "a.db").mkdir(parents=True)
    with pytest.raises(StoreUnavailableError):
        open_store(Settings(home, f"sqlite:///{home}/a.db", "1"))


def test_what_is_sealed_cannot_be_read_without_the_key(store: Store) -> None:
    sealed = store.vault.seal({"name": "测试收件人甲"})
    assert "测试".encode() not in sealed
    assert store.vault.open(sealed) == {"name": "测试收件人甲"}
    with pytest.raises(WrongKeyError):
        store.vault.open(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_a_database_that_is_away_is_a_sentence_for_readers(store: Store) -> None:
    with pytest.raises(StoreUnavailableError), store.read():
        raise OperationalError("SELECT 1", {}, OSError("connection lost"))


def test_two_benches_with_the_same_new_key_are_run_again(postgres_url: str, home: Path) -> None:
    store = open_store(Settings(home, postgres_url, "1"))
    store.write(_put("same", "1"))
    runs: list[int] = []

    def late(tx: Tx) -> str:
        runs.append(1)
        return "seen" if len(runs) > 1 else _put("same", "2")(tx)

    assert store.write(late) == "seen"
    with pytest.raises(IntegrityError):
        store.write(_put("same", "3"))
    store.close()


@pytest.mark.parametrize("said", ["13800000000", "王小明", "浙江省杭州市余杭区测试路8号"])
def test_an_error_never_tells_what_it_failed_on(store: Store, said: str) -> None:
    store.write(_put(said, said))
    with pytest.raises(IntegrityError) as caught:
        store.write(_put(said, said))
    assert said not in "".join(traceback.format_exception(caught.value))


def test_a_value_of_the_wrong_kind_is_not_told_either(postgres_url: str, home: Path) -> None:
    store = open_store(Settings(home, postgres_url, "1"))
    values = {"told": "".join(("王小明", "13800000000"))}
    try:
        with pytest.raises(DBAPIError) as caught, store.read() as tx:
            tx.execute(text("SELECT CAST(:told AS integer)"), values)
    finally:
        store.close()
    assert values["told"] not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("words", ["SELECT nonsense FROM meta", "SELECTED 1"])
def test_a_wrong_statement_is_our_mistake_not_a_store_that_is_away(store: Store, words: str) -> None:
    with pytest.raises(DBAPIError):
        store.write(lambda tx: tx.execute(text(words)))
    with pytest.raises(DBAPIError), store.read() as tx:
        tx.execute(text(words))


def test_the_slower_of_two_first_starts_takes_the_key_that_is_there(home: Path) -> None:
    assert keys.create(home).check == keys.create(home).check
