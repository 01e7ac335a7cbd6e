"""Alembic's entry point: runs the migrations on the connection passed by the store."""

from alembic import context

from lianbing.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
