"""Families of the tests that are on the school's list, any number of them, with or without a way to sign in."""

from uuid import uuid4

from sqlalchemy import insert, update

from parta.identity.tables import account
from parta.kernel.ids import PersonId
from parta.people.tables import claim, person, standing
from parta.policy.standing import Kind
from people import START, Person, TestSchool


class Family:
    """A child and its guardians, as ids."""

    def __init__(self, child: PersonId, guardians: list[PersonId]) -> None:
        self.child, self.guardians = child, guardians


async def families(
    school: TestSchool, title: str, many: int, *, guardians: int = 1, joined: bool = True
) -> list[Family]:
    """So many children of a class, each with its guardians; `joined`: the guardians have been admitted."""
    one = await school.school_class(title)
    made = [Family(PersonId(uuid4()), [PersonId(uuid4()) for _ in range(guardians)]) for _ in range(many)]
    adults = [guardian for family in made for guardian in family.guardians]
    async with school.server.workshop.open() as work:
        await work.connection.execute(
            insert(person),
            [
                {
                    "school_id": school.id, "id": each, "last_name": f"{last}{number:04}", "first_name": first,
                    "sort_key": f"{last}{number:04}", "search_key": last, "created_at": work.now,
                }
                for number, family in enumerate(made)
                for last, first, ids in (("Детин", "Ваня", [family.child]), ("Детина", "Вера", family.guardians))
                for each in ids
            ],
        )  # fmt: skip
        given = [(family.child, Kind.PUPIL, one) for family in made] + [
            (guardian, Kind.GUARDIAN, family.child) for family in made for guardian in family.guardians
        ]
        await work.connection.execute(
            insert(standing),
            [
                {
                    "school_id": school.id, "id": uuid4(), "person_id": who, "kind": kind.value, "target_id": target,
                    "valid_from": START, "active": True,
                }
                for who, kind, target in given
            ],
        )  # fmt: skip
        if joined and adults:
            accounts = {guardian: uuid4() for guardian in adults}
            await work.connection.execute(
                insert(account), [{"id": each, "created_at": work.now} for each in accounts.values()]
            )
            await work.connection.execute(
                insert(claim),
                [
                    {
                        "school_id": school.id, "id": uuid4(), "person_id": who, "account_id": each,
                        "admitted": True, "since": work.now,
                    }
                    for who, each in accounts.items()
                ],
            )  # fmt: skip
        await work.much_written()
    return made


async def on_paper(school: TestSchool, *people: PersonId) -> None:
    """«Вне платформы»."""
    async with school.server.workshop.open() as work:
        await work.connection.execute(update(person).where(person.c.id.in_(people)).values(off_platform=True))


async def told(who: Person) -> list[str]:
    """The titles of somebody's announcements, in their order."""
    return [one["title"] for one in (await who.ask("GET", "/api/announcements"))["items"]]
