"""The people who make software stumble: each of them is in the demo school, under a name that tests can ask for."""

import datetime

import msgspec

from parta.cli.demo_school.facts import Sex
from parta.cli.demo_school.household import Population, make_family
from parta.cli.demo_school.names import PEOPLES, surname_for
from parta.cli.demo_school.teachers import Draft

Rosters = dict[str, list[str]]
Grades = dict[str, int | None]
Room = dict[str, int]

# Edge, sex, surname as borne, given name, patronymic, wished class.
NAMED = (
    ("yo", Sex.F, "Ёлкина", "Алёна", "Семёновна", "5А"),
    ("hyphen", Sex.F, "Белова-Озерцова", "Анна-Мария", "Юрьевна", "5А"),
    ("noPatronymic", Sex.M, "Цой", "Артур", "", "6А"),
    ("oneLetterSurname", Sex.F, "О", "Юна", "Робертовна", "5А"),
    ("ogly", Sex.M, "Мамедов", "Эльдар", "Гасан оглы", "6А"),
    ("longName", Sex.F, "Мухаметшина-Зиганшина", "Гульназира", "Габдельхакимовна", "6Б"),
    ("softSign", Sex.M, "Подъячев", "Игорь", "Игоревич", "10К"),
)


def add_namesakes(population: Population, rosters: Rosters, grades: Grades, room: Room) -> None:
    """Two full namesakes in one class, born on different days, with different parents."""
    for number, born in enumerate((datetime.date(2015, 2, 14), datetime.date(2015, 9, 3)), start=1):
        family = make_family(population, surname="Кузнецов", people="russian", both=True)
        pupil = population.pupil(Sex.M, "Кузнецов", "Илья", "Андреевич", grades["5А"], born=born)
        for adult, kind in ((family.mother, "mother"), (family.father, "father")):
            if adult:
                population.bind(adult, pupil, kind)
        rosters["5А"].append(pupil.key)
        population.edges[f"namesake{number}"] = pupil.key


def add_named_pupils(population: Population, rosters: Rosters, grades: Grades, room: Room) -> None:
    """Names with ё, a hyphen, one letter, no patronymic, оглы; a pupil of eighteen; the only pupil of a class."""
    for edge, sex, surname, given, middle, wished in NAMED:
        title = wished if wished in rosters else "5А"
        pupil = population.pupil(sex, surname, given, middle, grades[title])
        mother = population.adult(Sex.F, "russian", surname_for("Лаптев", Sex.F) if edge == "ogly" else surname, "g")
        population.bind(mother, pupil, "mother")
        rosters[title].append(pupil.key)
        population.edges[edge] = pupil.key
    adult_class = "11А" if "11А" in rosters else "10К"
    born = datetime.date(2008, 10, 5)
    adult = population.pupil(Sex.F, "Тихомирова", "Вера", "Павловна", grades[adult_class], born=born)
    population.bind(population.adult(Sex.F, "russian", "Тихомирова", "g"), adult, "mother")
    rosters[adult_class].append(adult.key)
    population.edges["adultPupil"] = adult.key
    only = make_family(population, both=True).child(population, grades["8К"])
    rosters["8К"].append(only.key)
    population.edges["onlyPupilOfClass"] = only.key


def add_family_of_five(population: Population, rosters: Rosters, grades: Grades, room: Room) -> None:
    """Five children of one mother and father in as many classes as there are."""
    family = make_family(population, surname="Гараев", people="tatar", both=True)
    titles = [title for title in ("Солнышко", "1А", "5А", "6Б", "10К", "9А", "0", "6А", "3В") if title in rosters][:5]
    for number in range(5):
        title = titles[number % len(titles)]
        child = family.child(population, grades[title])
        rosters[title].append(child.key)
        population.edges[f"sibling{number + 1}"] = child.key
    if family.mother and family.father:
        population.edges["motherOfFive"] = family.mother.key
        population.edges["fatherOfFive"] = family.father.key
        for key in (family.mother.key, family.father.key):
            population.people[key] = msgspec.structs.replace(population.people[key], joined=True)


def add_director_of_foster_home(population: Population, rosters: Rosters, grades: Grades, room: Room) -> None:
    """One guardian by office for twelve pupils of different surnames."""
    director = population.adult(Sex.F, "russian", "Долгова", "g", given="Раиса")
    population.edges["fosterHomeDirector"] = director.key
    titles = [title for title in rosters if room[title] - len(rosters[title]) > 3 and grades[title]]
    for number in range(12):
        title = titles[number % len(titles)]
        surname = population.random.choice(PEOPLES["russian"].surnames)
        sex = population.random.choice((Sex.M, Sex.F))
        given = population.random.choice(PEOPLES["russian"].men if sex is Sex.M else PEOPLES["russian"].women)
        middle = ("Олегович" if sex is Sex.M else "Олеговна") if number % 3 else ""
        child = population.pupil(sex, surname_for(surname, sex), given, middle, grades[title])
        population.bind(director, child, "guardian")
        rosters[title].append(child.key)


def make_teacher_a_parent(population: Population, staff: list[Draft], rosters: Rosters) -> None:
    """A teacher of mathematics is the mother of a girl in 3В, and another teacher works in two schools."""
    title = "3В" if "3В" in rosters else "0"
    mathematicians = [
        d for d in staff if set(d.subjects) & {"математика", "алгебра и геометрия"} and d.person.sex is Sex.F
    ]
    teacher = next(iter(mathematicians), None) or next(d for d in staff if d.subjects and d.person.sex is Sex.F)
    bonds = {bond.child: number for number, bond in reversed(list(enumerate(population.guardianships)))}
    special = set(population.edges.values())
    child = next(
        key
        for key in rosters[title]
        if key in bonds and key not in special and population.guardianships[bonds[key]].kind == "mother"
    )
    bond = population.guardianships[bonds[child]]
    replaced = bond.guardian
    population.guardianships = [
        msgspec.structs.replace(one, guardian=teacher.person.key) if one.guardian == replaced else one
        for one in population.guardianships
    ]
    del population.people[replaced]
    joined = msgspec.structs.replace(teacher.person, joined=True, phone=teacher.person.phone or population.phone())
    population.people[joined.key] = teacher.person = joined
    population.edges["teacherWhoIsParent"] = joined.key
    population.edges["childOfTeacher"] = child
    elsewhere = next(d for d in staff if d.subjects and not d.class_key and d is not teacher and d.person.joined)
    population.edges["teacherInTwoSchools"] = elsewhere.person.key
