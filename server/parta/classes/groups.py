"""Who is in a club or subgroup: chosen among the children whom the chooser may see, never without an adult (A6, C13)."""

from collections.abc import Sequence

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.parts.schema import Record
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Column, Kind
from parta.policy.table import Action
from parta.work import Work

from .bindings import school_today
from .errors import LeavesChatsAlone, NotAClass, NotInThisClass
from .queries import classes as queries
from .queries import groups as members_of
from .queries.pages import name_of
from .shapes import GroupCandidate


async def candidates(work: Work, school: SchoolId, group: ClassId, search: str) -> list[GroupCandidate]:
    """Pupils who may be put in: of the class for its subgroup, else of the classes that the chooser sees."""
    row = await _group(work, school, group)
    seen = _seen(work, school, row)
    rows = await members_of.candidates(work.connection, school, group, seen, search)
    return [GroupCandidate(r.id, name_of(r), r.title, r.member) for r in rows]


async def fill(work: Work, school: SchoolId, group: ClassId, members: Sequence[PersonId]) -> None:
    """The members of a club or subgroup are these from now on (A6)."""
    row = await _group(work, school, group)
    await work.alone(school)
    wanted = set(members)
    now_in = set(await people_queries.holders(work.connection, school, Kind.MEMBER, group))
    if wanted and not await people_queries.holders(work.connection, school, Kind.TEACHES, group):
        raise LeavesChatsAlone("Сначала назначьте руководителя группы: в её чате должен быть взрослый")
    await _may_be_put_in(work, school, row, wanted - now_in)
    today = await school_today(work, school)
    await people.end(work, school, now_in - wanted, today=today, kinds=[Kind.MEMBER], target=group)
    for person in sorted(wanted - now_in):
        await people.give(work, school, person, Kind.MEMBER, today=today, target=group)
    work.note(Action.FILL_GROUP, group, came=[str(p) for p in wanted - now_in], went=[str(p) for p in now_in - wanted])


async def _group(work: Work, school: SchoolId, group: ClassId) -> Record:
    row = await queries.one_class(work.connection, school, group)
    parents = frozenset({ClassId(row.parent_id)}) if row.parent_id else frozenset()
    work.require(Action.FILL_GROUP, Place(school=school, classes=frozenset({group}) | parents))
    if row.kind not in ("club", "subgroup"):
        raise NotAClass
    return row


async def _may_be_put_in(work: Work, school: SchoolId, row: Record, new: set[PersonId]) -> None:
    learns = await members_of.classes_of_pupils(work.connection, school, new)
    if row.parent_id and any(row.parent_id not in learns.get(person, set()) for person in new):
        raise NotInThisClass
    seen = _seen(work, school, row)
    if any(not learns.get(person) or (seen is not None and seen.isdisjoint(learns[person])) for person in new):
        raise NotFound


def _seen(work: Work, school: SchoolId, row: Record) -> frozenset[ClassId] | None:
    """The classes among whose pupils one chooses; None: all of the school."""
    if row.parent_id:
        return frozenset({ClassId(row.parent_id)})
    if work.may(Action.SEE_ROSTER, Place(school=school)):
        return None
    columns = work.actor.columns()
    own = columns.get(Column.CLASS_TEACHER, frozenset()) | columns.get(Column.TEACHER, frozenset())
    return frozenset(ClassId(one) for one in own)
