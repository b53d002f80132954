"""Until the first release there is one migration: `python -m parta.migrations.squash` writes it anew from the tables.

It needs an empty database; it takes one from an embedded cluster in a temporary folder.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from parta.migrations import configuration
from parta.parts.database import EmbeddedPostgres

FIRST = Path(__file__).parent / "versions" / "0001_first_release.py"


async def squash(folder: Path) -> None:
    """Write the first migration from the tables as they are now."""
    try:
        async with EmbeddedPostgres(folder / "database").open() as database:
            engine = create_engine(database.url)
            with engine.connect() as connection:
                command.revision(
                    configuration(connection), "The shape of the first release", autogenerate=True, rev_id="0001"
                )
            engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    FIRST.unlink(missing_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix="parta-squash-"))
    temporary.chmod(0o711)
    asyncio.run(squash(temporary))
    (made,) = FIRST.parent.glob("0001_*.py")
    made.rename(FIRST)
