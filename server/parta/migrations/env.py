"""Alembic's entry: runs the migrations on the connection that `migrate` holds."""

from alembic import context

from parta.migrations.every_table import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, compare_server_default=False)
with context.begin_transaction():
    context.run_migrations()
