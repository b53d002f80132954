"""What a list does to a roster: who comes, who moves, who stays, and that the same list again does nothing."""

import time

from parta.admission.roster.known import KnownRoster
from parta.admission.roster.plan import dry_run
from parta.admission.roster.records import GuardianKind
from parta.admission.roster.steps import Action, Choices
from parta.parts.spreadsheets import Workbook
from unit.roster.lists import EMPTY, TODAY, after, plan_of, sheet

CLASS_LIST = """
№ | ФИО | Класс | Мать | Телефон матери
1 | Ёлкина Аня Петровна | 5А | Ёлкина Мария Львовна | 89161234567
2 | Щукин Пётр | 5А | Щукина Ольга Ивановна | 89161234568
3 | Ли Ян | 5Б | |
"""


def school() -> KnownRoster:
    return after(EMPTY, plan_of(CLASS_LIST))


def test_a_first_list_creates_classes_pupils_and_parents() -> None:
    plan = plan_of(CLASS_LIST)
    assert plan.defects == ()
    assert [ref.title.title for ref in plan.new_classes] == ["5А", "5Б"]
    assert (plan.counts.created, plan.counts.new_guardianships) == (5, 2)


def test_the_same_file_again_changes_nothing() -> None:
    again = plan_of(CLASS_LIST, roster=school())
    assert again.is_empty
    assert again.counts.same == 5
    assert again.missing == ()


def test_yo_hyphen_and_case_make_nobody_a_stranger() -> None:
    other = CLASS_LIST.replace("Ёлкина", "ЕЛКИНА").replace("5А", '5 "а"').replace("Пётр", "Петр")
    again = plan_of(other, roster=school())
    assert again.is_empty
    assert again.missing == ()


def test_a_newer_list_shows_who_came_left_and_moved() -> None:
    plan = plan_of(
        """
ФИО | Класс
Ёлкина Аня Петровна | 5Б
Ли Ян | 5Б
Новиков Олег | 5А
""",
        roster=school(),
    )
    rows = {row.row: row.text for row in plan.rows}
    assert rows == {2: "перевод: 5А → 5Б", 3: "уже есть", 4: "новый ученик, 5А"}
    assert [(missing.name.full, missing.where) for missing in plan.missing] == [("Щукин Пётр", "5А")]
    assert plan.counts.moved == 1


def test_a_list_of_one_class_says_nothing_about_the_others() -> None:
    plan = plan_of("ФИО | Класс\nЛи Ян | 5Б", roster=school())
    assert plan.is_empty
    assert plan.missing == ()


def test_a_poorer_list_never_makes_a_name_poorer() -> None:
    plan = plan_of("ФИО | Класс\nЕлкина А. П. | 5А\nЩукин Пётр | 5А", roster=school())
    assert plan.is_empty


def test_a_richer_list_adds_what_was_unknown() -> None:
    plan = plan_of("ФИО | Класс\nЁлкина Аня Петровна | 5А\nЩукин Пётр Олегович | 5А", roster=school())
    changed = [step for step in plan.people if step.action is Action.CHANGE]
    assert [(step.name.full, step.changes[0].field) for step in changed] == [("Щукин Пётр Олегович", "name")]


def test_another_patronymic_is_another_person() -> None:
    plan = plan_of("ФИО | Класс\nЁлкина Аня Павловна | 5А", roster=school())
    assert plan.counts.created == 1


def test_namesakes_are_told_apart_by_their_birthday_and_stay_so() -> None:
    text = "№ | ФИО | Класс | Д.р.\n7 | Иванов Иван | 5А | 1.2.2015\n8 | Иванов Иван | 5А | 3.4.2015"
    first = plan_of(text)
    assert first.defects == ()
    assert [step.list_number for step in first.enrolments] == [7, 8]
    again = plan_of(
        "ФИО | Класс | Д.р.\nИванов Иван | 5А | 3.4.2015\nИванов Иван | 5А | 1.2.2015", roster=after(EMPTY, first)
    )
    assert again.is_empty


def test_a_pupil_is_recognised_by_the_number_of_the_file_after_a_change_of_surname() -> None:
    roster = after(EMPTY, plan_of("Личное дело | ФИО | Класс\nК-17 | Ёлкина Аня | 5А"))
    plan = plan_of(
        "Личное дело | ФИО | Класс\nК-17 | Соснова Аня | 6А", roster=roster, choices=Choices(create_classes=True)
    )
    assert (plan.counts.created, plan.counts.changed, plan.counts.moved) == (0, 1, 1)


def test_five_children_have_one_mother() -> None:
    rows = "\n".join(f"Ким {name} | {grade}А | Ким Ия Львовна | 89161234567" for grade, name in enumerate("АБВГД", 1))
    plan = plan_of(f"ФИО | Класс | Мать | Телефон\n{rows.replace('Ким А ', 'Ким Ян ').replace('Ким Б ', 'Ким Юн ')}")
    mothers = {step.guardian_key for step in plan.guardianships}
    assert len(mothers) == 1


def test_the_director_of_a_foster_home_represents_twelve() -> None:
    names = ["Ян", "Юн", "Ия", "Ада", "Ева", "Лев", "Том", "Ким", "Рем", "Оля", "Уля", "Эля"]
    rows = "\n".join(
        f"Серов{letter} {name} | 5А | Долгова Раиса Юрьевна | 88432001122 | опекун"
        for letter, name in zip("абвгдежзикл" + "м", names, strict=True)
    )
    plan = plan_of(f"ФИО | Класс | Представитель | Телефон представителя | Кем приходится\n{rows}")
    assert plan.defects == ()
    assert len({step.guardian_key for step in plan.guardianships}) == 1
    assert len(plan.guardianships) == 12


def test_a_teacher_who_is_a_parent_is_one_person() -> None:
    plan = plan_of(
        "ФИО | Должность | Предмет | Телефон | Классное руководство\n"
        "Орлова Инна Львовна | учитель | математика | 89161112233 | 5А",
        "ФИО | Класс | Мать | Телефон\nОрлова Рита | 3В | Орлова Инна Львовна | 8 916 111-22-33\nЛи Ян | 5А | |",
    )
    assert plan.defects == ()
    teacher = plan.staff[0].person_key
    assert [(step.guardian_key, step.kind) for step in plan.guardianships] == [(teacher, GuardianKind.MOTHER)]
    assert [step.person_key for step in plan.class_teachers] == [teacher]


def test_a_class_teacher_named_by_initials_above_the_list_is_found_among_the_staff() -> None:
    roster = after(EMPTY, plan_of("ФИО | Должность\nПетрова Анна Ивановна | учитель"))
    plan = plan_of(
        'Список учащихся 5 "А" класса\nКлассный руководитель: Петрова А. И.\nФИО\nЁлкина Аня',
        roster=roster,
        choices=Choices(create_classes=True),
    )
    assert plan.defects == ()
    assert [(step.of.title.title, step.instead_of) for step in plan.class_teachers] == [("5А", None)]


def test_a_new_class_teacher_comes_instead_of_the_old_one() -> None:
    head = "ФИО | Должность | Классное руководство\n"
    roster = after(EMPTY, plan_of(f"{head}Ан Ян | учитель | 5А\nКим Юн | учитель |"))
    plan = plan_of(f"{head}Ан Ян | учитель |\nКим Юн | учитель | 5А", roster=roster)
    old = next(person.id for person in roster.people if person.name.surname == "Ан")
    assert [step.instead_of for step in plan.class_teachers] == [old]


def test_two_rows_of_one_teacher_are_one_person_with_two_subjects() -> None:
    text = "ФИО | Должность | Предмет | Классы\nАн Ян | учитель | физика | 7А, 8А\nАн Ян | учитель | химия | 8А"
    plan = plan_of(text)
    assert plan.counts.created == 1
    assert plan.staff[0].new_subjects == ("физика", "химия")
    assert sorted((step.of.title.title, step.subject) for step in plan.teachings) == [
        ("7А", "физика"),
        ("8А", "физика"),
        ("8А", "химия"),
    ]
    assert plan_of(text, roster=after(EMPTY, plan)).is_empty


def test_a_list_of_parents_finds_the_children_of_the_school() -> None:
    plan = plan_of(
        "Родитель | Телефон | Кем приходится | Ребёнок | Класс\nЛи Ольга Юрьевна | 89163334455 | мать | Ли Ян | 5Б",
        roster=school(),
    )
    assert plan.defects == ()
    assert [(step.kind, step.child_key) for step in plan.guardianships] == [
        (GuardianKind.MOTHER, next(p.id for p in school().people if p.name.surname == "Ли"))
    ]


def test_a_missing_member_of_staff_is_marked_when_the_list_is_complete() -> None:
    head = "ФИО | Должность\n"
    roster = after(EMPTY, plan_of(f"{head}Ан Ян | учитель\nКим Юн | учитель\nЛи Ия | учитель"))
    assert [m.name.surname for m in plan_of(f"{head}Ан Ян | учитель\nКим Юн | учитель", roster=roster).missing] == [
        "Ли"
    ]
    assert plan_of(f"{head}Ан Ян | учитель", roster=roster).missing == ()
    asked = plan_of(f"{head}Ан Ян | учитель", roster=roster, choices=Choices(staff_list_is_complete=True))
    assert len(asked.missing) == 2


def test_one_long_list_with_headings_inside_gives_each_pupil_his_class() -> None:
    plan = plan_of("№ | ФИО\n5 «А» класс\n1 | Ёлкина Аня\n2 | Щукин Пётр\n5 «Б» класс\n1 | Ли Ян\nВсего: 3")
    assert plan.defects == ()
    assert [step.into.title.title for step in plan.enrolments] == ["5А", "5А", "5Б"]
    assert [skipped.why for skipped in plan.skipped] == ["заголовок", "класс 5А", "класс 5Б", "итог"]


def test_a_list_pasted_without_any_header_is_understood() -> None:
    plan = plan_of("Ёлкина Аня | 5А | 89161234567\nЩукин Пётр Олегович | 5А |\nЛи Ян | 5Б |", names=("",))
    assert plan.defects == ()
    assert plan.counts.created == 3


def test_two_thousand_people_are_planned_in_a_moment() -> None:
    syllables = [a + b for a in "бвгдклмнпрст" for b in "аеиоуя"]
    names = [
        f"{(one + two).title()}нов {three.title()}на"
        for one in syllables
        for two in syllables
        for three in syllables[:3]
    ]
    rows = "\n".join(
        f"{n} | {name} | {n % 11 + 1}{'АБВ'[n % 3]} | {name.split()[0]}а Мать{'аеи'[n % 3]} Ивановна | 8916{n:07}"
        for n, name in enumerate(names[:1000])
    )
    workbook = Workbook(sheets=[sheet(f"№ | ФИО | Класс | Мать | Телефон\n{rows}")])
    begun = time.process_time()
    first = dry_run(workbook, EMPTY, TODAY)
    roster = after(EMPTY, first)
    second = dry_run(workbook, roster, TODAY)
    assert first.counts.created == 2000
    assert second.is_empty
    assert time.process_time() - begun < 6
