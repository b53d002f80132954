"""Who of the file is who of the roster: surest marks first, and only where both sides are unique."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from parta.admission.roster.known import KnownPerson, KnownRoster
from parta.admission.roster.records import Pupil, Staff

Mark = Hashable | None


class Candidate(NamedTuple):
    """One side of a match: its marks by name, and what must not contradict."""

    number: int
    marks: dict[str, Mark]
    must_agree: tuple[object, ...]
    patronymic: str


def match(records: Sequence[Candidate], people: Sequence[Candidate], passes: Iterable[str]) -> dict[int, int]:
    """Number of the record → number of the person; a mark counts only if one record and one person bear it."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for mark in passes:
        left = _by_mark(records, mark, found)
        right = _by_mark(people, mark, taken)
        for value, ours in left.items():
            theirs = right.get(value, ())
            if len(ours) == len(theirs) == 1 and (mark == "external" or _agree(ours[0], theirs[0])):
                found[ours[0].number] = theirs[0].number
                taken.add(theirs[0].number)
    return found


def _by_mark(side: Sequence[Candidate], mark: str, done: Iterable[int]) -> dict[Mark, list[Candidate]]:
    done = set(done)
    groups: dict[Mark, list[Candidate]] = defaultdict(list)
    for candidate in side:
        value = candidate.marks.get(mark)
        if value is not None and candidate.number not in done:
            groups[value].append(candidate)
    return groups


def _agree(one: Candidate, other: Candidate) -> bool:
    return _same_patronymic(one.patronymic, other.patronymic) and all(
        not mine or not yours or mine == yours for mine, yours in zip(one.must_agree, other.must_agree, strict=True)
    )


def _same_patronymic(one: str, other: str) -> bool:
    """«П.» may be Петрович, nothing may be anything; Петрович is not Павлович."""
    one, other = one.lower().replace("ё", "е"), other.lower().replace("ё", "е")
    if not one or not other:
        return True
    return one == other or (one[0] == other[0] and (one.endswith(".") or other.endswith(".")))


PUPIL_PASSES = (
    "external", "name class birth", "name class family", "name class number", "name class", "name birth",
    "initials class birth", "short class", "initials class", "name", "short",
)  # fmt: skip
STAFF_PASSES = ("external", "name phone", "name email", "name", "short", "initials")


def match_pupils(pupils: Sequence[Pupil], families: Sequence[Mark], roster: KnownRoster) -> dict[int, str]:
    """Number of the pupil in the file → id of the person."""
    class_keys = {known.id: known.title.key for known in roster.classes}
    known = [person for person in roster.people if person.class_id is not None]
    known_families = _known_families(roster)
    records = [
        Candidate(
            number,
            _pupil_marks(pupil, pupil.school_class.key, pupil.list_number, families[number]),
            (pupil.birth_date, pupil.external_number),
            pupil.name.patronymic,
        )
        for number, pupil in enumerate(pupils)
    ]
    people = [
        Candidate(
            number,
            _pupil_marks(
                person, class_keys.get(person.class_id or "", ""), person.list_number, known_families.get(person.id)
            ),
            (person.birth_date, person.external_number),
            person.name.patronymic,
        )
        for number, person in enumerate(known)
    ]
    return {ours: known[theirs].id for ours, theirs in match(records, people, PUPIL_PASSES).items()}


def _pupil_marks(person: Pupil | KnownPerson, title: str, number: int | None, family: Mark) -> dict[str, Mark]:
    name = person.name
    return {
        "external": person.external_number or None,
        "name class birth": (name.key, title, person.birth_date) if person.birth_date else None,
        "name class family": (name.key, title, family) if family else None,
        "name class number": (name.key, title, number) if number else None,
        "name class": (name.key, title),
        "name birth": (name.key, person.birth_date) if person.birth_date else None,
        "initials class birth": (name.initials_key, title, person.birth_date) if person.birth_date else None,
        "short class": (name.short_key, title),
        "initials class": (name.initials_key, title),
        "name": name.key,
        "short": name.short_key,
    }


def _known_families(roster: KnownRoster) -> dict[str, Mark]:
    names = {person.id: person.name.key for person in roster.people}
    families: dict[str, set[str]] = defaultdict(set)
    for bond in roster.guardianships:
        families[bond.child_id].add(names.get(bond.guardian_id, ""))
    return {child: frozenset(family) for child, family in families.items()}


def match_staff(members: Sequence[Staff], first: Sequence[int], roster: KnownRoster) -> dict[int, str]:
    """Number of the member in the file → id of the person; guardians count if name and contact agree."""
    records = [
        Candidate(number, _staff_marks(member, True), (member.external_number,), member.name.patronymic)
        for number, member in enumerate(members)
        if first[number] == number
    ]
    people = [
        Candidate(number, _staff_marks(person, person.is_staff), (person.external_number,), person.name.patronymic)
        for number, person in enumerate(roster.people)
        if person.class_id is None
    ]
    found = match(records, people, STAFF_PASSES)
    return {number: roster.people[found[leader]].id for number, leader in enumerate(first) if leader in found}


def _staff_marks(person: Staff | KnownPerson, is_staff: bool) -> dict[str, Mark]:
    name = person.name
    return {
        "external": person.external_number or None,
        "name phone": (name.key, person.phone) if person.phone else None,
        "name email": (name.key, person.email) if person.email else None,
        "name": name.key if is_staff else None,
        "short": name.short_key if is_staff else None,
        "initials": name.initials_key if is_staff else None,
    }


def names_of_unmatched(roster: KnownRoster, taken: set[str]) -> Counter[tuple[str, str]]:
    """How many pupils nobody was matched with bear a name, or its initials, in a class."""
    class_keys = {known.id: known.title.key for known in roster.classes}
    left = [person for person in roster.people if person.class_id and person.id not in taken]
    return Counter(
        (form, class_keys.get(person.class_id or "", ""))
        for person in left
        for form in {person.name.short_key, person.name.initials_key}
    )
