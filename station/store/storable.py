"""Text no database can keep: half a character (a lone surrogate), on PostgreSQL also the character 0.

Such text comes from broken files, foreign programs and attackers, never from a keyboard; it is refused in a sentence
wherever it comes in, before anything is written. Wraps every read and write of ``station/store/engine.py``.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlalchemy.exc import StatementError

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator


class TextError(UserError):
    """The text holds a character that cannot be kept."""

    code = "BAD_TEXT"


@contextlib.contextmanager
def storable() -> Iterator[None]:
    """Tell in a sentence what cannot be kept.

    Raises:
        TextError: half a character, or a zero byte.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise _refused() from error
    except StatementError as error:
        if _is_text(error.orig):
            raise _refused() from error
        raise


def _is_text(error: BaseException | None) -> bool:
    # psycopg refuses a zero byte by itself: its own error class, without a state of the server
    own = type(error).__module__.startswith("psycopg") and type(error).__name__ == "DataError"
    return isinstance(error, UnicodeEncodeError) or (own and getattr(error, "sqlstate", None) is None)


def _refused() -> TextError:
    return TextError(_("The text holds a character that cannot be kept"), _("type it again instead of pasting it"))
