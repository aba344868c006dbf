"""Backups where it hurts: every part altered, work going on beside, no room, a disk pulled out or read-only."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from station.packing import session
from station.people.codes import badge_code
from station.settings import Settings
from station.store import backup, sealed_file
from station.store.backup import BackupTargetError
from station.store.engine import Store, StoreUnavailableError, open_store
from station.store.migrate import StoreTooNewError
from station.store.sealed_file import BackupFileError
from station.store.vault import WrongKeyError
from tests import shop
from tests.benchmarks.kills import broken

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
_PIECE = 1 << 16


@pytest.fixture
def made(sqlite_url: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Store, Path]]:
    """Give a store and a backup of it in many pieces."""
    monkeypatch.setattr(sealed_file, "_PIECE", _PIECE)
    store = open_store(Settings(home, sqlite_url, "1"))
    shop.build(store)
    shop.put(store, shop.order())
    backup.make(store.engine, store.vault, tmp_path / "day.packbench", now=shop.NOW)
    yield store, tmp_path / "day.packbench"
    store.close()


def _parts(whole: bytes) -> dict[str, bytes]:
    """Return the backup harmed in each of its parts."""
    magic = whole.index(b"\n") + 1
    body = whole.index(b"\n", magic) + 1
    sealed = _PIECE + 16
    first, second = whole[body : body + sealed], whole[body + sealed : body + 2 * sealed]
    flips = {
        "magic": 3,
        "header": magic + 10,
        "header's end": body - 2,
        "nonce": whole.index(b'"prefix": "') + 11,
        "first piece": body,
        "its tag": body + sealed - 1,
        "a piece between": body + 2 * sealed + 77,
        "last piece": len(whole) - 40,
        "last tag": len(whole) - 1,
    }
    harmed = {name: whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for name, at in flips.items()}
    for share in (0, 3, magic - 1, magic, body - 1, body, body + 5, body + sealed, len(whole) // 2, len(whole) - 1):
        harmed[f"cut at {share}"] = whole[:share]
    harmed["more behind it"] = whole + b"\0"
    harmed["pieces swapped"] = whole[:body] + second + first + whole[body + 2 * sealed :]
    harmed["a piece left out"] = whole[:body] + whole[body + sealed :]
    harmed["a piece twice"] = whole[: body + sealed] + first + whole[body + sealed :]
    return harmed


def test_every_part_that_is_altered_is_noticed(made: tuple[Store, Path], tmp_path: Path) -> None:
    store, file = made
    whole = file.read_bytes()
    taken = []
    for name, content in _parts(whole).items():
        file.write_bytes(content)
        try:
            backup.unpack(file, store.vault, tmp_path / "out.db")
        except (BackupFileError, WrongKeyError):
            continue
        taken.append(name)
    assert taken == []
    file.write_bytes(whole)
    assert backup.unpack(file, store.vault, tmp_path / "out.db").orders == 1


def test_every_altered_byte_of_the_header_is_noticed(made: tuple[Store, Path], tmp_path: Path) -> None:
    store, file = made
    whole = file.read_bytes()
    magic = whole.index(b"\n") + 1
    body = whole.index(b"\n", magic) + 1
    harmed = [whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :] for at in range(magic, body) for bit in (1, 128)]
    harmed += [
        whole[:magic] + words + whole[body - 1 :] for words in (b"[1]", b"7", b"{}", b'{"prefix": "0"}', b"null")
    ]
    for content in harmed:
        file.write_bytes(content)
        with pytest.raises((BackupFileError, WrongKeyError, StoreTooNewError)):
            backup.unpack(file, store.vault, tmp_path / "out.db")


def test_a_header_of_another_day_is_refused(made: tuple[Store, Path], tmp_path: Path) -> None:
    store, file = made
    shop.put(store, shop.order("6900000000000000002"))
    other = tmp_path / "other.packbench"
    backup.make(store.engine, store.vault, other, now=shop.NOW)
    first, second = file.read_bytes().split(b"\n", 2), other.read_bytes().split(b"\n", 2)
    file.write_bytes(b"\n".join((*second[:2], first[2])))
    with pytest.raises(BackupFileError):
        backup.unpack(file, store.vault, tmp_path / "out.db")


def test_a_backup_beside_work_holds_every_invariant(store: Store, home: Path) -> None:
    shop.build(store, on_hand=500)
    done, over, failed = [0], threading.Event(), list[BaseException]()

    def work(hand: int) -> None:
        try:
            session.scan(store, badge_code("1001"), station=f"{hand}")
            while not over.is_set():
                done[0] += 1
                shop.put(store, shop.order(f"69{hand}{done[0]:016d}"))
        except BaseException as error:  # noqa: BLE001 - told to the test
            failed.append(error)

    hands = [threading.Thread(target=work, args=(hand,)) for hand in (1, 2)]
    for hand in hands:
        hand.start()
    files = [home / f"{number}.packbench" for number in range(3)]
    for file in files:
        backup.make(store.engine, store.vault, file, now=shop.NOW)
    over.set()
    for hand in hands:
        hand.join()
    assert failed == []
    assert done[0] > 3
    for file in files:
        inside = file.with_suffix(".db")
        backup.unpack(file, store.vault, inside)
        again = open_store(Settings(home, f"sqlite:///{inside}", "1"))
        with again.read() as tx:
            assert list(broken(tx)) == []
        again.close()


def test_a_disk_pulled_out_while_writing_is_a_sentence(
    made: tuple[Store, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, file = made
    disk = file.with_name("disk")
    seal = sealed_file.seal

    def pulled(*given: object) -> None:
        seal(*given)  # type: ignore[arg-type]
        shutil.rmtree(disk)

    monkeypatch.setattr(sealed_file, "seal", pulled)
    with pytest.raises(BackupTargetError):
        backup.make(store.engine, store.vault, disk / "day.packbench", now=shop.NOW)
    _works(store)


def test_no_room_for_the_backup_leaves_the_older_one_and_the_shop(made: tuple[Store, Path], home: Path) -> None:
    """A process that may write no file longer than 100 kB meets it where a full disk would."""
    store, file = made
    before = file.read_bytes()
    words = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "import main; main.log.start(main.settings.home() / 'logs');"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "sys.exit(main.main(sys.argv[1:]))"
    )
    store.close()
    url = f"sqlite:///{home / 'packbench.db'}"
    done = subprocess.run(
        [sys.executable, "-c", words, "--store", url, "backup", str(file)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.partition(":")[0]) == (3, "BACKUP_TARGET")
    assert file.read_bytes() == before
    assert not [path for path in (*home.iterdir(), *file.parent.iterdir()) if path.name.endswith((".part", ".plain"))]
    again = open_store(Settings(home, url, "1"))
    _works(again)
    again.close()


@pytest.mark.parametrize(
    ("pragma", "code"), [("max_page_count = 1", "DISK_FULL"), ("query_only = 1", "STORE_READ_ONLY")]
)
def test_a_full_or_read_only_disk_is_a_sentence_and_loses_nothing(
    made: tuple[Store, Path], home: Path, pragma: str, code: str
) -> None:
    store, _file = made
    store.write(lambda tx: tx.execute(text(f"PRAGMA {pragma}")))
    orders = [shop.order(f"69000000000001{number:05d}", buyer_note="x" * 500) for number in range(2000)]
    with pytest.raises(StoreUnavailableError) as refused:
        shop.put(store, *orders)  # until the last page is full
    assert refused.value.code == code
    with store.read() as tx:
        assert list(broken(tx)) == []
    store.close()
    again = open_store(Settings(home, f"sqlite:///{home / 'packbench.db'}", "1"))
    _works(again)
    again.close()


def test_another_key_opens_nothing_and_changes_nothing(sqlite_url: str, home: Path) -> None:
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    shop.build(store)
    store.close()
    key, before = home / "packbench.key", (home / "packbench.db").read_bytes()
    right = key.read_bytes()
    key.write_bytes(b"x" * 32)
    with pytest.raises(WrongKeyError, match="密钥"):
        open_store(settings)
    assert key.read_bytes() == b"x" * 32
    assert (home / "packbench.db").read_bytes() == before
    key.write_bytes(right)
    again = open_store(replace(settings, station="2"))
    _works(again)
    again.close()


def _works(store: Store) -> None:
    """The shop goes on."""
    (order_id,) = shop.put(store, shop.order("6900000000000000099"))
    with store.read() as tx:
        assert list(broken(tx)) == []
    assert order_id
