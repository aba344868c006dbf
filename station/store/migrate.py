"""Brings the tables up to this program's schema, and refuses a store that is newer.

Alembic is imported only when there is something to do: the usual start reads one row.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from station.errors import DeviceError, UserError
from station.store.schema.base import meta
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

log = logging.getLogger(__name__)
_VERSIONS = Path(__file__).parent / "migrations" / "versions"
# The newest migration file: whoever adds a table adds one file.
REVISION = max(path.name[:4] for path in _VERSIONS.glob("[0-9][0-9][0-9][0-9]_*.py"))


class StoreTooNewError(UserError):
    """A newer program wrote this store."""

    code = "STORE_TOO_NEW"


class MigrationError(DeviceError):
    """The upgrade failed and was taken back."""

    code = "MIGRATION_FAILED"


def migrate(engine: Engine, before: Callable[[str, str | None], object] | None = None) -> str | None:
    """Make or upgrade the tables and return the stored check value of the key.

    Args:
        before: called with revision and key's check value before an older store is changed: makes the backup.

    Raises:
        StoreTooNewError: the store is of a newer program.
        MigrationError: the upgrade failed; the store is as it was.
    """
    with engine.connect() as conn, conn.begin():
        current = _current(conn)
        if current == REVISION:
            return _key_check(conn)
    if current is not None and current > REVISION:
        raise too_new()
    if current is not None and before is not None:
        with engine.connect() as conn, conn.begin():
            check = _key_check(conn)
        before(current, check)
    try:
        _upgrade(engine)
    except SQLAlchemyError as error:
        log.warning("migration failed from=%s to=%s", current, REVISION, exc_info=error)
        raise MigrationError(
            _("The upgrade of the data failed and was taken back: nothing was changed"),
            _("start the version of the program you had before, and send the log to support"),
        ) from error
    with engine.connect() as conn, conn.begin():
        return _key_check(conn)


def too_new() -> StoreTooNewError:
    """Return the error for data of a newer program."""
    return StoreTooNewError(
        _("This data was written by a newer version of the program"), _("update the program on this machine")
    )


def remember_key(engine: Engine, check: str) -> str:
    """Write the key's check value unless another program just did; return the stored one."""
    with engine.connect() as conn, conn.begin():
        stored = _key_check(conn)
        if stored is None:
            conn.execute(insert(meta), {"name": "key_check", "value": check})
            return check
        return stored


def _key_check(conn: Connection) -> str | None:
    return conn.execute(select(meta.c.value).where(meta.c.name == "key_check")).scalar()


def _current(conn: Connection) -> str | None:
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as conn, conn.begin():
        if engine.dialect.name == "postgresql":
            conn.exec_driver_sql("SELECT pg_advisory_xact_lock(7301201)")
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
