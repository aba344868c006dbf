"""Names of operators are sealed: who has some gets them sealed at the next opening (``station/store/resealing.py``).

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Leave a note that names the table; one that names all of them stays."""
    op.execute(
        "INSERT INTO meta (name, value) SELECT 'unsealed', 'operators' WHERE EXISTS (SELECT 1 FROM operators)"
        " AND NOT EXISTS (SELECT 1 FROM meta WHERE name = 'unsealed')"
    )
