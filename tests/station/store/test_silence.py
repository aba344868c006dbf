"""Which refusal of a database means what: only what is listed is a store in trouble, the rest is our mistake."""

from __future__ import annotations

import pytest
from pysqlite3 import dbapi2
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from station.store.silence import Trouble, trouble


class _RefusedError(Exception):
    sqlstate: str | None = None


def _sqlite(code: int) -> OperationalError:
    orig = dbapi2.OperationalError("full of disk I/O error, readonly, malformed")  # words decide nothing
    orig.sqlite_errorcode = code
    return OperationalError("", {}, orig)


def _postgres(state: str) -> OperationalError:
    orig = _RefusedError("the disk is full of words")
    orig.sqlstate = state
    return OperationalError("", {}, orig)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (1, Trouble.OURS),  # SQL error
        (5, Trouble.AWAY),
        (517, Trouble.AWAY),  # BUSY_SNAPSHOT
        (8, Trouble.READ_ONLY),
        (1032, Trouble.READ_ONLY),  # READONLY_DBMOVED
        (14, Trouble.READ_ONLY),
        (778, Trouble.DISK),  # IOERR_WRITE
        (13, Trouble.FULL),
        (11, Trouble.DAMAGED),
        (26, Trouble.DAMAGED),
        (18, Trouble.OURS),  # TOOBIG
        (20, Trouble.OURS),  # MISMATCH
        (255, Trouble.OURS),  # none SQLite knows today
    ],
)
def test_a_code_of_sqlite_means_one_thing(code: int, what: Trouble) -> None:
    assert trouble(_sqlite(code)) is what


@pytest.mark.parametrize(
    ("state", "what"),
    [
        ("08006", Trouble.AWAY),
        ("40P01", Trouble.AWAY),
        ("53300", Trouble.AWAY),
        ("53100", Trouble.FULL),
        ("55P03", Trouble.AWAY),
        ("57014", Trouble.AWAY),
        ("58030", Trouble.DISK),
        ("25006", Trouble.READ_ONLY),
        ("XX001", Trouble.DAMAGED),
        ("XX000", Trouble.OURS),
        ("25P02", Trouble.OURS),
        ("42P01", Trouble.OURS),
        ("99999", Trouble.OURS),
    ],
)
def test_a_condition_of_postgresql_means_one_thing(state: str, what: Trouble) -> None:
    assert trouble(_postgres(state)) is what


def test_a_refusal_that_says_nothing_is_ours() -> None:
    assert trouble(OperationalError("", {}, _RefusedError("unknown"))) is Trouble.OURS
    assert trouble(InterfaceError("", {}, dbapi2.InterfaceError("bad parameter"))) is Trouble.OURS
    assert trouble(ProgrammingError("", {}, dbapi2.ProgrammingError("closed"))) is Trouble.OURS
