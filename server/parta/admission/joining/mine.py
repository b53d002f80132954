"""What stands between a person and the chats: rules, consent, whose consent is awaited, whose decision."""

from parta.admission.consents import commands as consents
from parta.admission.consents import queries as registry
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name, pupil_name
from parta.people.queries import living_claim
from parta.policy.standing import Kind
from parta.work import Work

from . import petitions, queries
from .look import only_school
from .shapes import Consenting, MyJoining


async def state(work: Work) -> MyJoining:
    """The steps that are left, in their order."""
    requests = await petitions.mine(work)
    actor = work.actor
    if actor.school is None or actor.person is None:
        face = requests[0].school if requests else await only_school(work)
        helps = (face.help_phone, face.help_hours) if face else ("", "")
        return MyJoining(False, False, None, None, None, False, requests, *helps)
    school, person = actor.school, actor.person
    words = await registry.school_words(work.connection, school)
    claim = await living_claim(work.connection, school, person)
    read = await registry.has_acknowledged(work.connection, school, person, "rules")
    consent, waits_for = await _consent(work, school, person) if words.consents else (None, None)
    grade = await queries.grade_of(work.connection, school, person) if actor.hat is Hat.PUPIL else None
    kinds = {held.kind for held in actor.held}
    return MyJoining(
        admitted=claim is not None and claim.admitted,
        informal=grade is not None and grade <= words.informal_to_grade,
        rules=None if read else await consents.current_text(work, school, "rules"),
        consent=consent,
        waits_for=waits_for,
        unconfirmed=Kind.UNCONFIRMED in kinds and Kind.TEACHER not in kinds and actor.hat is Hat.STAFF,
        requests=requests,
        help_phone=words.help_phone,
        help_hours=words.help_hours,
    )


async def _consent(work: Work, school: SchoolId, person: PersonId) -> tuple[Consenting | None, list[str] | None]:
    """An adult answers for himself and his children; a pupil waits for his representatives (law.md L5)."""
    if work.actor.hat is Hat.PUPIL:
        if person in await registry.consented(work.connection, school, [person]):
            return None, None
        bonds = await queries.representatives(work.connection, school, person)
        givers = [full_name(row.last_name, row.first_name, row.middle_name) for row in bonds if row.kind == "guardian"]
        return None, givers
    children = await registry.names_of_children(work.connection, school, person) if _guards(work) else []
    subjects = [person, *(PersonId(row.id) for row in children)]
    missing = set(subjects) - await registry.consented(work.connection, school, subjects)
    if not missing:
        return None, None
    text = await consents.current_text(work, school, "consent")
    names = [pupil_name(row.last_name, row.first_name) for row in children if PersonId(row.id) in missing]
    return Consenting(text, person in missing, names), None


def _guards(work: Work) -> bool:
    return work.actor.hat is Hat.GUARDIAN
