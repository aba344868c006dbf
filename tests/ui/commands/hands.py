"""Somebody at the shell of a small shop: says a command, gets status and JSON (or the error) back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import main
from station.settings import load
from station.store.engine import Store, open_store
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def opened_shop(url: str) -> Iterator[Store]:
    """Give a small shop with one order."""
    store = open_store(load(url))
    shop.build(store)
    shop.put(store, shop.order())
    yield store
    store.close()


def say(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Run a command; return its status and JSON, or what it said on stderr."""
    status = main.main(["--json", *words])
    told = capsys.readouterr()
    return status, json.loads(told.out) if told.out else told.err
