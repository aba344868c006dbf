"""The one thread that writes to an SQLite file, many pieces of work a commit."""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

    from station.store.prepared import Memory

T = TypeVar("T")
_BATCH = 64
_TRIES = 6


@dataclass(slots=True)
class _Piece:
    work: Callable[[Connection], Any]
    future: Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Takes work, commits it in batches, tells each caller when it is durable."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._engine = engine
        self._memory = memory
        self._conn: Connection | None = None  # one for all commits: SQLite tells it what others wrote
        self._queue: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._closed = False
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Queue one piece of work."""
        if self._closed:
            raise RuntimeError("the store is closed")
        if threading.current_thread() is self._thread:
            raise RuntimeError("work must not write through the store again: use its own transaction")
        piece = _Piece(work, Future())
        self._queue.put(piece)
        return piece.future

    def close(self) -> None:
        """Finish the queue and stop."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        finally:
            self._leave()

    def _work(self) -> None:
        while True:
            first = self._queue.get()
            if first is None:
                return
            batch, last = self._gather(first)
            self._commit(batch)
            for piece in batch:
                if piece.error is not None:
                    piece.future.set_exception(piece.error)
                else:
                    piece.future.set_result(piece.result)
            if last:
                return

    def _gather(self, first: _Piece) -> tuple[list[_Piece], bool]:
        batch = [first]
        while len(batch) < _BATCH:
            try:
                piece = self._queue.get_nowait()
            except queue.Empty:
                break
            if piece is None:
                return batch, True
            batch.append(piece)
        return batch, False

    def _commit(self, batch: list[_Piece]) -> None:
        for attempt in range(1, _TRIES + 1):
            for piece in batch:
                piece.result, piece.error = None, None
            try:
                self._transaction(batch)
            except BaseException as error:  # noqa: BLE001 - carried to the callers, who wait for it
                self._memory.clear()
                if isinstance(error, DBAPIError):
                    self._leave()
                    if attempt < _TRIES and _busy(error):
                        time.sleep(0.01 * 2**attempt)
                        continue
                for piece in batch:
                    piece.error = error
            return

    def _transaction(self, batch: list[_Piece]) -> None:
        if self._conn is None:
            self._conn = self._engine.connect()
        with self._conn.begin():
            self._memory.enter(self._conn)
            if len(batch) == 1:
                batch[0].result = batch[0].work(self._conn)
                return
            for piece in batch:
                _one(self._conn, piece)
                if piece.error is not None:
                    self._memory.clear()  # it may remember what was just taken back

    def _leave(self) -> None:
        if self._conn is not None:
            self._conn.close()
            self._conn = None


def _one(conn: Connection, piece: _Piece) -> None:
    savepoint = conn.begin_nested()
    try:
        piece.result = piece.work(conn)
    except OperationalError as error:
        if _busy(error):
            raise
        savepoint.rollback()
        piece.error = error
    except BaseException as error:  # noqa: BLE001 - carried to the caller, who waits for it
        savepoint.rollback()
        piece.error = error
    else:
        savepoint.commit()


def _busy(error: DBAPIError) -> bool:
    return isinstance(error, OperationalError) and "locked" in str(error.orig)
