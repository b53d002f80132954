"""What an invitation is for: shown before anybody joins by it."""

from parta.admission.consents import queries as consents
from parta.admission.invitations.shapes import Role
from parta.admission.invitations.tickets import Found
from parta.kernel.ids import SchoolId
from parta.kernel.text import full_name, pupil_name
from parta.parts.schema import Record
from parta.people.queries import living_claim
from parta.work import Work

from . import queries
from .shapes import Preview, SchoolFace


async def preview(work: Work, found: Found) -> Preview:
    """The face of a living or a used invitation; a used one tells no names."""
    school = found.target.school
    taken = found.used
    state = "used" if taken else "open"
    named = [one for one in (found.person, found.target.child) if one is not None]
    names = await queries.living_names(work.connection, school, named)
    if found.person and not work.stranger:
        claim = await living_claim(work.connection, school, found.person)
        state = "yours" if claim is not None and claim.account_id == work.actor.account else state
    mine = names.get(found.person) if found.person and not taken else None
    child = names.get(found.target.child) if found.target.child and not taken else None
    return Preview(
        state=state,  # type: ignore[arg-type]  # one of its three words
        way="slip" if found.slip else "link",
        role=found.target.role,
        school=await face(work, school),
        class_title=None if taken else found.class_title,
        name=full_name(mine.last_name, mine.first_name, mine.middle_name) if mine else None,
        child_name=_child(found, child) if child else None,
        needs=needs(found),  # type: ignore[arg-type]  # its words
        informal=await informal(work, found),
        used_at=found.row.used_at if taken else None,
        expires_at=found.row.expires_at,
        signed_in_as=None if work.stranger else work.actor.name or None,
        signed_in_as_pupil=not work.stranger and await queries.is_pupil(work.connection, work.actor.account),
    )


def _child(found: Found, child: Record) -> str:
    """A slip carries the name; whoever asks by a link sees less of the child (B4)."""
    if found.slip:
        return full_name(child.last_name, child.first_name, None)
    return pupil_name(child.last_name, child.first_name)


def needs(found: Found) -> tuple[str, ...]:
    """What whoever joins must say himself."""
    if found.person is not None:
        return ()
    if found.target.child is not None:
        return ("name", "relation")
    return ("name", "child", "relation") if found.target.role is Role.GUARDIAN else ("name",)


async def informal(work: Work, found: Found) -> bool:
    """Is the invited person a pupil who is spoken to as «ты»?"""
    if found.target.role is not Role.PUPIL:
        return False
    grade = found.grade
    if grade is None and found.person is not None:
        grade = await queries.grade_of(work.connection, found.target.school, found.person)
    words = await consents.school_words(work.connection, found.target.school)
    return grade is not None and grade <= words.informal_to_grade


async def face(work: Work, school: SchoolId) -> SchoolFace:
    """How the school is called and where it helps."""
    words = await consents.school_words(work.connection, school)
    return SchoolFace(words.short_name, words.full_name, words.help_phone, words.help_hours)


async def only_school(work: Work) -> SchoolFace | None:
    """The only school of the installation, for a page that belongs to none."""
    found = await queries.schools(work.connection)
    return await face(work, SchoolId(found[0])) if len(found) == 1 else None
