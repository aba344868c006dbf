"""Notes, texts, scans and what decisions knew are sealed: says that old rows wait for it (only the key can do it).

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Leave the note that ``station/store/resealing.py`` looks for at the next opening."""
    op.execute("INSERT INTO meta (name, value) SELECT 'unsealed', '1' WHERE EXISTS (SELECT 1 FROM orders)")
