"""What every test stands on: its own folder, no screen, Chinese, and a store on each engine.

``store`` and ``store_url`` run a test twice, on SQLite and on PostgreSQL. Migrated once a session and copied for each
test. Where PostgreSQL cannot start the test is skipped with the reason, but fails when ``CI`` is set.
"""

from __future__ import annotations

import itertools
import logging
import os
import shutil
import subprocess
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store
    from tests.postgres import Server

# A busy machine is no bug: no deadlines. CI tries the same examples each time, benches new ones.
hypothesis.settings.register_profile("packbench", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("packbench")

ENGINES = ("sqlite", "postgresql")
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home of its own and forget what this machine is set to."""
    folder = tmp_path / "home"
    for name in [name for name in os.environ if name.startswith("PACKBENCH_") and name != "PACKBENCH_TEST_PG"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PACKBENCH_HOME", str(folder))
    monkeypatch.setenv("PACKBENCH_KEYRING", "no")  # the key ring of whoever runs the tests is theirs
    return folder


@pytest.fixture(autouse=True)
def _speak_chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start each test in the language of the bench, whatever the test before it spoke."""
    from station import text

    monkeypatch.setenv("PACKBENCH_LANG", "zh")
    text.use_language("zh")
    yield
    text.use_language("zh")


@pytest.fixture(autouse=True)
def _close_the_log() -> Iterator[None]:
    """Take away the log file a test started."""
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)
    for handler in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture(scope="session")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what a whole tour left behind: ``left`` (its folder), ``home``, ``temporary`` and what it said on stderr."""
    folder = tmp_path_factory.mktemp("tour")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PACKBENCH_", "DISPLAY"))}
    (folder / "temporary").mkdir()
    ours = {"PACKBENCH_HOME": str(folder / "home"), "PACKBENCH_LANG": "zh", "PACKBENCH_KEYRING": "no"}
    done = subprocess.run(
        [sys.executable, "main.py", "demo", "--tour", str(folder / "left")],
        cwd=Path(__file__).resolve().parents[1], env={**kept, **ours, "TMPDIR": str(folder / "temporary")},
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    (folder / "stderr.txt").write_text(done.stderr, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give one running PostgreSQL for all tests."""
    from tests.postgres import NoPostgresError, running

    try:
        serving = running()
        server = serving.__enter__()
    except NoPostgresError as error:
        why = f"PostgreSQL cannot start on this machine, half of the store is NOT tested: {error}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    try:
        yield server
    finally:
        serving.__exit__(None, None, None)


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    """Give the name of a migrated database to copy."""
    postgres.command("CREATE DATABASE migrated")
    _migrate(postgres.url("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated file to copy."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def blank_postgres_url(postgres: Server) -> Iterator[str]:
    """Give an empty database."""
    name = f"blank_{next(_numbers)}"
    postgres.command(f"CREATE DATABASE {name}")
    yield postgres.url(name)
    postgres.command(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres: Server, postgres_template: str) -> Iterator[str]:
    """Give a migrated database without rows."""
    name = f"test_{next(_numbers)}"
    postgres.command(f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield postgres.url(name)
    postgres.command(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(home: Path, sqlite_template: Path) -> str:
    """Give a migrated file without rows."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "packbench.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest) -> str:
    """Give a store's address, once for each engine."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(params=ENGINES)
def blank_store_url(request: pytest.FixtureRequest, home: Path) -> str:
    """Give the address of a store nobody opened yet, once for each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{home / 'packbench.db'}"
    url: str = request.getfixturevalue("blank_postgres_url")
    return url


@pytest.fixture
def store(store_url: str, home: Path) -> Iterator[Store]:
    """Give an opened store, once for each engine."""
    from station.settings import Settings
    from station.store.engine import open_store

    opened = open_store(Settings(home, store_url, "1"))
    yield opened
    opened.close()


def _migrate(url: str) -> None:
    """Make the tables, but no key: each test seals with its own."""
    from station.settings import Settings
    from station.store import engine, migrate

    made = engine._engine(Settings(Path(), url, "1"))
    migrate.migrate(made)
    made.dispose()  # closing the last connection folds the journal into the file
