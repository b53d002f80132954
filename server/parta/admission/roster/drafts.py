"""The people of the file, each human once: what is written of them, and what of it is new."""

import datetime
from collections import defaultdict

from parta.admission.roster.defects import DefectKind
from parta.admission.roster.known import KnownPerson
from parta.admission.roster.records import Guardian, PersonName, Pupil, Source, Staff
from parta.admission.roster.resolve import Resolved
from parta.admission.roster.steps import Action, FieldChange, PersonStep


class Drafts:
    """One step for each human, however many rows speak of him; the keys lead from rows to steps."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved
        self._known = {person.id: person for person in resolved.roster.people}
        self._said: dict[str, list[Pupil | Staff | Guardian]] = {}
        self.staff_keys: dict[int, str] = {}
        self.pupil_keys: dict[int, str] = {}
        self.guardian_keys: dict[int, str] = {}
        self._guardians_of: dict[str, list[KnownPerson]] = defaultdict(list)
        for bond in resolved.roster.guardianships:
            if bond.guardian_id in self._known:
                self._guardians_of[bond.child_id].append(self._known[bond.guardian_id])
        self._add_staff()
        self._staff_names = self._names_of_staff()
        self._add_pupils()
        self._add_guardians()

    def steps(self) -> tuple[PersonStep, ...]:
        """A step for every human of the file, those who stay as they are included."""
        return tuple(_step(key, records, self._known.get(key)) for key, records in self._said.items())

    def _add(self, key: str, record: Pupil | Staff | Guardian) -> str:
        self._said.setdefault(key, []).append(record)
        return key

    def _new_key(self) -> str:
        return f"new-{len(self._said) + 1}"

    def _add_staff(self) -> None:
        """Two rows of one member are one human with two positions."""
        keys_of_groups: dict[int, str] = {}
        for number, member in enumerate(self._resolved.records.staff):
            if self._resolved.is_stopped(member.source):
                continue
            group = self._resolved.first_staff[number]
            key = self._resolved.staff_ids.get(number) or keys_of_groups.get(group) or self._new_key()
            keys_of_groups[group] = self.staff_keys[number] = self._add(key, member)

    def _add_pupils(self) -> None:
        for number, pupil in enumerate(self._resolved.records.pupils):
            if not self._resolved.is_stopped(pupil.source):
                key = self._resolved.pupil_ids.get(number) or self._new_key()
                self.pupil_keys[number] = self._add(key, pupil)

    def _add_guardians(self) -> None:
        keys_of_groups: dict[int, str] = {}
        known_by_contact = self._known_adults()
        staff_by_contact = {
            (record.name.key, contact): key
            for key, records in self._said.items()
            for record in records
            if isinstance(record, Staff)
            for contact in (record.phone, record.email)
            if contact
        }
        for number, guardian in enumerate(self._resolved.records.guardians):
            child = self._child_key(number)
            if self._resolved.is_stopped(guardian.source) or child is None:
                continue
            group = self._resolved.first_guardian[number]
            marks = [(guardian.name.key, contact) for contact in (guardian.phone, guardian.email) if contact]
            key = (
                keys_of_groups.get(group)
                or next((staff_by_contact[mark] for mark in marks if mark in staff_by_contact), None)
                or next((known_by_contact[mark] for mark in marks if mark in known_by_contact), None)
                or self._known_guardian(child, guardian.name)
            )
            if key is None:
                self._warn_of_staff(guardian)
                key = self._new_key()
            keys_of_groups[group] = self._add(key, guardian)
            self.guardian_keys[number] = key

    def _child_key(self, number: int) -> str | None:
        in_file, known_id = self._resolved.child_of[number]
        return known_id if in_file is None else self.pupil_keys.get(in_file)

    def _known_adults(self) -> dict[tuple[str, str], str]:
        return {
            (person.name.key, contact): person.id
            for person in self._resolved.roster.people
            if person.class_id is None
            for contact in (person.phone, person.email)
            if contact
        }

    def _known_guardian(self, child_key: str, name: PersonName) -> str | None:
        """The guardian of this name whom the child already has."""
        alike = [person for person in self._guardians_of[child_key] if person.name.short_key == name.short_key]
        return alike[0].id if len(alike) == 1 else None

    def _warn_of_staff(self, guardian: Guardian) -> None:
        namesakes = self._staff_names.get(guardian.name.key)
        if namesakes and guardian.name.patronymic:
            key = next(iter(guardian.source.columns), "")
            self._resolved.blame(
                DefectKind.ALSO_STAFF, guardian.source, key=key, value=guardian.name.full, other=namesakes
            )

    def _names_of_staff(self) -> dict[str, str]:
        """Where each member of staff is written down, by name."""
        places = {person.name.key: "в школе" for person in self._resolved.roster.people if person.is_staff}
        for number in self.staff_keys:
            member = self._resolved.records.staff[number]
            places[member.name.key] = f"строка {member.source.row} листа «{member.source.sheet}»"
        return places


def _step(key: str, records: list[Pupil | Staff | Guardian], known: KnownPerson | None) -> PersonStep:
    name = _fullest([record.name for record in records])
    born = next((record.birth_date for record in records if isinstance(record, Pupil) and record.birth_date), None)
    external = _first([record.external_number for record in records if not isinstance(record, Guardian)])
    phone, email = _first([record.phone for record in records]), _first([record.email for record in records])
    sources: tuple[Source, ...] = tuple(record.source for record in records)
    if known is None:
        return PersonStep(key, Action.CREATE, name, born, external, phone, email, sources=sources)
    name = _better_name(known.name, name)
    changes = tuple(
        FieldChange(field, before, after)
        for field, before, after in (
            ("name", known.name.full, name.full),
            ("birthDate", _day(known.birth_date), _day(born or known.birth_date)),
            ("externalNumber", known.external_number, external or known.external_number),
            ("phone", known.phone, phone or known.phone),
            ("email", known.email, email or known.email),
        )
        if before != after
    )
    return PersonStep(
        key=key,
        action=Action.CHANGE if changes else Action.SAME,
        name=name,
        birth_date=born or known.birth_date,
        external_number=external or known.external_number,
        phone=phone or known.phone,
        email=email or known.email,
        changes=changes,
        sources=sources,
    )


def _first(values: list[str]) -> str:
    return next((value for value in values if value), "")


def _day(day: datetime.date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


def _fullest(names: list[PersonName]) -> PersonName:
    best = names[0]
    for name in names[1:]:
        best = _better_name(best, name)
    return best


def _better_name(known: PersonName, said: PersonName) -> PersonName:
    """A list with initials, without the patronymic or without ё never makes a known name poorer."""
    given = known.given if said.has_initials else _with_yo(known.given, said.given)
    keeps_middle = not said.patronymic or said.patronymic.endswith(".")
    patronymic = known.patronymic if keeps_middle and known.patronymic else _with_yo(known.patronymic, said.patronymic)
    return PersonName(_with_yo(known.surname, said.surname), given, patronymic)


def _with_yo(known: str, said: str) -> str:
    same = known.lower().replace("ё", "е").replace("-", " ") == said.lower().replace("ё", "е").replace("-", " ")
    if same and said.lower().count("ё") <= known.lower().count("ё"):
        return known
    return said
