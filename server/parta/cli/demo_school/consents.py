"""The demo school's rules and consents: who has joined has read and consented, some families signed on paper (B13)."""

from typing import Any

from parta.admission.consents import commands as consents
from parta.admission.consents import queries
from parta.kernel.ids import PersonId, SchoolId
from parta.work import Work

from .facts import DemoSchool

ON_PAPER = 7  # every seventh child whose family has joined has a signed sheet in the school


async def write_consents(work: Work, demo: DemoSchool, school: SchoolId, persons: dict[str, PersonId]) -> None:
    """Texts, acknowledgements and consents of everybody who has joined, and of their children."""
    await consents.lay_down(work, school)
    joined = {one.key for one in demo.people if one.joined or one.key == demo.administrator}
    readers = [persons[key] for key in sorted(joined)]
    await queries.acknowledge_all(work.connection, school, readers, "rules", 1, work.now)
    giver = {
        bond.child: bond.guardian
        for bond in reversed(demo.guardianships)
        if bond.kind != "trusted" and bond.guardian in joined
    }
    pupils = {key for one in demo.classes for key in one.pupils}
    rows: list[dict[str, Any]] = []
    for number, key in enumerate(sorted(joined | set(giver))):
        by = giver.get(key) if key in pupils else key
        paper = by is None or (key in pupils and number % ON_PAPER == 0)
        rows.append(
            {
                "school_id": school,
                "id": work.new_id(),
                "subject_id": persons[key],
                "given_by": None if paper or by is None else persons[by],
                "how": "paper" if paper else "electronic",
                "version": 1,
                "at": work.now,
                "recorded_by": persons[demo.administrator] if paper else None,
                "granted": True,
            }
        )
    await queries.insert_consents(work.connection, rows)
