"""A store in a file, where both engines would say the same of the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.settings import load
from station.store.engine import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def file(sqlite_url: str) -> Iterator[Store]:
    """Give an opened SQLite store."""
    opened = open_store(load(sqlite_url))
    yield opened
    opened.close()
