"""SQL of files as members read them."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.parts.schema import Record

# The same rule as history's: a member now, within his spans, not deleted, not reported by himself.
_READABLE = text(
    """
    select file.name, file.kind, file.variants, room.class_id
      from file
      join room on room.school_id = file.school_id and room.id = file.room_id
      join message on message.school_id = file.school_id and message.room_id = file.room_id
                  and message.position = file.position and message.deleted is null
     where file.school_id = :school and file.id = :file and file.state = 'ready'
       and exists (select from membership as now
                    where now.school_id = :school and now.room_id = file.room_id and now.person_id = :person
                      and now.hat = :hat and now.to_position is null)
       and exists (select from membership as span
                    where span.school_id = :school and span.room_id = file.room_id and span.person_id = :person
                      and span.hat = :hat and file.position >= span.from_position
                      and (span.to_position is null or file.position <= span.to_position))
       and not exists (select from report
                        where report.room_id = file.room_id and report.position = file.position
                          and report.reporter_id = :person)
    """
)


async def readable(
    connection: AsyncConnection, school: SchoolId, person: PersonId, hat: Hat, one: UUID
) -> Record | None:
    """The file, if this reader may read the message that carries it now."""
    arguments = {"school": school, "person": person, "hat": hat.value, "file": one}
    return (await connection.execute(_READABLE, arguments)).first()
