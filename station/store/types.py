"""Column types that behave the same on SQLite and PostgreSQL.

The stock ones do not: a timezone is dropped silently on SQLite, ``Uuid`` returns the dashed form, ``Numeric`` turns
into a float. So: ids are 32 lower-case hex outside and 16 bytes inside, times are aware UTC outside and integer
microseconds inside, money is integer fen. What people wrote is sealed inside and in the clear outside.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, BigInteger, LargeBinary, Text, Uuid, types

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

    from station.store.vault import Vault

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BYTES = b"\x00PB1"  # before sealed bytes


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


vaults: WeakKeyDictionary[Dialect, Vault] = WeakKeyDictionary()  # the key each opened store seals with


class Sealed(types.TypeDecorator[Any]):
    """A column that is sealed in the file and in the clear for the program; an empty one stays empty."""

    impl: Any = Text
    cache_ok = True


class SealedText(Sealed):
    """Text a person wrote, which may hold a name, phone or address."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal."""
        return vaults[dialect].seal_text(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open."""
        return vaults[dialect].open_text(value) if value else value


class SealedBytes(Sealed):
    """Bytes from outside: a message, a scan's frame."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Seal."""
        return _BYTES + vaults[dialect].seal_bytes(value) if value else value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Open; bytes of the time before sealing as they are."""
        if not value or bytes(value[: len(_BYTES)]) != _BYTES:
            return value
        return vaults[dialect].open_bytes(bytes(value[len(_BYTES) :]))


class SealedJson(Sealed):
    """What a decision or an import knew; stored as one JSON string."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Seal."""
        if value is None:
            return None
        return vaults[dialect].seal_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Open; a value of the time before sealing as it is."""
        return json.loads(vaults[dialect].open_text(value)) if isinstance(value, str) else value


class Fen(types.TypeDecorator[int]):
    """Money in integer fen; refuses floats."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Refuse anything but whole fen."""
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise ValueError("money is an integer number of fen")
        return value
