"""A backup is whole and sealed or refused; a restore tells what would be lost and keeps what was."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from station.packing import session
from station.people import permit, pins
from station.people.audit import verify
from station.people.codes import badge_code
from station.people.permit import SignInError
from station.people.roles import Role
from station.people.safekeeping import back_up, bring_back
from station.settings import Settings
from station.store import audit, backup, restore
from station.store import orders as master
from station.store.backup import BackupTargetError
from station.store.engine import Store, open_store
from station.store.restore import StoreInUseError
from station.store.sealed_file import BackupFileError
from station.store.vault import WrongKeyError
from tests import shop
from tests.station.people.staff import PIN, hire

if TYPE_CHECKING:
    from pathlib import Path


def _day(store: Store) -> str:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(buyer_note="放门口，张三收"))
    session.scan(store, badge_code("1001"), station="1")
    return order_id


def _settings(store: Store, home: Path) -> Settings:
    url = store.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    return Settings(home, url, "1")


def test_what_a_backup_holds_comes_back_and_what_came_after_is_told(store: Store, home: Path, tmp_path: Path) -> None:
    order_id, settings = _day(store), _settings(store, home)
    file = tmp_path / "day.packbench"
    said = back_up(store, file, actor=permit.COMMAND, station="1")
    assert said.orders == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["day.packbench"]
    shop.put(store, shop.order("6900000000000000002"))
    session.scan(store, badge_code("1001"), station="1")
    store.close()
    looked = bring_back(settings, file, actor=permit.COMMAND, sure=False)
    assert (looked.loss.orders, looked.loss.acts >= 1, looked.done) == (1, True, False)
    done = bring_back(settings, file, actor=permit.COMMAND, sure=True)
    assert done.done
    after = open_store(settings)
    with after.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert row.buyer_note == "放门口，张三收"
        assert master.by_code(tx, "6900000000000000002") == []
        assert [verify(tx, station) for station in audit.stations(tx)] == [None] * len(audit.stations(tx))
        assert list(audit.links(tx, "1"))[-1].action == "restore"
    after.close()
    if done.kept is not None:
        before = open_store(Settings(home, f"sqlite:///{done.kept}", "1"))
        with before.read() as tx:
            assert len(master.by_code(tx, "6900000000000000002")) == 1
        before.close()


def test_nothing_in_a_backup_can_be_read_without_the_key(store: Store, tmp_path: Path) -> None:
    _day(store)
    file = tmp_path / "day.packbench"
    back_up(store, file, actor=permit.COMMAND, station="1")
    content = file.read_bytes()
    for word in ("张三", "测试甲", "13800000001", "测试路", "SQLite format", "儿童卫衣"):
        assert word.encode() not in content


@pytest.mark.parametrize("harm", ["cut", "cut_piece", "flip", "header", "other"])
def test_a_harmed_backup_is_refused_and_nothing_changes(sqlite_url: str, home: Path, tmp_path: Path, harm: str) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    _day(store)
    file = tmp_path / "day.packbench"
    back_up(store, file, actor=permit.COMMAND, station="1")
    store.close()
    content = bytearray(file.read_bytes())
    if harm == "cut":
        content = content[:-7]
    elif harm == "cut_piece":
        content = content[: content.index(b"\n", 30) + 1]
    elif harm == "flip":
        content[-5000] ^= 1
    elif harm == "header":
        content = bytearray(bytes(content).replace(b'"orders": 1', b'"orders": 7', 1))
    else:
        content = bytearray(b"PK\x03\x04 something else")
    file.write_bytes(content)
    before = (home / "packbench.db").read_bytes()
    with pytest.raises(BackupFileError):
        bring_back(settings, file, actor=permit.COMMAND, sure=True)
    assert (home / "packbench.db").read_bytes() == before
    assert not list(home.glob(".restore-*"))


def test_a_backup_of_another_key_says_so(sqlite_url: str, home: Path, tmp_path: Path) -> None:
    store = open_store(Settings(home, sqlite_url, "1"))
    _day(store)
    file = tmp_path / "day.packbench"
    back_up(store, file, actor=permit.COMMAND, station="1")
    store.close()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with pytest.raises(WrongKeyError):
        bring_back(Settings(elsewhere, f"sqlite:///{elsewhere}/a.db", "1"), file, actor=permit.COMMAND, sure=True)
    shutil.copy(home / "packbench.key", elsewhere / "packbench.key")
    there = Settings(elsewhere, f"sqlite:///{elsewhere}/a.db", "1")
    assert bring_back(there, file, actor=permit.COMMAND, sure=True).done
    opened = open_store(there)
    with opened.read() as tx:
        assert len(audit.stations(tx)) == 1
    opened.close()


def test_a_store_somebody_has_open_is_not_replaced(sqlite_url: str, home: Path, tmp_path: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    _day(store)
    file = tmp_path / "day.packbench"
    back_up(store, file, actor=permit.COMMAND, station="1")
    with pytest.raises(StoreInUseError):
        bring_back(settings, file, actor=permit.COMMAND, sure=True)
    store.close()
    assert restore.loss(settings, backup.facts(file)).orders == 0


def test_restoring_is_for_who_may(sqlite_url: str, home: Path, tmp_path: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    numbers = hire(store)
    file = tmp_path / "day.packbench"
    with pytest.raises(SignInError):
        back_up(store, file, actor=permit.COMMAND, station="1")
    pins.prove(store, numbers[Role.IT], PIN, station="1")
    back_up(store, file, actor=numbers[Role.IT], station="1")
    store.close()
    with pytest.raises(SignInError):
        bring_back(settings, file, actor=permit.COMMAND, sure=True)
    prove = partial(pins.prove, operator_no=numbers[Role.IT], pin=PIN, station="1")
    assert bring_back(settings, file, actor=numbers[Role.IT], sure=True, prove=prove).done


@pytest.mark.skipif(os.name != "posix", reason="modes and /dev/full are POSIX")
def test_a_place_that_cannot_be_written_is_a_sentence(sqlite_url: str, home: Path, tmp_path: Path) -> None:
    store = open_store(Settings(home, sqlite_url, "1"))
    _day(store)
    unplugged = tmp_path / "disk"
    unplugged.write_text("no folder here any more")
    with pytest.raises(BackupTargetError, match="备份写不到"):
        back_up(store, unplugged / "a.packbench", actor=permit.COMMAND, station="1")
    assert store.write(lambda tx: tx.now) > store.clock.now() - timedelta(minutes=1)
    store.close()
