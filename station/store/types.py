"""Column types that behave the same on SQLite and PostgreSQL.

The stock ones do not: a timezone is dropped silently on SQLite, ``Uuid`` returns the dashed form, ``Numeric`` turns
into a float. So: ids are 32 lower-case hex outside and 16 bytes inside, times are aware UTC outside and integer
microseconds inside, money is integer fen.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, LargeBinary, Uuid, types

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class GlobalId(types.TypeDecorator[str]):
    """32 lower-case hex characters; ``uuid`` on PostgreSQL, 16 bytes on SQLite."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> types.TypeEngine[Any]:
        """Choose the engine's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid(as_uuid=False))
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Refuse anything but 32 lower-case hex characters."""
        if value is None:
            return None
        if len(value) != 32 or value.lower() != value:
            raise ValueError("a global id has 32 lower-case hex characters")
        return value if dialect.name == "postgresql" else bytes.fromhex(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Return the hex form."""
        if value is None:
            return None
        return str(value).replace("-", "") if dialect.name == "postgresql" else bytes(value).hex()


class UtcTime(types.TypeDecorator[datetime]):
    """Aware UTC time as integer microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs a zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return it aware, UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=int(value))


class Fen(types.TypeDecorator[int]):
    """Money in integer fen; refuses floats."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Refuse anything but whole fen."""
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise ValueError("money is an integer number of fen")
        return value
