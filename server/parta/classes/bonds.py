"""What a bond between a child and an adult says: kind, relation, note of proof (B9)."""

from typing import Annotated

import msgspec

from parta.kernel.errors import NotFound
from parta.kernel.ids import ClassId, PersonId
from parta.kernel.text import one_line
from parta.people import commands as people
from parta.people import queries as people_queries
from parta.people.errors import ThirdNeedsNote
from parta.policy.decide import Place
from parta.policy.standing import Kind
from parta.policy.table import Action
from parta.school.commands import optional_line
from parta.work import Work

from .bindings import school_today
from .queries import pages
from .queries import people as persons


class BondChange(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """`trusted`: «доверенное лицо», who reads and writes but signs nothing."""

    relation: Annotated[str, msgspec.Meta(max_length=40)]
    trusted: bool = False
    proof_note: Annotated[str, msgspec.Meta(max_length=200)] = ""


async def change(work: Work, child: PersonId, adult: PersonId, form: BondChange) -> None:
    """Correct what the bond says; badges and rights follow. A third representative needs a note."""
    school = work.school
    await persons.person_row(work.connection, school, child)
    classes = frozenset(ClassId(one) for one in await pages.classes_of(work.connection, school, [child]))
    work.require(Action.SET_GUARDIANSHIP, Place(school=school, classes=classes))
    relation = one_line(form.relation, pointer="/relation", longest=40)
    note = optional_line(form.proof_note, pointer="/proofNote")
    await work.alone(school)
    held = (await people_queries.standings_of(work.connection, school, [adult])).get(adult, [])
    bond = next((one for one in held if one.target == child and one.kind in people_queries.OF_CHILD), None)
    if bond is None:
        raise NotFound
    kind = Kind.TRUSTED_ADULT if form.trusted else Kind.GUARDIAN
    becomes = kind is Kind.GUARDIAN and bond.kind is not kind
    if becomes and not note and await people_queries.representing(work.connection, school, child) >= 2:
        raise ThirdNeedsNote
    values = {
        "relation": relation, "kind": "trusted" if form.trusted else "representative", "proof_note": note,
        "source": "roster", "since": work.now,
    }  # fmt: skip
    await people_queries.change_bond(work.connection, school, child, adult, values, work.new_id())
    if (bond.kind, bond.detail) != (kind, relation):
        today = await school_today(work, school)
        await people.end(work, school, [adult], today=today, kinds=[bond.kind], target=child)
        await people.give(work, school, adult, kind, today=today, target=child, detail=relation)
    work.note(Action.SET_GUARDIANSHIP, child, {"proof_note": ("", note)}, guardian=str(adult), relation=relation)
