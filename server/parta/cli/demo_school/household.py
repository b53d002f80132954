"""Making people: keys, phones, addresses of a domain that nobody owns, families with their children."""

import datetime
from dataclasses import dataclass, field
from random import Random

from parta.cli.demo_school.facts import DemoGuardianship, DemoPerson, Sex
from parta.cli.demo_school.names import (
    PEOPLES,
    feminine,
    given_name,
    latin,
    patronymic,
    pick_people,
    surname_for,
)

DOMAIN = "example.ru"
TODAY = datetime.date(2026, 11, 24)


@dataclass
class Population:
    """Everybody made so far; keys and phones come from here, so that nobody shares one by chance."""

    random: Random
    people: dict[str, DemoPerson] = field(default_factory=dict)
    guardianships: list[DemoGuardianship] = field(default_factory=list)
    edges: dict[str, str] = field(default_factory=dict)
    _phones: int = 1000
    _counts: dict[str, int] = field(default_factory=dict)
    _names: set[tuple[str, str, str]] = field(default_factory=set)

    def key(self, letter: str) -> str:
        """The next key of this kind: p001, g001, s01."""
        self._counts[letter] = self._counts.get(letter, 0) + 1
        return f"{letter}{self._counts[letter]:0{2 if letter == 's' else 4}}"

    def phone(self) -> str:
        """A mobile number of the range 000, which no operator gives out."""
        self._phones += self.random.randint(1, 9)
        return f"+7900000{self._phones:04}"

    def add(self, person: DemoPerson) -> DemoPerson:
        """Take the person in."""
        self.people[person.key] = person
        self._names.add((person.surname, person.given, person.patronymic))
        return person

    def is_taken(self, surname: str, given: str, middle: str) -> bool:
        """Whether somebody bears this name already: namesakes are made on purpose only."""
        return (surname, given, middle) in self._names

    def adult(
        self, sex: Sex, people: str, surname: str, letter: str, *, given: str = "", joined: bool = True
    ) -> DemoPerson:
        """A grown-up with a telephone, often with an address."""
        own = given
        while True:
            given = own or given_name(self.random, people, sex)
            father = given_name(self.random, people, Sex.M)
            middle = patronymic(father, sex, people) if PEOPLES[people].has_patronymic else ""
            if not self.is_taken(surname, given, middle):
                break
        key = self.key(letter)
        email = f"{latin(surname)}.{latin(given)[:1]}.{key}@{DOMAIN}" if self.random.random() < 0.7 else ""
        return self.add(
            DemoPerson(
                key=key, sex=sex, surname=surname, given=given, patronymic=middle,
                phone=self.phone(), email=email, joined=joined,
            )
        )  # fmt: skip

    def pupil(
        self, sex: Sex, surname: str, given: str, middle: str, grade: int | None, *, born: datetime.date | None = None
    ) -> DemoPerson:
        """A child of the age of its grade."""
        key = self.key("p")
        has_account = grade is not None and grade >= 4
        return self.add(
            DemoPerson(
                key=key, sex=sex, surname=surname, given=given, patronymic=middle,
                birth_date=born or self.birthday(grade), external_number=f"К-{int(key[1:]):04}",
                joined=has_account and self.random.random() < 0.9,
            )
        )  # fmt: skip

    def birthday(self, grade: int | None) -> datetime.date:
        """A day of birth usual for the grade; grade 1 starts at six and a half to seven and a half."""
        years = 4 if grade is None else 6 + grade
        begin = datetime.date(TODAY.year - years - 1, 12, 1)
        return begin + datetime.timedelta(days=self.random.randrange(360))

    def bind(self, guardian: DemoPerson, child: DemoPerson, kind: str) -> None:
        """Make the adult a representative of the child."""
        self.guardianships.append(DemoGuardianship(guardian=guardian.key, child=child.key, kind=kind))


@dataclass
class Family:
    """Parents before their children: the surname, the people, the father's name that the children bear."""

    people: str
    surname: str
    father_given: str
    mother: DemoPerson | None
    father: DemoPerson | None
    guardian: DemoPerson | None = None

    def child(
        self, population: Population, grade: int | None, *, sex: Sex | None = None, given: str = ""
    ) -> DemoPerson:
        """A child of this family, bound to whoever represents it."""
        random = population.random
        sex = sex or random.choice((Sex.M, Sex.F))
        middle = patronymic(self.father_given, sex, self.people) if random.random() < 0.97 else ""
        given = given or given_name(random, self.people, sex)
        while population.is_taken(surname_for(self.surname, sex), given, middle):
            given = given_name(random, *random.choice(((self.people, sex), ("russian", sex))))
        child = population.pupil(sex, surname_for(self.surname, sex), given, middle, grade)
        for person, kind in ((self.mother, "mother"), (self.father, "father"), (self.guardian, "guardian")):
            if person:
                population.bind(person, child, kind)
        return child


def make_family(population: Population, *, surname: str = "", people: str = "", both: bool = False) -> Family:
    """A family: mostly two parents, sometimes one, now and then a grandmother."""
    random = population.random
    people = people or pick_people(random)
    surname = surname or random.choice(PEOPLES[people].surnames)
    father_given = given_name(random, people, Sex.M)
    shape = 0.5 if both else random.random()
    family = Family(people, surname, father_given, None, None)
    if shape < 0.96:
        own = feminine(surname)
        if not both and random.random() < 0.12:  # the mother kept her own surname
            own = feminine(random.choice(PEOPLES[people].surnames))
        family.mother = population.adult(Sex.F, people, own, "g", joined=random.random() < 0.86)
    if 0.17 <= shape < 0.985:
        family.father = population.adult(Sex.M, people, surname, "g", given=father_given, joined=random.random() < 0.68)
    if shape >= 0.985:
        family.guardian = population.adult(Sex.F, people, feminine(surname), "g", joined=random.random() < 0.7)
    return family
