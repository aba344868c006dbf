"""One demo shop for all tests of this room: built once, its exports imported once, on SQLite."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from station.clock import FixedClock
from station.intake.files import Imported, import_files
from station.settings import Settings
from station.store.engine import Store, open_store
from station.store.schema.orders import orders
from ui.demo.shop import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.demo.stories import Stories

NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shop:
    """The built shop and what the import said."""

    store: Store
    stories: Stories
    orders_before: int
    imported: list[Imported]
    again: list[Imported]


@contextlib.contextmanager
def opened(folder: Path, at: datetime) -> Iterator[Store]:
    """Give an empty store whose clock stands."""
    folder.mkdir(parents=True, exist_ok=True)
    store = open_store(Settings(folder, f"sqlite:///{folder / 'packbench.db'}", "3"), clock=FixedClock(at))
    try:
        yield store
    finally:
        store.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("demo")
    with opened(folder, NOW) as store:
        stories = build(store, folder / "exports", store.clock)
        with store.read() as tx:
            before = int(tx.execute(select(func.count()).select_from(orders)).scalar_one())
        imported = import_files(store, stories.imports)
        yield Shop(store, stories, before, imported, import_files(store, stories.imports))
