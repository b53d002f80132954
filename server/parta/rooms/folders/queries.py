"""SQL of folders."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId

from ..tables import chat_folder
from .shapes import Folder


async def folders(connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat) -> list[Folder]:
    """The folders of a person in this hat, in his order."""
    f = chat_folder.c
    rows = await connection.execute(
        select(f.id, f.name, f.kinds, f.rooms)
        .where(f.school_id == school, f.person_id == person, f.hat == hat.value)
        .order_by(f.place)
        .limit(20)
    )
    return [Folder(row.id, row.name, tuple(row.kinds), tuple(row.rooms)) for row in rows]


async def replace(
    connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat, folders: Sequence[Folder]
) -> None:
    """These are his folders from now on."""
    f = chat_folder.c
    await connection.execute(
        delete(chat_folder).where(f.school_id == school, f.person_id == person, f.hat == hat.value)
    )
    rows = [
        {
            "school_id": school, "person_id": person, "hat": hat.value, "id": one.id, "place": place, "name": one.name,
            "kinds": list(one.kinds), "rooms": list(one.rooms),
        }
        for place, one in enumerate(folders)
    ]  # fmt: skip
    if rows:
        await connection.execute(insert(chat_folder), rows)
