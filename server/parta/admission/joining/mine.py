"""What stands between a person and the chats: rules, consent, whose consent is awaited, whose decision."""

from parta.admission.consents import commands as consents
from parta.admission.consents import queries as registry
from parta.admission.consents import reading
from parta.admission.consents.queries import LegalText
from parta.kernel.hats import Hat
from parta.kernel.ids import PersonId, SchoolId
from parta.kernel.text import full_name, pupil_name
from parta.people import queries as roster
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
    admitted = claim is not None and claim.admitted
    consent, waits_for = await _consent(work, school, person, admitted) if words.consents else (None, None)
    grade = await queries.grade_of(work.connection, school, person) if actor.hat is Hat.PUPIL else None
    kinds = {held.kind for held in actor.held}
    return MyJoining(
        admitted=admitted,
        informal=grade is not None and grade <= words.informal_to_grade,
        rules=await _rules(work, school, person, admitted),
        consent=consent,
        waits_for=waits_for,
        unconfirmed=Kind.UNCONFIRMED in kinds and Kind.TEACHER not in kinds and actor.hat is Hat.STAFF,
        requests=requests,
        help_phone=words.help_phone,
        help_hours=words.help_hours,
    )


async def _rules(work: Work, school: SchoolId, person: PersonId, admitted: bool) -> LegalText | None:
    """The rules that are to be read; whoever takes part already reads only newer ones."""
    text = await consents.current_text(work, school, "rules")
    if admitted and text.version == 1:
        return None
    read = await registry.has_acknowledged(work.connection, school, person, "rules", text.version)
    return None if read else text


async def _consent(
    work: Work, school: SchoolId, person: PersonId, admitted: bool
) -> tuple[Consenting | None, list[str] | None]:
    """An adult answers for himself and his children; a pupil waits for his representatives (law.md L5)."""
    if work.actor.hat is Hat.PUPIL:
        if person in await registry.consented(work.connection, school, [person]):
            return None, None
        bonds = await queries.representatives(work.connection, school, person)
        givers = [full_name(row.last_name, row.first_name, row.middle_name) for row in bonds if row.kind == "guardian"]
        return None, givers
    text = await consents.current_text(work, school, "consent")
    asked = await reading.asked(work, admitted=admitted, version=text.version)
    if not asked.people:
        return None, None
    names = await roster.names(work.connection, school, asked.people)
    children = [pupil_name(names[one].last, names[one].first) for one in asked.people if one != person]
    return Consenting(text, person in asked.people, children, asked.answered), None
