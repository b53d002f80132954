"""Pages about classes and people, put together for whoever may see them."""

from uuid import UUID

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId, SchoolId
from parta.kernel.pages import Page, Words, decode_cursor, encode_cursor
from parta.kernel.text import full_name
from parta.parts.schema import Record
from parta.people import queries as people_queries
from parta.policy.decide import Place
from parta.policy.standing import Column, Kind
from parta.policy.table import Action
from parta.rooms.queries import rooms as room_queries
from parta.work import Work

from . import restricted
from .bindings import school_today
from .queries import bells, pages
from .queries import classes as queries
from .queries import people as persons
from .queries.pages import joined, name_of
from .shapes import (
    ClassCard,
    ClassPage,
    ClassRoom,
    Guardian,
    Leader,
    PersonCard,
    PersonRow,
    Pupil,
    Relative,
    SchoolNumbers,
    Standing,
    SubjectTeacher,
)

OFFERED_AT_CLASS = (
    Action.SEE_ROSTER, Action.EDIT_CLASS, Action.MAKE_CLASS, Action.BIND_CLASS_TEACHER, Action.BIND_TEACHER,
    Action.MARK_ACTIVIST, Action.FILL_GROUP, Action.OPEN_SUBJECT_CHAT, Action.ADD_PUPIL, Action.TRANSFER_PUPIL,
    Action.INVITE_TO_CLASS, Action.DECIDE_CLASS_REQUEST, Action.SEE_CONSENTS, Action.RECORD_PAPER_CONSENT,
    Action.MARK_OFF_PLATFORM, Action.END_GUARDIANSHIP, Action.RESET_ACCESS, Action.SEE_ABSENCES,
)  # fmt: skip
OFFERED_AT_GROUP = (Action.SEE_ROSTER, Action.EDIT_CLASS, Action.BIND_TEACHER, Action.FILL_GROUP)
OFFERED_AT_STAFF = (
    Action.EDIT_PERSON, Action.APPOINT_ADMIN, Action.REMOVE_ADMIN, Action.APPOINT_HEAD, Action.APPOINT_POSITION,
    Action.DISMISS_STAFF, Action.CONFIRM_TEACHER, Action.RESET_STAFF_ACCESS, Action.INVITE_STAFF,
)  # fmt: skip
OFFERED_AT_FAMILY = (
    Action.EDIT_PERSON, Action.TRANSFER_PUPIL, Action.MARK_ACTIVIST, Action.SET_GUARDIANSHIP, Action.END_GUARDIANSHIP,
    Action.RESTRICT_GUARDIAN, Action.RESET_ACCESS, Action.MARK_OFF_PLATFORM, Action.INVITE_TO_CLASS,
    Action.SEE_CONSENTS, Action.RECORD_PAPER_CONSENT, Action.SEE_REPORTS,
)  # fmt: skip


async def class_list(work: Work) -> list[ClassCard]:
    """The classes of the school; how many have joined only where one may see it (A13)."""
    school = work.school
    work.require(Action.SEE_CLASSES, Place(school=school))
    everywhere = work.may(Action.SEE_JOINING, Place(school=school))
    columns = work.actor.columns()
    own = columns.get(Column.CLASS_TEACHER, frozenset()) | columns.get(Column.POSITION, frozenset())
    return await pages.cards(work.connection, school, None if everywhere else {ClassId(one) for one in own})


async def class_page(work: Work, class_id: ClassId) -> ClassPage:
    """The page of a class; the list of pupils only for those who may see it."""
    school = work.school
    row = await queries.one_class(work.connection, school, class_id)
    place = Place(school=school, classes=frozenset({class_id, *([ClassId(row.parent_id)] if row.parent_id else [])}))
    work.require(Action.SEE_CLASSES, place)
    sees = work.may(Action.SEE_ROSTER, place)
    today = await school_today(work, school)
    bound = await pages.bindings(
        work.connection, school, class_id, ["class_teacher", "deputy", "substitute", "teaches"], living_at=today
    )
    return ClassPage(
        id=class_id,
        kind=row.kind,
        title=row.title,
        grade=row.grade,
        second_grade=row.second_grade,
        building_id=row.building_id,
        parent_id=row.parent_id,
        bell_schedule_ids=await bells.bells_of(work.connection, school, class_id),
        leaders=[_leader(r) for r in bound if r.kind != "teaches"],
        teachers=[
            SubjectTeacher(r.person_id, name_of(r), r.detail, joined(r.admitted)) for r in bound if r.kind == "teaches"
        ],
        pupils=_pupils(await pages.pupils(work.connection, school, class_id)) if sees else [],
        subgroups=await pages.subgroups(work.connection, school, class_id) if sees else [],
        rooms=[
            ClassRoom(r.id, r.kind, r.title, r.subject if r.kind == "subject" else "")
            for r in await room_queries.rooms_of_class(work.connection, school, class_id)
        ],
        abilities=work.abilities(OFFERED_AT_CLASS if row.kind in ("class", "set") else OFFERED_AT_GROUP, place),
    )


async def leader_history(work: Work, class_id: ClassId) -> list[Leader]:
    """All who led the class, the newest first (A10)."""
    work.require(Action.BIND_CLASS_TEACHER, Place(school=work.school, classes=frozenset({class_id})))
    kinds = ["class_teacher", "deputy", "substitute"]
    return [_leader(r) for r in await pages.bindings(work.connection, work.school, class_id, kinds)]


async def people_list(work: Work, *, group: str, search: str, cursor: str | None, limit: int) -> Page[PersonRow]:
    """People by name: the staff for whoever may see it, families for whoever sees all of the roster."""
    school = work.school
    work.require(Action.SEE_STAFF if group == "staff" else Action.SEE_ROSTER, Place(school=school))
    kinds = {"staff": ["staff"], "pupils": ["pupil"], "guardians": ["guardian", "trusted_adult"]}[group]
    rows = await persons.listed(
        work.connection,
        school,
        search=search,
        kinds=kinds,
        after=decode_cursor(cursor, tuple[Words, UUID]),
        count=limit + 1,
    )
    items = [
        PersonRow(r.id, name_of(r), r.job_title, joined(r.admitted), list(r.roles), list(r.classes), r.left_school)
        for r in rows[:limit]
    ]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(items, encode_cursor(last.sort_key, str(last.id)) if last else None)


async def person_card(work: Work, person: PersonId) -> PersonCard:
    """A person as the roster knows him: staff for staff, families for those of the class."""
    school = work.school
    row = await persons.person_row(work.connection, school, person)
    rows = await persons.standings(work.connection, school, person)
    kinds = {r.kind for r in rows if r.active}
    is_staff, is_family = "staff" in kinds, bool(kinds & {"pupil", "guardian", "trusted_adult"})
    classes = frozenset(await pages.classes_of(work.connection, school, [person]))
    family = Place(school=school, classes=classes)
    sees_staff = is_staff and work.may(Action.SEE_STAFF, Place(school=school))
    sees_family = (is_family or not is_staff) and work.may(Action.SEE_ROSTER, family)
    if not (sees_staff or sees_family):
        raise NotFound
    shown = [r for r in rows if (_is_staff_row(r.kind) and sees_staff) or (not _is_staff_row(r.kind) and sees_family)]
    kin = await persons.relatives(work.connection, school, person) if sees_family else []
    abilities = work.abilities(OFFERED_AT_STAFF, Place(school=school)) if is_staff else []
    if is_family:
        of_family = [one for one in OFFERED_AT_FAMILY if not (is_staff and one is Action.RESET_ACCESS)]  # B12
        abilities += [one for one in work.abilities(of_family, family) if one not in abilities]
    return PersonCard(
        id=person,
        last_name=row.last_name,
        first_name=row.first_name,
        middle_name=row.middle_name or "",
        name=name_of(row),
        job_title=row.job_title,
        joined=joined(row.admitted),
        joined_at=row.since,
        off_platform=row.off_platform,
        missing=row.missing_since is not None,
        left=row.left_at is not None,
        standings=[_standing(r) for r in shown if r.active or r.ended_at is None or _is_staff_row(r.kind)],
        guardians=[_relative(r) for r in kin if not r.is_child],
        children=[_relative(r) for r in kin if r.is_child],
        restrictions=await restricted.of_person(work, person) if sees_family else [],
        abilities=abilities,
    )


async def school_numbers(work: Work) -> SchoolNumbers:
    """What the home screen «Школа» counts."""
    school = work.school
    work.require(Action.SEE_JOINING, Place(school=school))
    staff = await pages.staff_totals(work.connection, school)
    cards = await pages.cards(work.connection, school, frozenset())
    return SchoolNumbers(
        numbers=await pages.totals(work.connection, school),
        staff=staff.staff,
        staff_joined=staff.staff_joined,
        unconfirmed=staff.unconfirmed,
        administrators=staff.administrators,
        has_head=bool(staff.has_head),
        classes=sum(card.kind in ("class", "set") for card in cards),
        classes_without_teacher=await pages.without_teacher(work.connection, school),
    )


async def family_place(work: Work, school: SchoolId, person: PersonId) -> Place:
    """Where a pupil or guardian stands: the classes he belongs to."""
    await persons.person_row(work.connection, school, person)
    return Place(school=school, classes=frozenset(await pages.classes_of(work.connection, school, [person])))


async def holds_staff(work: Work, school: SchoolId, person: PersonId) -> bool:
    """Is this person of the school's staff?"""
    held = await people_queries.standings_of(work.connection, school, [person])
    return Kind.STAFF in {one.kind for one in held.get(person, [])}


def _leader(row: Record) -> Leader:
    return Leader(row.person_id, name_of(row), row.kind, row.valid_from, row.valid_to, row.active, joined(row.admitted))


def _pupils(rows: list[Record]) -> list[Pupil]:
    found: dict[UUID, Pupil] = {}
    for r in rows:
        pupil = found.setdefault(
            r.id,
            Pupil(
                person_id=r.id,
                name=name_of(r),
                mark=r.roster_mark,
                joined=joined(r.own_admitted),
                off_platform=r.off_platform,
                missing=r.missing,
                activist=r.activist,
                guardians=[],
            ),
        )
        if r.adult_id is not None:
            name = full_name(r.adult_last, r.adult_first, r.adult_middle)
            pupil.guardians.append(
                Guardian(r.adult_id, name, r.relation, r.trusted, joined(r.adult_admitted), r.adult_activist)
            )
    return list(found.values())


def _is_staff_row(kind: str) -> bool:
    return kind not in ("pupil", "member", "guardian", "trusted_adult", "activist")


def _standing(r: Record) -> Standing:
    target = r.title or (full_name(r.last_name, r.first_name, r.middle_name) if r.last_name else "")
    return Standing(r.kind, r.target_id, target, r.detail, r.basis, r.valid_from, r.valid_to, r.active)


def _relative(r: Record) -> Relative:
    return Relative(r.id, name_of(r), r.detail, r.kind == "trusted_adult", joined(r.admitted), r.proof_note)
