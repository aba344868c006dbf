"""Orders of a program before 0022 keep who they go to, and are found, after the upgrade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from station.orders.find import find
from station.orders.ids import channel_order_id, short_code
from station.settings import Settings
from station.store import keys, migrate, people
from station.store import orders as master
from station.store.engine import open_store
from station.store.types import GlobalId
from tests.shop import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from station.store.vault import Vault

NUMBERS = "6900000000000000001", "6900000000000000002"
TOLD = {"name": "姚远", "phone": "13800000001", "detail": "测试路0号"}


def made_before(url: str, home: Path) -> None:
    """Make a store as revision 0021 knew it, with two orders of one buyer."""
    key = keys.create(home)
    older = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with older.connect() as conn, conn.begin():
        config.attributes["connection"] = conn
        command.upgrade(config, "0021")
        conn.execute(text("INSERT INTO meta (name, value) VALUES ('key_check', :check)"), {"check": key.check})
        put(conn, key, NUMBERS[0], key.seal(list(TOLD.values())), town=key.seal_text("五常街道"))
        put(conn, key, NUMBERS[1], key.seal(TOLD), town="仓前街道")  # as older programs wrote
        conn.execute(text("INSERT INTO buyers (buyer_key, key_kind, orders) VALUES ('p:a', 'p', 2)"))
    older.dispose()


def put(conn: Connection, key: Vault, number: str, sealed: bytes, *, town: str) -> None:
    """Write one order the way 0021 kept it."""
    identity = channel_order_id("douyin", "", number)
    stored = GlobalId().process_bind_param(identity, conn.dialect)
    told: dict[str, object] = {"id": stored, "short": short_code(identity), "number": number, "town": town}
    told |= {"at": int(NOW.timestamp()) * 1_000_000, "sealed": sealed}
    columns = "order_id, short_code, state, channel, number, channel_status, accepted_at, source_at, town, buyer_key"
    values = ":id, :short, 'delivered', 'douyin', :number, 'delivered', :at, :at, :town, 'p:a'"
    run(conn, f"INSERT INTO orders ({columns}) VALUES ({values})", told)
    people = "order_id, name_mask, phone_mask, sealed"
    run(conn, f"INSERT INTO order_people ({people}) VALUES (:id, '姚*', '138******01', :sealed)", told)
    for kind, code in (("short", told["short"]), ("channel", number), ("phone4", "0001"), ("waybill", f"SF{number}")):
        row = {"code": code, "kind": kind, "id": stored}
        run(conn, "INSERT INTO order_codes (code, kind, order_id) VALUES (:code, :kind, :id)", row)


def run(conn: Connection, statement: str, values: Mapping[str, object]) -> None:
    """Run one statement with those of the values it names."""
    named = {name: value for name, value in values.items() if f":{name}" in statement}
    conn.execute(text(statement), named)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    return str(request.getfixturevalue("blank_postgres_url"))


def test_orders_of_before_keep_their_people_and_are_found(url: str, home: Path) -> None:
    made_before(url, home)
    for _start in range(2):
        store = open_store(Settings(home, url, "1"))
        ids = [channel_order_id("douyin", "", number) for number in NUMBERS]
        with store.read() as tx:
            towns = [master.recipient(tx, each) for each in ids]
            assert towns == [{**TOLD, "town": "五常街道"}, {**TOLD, "town": "仓前街道"}]
            for key in (short_code(ids[0]), NUMBERS[0], f"SF{NUMBERS[0]}", ids[0]):
                assert [hit.order_id for hit in find(tx, key)] == ids[:1], key
            assert {hit.order_id for hit in find(tx, "0001")} == set(ids)
            assert [hit.customer for hit in find(tx, NUMBERS[1])] == ["姚* 138******01"]
            assert people.buyers_of(tx, ["p:a"])["p:a"]["orders"] == 2
            assert tx.execute(text("SELECT count(*) FROM buyers")).scalar() == 0
            columns = {column["name"] for column in inspect(tx.conn).get_columns("orders")}
        assert "town" not in columns
        store.close()
