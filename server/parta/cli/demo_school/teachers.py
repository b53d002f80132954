"""The staff of the demo school: the head's people, one class teacher for each class, subjects shared out by load."""

from collections import defaultdict
from dataclasses import dataclass, field

from parta.cli.demo_school.facts import DemoPerson, DemoStaff, DemoTeaching, Sex
from parta.cli.demo_school.household import Population
from parta.cli.demo_school.names import PEOPLES, pick_people, surname_for

# Subject, first and last grade, hours a week.
SUBJECTS = (
    ("русский язык и литература", 5, 11, 7), ("математика", 5, 6, 5), ("алгебра и геометрия", 7, 11, 5),
    ("английский язык", 2, 11, 3), ("история и обществознание", 5, 11, 4), ("география", 5, 11, 2),
    ("биология", 5, 11, 2), ("физика", 7, 11, 3), ("химия", 8, 11, 2), ("информатика", 7, 11, 2),
    ("физкультура", 1, 11, 3), ("труд", 5, 9, 2), ("музыка", 1, 8, 1), ("изобразительное искусство", 1, 7, 1),
    ("ОБЗР", 8, 11, 1),
)  # fmt: skip
FULL_LOAD = 26
OFFICE = (
    ("директор", "", True), ("заместитель директора по учебной работе", "русский язык и литература", True),
    ("заместитель директора по воспитательной работе", "", True), ("секретарь", "", False),
    ("педагог-психолог", "", True), ("социальный педагог", "", True), ("советник директора по воспитанию", "", True),
    ("педагог-библиотекарь", "", True), ("заведующий хозяйством", "", False), ("медицинская сестра", "", False),
)  # fmt: skip


@dataclass
class Draft:
    """A member of staff while classes and hours are being shared out."""

    person: DemoPerson
    positions: list[str]
    subjects: list[str] = field(default_factory=list)
    teaches: list[DemoTeaching] = field(default_factory=list)
    is_teaching_staff: bool = True
    hours: int = 0
    class_key: str = ""

    def fact(self) -> DemoStaff:
        """The draft as a fact."""
        return DemoStaff(
            person=self.person.key,
            positions=tuple(self.positions),
            subjects=tuple(dict.fromkeys(self.subjects)),
            teaches=tuple(self.teaches),
            is_teaching_staff=self.is_teaching_staff,
        )


def make_staff(population: Population, classes: list[tuple[str, int | None]]) -> list[Draft]:
    """Everybody who works here, the head first; each class of (key, grade) has got its class teacher."""
    staff = [_office(population, *row) for row in OFFICE]
    staff += [_home_teacher(population, key, grade) for key, grade in classes if grade is None or grade <= 4]
    by_subject: dict[str, list[Draft]] = defaultdict(list)
    for subject, first, last, hours in SUBJECTS:
        for key, grade in classes:
            if grade is not None and first <= grade <= last:
                teacher = _with_room(by_subject[subject], hours)
                if teacher is None:
                    teacher = _subject_teacher(population, subject)
                    by_subject[subject].append(teacher)
                    staff.append(teacher)
                teacher.hours += hours
                teacher.teaches.append(DemoTeaching(subject=subject, class_key=key))
    _share_classes(population, staff, [key for key, grade in classes if grade is not None and grade > 4])
    return staff


def _adult(population: Population, sex: Sex | None = None, given: str = "") -> DemoPerson:
    people = pick_people(population.random)
    sex = sex or (Sex.M if population.random.random() < 0.18 else Sex.F)
    surname = surname_for(population.random.choice(PEOPLES[people].surnames), sex)
    return population.adult(sex, people, surname, "s", given=given, joined=population.random.random() < 0.95)


def _office(population: Population, position: str, subject: str, is_teaching: bool) -> Draft:
    draft = Draft(_adult(population), [position], is_teaching_staff=is_teaching)
    if subject:
        draft.positions.append("учитель")
        draft.subjects.append(subject)
    return draft


def _home_teacher(population: Population, key: str, grade: int | None) -> Draft:
    if grade is None:
        return Draft(_adult(population, Sex.F), ["воспитатель"], class_key=key)
    draft = Draft(_adult(population, Sex.F), ["учитель начальных классов"], ["начальные классы"], class_key=key)
    draft.teaches.append(DemoTeaching(subject="начальные классы", class_key=key))
    return draft


def _subject_teacher(population: Population, subject: str) -> Draft:
    sex = Sex.M if subject in ("труд", "ОБЗР") else None
    return Draft(_adult(population, sex), ["учитель"], [subject])


def _with_room(teachers: list[Draft], hours: int) -> Draft | None:
    return next((teacher for teacher in teachers if teacher.hours + hours <= FULL_LOAD), None)


def _share_classes(population: Population, staff: list[Draft], classes: list[str]) -> None:
    """A class teacher for each class of grade five and up, one who teaches there if possible."""
    free = [draft for draft in staff if draft.subjects and not draft.class_key and draft.hours]
    for key in classes:
        here = [draft for draft in free if any(teaching.class_key == key for teaching in draft.teaches)]
        chosen = next(iter(here or free), None)
        if chosen is None:
            chosen = _subject_teacher(population, "математика")
            staff.append(chosen)
        else:
            free.remove(chosen)
        chosen.class_key = key
