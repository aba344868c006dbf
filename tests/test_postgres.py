"""The tests' own PostgreSQL: there when asked for, gone when the tests are gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station.store.engine import Store

ROOT = Path(__file__).resolve().parent.parent
_HOLDS = "from tests.postgres import running\nwith running() as server: print(server.socket, flush=True); input()"


def test_store_of_each_engine_is_migrated_and_writable(store: Store) -> None:
    with store.read() as tx:
        assert tx.conn.exec_driver_sql("SELECT count(*) FROM orders").scalar() == 0
    assert store.write(lambda tx: tx.now) is not None


def test_the_server_stops_when_the_tests_are_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout is not None
        socket = Path(tests.stdout.readline().strip())
        server = int((socket / "data" / "postmaster.pid").read_text().split()[0])
        assert _alive(server)
        tests.send_signal(signal.SIGKILL)
    end = time.monotonic() + 20
    while _alive(server) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _alive(server)
    subprocess.run(["rm", "-rf", str(socket)], check=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return b"Z" not in Path(f"/proc/{process}/stat").read_bytes().rsplit(b")", 1)[1][:3]
