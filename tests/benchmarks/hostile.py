"""The whole hostile corpus through every way in, on both engines: what was no answer of the program?

``tests/safety/ways.py`` holds the ways, ``tests/data/safety/hostile.json`` the texts. A text is taken or refused in a
sentence; anything else is counted. Afterwards the store must add up. A share of it runs in ``tests/safety``.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from station.settings import Settings
from station.store.engine import open_store
from tests.benchmarks.kills import broken
from tests.postgres import running
from tests.safety.ways import CORPUS, WAYS, build, harm


def measure() -> dict[str, Any]:
    """Send everything in and return the counts."""
    began = time.monotonic()
    found: dict[str, Any] = {"n": 2 * len(CORPUS) * len(WAYS), "texts": len(CORPUS), "ways": len(WAYS)}
    with running() as server:
        server.command("CREATE DATABASE hostile")
        for engine, url in (("sqlite", ""), ("postgresql", server.url("hostile"))):
            with tempfile.TemporaryDirectory() as folder:
                found |= {f"{engine}_{name}": told for name, told in _all(Path(folder), url).items()}
    return {**found, "seconds": round(time.monotonic() - began)}


def _all(folder: Path, url: str) -> dict[str, Any]:
    store = open_store(Settings(folder, url or f"sqlite:///{folder / 'packbench.db'}", "1"))
    build(store)
    scratch = folder / "scratch"
    scratch.mkdir()
    no_answer = [f"{way} {told}" for way in WAYS for told in harm(store, way, scratch)]
    with store.read() as tx:
        wrong = list(broken(tx))
    store.close()
    return {"no_answer": no_answer, "broken": wrong}
