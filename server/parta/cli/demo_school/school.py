"""The demo school itself: classes of every shape, families, the edge cases, one seed and always the same school."""

import datetime
from random import Random

from parta.cli.demo_school.edges import (
    add_director_of_foster_home,
    add_family_of_five,
    add_named_pupils,
    add_namesakes,
    make_teacher_a_parent,
)
from parta.cli.demo_school.facts import DemoBuilding, DemoClass, DemoSchool
from parta.cli.demo_school.household import Family, Population, make_family
from parta.cli.demo_school.teachers import Draft, make_staff

# The order in which a smaller school keeps its classes; the four of every size come first.
EDGE_CLASSES: tuple[tuple[str, int | None], ...] = (("Солнышко", None), ("0", 0), ("10К", 10), ("8К", 8))
PLAIN_CLASSES = (
    "5А", "6А", "6Б", "3В", "1А", "9А", "9Б", "11А", "8А", "10А",
    "2А", "4А", "7А", "1Б", "2Б", "4Б", "5Б", "7Б", "8Б", "3А",
)  # fmt: skip
FEWEST_PUPILS = 60
SIBLING_SHARE = 0.08
LAST_DAY = datetime.date(2026, 11, 23)
DAYS = 61


def generate(seed: int = 1, pupils: int = 600) -> DemoSchool:
    """The school of this seed; equal arguments give equal schools."""
    if pupils < FEWEST_PUPILS:
        raise ValueError(f"В учебной школе не меньше {FEWEST_PUPILS} учеников.")
    population = Population(Random(f"parta {seed} {pupils}"))
    sizes = _sizes(population.random, pupils)
    staff = make_staff(population, [(title, grade) for title, grade, _ in sizes])
    rosters = _fill(population, sizes)
    make_teacher_a_parent(population, staff, rosters)
    classes = tuple(_class(population, title, grade, rosters[title], staff) for title, grade, _ in sizes)
    return DemoSchool(
        seed=seed,
        short_name="Школа № 57",
        full_name="Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 57»",
        city="Казань",
        time_zone="Europe/Moscow",
        help_phone="+79000000001",
        first_day=LAST_DAY - datetime.timedelta(days=DAYS - 1),
        last_day=LAST_DAY,
        buildings=(
            DemoBuilding("main", "Главное здание", "ул. Учебная, 5"),
            DemoBuilding("small", "Начальная школа и детский сад", "ул. Учебная, 7"),
        ),
        classes=classes,
        people=tuple(population.people.values()),
        staff=tuple(draft.fact() for draft in staff),
        guardianships=tuple(population.guardianships),
        administrator=staff[1].person.key,
        edges=population.edges,
    )


def generate_neighbour(school: DemoSchool) -> DemoSchool:
    """A tiny school at UTC+12 where a teacher of the first one works too (edge `teacherInTwoSchools` of both)."""
    population = Population(Random(f"parta neighbour {school.seed}"))
    sizes = [("7", 7, 9), ("2-3", 2, 6)]
    staff = make_staff(population, [(title, grade) for title, grade, _ in sizes])
    rosters = {title: [_newcomer(population, [], grade) for _ in range(size)] for title, grade, size in sizes}
    shared = school.person(school.edges["teacherInTwoSchools"])
    guest = next(draft for draft in staff if draft.subjects and not draft.class_key)
    twin = population.people[guest.person.key] = type(shared)(
        key=guest.person.key, sex=shared.sex, surname=shared.surname, given=shared.given, patronymic=shared.patronymic,
        phone=shared.phone, email=shared.email,
    )  # fmt: skip
    return DemoSchool(
        seed=school.seed,
        short_name="Школа посёлка Усть-Озёрный",
        full_name="Муниципальное казённое общеобразовательное учреждение «Усть-Озёрная основная школа»",
        city="Усть-Озёрный",
        time_zone="Asia/Kamchatka",
        help_phone="+79000000002",
        first_day=school.first_day,
        last_day=school.last_day,
        buildings=(DemoBuilding("main", "Школа", "ул. Набережная, 1"),),
        classes=tuple(
            _class(population, title, grade, rosters[title], staff, building="main") for title, grade, _ in sizes
        ),
        people=tuple(population.people.values()),
        staff=tuple(draft.fact() for draft in staff),
        guardianships=tuple(population.guardianships),
        administrator=staff[0].person.key,
        edges={"teacherInTwoSchools": twin.key},
    )


def _sizes(random: Random, pupils: int) -> list[tuple[str, int | None, int]]:
    """Title, grade and number of pupils of each class; the numbers add up."""
    edge = {"Солнышко": min(14, pupils // 12), "0": min(12, pupils // 12), "10К": min(9, pupils // 15), "8К": 1}
    left = pupils - sum(edge.values())
    count = max(2, min(len(PLAIN_CLASSES), round(left / 28)))
    plain = PLAIN_CLASSES[:count]
    weights = [random.uniform(0.75, 1.2) for _ in plain]
    sizes = [max(1, int(left * weight / sum(weights))) for weight in weights]
    for number in range(left - sum(sizes)):
        sizes[number % count] += 1
    counted = dict(zip(plain, sizes, strict=True)) | edge
    grades: dict[str, int | None] = dict(EDGE_CLASSES) | {title: int(title[:-1]) for title in plain}
    order = sorted(counted, key=lambda title: (grades[title] if grades[title] is not None else -1, title))
    return [(title, grades[title], counted[title]) for title in order]


def _fill(population: Population, sizes: list[tuple[str, int | None, int]]) -> dict[str, list[str]]:
    """Pupils for each class: first those who stand for an edge case, then ordinary families."""
    rosters: dict[str, list[str]] = {title: [] for title, _, _ in sizes}
    grades = {title: grade for title, grade, _ in sizes}
    room = {title: size for title, _, size in sizes}
    for add in (add_namesakes, add_named_pupils, add_family_of_five, add_director_of_foster_home):
        add(population, rosters, grades, room)
    families: list[Family] = []
    for title, grade, size in sizes:
        while len(rosters[title]) < size:
            rosters[title].append(_newcomer(population, families, grade))
    return rosters


def _newcomer(population: Population, families: list[Family], grade: int | None) -> str:
    if families and population.random.random() < SIBLING_SHARE:
        return population.random.choice(families[-150:]).child(population, grade).key
    family = make_family(population)
    families.append(family)
    return family.child(population, grade).key


def _class(
    population: Population, title: str, grade: int | None, pupils: list[str], staff: list[Draft], *, building: str = ""
) -> DemoClass:
    people = population.people
    in_order = sorted(pupils, key=lambda key: (_sorted_name(people[key].full_name), key))
    return DemoClass(
        key=title,
        title=title,
        grade=grade,
        building=building or ("small" if grade is None or grade <= 4 else "main"),
        teacher=next(draft.person.key for draft in staff if draft.class_key == title),
        pupils=tuple(in_order),
    )


def _sorted_name(name: str) -> str:
    """The order of a class list: ё stands with е."""
    return name.lower().replace("ё", "е")
