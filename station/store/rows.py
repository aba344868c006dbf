"""The type of a row the store hands out, so that other rooms name it without knowing SQLAlchemy."""

from sqlalchemy import Row

__all__ = ["Row"]
