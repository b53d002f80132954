"""The demo school as spreadsheets of the shapes that schools have; `python -m …demo_school.spreadsheets FOLDER` writes them."""

import sys
from collections import defaultdict
from pathlib import Path

from parta.cli.demo_school.defective import defective_list
from parta.cli.demo_school.facts import DemoClass, DemoPerson, DemoSchool
from parta.cli.demo_school.school import generate
from parta.parts.spreadsheets.writing import SheetToWrite, write_xlsx

SEED, PUPILS = 57, 600
KINDS = {"mother": "мать", "father": "отец", "guardian": "опекун", "trusted": "доверенное лицо"}


def main(folder: str) -> None:
    """Write all examples into the folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, content in examples(generate(SEED, PUPILS)).items():
        (target / name).write_bytes(content)


def examples(school: DemoSchool) -> dict[str, bytes]:
    """Name of the file → its bytes, equal for equal schools."""
    sheets = _Sheets(school)
    return {
        "one-sheet-a-class.xlsx": write_xlsx([sheets.staff(), *map(sheets.of_class, school.classes)]),
        "one-long-list.xlsx": write_xlsx([sheets.long_list()]),
        "two-header-rows.xlsx": write_xlsx([sheets.two_header_rows()]),
        "surname-and-initials.xlsx": write_xlsx([sheets.initials()]),
        "windows-1251.csv": sheets.windows_csv(),
        "staff.xlsx": write_xlsx([sheets.staff()]),
        "thirty-defects.xlsx": write_xlsx(defective_list()[0]),
    }


class _Sheets:
    def __init__(self, school: DemoSchool) -> None:
        self._school = school
        self._people = {person.key: person for person in school.people}
        self._guardians: dict[str, dict[str, list[DemoPerson]]] = defaultdict(lambda: defaultdict(list))
        for bond in school.guardianships:
            self._guardians[bond.child][bond.kind].append(self._people[bond.guardian])

    def staff(self) -> SheetToWrite:
        """The list of staff with positions, subjects, classes."""
        led = {school_class.teacher: school_class.title for school_class in self._school.classes}
        rows = [["№ п/п", "ФИО", "Должность", "Предмет", "Классное руководство", "Классы", "Телефон", "E-mail"]]
        for number, member in enumerate(self._school.staff, start=1):
            person = self._people[member.person]
            titles = ", ".join(dict.fromkeys(teaching.class_key for teaching in member.teaches))
            rows.append(
                [
                    str(number), person.full_name, ", ".join(member.positions), ", ".join(member.subjects),
                    led.get(member.person, ""), titles, _phone(person), person.email,
                ]
            )  # fmt: skip
        return SheetToWrite("Сотрудники", rows, widths=(6, 34, 30, 26, 14, 40, 18, 28))

    def of_class(self, school_class: DemoClass) -> SheetToWrite:
        """A sheet with a heading, the class teacher above the table, a total below."""
        teacher = self._people[school_class.teacher]
        rows = [
            [f"Список: {_as_in_documents(school_class)}, 2026/27 учебный год"],
            [f"Классный руководитель: {teacher.short_name}"],
            [],
            ["№ п/п", "Фамилия", "Имя", "Отчество", "Дата рождения", "Мать", "Телефон"],
        ]  # fmt: skip
        rows[3] += ["Отец", "Телефон", "Представитель", "Телефон"]
        for number, key in enumerate(school_class.pupils, start=1):
            pupil = self._people[key]
            adults = [self._one(key, kind) for kind in ("mother", "father", "guardian")]
            contacts = [value for adult in adults for value in (adult.full_name if adult else "", _phone(adult))]
            rows.append([str(number), pupil.surname, pupil.given, pupil.patronymic, _day(pupil), *contacts])
        rows.append([f"Всего: {len(school_class.pupils)}"])
        return SheetToWrite(school_class.title, rows, bold_rows=4, widths=(7, 20, 16, 20, 14, 32, 18, 32, 18, 32, 18))

    def long_list(self) -> SheetToWrite:
        """Everybody in one list with a column for the class and one for the number of the file."""
        rows = [["Личное дело", "ФИО ученика", "Класс", "Дата рождения", "Мать", "Телефон матери", "E-mail матери"]]
        rows[0] += ["Отец", "Телефон отца", "Опекун", "Телефон опекуна"]
        for school_class, pupil in self._pupils():
            row = [pupil.external_number, pupil.full_name, _quoted(school_class), _day(pupil)]
            mother, father, guardian = (self._one(pupil.key, kind) for kind in ("mother", "father", "guardian"))
            row += [mother.full_name, _phone(mother), mother.email] if mother else ["", "", ""]
            row += [father.full_name, _phone(father)] if father else ["", ""]
            rows.append(row + ([guardian.full_name, _phone(guardian)] if guardian else ["", ""]))
        return SheetToWrite("Контингент", rows, widths=(12, 34, 10, 14, 34, 18, 28, 34, 18, 34, 18))

    def two_header_rows(self) -> SheetToWrite:
        """«Ученик», «Мать», «Отец» over merged cells, the columns named in a second row."""
        rows = [
            ["№ п/п", "", "", "", "", "", "", "", "", "Законный представитель", ""],
            ["", "Фамилия", "Имя", "Отчество", "Класс", "ФИО", "Телефон", "ФИО", "Телефон", "ФИО", "Телефон"],
        ]
        for number, (school_class, pupil) in enumerate(self._pupils(), start=1):
            row = [str(number), pupil.surname, pupil.given, pupil.patronymic, school_class.title]
            for kind in ("mother", "father", "guardian"):
                adult = self._one(pupil.key, kind)
                row += [adult.full_name if adult else "", _phone(adult)]
            rows.append(row)
        merged = ((0, 1, 4, "Ученик"), (0, 5, 6, "Мать"), (0, 7, 8, "Отец"))
        return SheetToWrite("Лист1", rows, 2, (6, 20, 16, 20, 8, 32, 18, 32, 18, 32, 18), merged)

    def initials(self) -> SheetToWrite:
        """«Фамилия И. О.» in one cell, classes as headings in the middle of the list."""
        rows = [["№", "Фамилия И.О.", "Дата рождения"]]
        for school_class in self._school.classes:
            rows.append([_as_in_documents(school_class)])
            for number, key in enumerate(school_class.pupils, start=1):
                pupil = self._people[key]
                rows.append([str(number), pupil.short_name.replace(". ", "."), _day(pupil)])
        return SheetToWrite("Список", rows, widths=(14, 28, 16))

    def windows_csv(self) -> bytes:
        """What an accounting program exports: Windows-1251, semicolons, CRLF."""
        rows = [["Фамилия", "Имя", "Отчество", "Класс", "Дата рождения", "Законный представитель"]]
        rows[0] += ["Телефон представителя", "Кем приходится"]
        for school_class, pupil in self._pupils():
            row = [pupil.surname, pupil.given, pupil.patronymic, school_class.title, _day(pupil)]
            kind, adult = next(
                ((kind, adults[0]) for kind, adults in self._guardians[pupil.key].items() if adults), ("", None)
            )
            rows.append(row + ([adult.full_name, _phone(adult), KINDS[kind]] if adult else ["", "", ""]))
        return "".join(";".join(row) + "\r\n" for row in rows).encode("cp1251")

    def _pupils(self) -> list[tuple[DemoClass, DemoPerson]]:
        return [(one, self._people[key]) for one in self._school.classes for key in one.pupils]

    def _one(self, child: str, kind: str) -> DemoPerson | None:
        return next(iter(self._guardians[child][kind]), None)


def _phone(person: DemoPerson | None) -> str:
    """«8 900 000-12-34», as people write it."""
    if person is None or not person.phone:
        return ""
    digits = person.phone.removeprefix("+7")
    return f"8 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}"


def _day(person: DemoPerson) -> str:
    return person.birth_date.strftime("%d.%m.%Y") if person.birth_date else ""


def _quoted(school_class: DemoClass) -> str:
    """5 «А» in lists, «Солнышко» as it is."""
    if school_class.grade is None or not school_class.title[-1].isalpha():
        return school_class.title
    return f'{school_class.title[:-1]} "{school_class.title[-1]}"'


def _as_in_documents(school_class: DemoClass) -> str:
    return f"группа «{school_class.title}»" if school_class.grade is None else f"{_quoted(school_class)} класс"


if __name__ == "__main__":
    main(sys.argv[1])
