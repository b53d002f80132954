"""Taking an import back whole, while nobody of it has joined."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from parta.admission.roster.errors import NotCommitted, SomebodyHasJoined
from parta.admission.roster.made import Made
from parta.admission.roster.queries import imports, writing
from parta.kernel.errors import NotFound
from parta.kernel.ids import PersonId
from parta.people import commands as people_commands
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work


async def undo(work: Work, one: UUID) -> None:
    """Take an import back whole, while nobody of it has joined and nothing rests on it."""
    work.require(Action.IMPORT_ROSTER, Place(school=work.school))
    school, connection = work.school, work.connection
    await imports.lock_roster(connection, school)
    row = await imports.import_row(connection, school, one, lock=True)
    if row is None:
        raise NotFound
    if row.status != "committed":
        raise NotCommitted
    made = msgspec.convert({key: value for key, value in row.made.items() if key != "counts"}, Made)
    await writing.lock_slips(connection, school, made.people)
    await work.alone(school)
    await _nothing_rests_on(work, made)
    await writing.take_back(
        connection, school, people=made.people, standings=made.standings, bonds=made.bonds, classes=made.classes
    )
    await writing.revive(connection, school, made.ended)
    await writing.update_persons(connection, school, [_as_before(values) for values in made.before])
    await writing.unmark_missing(connection, school, made.missing)
    await writing.mark_missing(connection, school, made.returned, work.now)
    touched = {*made.touched, *(UUID(str(values["key"])) for values in made.before)} - set(made.people)
    await people_commands.changed(work, school, [PersonId(person) for person in touched])
    await imports.update_import(connection, school, one, status="undone", made={"counts": row.made["counts"]})
    work.note("undoImport", one, people=len(made.people), classes=len(made.classes))


async def _nothing_rests_on(work: Work, made: Made) -> None:
    school, connection = work.school, work.connection
    if await writing.joined(connection, school, made.people):
        raise SomebodyHasJoined
    leaned = await writing.leaned_on(
        connection,
        school,
        made=[*made.people, *made.classes],
        own_standings=made.standings,
        own_bonds=made.bonds,
    )
    if leaned or (made.classes and await writing.messages_in(connection, school, made.classes)):
        raise SomebodyHasJoined


def _as_before(values: dict[str, str | None]) -> dict[str, object]:
    row: dict[str, object] = {name: values[name] for name in writing.PERSON_FIELDS}
    row["born_on"] = msgspec.convert(values["born_on"], type=date | None)
    row["missing_since"] = msgspec.convert(values["missing_since"], type=datetime | None)
    return {"key": UUID(str(values["key"])), **row}
