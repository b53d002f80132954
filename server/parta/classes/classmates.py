"""«Мой класс»: what a pupil sees of his class (2.5)."""

from uuid import UUID

from parta.kernel.ids import ClassId
from parta.kernel.text import pupil_name
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from .queries import classes as queries
from .queries import pages
from .queries.pages import name_of
from .shapes import ClassAdult, Classmate, LeaderKind, MyClass


async def my_class(work: Work, class_id: ClassId) -> MyClass:
    """Classmates as «Имя Ф.», who leads the class and who teaches what."""
    work.require(Action.SEE_CLASSMATES, Place(school=work.school, classes=frozenset({class_id})))
    title = (await queries.titles(work.connection, work.school, [class_id]))[class_id]
    rows = await pages.classmates(work.connection, work.school, class_id)
    return MyClass(
        id=class_id,
        title=title,
        adults=await _adults(work, class_id),
        classmates=[Classmate(r.id, pupil_name(r.last_name, r.first_name)) for r in rows],
    )


async def _adults(work: Work, class_id: ClassId) -> list[ClassAdult]:
    kinds: list[LeaderKind] = ["class_teacher", "deputy", "substitute"]
    bound = await pages.bindings(work.connection, work.school, class_id, [*kinds, "teaches"])
    names: dict[UUID, str] = {}
    leads: dict[UUID, LeaderKind] = {}
    subjects: dict[UUID, list[str]] = {}
    for r in sorted((r for r in bound if r.active), key=lambda r: (r.kind == "teaches", r.detail, name_of(r))):
        names[r.person_id] = name_of(r)
        if r.kind == "teaches":
            subjects.setdefault(r.person_id, []).append(r.detail)
        else:
            leads.setdefault(r.person_id, r.kind)
    order = sorted(names, key=lambda one: (kinds.index(leads[one]) if one in leads else len(kinds), names[one]))
    return [ClassAdult(one, names[one], leads.get(one), subjects.get(one, [])) for one in order]
