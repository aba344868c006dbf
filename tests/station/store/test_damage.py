"""A file that is broken, a process that died, an upgrade that fails: told in a sentence, nothing made worse."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import OperationalError

import main
from station.people import permit
from station.people.safekeeping import bring_back
from station.settings import Settings
from station.store import automatic, migrate, presence
from station.store.damage import StoreDamagedError
from station.store.engine import open_store
from station.store.migrate import MigrationError
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path


def _shop(settings: Settings) -> None:
    store = open_store(settings)
    shop.build(store)
    shop.put(store, *(shop.order(f"69{number:017d}") for number in range(40)))
    automatic.run(store)
    store.close()


def _break(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096 * 3, len(content) - 512, 4096):
        content[start : start + 200] = b"\xff" * 200
    path.write_bytes(content)


def _die(path: Path) -> None:
    path.with_name(f"{path.name}.open-0123456789ab").write_bytes(b"")  # the mark of one who did not come back


def test_damage_is_found_at_the_start_after_an_unclean_exit(sqlite_url: str, home: Path) -> None:
    settings, path = Settings(home, sqlite_url, "1"), home / "packbench.db"
    _shop(settings)
    _break(path)
    _die(path)
    with pytest.raises(StoreDamagedError, match="损坏") as told:
        open_store(settings)
    assert "auto-" in told.value.remedy
    assert not list(home.glob("*.open-*"))


def test_the_way_back_from_damage_works(sqlite_url: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings, path = Settings(home, sqlite_url, "1"), home / "packbench.db"
    _shop(settings)
    (file,) = (home / "backups").glob("auto-*")
    path.write_bytes(b"this is not a database" * 400)
    assert main.main(["orders", "find", "6900000000000000001"]) == 3
    assert "STORE_DAMAGED" in capsys.readouterr().err
    done = bring_back(settings, file, actor=permit.COMMAND, sure=True)
    assert (done.done, done.loss.readable) == (True, False)
    assert done.kept is not None
    assert done.kept.read_bytes().startswith(b"this is not")
    open_store(settings).close()


def test_a_whole_file_opens_after_an_unclean_exit(sqlite_url: str, home: Path) -> None:
    settings, path = Settings(home, sqlite_url, "1"), home / "packbench.db"
    _shop(settings)
    _die(path)
    store = open_store(settings)
    assert presence.others(path) == 1  # ourselves
    store.close()
    assert presence.others(path) == 0
    assert not list(home.glob("*.open-*"))


def test_an_upgrade_is_backed_up_first_and_taken_back_when_it_fails(
    sqlite_url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, path = Settings(home, sqlite_url, "1"), home / "packbench.db"
    _shop(settings)
    raw = sqlite3.connect(path)
    newest = migrate.REVISION
    raw.execute("UPDATE alembic_version SET version_num = '0005'")
    raw.commit()
    raw.close()
    before = _dump(path)

    def half(engine: object) -> None:
        from sqlalchemy import Engine

        assert isinstance(engine, Engine)
        with engine.connect() as conn, conn.begin():
            conn.exec_driver_sql("ALTER TABLE orders ADD COLUMN half TEXT")
            conn.exec_driver_sql("UPDATE orders SET half = 'x'")
            raise OperationalError("", {}, Exception("the machine has had enough"))

    monkeypatch.setattr(migrate, "_upgrade", half)
    with pytest.raises(MigrationError):
        open_store(settings)
    assert _dump(path) == before
    (kept,) = (home / "backups").glob("before-0005-*")
    assert kept.stat().st_size > 10_000
    assert newest > "0005"


def _dump(path: Path) -> list[str]:
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    connection = sqlite3.connect(copy)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_failed_upgrade_of_a_server_is_taken_back(postgres_url: str, home: Path) -> None:
    settings = Settings(home, postgres_url, "1")
    _shop(settings)
    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0005'")
        conn.exec_driver_sql("ALTER TABLE label_designs RENAME TO designs_elsewhere")  # the last step will stumble
        before = set(inspect(conn).get_table_names()), conn.exec_driver_sql("SELECT count(*) FROM orders").scalar()
    with pytest.raises(MigrationError):
        open_store(settings)
    with engine.begin() as conn:
        now = set(inspect(conn).get_table_names()), conn.exec_driver_sql("SELECT count(*) FROM orders").scalar()
        assert now == before
        assert conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0005"
    engine.dispose()
