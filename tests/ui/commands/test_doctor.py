"""``doctor``: names what is missing, in Chinese, with the way to get it; never shows a password."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import main
from station.store import choices

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from station.store.engine import Store


def test_a_complete_machine_is_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["doctor", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["fit"] is True
    names = {check["name"] for check in said["checks"]}
    assert {"python", "packages", "sqlite", "qt", "font", "ocr", "store", "key", "disk", "printer", "serial"} <= names
    assert all(check["found"] for check in said["checks"])


def test_a_fresh_machine_gets_no_store_by_looking(home: Path) -> None:
    assert main.main(["doctor"]) == 0
    assert not (home / "packbench.db").exists()
    assert not (home / "packbench.key").exists()


def test_an_existing_store_is_opened_on_both_engines(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store.close()
    assert main.main(["doctor", "--json", "--store", store_url]) == 0
    found = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert found["store"]["state"] == "ok"
    assert "made at" not in found["store"]["found"]


def test_a_lost_key_makes_the_machine_unfit(store: Store, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = str(store.engine.url.render_as_string(hide_password=False)).replace("+psycopg", "")
    (home / "packbench.key").unlink()
    assert main.main(["doctor", "--json", "--store", url]) == 1
    found = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert found["store"]["state"] == "missing"
    assert "packbench.key" in found["store"]["remedy"]


def test_a_dead_database_server_is_named_without_its_password(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert main.main(["doctor", "--store", f"postgresql://pack:secret@127.0.0.1:{port}/shop"]) == 1
    said = capsys.readouterr().out
    assert "secret" not in said
    assert f"127.0.0.1:{port}/shop" in said
    assert "缺少" in said


def test_a_printer_that_is_off_is_a_note_not_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert main.main(["doctor", "--printer", f"zpl+tcp://127.0.0.1:{port}"]) == 0
    assert "打开打印机" in capsys.readouterr().out


def test_the_printer_this_bench_was_given_is_looked_at(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"zpl+tcp://127.0.0.1:{closed.getsockname()[1]}"
    store.write(lambda tx: choices.put(tx, "printer:1:waybill", address))
    assert main.main(["doctor", "--json", "--store", store_url]) == 0
    found = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert found["printer"]["found"] == address
    assert found["printer"]["state"] == "warn"
