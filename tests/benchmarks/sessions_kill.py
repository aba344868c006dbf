"""A program of its own that acts on one journaled scan and is killed (SIGKILL) at a random moment of it.

The fork server is started before any store is open, so no open SQLite file crosses a fork. Used by ``sessions.py``.
"""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING

from station.clock import FixedClock
from station.packing import session
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from station.settings import Settings

_PROGRAMS = multiprocessing.get_context("forkserver")
_PROGRAMS.set_forkserver_preload([__name__])


def killed(settings: Settings, code: str, *, seq: int, after: float) -> None:
    """Let another program act on a scan and kill it so many seconds after it began."""
    ours, theirs = _PROGRAMS.Pipe()
    program = _PROGRAMS.Process(target=_act, args=(settings, code, seq, theirs), daemon=True)
    program.start()
    ours.recv()
    time.sleep(after)
    program.kill()
    program.join()
    ours.close()


def _act(settings: Settings, code: str, seq: int, told: Connection) -> None:
    store = open_store(settings, clock=FixedClock(shop.NOW))
    told.send("now")
    session.scan(store, code, station="1", seq=seq)
    time.sleep(60)
