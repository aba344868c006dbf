"""Statements on phones that may hand in photos: a token from the desk's QR code, then the session it was changed for.

Only hashes are kept. A row with ``used_at`` is a session; the token that opened it is gone, so nobody uses it twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from station.store.schema.intake import upload_tokens

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


def add(tx: Tx, token_hash: str, *, station: str, made_by: str, expires_at: datetime) -> None:
    """Keep a token nobody used yet; those whose time is over go."""
    tx.execute(delete(upload_tokens).where(upload_tokens.c.expires_at < tx.now))
    values = {"token_hash": token_hash, "station": station, "made_by": made_by, "expires_at": expires_at}
    tx.execute(insert(upload_tokens), values)


def exchange(tx: Tx, token_hash: str, *, session_hash: str, expires_at: datetime) -> bool:
    """Change a token for a session; ``False`` when it was used before, is over or never was."""
    same = (upload_tokens.c.token_hash == token_hash, upload_tokens.c.used_at.is_(None))
    changed = update(upload_tokens).where(*same, upload_tokens.c.expires_at > tx.now)
    values = {"token_hash": session_hash, "used_at": tx.now, "expires_at": expires_at}
    return tx.execute(changed.values(**values)).rowcount == 1


def session(tx: Tx, session_hash: str) -> Row[Any] | None:
    """Return a session whose time is not over."""
    live = (upload_tokens.c.used_at.is_not(None), upload_tokens.c.expires_at > tx.now)
    return tx.execute(select(upload_tokens).where(upload_tokens.c.token_hash == session_hash, *live)).first()
