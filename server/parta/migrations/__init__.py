"""The database's shape, brought up to date at every start under an advisory lock."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from parta.parts import jobs, text_search

# Two nodes that start at once must not both migrate; the number is ours and means nothing.
LOCK = 727_2027


def migrate(url: str) -> None:
    """Bring the database behind this SQLAlchemy address to the newest version."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
            try:
                dsn = url.replace("postgresql+psycopg://", "postgresql://", 1)
                text_search.prepare(dsn)
                command.upgrade(configuration(connection), "head")
                connection.commit()
                jobs.prepare(dsn)
            finally:
                connection.execute(text("select pg_advisory_unlock(:lock)"), {"lock": LOCK})
                connection.commit()
    finally:
        engine.dispose()


def configuration(connection: object) -> Config:
    """Alembic's configuration for an open connection; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
