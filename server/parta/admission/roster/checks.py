"""Defects that only several rows together show: doubles, namesakes, contradictions between rows."""

from collections import defaultdict
from collections.abc import Iterator

from parta.admission.roster.cells import NAME_PARTS, Gathered
from parta.admission.roster.columns import Column, Field, Who
from parta.admission.roster.defects import DefectKind
from parta.admission.roster.records import Guardian, GuardianKind, Pupil, Source, Staff
from parta.admission.roster.texts import make_defect

BIGGEST_CLASS = 60
NAME_COLUMNS = tuple(Column(Who.SELF, field).key for field in (Field.FULL_NAME, *NAME_PARTS))


def check_across(gathered: Gathered) -> None:
    """Add what the rows say against each other."""
    checks = (
        _classes_met_twice,
        _classes_too_big,
        _external_numbers,
        _same_pupils,
        _pupils_in_two_classes,
        _list_numbers,
        _same_staff,
        _same_guardians,
        _third_guardians,
        _shared_contacts,
    )
    for check in checks:
        for kind, source, keys, value, other in list(check(gathered)):
            column = next((source.columns[key] for key in keys if key in source.columns), None)
            gathered.defects.append(
                make_defect(kind, sheet=source.sheet, row=source.row, column=column, value=value, other=other)
            )


Found = tuple[DefectKind, Source, tuple[str, ...], str, object]


def _key(field: Field) -> tuple[str, ...]:
    return (Column(Who.SELF, field).key,)


def _place(source: Source) -> str:
    return f"{source.row} листа «{source.sheet}»" if source.sheet else str(source.row)


def _classes_met_twice(gathered: Gathered) -> Iterator[Found]:
    first: dict[str, str] = {}
    for title, sheet, row in gathered.openings:
        place = f"лист «{sheet}», строка {row}"
        if title.key in first:
            yield DefectKind.CLASS_TWICE, Source(sheet=sheet, row=row), (), title.title, f"{first[title.key]} и {place}"
        first.setdefault(title.key, place)


def _classes_too_big(gathered: Gathered) -> Iterator[Found]:
    sizes: dict[str, int] = defaultdict(int)
    for pupil in gathered.pupils:
        sizes[pupil.school_class.key] += 1
        if sizes[pupil.school_class.key] == BIGGEST_CLASS + 1:
            yield DefectKind.CLASS_TOO_BIG, pupil.source, _key(Field.SCHOOL_CLASS), pupil.school_class.title, ""


def _external_numbers(gathered: Gathered) -> Iterator[Found]:
    owners: dict[str, Pupil | Staff] = {}
    records: list[Pupil | Staff] = [*gathered.pupils, *gathered.staff]
    for record in records:
        if not record.external_number:
            continue
        owner = owners.setdefault(record.external_number, record)
        if owner is not record and owner.name.short_key != record.name.short_key:
            keys = _key(Field.EXTERNAL_NUMBER)
            yield DefectKind.EXTERNAL_NUMBER_TWICE, record.source, keys, record.external_number, _place(owner.source)


def _same_pupils(gathered: Gathered) -> Iterator[Found]:
    families: dict[int, list[str]] = defaultdict(list)
    for guardian in gathered.guardians:
        if guardian.child.pupil is not None:
            families[guardian.child.pupil].append(f"{guardian.name.key} {guardian.phone}")
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pupil in enumerate(gathered.pupils):
        groups[pupil.name.key, pupil.school_class.key].append(number)
    for group in groups.values():
        for position, number in enumerate(group):
            for earlier in group[:position]:
                one, other = gathered.pupils[earlier], gathered.pupils[number]
                if kind := _how_alike(one, other, families[earlier] == families[number]):
                    yield kind, other.source, NAME_COLUMNS, other.name.full, _place(one.source)
                    break


def _how_alike(one: Pupil, other: Pupil, same_family: bool) -> DefectKind | None:
    if _differ(one.birth_date, other.birth_date) or _differ(one.external_number, other.external_number):
        return None
    if same_family and (one.phone, one.email) == (other.phone, other.email) and one.birth_date == other.birth_date:
        return DefectKind.DUPLICATE_ROW
    if _differ(one.list_number, other.list_number):
        return None
    return DefectKind.NAMESAKES_WITHOUT_NUMBER


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def _pupils_in_two_classes(gathered: Gathered) -> Iterator[Found]:
    seen: dict[tuple[str, object], Pupil] = {}
    for pupil in gathered.pupils:
        for mark in (pupil.birth_date, pupil.external_number):
            if not mark:
                continue
            before = seen.setdefault((pupil.name.key, mark), pupil)
            if before.school_class.key != pupil.school_class.key:
                other = f"{before.school_class.title}, строка {_place(before.source)}"
                yield DefectKind.PUPIL_IN_TWO_CLASSES, pupil.source, NAME_COLUMNS, pupil.name.full, other
                break


def _list_numbers(gathered: Gathered) -> Iterator[Found]:
    seen: dict[tuple[str, int], Pupil] = {}
    for pupil in gathered.pupils:
        if pupil.list_number is None:
            continue
        before = seen.setdefault((pupil.school_class.key, pupil.list_number), pupil)
        if before is not pupil:
            keys = _key(Field.LIST_NUMBER)
            yield DefectKind.LIST_NUMBER_TWICE, pupil.source, keys, str(pupil.list_number), _place(before.source)


def _same_staff(gathered: Gathered) -> Iterator[Found]:
    seen: dict[tuple[object, ...], Staff] = {}
    for member in gathered.staff:
        said = (member.name.key, member.positions, member.subjects, member.teacher_of, member.teaches, member.phone)
        before = seen.setdefault(said, member)
        if before is not member:
            yield DefectKind.DUPLICATE_ROW, member.source, NAME_COLUMNS, member.name.full, _place(before.source)
    teachers: dict[str, Staff] = {}
    for member in gathered.staff:
        for title in member.teacher_of:
            other = teachers.setdefault(title.key, member)
            if other.name.key != member.name.key:
                keys = _key(Field.TEACHER_OF)
                yield DefectKind.TWO_CLASS_TEACHERS, member.source, keys, title.title, other.name.full


def _same_guardians(gathered: Gathered) -> Iterator[Found]:
    seen: dict[tuple[str, str, str], Guardian] = {}
    for guardian in gathered.guardians:
        if guardian.child.pupil is not None:
            continue
        title = guardian.child.school_class
        before = seen.setdefault((guardian.name.key, guardian.child.name.key, title.key if title else ""), guardian)
        if before is not guardian:
            yield DefectKind.DUPLICATE_ROW, guardian.source, NAME_COLUMNS, guardian.name.full, _place(before.source)


def _third_guardians(gathered: Gathered) -> Iterator[Found]:
    counts: dict[object, int] = defaultdict(int)
    for guardian in gathered.guardians:
        if guardian.kind is GuardianKind.TRUSTED:
            continue
        child = guardian.child
        mark = child.pupil if child.pupil is not None else (child.name.key, child.school_class)
        counts[mark] += 1
        if counts[mark] == 3:
            keys = tuple(guardian.source.columns)
            yield DefectKind.THIRD_GUARDIAN, guardian.source, keys, guardian.name.full, ""


def _shared_contacts(gathered: Gathered) -> Iterator[Found]:
    """One telephone of two adults who have no child in common; a married couple may well share one."""
    owners: dict[str, list[Guardian]] = defaultdict(list)
    for guardian in gathered.guardians:
        if not guardian.phone:
            continue
        others = [other for other in owners[guardian.phone] if other.name.key != guardian.name.key]
        related = any(
            other.child == guardian.child or other.child.name.surname[:4] == guardian.child.name.surname[:4]
            for other in owners[guardian.phone]
        )
        if others and not related:
            keys = tuple(key for key in guardian.source.columns if key.endswith(".phone"))
            yield DefectKind.SHARED_CONTACT, guardian.source, keys, guardian.phone, _place(others[0].source)
        owners[guardian.phone].append(guardian)
