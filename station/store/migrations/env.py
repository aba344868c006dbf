"""Runs migrations on the connection ``station/store/migrate.py`` hands over."""

from alembic import context

from station.store.schema.base import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
