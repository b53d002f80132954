"""Alembic's entry: runs the migrations on the connection that `migrate` holds."""

from alembic import context

from parta.migrations.every_table import metadata


def ours(name: str | None, kind: str, _: object) -> bool:
    """The job queue's tables are its library's own (parts/jobs.py)."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, compare_server_default=False, include_name=ours)
with context.begin_transaction():
    context.run_migrations()
