"""Which rows speak of one human being, so that five children have one mother and two subjects one teacher."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from parta.admission.roster.records import Guardian, Staff


class Groups(NamedTuple):
    """For each guardian row the number of its first row, and which of these joins are only a guess."""

    first: tuple[int, ...]
    guessed: tuple[tuple[int, int], ...]


def group_guardians(guardians: Sequence[Guardian]) -> Groups:
    """Same name and same contact is one human; same name, siblings by surname and no other contact is a guess."""
    first = list(range(len(guardians)))
    by_contact: dict[Hashable, int] = {}
    guessed: list[tuple[int, int]] = []
    by_siblings: dict[Hashable, list[int]] = defaultdict(list)
    for number, guardian in enumerate(guardians):
        contacts = [(guardian.name.key, contact) for contact in (guardian.phone, guardian.email) if contact]
        known = [by_contact[contact] for contact in contacts if contact in by_contact]
        siblings = (guardian.name.key, _stem(guardian.child.name.surname))
        if known:
            first[number] = known[0]
        elif guardian.name.patronymic and (alike := _alike(guardians, by_siblings[siblings], guardian)) is not None:
            first[number] = first[alike]
            guessed.append((number, alike))
        for contact in contacts:
            by_contact.setdefault(contact, first[number])
        by_siblings[siblings].append(number)
    return Groups(tuple(first), tuple(guessed))


def group_staff(members: Sequence[Staff]) -> tuple[int, ...]:
    """For each row the first row of the same member: one name, and no contact or number against it."""
    by_name: dict[str, list[int]] = defaultdict(list)
    first = list(range(len(members)))
    for number, member in enumerate(members):
        same = next((other for other in by_name[member.name.key] if _may_be(members[other], member)), None)
        if same is not None:
            first[number] = first[same]
        by_name[member.name.key].append(number)
    return tuple(first)


def _may_be(one: Staff, other: Staff) -> bool:
    return not (
        _contradict(one.phone, other.phone)
        or _contradict(one.email, other.email)
        or _contradict(one.external_number, other.external_number)
    )


def _alike(guardians: Sequence[Guardian], others: Sequence[int], guardian: Guardian) -> int | None:
    for number in others:
        other = guardians[number]
        same_row = other.source.sheet == guardian.source.sheet and other.source.row == guardian.source.row
        if (
            not same_row
            and not _contradict(other.phone, guardian.phone)
            and not _contradict(other.email, guardian.email)
        ):
            return number
    return None


def _contradict(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other


def _stem(surname: str) -> str:
    """Иванов and Иванова, Раевский and Раевская share it."""
    surname = surname.lower().replace("ё", "е")
    for ending in ("ская", "ский", "цкая", "цкий"):
        surname = surname.removesuffix(ending)
    return surname.removesuffix("а")
