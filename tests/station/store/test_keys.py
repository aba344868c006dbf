"""Keys: made once, wrapped under a passphrase, carried to another machine, changed without losing a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from sqlalchemy import text

from station.packing import session
from station.people import operators
from station.people.codes import badge_code
from station.settings import Settings
from station.store import keys, photos, rotation
from station.store import orders as master
from station.store.engine import Store, open_store
from station.store.keys import PassphraseError
from station.store.vault import Vault, WrongKeyError
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Ring(KeyringBackend):
    """A key ring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types here
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    before, mine = keyring.get_keyring(), Ring()
    monkeypatch.delenv("PACKBENCH_KEYRING")
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def test_a_desktop_keeps_the_key_in_its_ring(ring: Ring, sqlite_url: str, home: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    open_store(settings).close()
    assert not (home / "packbench.key").exists()
    assert len(ring.kept) == 1
    open_store(settings).close()
    ring.kept.clear()
    with pytest.raises(WrongKeyError):
        open_store(settings)
    assert ring.kept == {}


def test_a_changed_key_in_the_ring_still_opens_what_is_older(ring: Ring, sqlite_url: str, home: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    sealed = store.vault.seal("before")
    rotation.rotate(store)
    store.close()
    again = open_store(settings)
    assert len(ring.kept) == 2
    assert again.vault.open(sealed) == "before"
    again.close()


def test_a_key_file_can_be_locked_with_a_passphrase(
    sqlite_url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = home / "words"
    words.write_text("很长的一句口令 2026\n", encoding="utf-8")
    monkeypatch.setenv("PACKBENCH_PASSPHRASE_FILE", str(words))
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    assert store.vault.key not in (home / "packbench.key").read_bytes()
    assert keys.place(home, store.vault) == "file+passphrase"
    store.close()
    open_store(settings).close()
    words.write_text("another", encoding="utf-8")
    with pytest.raises(PassphraseError):
        open_store(settings)


def test_a_wrapped_key_opens_with_its_words_only() -> None:
    key = bytes(range(32))
    packed = keys.wrap(key, "correct horse")
    assert keys.unwrap(packed, "correct horse") == key
    for words, harmed in (("wrong horse", packed), ("correct horse", packed[:-1] + bytes([packed[-1] ^ 1]))):
        with pytest.raises(PassphraseError):
            keys.unwrap(harmed, words)


def test_a_new_key_seals_everything_again_and_changes_nothing(store: Store, home: Path) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(buyer_note="送到前台 王五"))
    session.scan(store, badge_code("1001"), station="1")
    name = photos.keep(home / "photos", store.vault, b"slip")
    old, buyer = store.vault, store.vault.digest("buyer", "x")
    rows, sealed = rotation.rotate(store)
    assert (rows > 0, sealed) == (True, 1)
    url = store.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    store.close()
    (home / f"packbench.key.{old.check[:8]}").unlink()  # nothing needs the old key any more
    again = open_store(Settings(home, url, "1"))
    assert again.vault.check != old.check
    assert again.vault.digest("buyer", "x") == buyer
    assert photos.load(home / "photos", again.vault, name) == b"slip"
    with again.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert row.buyer_note == "送到前台 王五"
        assert master.recipient(tx, order_id)["name"] == "测试甲"
    again.close()
    with pytest.raises(WrongKeyError):
        old.open(again.vault.seal("x"))


def test_a_power_cut_while_the_key_changes_loses_nothing(sqlite_url: str, home: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.close()
    keys.stage(home, b"n" * 32)  # written down, nothing sealed with it yet
    again = open_store(settings)
    assert again.vault.key != b"n" * 32
    first = (home / "packbench.key").read_bytes()
    rotation.rotate(again)
    again.close()
    new = (home / "packbench.key").read_bytes()
    (home / "packbench.key").write_bytes(first)  # sealed, but the file was not changed over yet
    (home / "packbench.key.staged").write_bytes(new)
    last = open_store(settings)
    with last.read() as tx:
        assert master.recipient(tx, order_id)["phone"] == "13800000001"
    last.close()


def test_what_an_older_program_left_in_the_clear_is_sealed_at_the_next_start(sqlite_url: str, home: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(buyer_note="old"))
    store.write(lambda tx: tx.execute(text("UPDATE orders SET buyer_note = '明文备注张三'")))
    store.write(lambda tx: tx.execute(text("INSERT INTO meta (name, value) VALUES ('unsealed', '1')")))
    store.close()
    again = open_store(settings)
    with again.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert row.buyer_note == "明文备注张三"
        (raw,) = tx.execute(text("SELECT buyer_note FROM orders")).scalars()
    assert "张三" not in raw
    again.close()


def test_names_of_operators_of_an_older_program_are_sealed_at_the_next_start(store_url: str, home: Path) -> None:
    settings = Settings(home, store_url, "1")
    store = open_store(settings)
    shop.build(store)
    store.write(lambda tx: tx.execute(text("UPDATE operators SET name = '王芳' WHERE operator_no = '1001'")))
    store.write(lambda tx: tx.execute(text("INSERT INTO meta (name, value) VALUES ('unsealed', 'operators')")))
    store.close()
    again = open_store(settings)
    with again.read() as tx:
        raw = tx.execute(text("SELECT name FROM operators")).scalars().all()
        known = operators.by_no(tx, "1001")
    again.close()
    assert known is not None
    assert known.name == "王芳"
    assert all(name.startswith("~1~") for name in raw)


def test_sealed_text_is_opened_by_its_own_key_only() -> None:
    mine, other = Vault(b"a" * 32), Vault(b"b" * 32)
    sealed = mine.seal_text("张三")
    assert mine.open_text(sealed) == "张三"
    assert mine.open_text("") == ""
    assert Vault(b"c" * 32, [b"a" * 32]).open_text(sealed) == "张三"
    with pytest.raises(WrongKeyError):
        other.open_text(sealed)
