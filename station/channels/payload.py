"""Reading platform JSON: numbers keep every digit, what is missing is ``None``, what is wrong is said.

Ids beyond 2^53 stay whole (Python integers, then text); money is read as decimal; an object that names a key twice is
refused, because two readers would see two different orders. Called by the channels' ``orders_from_message``.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from station.cells import CellError, moment
from station.channels.base import BadMessageError
from station.text import _

_COMPACT = re.compile(r"^(\d{14})(?:\d{3})?([+-]\d{4})?$")
_WHOLE = re.compile(r"^-?\d{1,15}(?:\.0+)?$")  # what a column holds; ids are text
_AMOUNT = re.compile(r"^-?\d{1,12}(?:\.\d{1,8})?$")
_ZONED = re.compile(r"\d(?:Z|[+-]\d{2}:?\d{2})$")
_LATEST = 4_102_444_800  # 2100-01-01
_MILLISECONDS = 10_000_000_000


def parse_json(body: bytes | str) -> Any:
    """Return the parsed body.

    Raises:
        BadMessageError: no JSON, a key twice, or nested without end.
    """
    try:
        text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
        return json.loads(text, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_constant)
    except (ValueError, RecursionError) as error:
        raise bad(_("The message is not readable JSON")) from error


def bad(what: str) -> BadMessageError:
    """Return the error for a message that cannot be used."""
    return BadMessageError(what, _("check the channel, or send the message to support"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _constant(word: str) -> Any:
    raise ValueError(word)


def dig(body: Any, path: str) -> Any:
    """Return what stands under ``a.b.c``; ``None`` where nothing does."""
    for key in path.split("."):
        if not isinstance(body, dict):
            return None
        body = body.get(key)
    return body


def text(body: Any, *paths: str) -> str:
    """Return the first of these values that is not empty, as text."""
    for path in paths:
        value = dig(body, path)
        if value is not None and value != "" and not isinstance(value, dict | list | bool):
            return _storable(str(value)).strip()
    return ""


def _storable(value: str) -> str:
    """Return the text without what no database keeps: NUL, and halves of emoji."""
    if value.isascii():
        return value.replace("\x00", "")
    return value.replace("\x00", "").encode("utf-8", "replace").decode()


def need(body: Any, *paths: str) -> str:
    """Return an id.

    Raises:
        BadMessageError: it is missing.
    """
    value = text(body, *paths)
    if not value or len(value) > 64:
        raise bad(_("The message has no {field}").format(field=paths[0]))
    return value


def number(body: Any, path: str) -> int | None:
    """Return a whole number; ``None`` where nothing stands.

    Raises:
        BadMessageError: no whole number.
    """
    value = text(body, path)
    if not value:
        return None
    if not _WHOLE.match(value):  # no int(Decimal("1e999999")): that takes minutes
        raise bad(_("{field} is not a number").format(field=path))
    return int(value.partition(".")[0])


def quantity(body: Any, *paths: str) -> int:
    """Return a number of pieces.

    Raises:
        BadMessageError: missing, zero or no number.
    """
    found = next((value for path in paths if (value := number(body, path)) is not None), None)
    if found is None or not 0 < found <= 100_000:
        raise bad(_("{field} is not a number of pieces").format(field=paths[0]))
    return found


def yuan(body: Any, *paths: str) -> int | None:
    """Return an amount given in yuan as fen."""
    value = text(body, *paths)
    if not value:
        return None
    if not _AMOUNT.match(value):
        raise bad(_("{field} is not an amount of money").format(field=paths[0]))
    return int((Decimal(value) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def when(body: Any, *paths: str) -> datetime | None:
    """Return the first time that is told: seconds or milliseconds since 1970, or written in any of the usual ways.

    ``2026-01-05 10:05:00`` is Shanghai time, as ``20260105100500500+0800`` says itself; 0 and ``0000-…`` tell nothing.

    Raises:
        BadMessageError: no time.
    """
    for path in paths:
        value = text(body, path)
        if value.strip("0:- "):
            try:
                return _moment(value, path)
            except (CellError, ValueError, OverflowError) as error:
                raise bad(_("{field} is not a time").format(field=paths[0])) from error
    return None


def _moment(value: str, path: str) -> datetime | None:
    compact = _COMPACT.match(value)
    if compact:
        return datetime.strptime(compact.group(1) + (compact.group(2) or "+0800"), "%Y%m%d%H%M%S%z").astimezone(UTC)
    if _WHOLE.match(value):
        since = int(value.partition(".")[0])
        seconds = since / 1000 if since > _MILLISECONDS else since
        if not 0 < seconds < _LATEST:
            raise ValueError(value)
        return datetime.fromtimestamp(seconds, UTC)
    if _ZONED.search(value):
        return datetime.fromisoformat(value).astimezone(UTC)
    return moment(value, path)


def items(body: Any, path: str) -> list[Any]:
    """Return the list under a path; an empty one where nothing stands; a single object counts as a list of one."""
    value = dig(body, path)
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def latest(*moments: datetime | None) -> datetime | None:
    """Return the last of the times that are known."""
    return max((moment for moment in moments if moment is not None), default=None)
