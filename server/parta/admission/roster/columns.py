"""What a column holds: whose value and which, and how headers say it in Russian."""

import re
from enum import StrEnum

from parta.admission.roster.records import Record


class Who(StrEnum):
    """Whom a column speaks of: the person of the row, or somebody beside."""

    SELF = "self"
    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    SECOND_GUARDIAN = "secondGuardian"
    CHILD = "child"
    CLASS_TEACHER = "classTeacher"


class Field(StrEnum):
    """Which value a column holds."""

    IGNORED = "ignored"
    FULL_NAME = "fullName"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SCHOOL_CLASS = "schoolClass"
    GRADE = "grade"
    LETTER = "letter"
    BIRTH_DATE = "birthDate"
    LIST_NUMBER = "listNumber"
    EXTERNAL_NUMBER = "externalNumber"
    PHONE = "phone"
    EMAIL = "email"
    POSITION = "position"
    SUBJECT = "subject"
    TEACHER_OF = "teacherOf"
    TEACHES = "teaches"
    KIND = "kind"


class Column(Record, frozen=True):
    """The meaning of one column; the user may correct it."""

    who: Who
    field: Field

    @property
    def key(self) -> str:
        """One word for it, as `mother.phone`."""
        return f"{self.who}.{self.field}"


IGNORED = Column(Who.SELF, Field.IGNORED)
NAME_FIELDS = frozenset({Field.FULL_NAME, Field.SURNAME, Field.GIVEN, Field.PATRONYMIC})
GUARDIANS = (Who.MOTHER, Who.FATHER, Who.GUARDIAN, Who.SECOND_GUARDIAN)
MAX_HEADER = 80

_WHO: tuple[tuple[Who, re.Pattern[str]], ...] = tuple(
    (who, re.compile(pattern))
    for who, pattern in (
        (Who.CLASS_TEACHER, r"\b(?:классн\w*|кл) рук"),
        (Who.MOTHER, r"\b(?:мать|мама|матер\w*|мамы)\b"),
        (Who.FATHER, r"\b(?:отец|отц\w*|папа|папы)\b"),
        (
            Who.SECOND_GUARDIAN,
            r"(?:родител|представител|опекун)\w*.*\b(?:2|второ\w*)\b|\b(?:2|второ\w*)\b.*(?:родит|предст|опек)",
        ),
        (Who.GUARDIAN, r"родител|законн|представител|опекун"),
        (Who.CHILD, r"\b(?:ребен\w*|дет(?:и|ей)|воспитанник\w*|учени[кц]\w*|учащ\w*|обучающ\w*|школьник\w*)\b"),
    )
)
_FIELDS: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (Field.EMAIL, r"почта|почты|эл\w* поч|e ?mail|эл\w* адрес|адрес эл"),
        (Field.IGNORED, r"адрес|здоров|снилс|паспорт|гражданств|место работы|примечан|полис|медиц|\bпол\b|инн\b"),
        (Field.KIND, r"кем приход|степень родства|родство|статус представ"),
        (
            Field.EXTERNAL_NUMBER,
            r"личн\w* дел|табельн|идентификатор|\bid\b|\bguid\b|код ученика|внешн\w* номер|номер в системе",
        ),
        (Field.BIRTH_DATE, r"дат\w* рожд|\bд р\b|день рожд|год рожд|рождени"),
        (Field.PHONE, r"тел\b|телеф|моб\w*|сотов|контакт"),
        (Field.FULL_NAME, r"\bф ?и ?о\b|фамили\w* и ?о?\b|фамили\w* имя|имя фамилия|имя отчество фам|инициал"),
        (Field.SURNAME, r"фамил"),
        (Field.PATRONYMIC, r"отчеств"),
        (Field.GIVEN, r"\bимя\b"),
        (Field.POSITION, r"должност"),
        (Field.TEACHES, r"нагрузк|(?:ведет|преподает|учит|работает) в|преподаваем\w* класс"),
        (Field.SUBJECT, r"предмет|дисциплин"),
        (Field.GRADE, r"параллель"),
        (Field.LETTER, r"литер|буква"),
        (Field.SCHOOL_CLASS, r"\bкласс\w*|\bгрупп\w*"),
        (
            Field.LIST_NUMBER,
            r"^(?:№|n|no|номер)?(?: ?п ?п)?$|^(?:№|номер) (?:по|в) (?:списку|списке|порядку|журнал\w*)$",
        ),
    )
)
_STAFF_WORD = re.compile(r"\b(?:учител\w*|педагог\w*|сотрудник\w*|преподавател\w*|работник\w*)\b")
_NOT_LETTERS = re.compile(r"[^\w№]+|_")


def normal_header(text: str) -> str:
    """The header in small letters, ё as е, with single spaces and no other signs."""
    return " ".join(_NOT_LETTERS.sub(" ", text.lower().replace("ё", "е")).split())


def column_of(header: str) -> Column | None:
    """What a header says its column holds, or nothing if it is no header."""
    if len(header) > MAX_HEADER or sum(sign.isdigit() for sign in header) > 4:
        return None
    words = normal_header(header)
    if not words:
        return None
    who = next((who for who, pattern in _WHO if pattern.search(words)), None)
    field = next((field for field, pattern in _FIELDS if pattern.search(words)), None)
    if who is Who.CLASS_TEACHER:
        return _class_teacher_column(words, field)
    if who is None and field is None:
        return Column(Who.SELF, Field.FULL_NAME) if _STAFF_WORD.fullmatch(words) else None
    if field is None:
        return Column(who, Field.FULL_NAME) if who else None
    if words == "классы":
        return Column(Who.SELF, Field.TEACHES)
    if field in (Field.KIND, Field.LIST_NUMBER, Field.IGNORED):
        return Column(Who.SELF, field)
    return Column(who or Who.SELF, field)


def _class_teacher_column(words: str, field: Field | None) -> Column:
    if "руководств" in words or "руководит" in words.replace("руководител", ""):
        return Column(Who.SELF, Field.TEACHER_OF)
    if field in (Field.PHONE, Field.EMAIL):
        return IGNORED
    return Column(Who.CLASS_TEACHER, Field.FULL_NAME)


def is_known_word(header: str) -> bool:
    """Whether the whole header is one of the words that stand alone above a list of names."""
    return bool(
        re.fullmatch(
            r"ф ?и ?о(?: \w+)?|фамилия(?: имя)?(?: отчество)?|фамилия и о|имя"
            r"|учени[кц]\w*|учащ\w*|сотрудник\w*|учител\w*",
            normal_header(header),
        )
    )


TITLES: dict[Field, str] = {
    Field.IGNORED: "Не загружать",
    Field.FULL_NAME: "фамилия, имя, отчество",
    Field.SURNAME: "фамилия",
    Field.GIVEN: "имя",
    Field.PATRONYMIC: "отчество",
    Field.SCHOOL_CLASS: "класс",
    Field.GRADE: "параллель",
    Field.LETTER: "литера",
    Field.BIRTH_DATE: "дата рождения",
    Field.LIST_NUMBER: "номер по списку",
    Field.EXTERNAL_NUMBER: "номер личного дела",
    Field.PHONE: "телефон",
    Field.EMAIL: "электронная почта",
    Field.POSITION: "должность",
    Field.SUBJECT: "предмет",
    Field.TEACHER_OF: "классное руководство",
    Field.TEACHES: "в каких классах ведёт",
    Field.KIND: "кем приходится",
}
WHO_TITLES: dict[Who, str] = {
    Who.SELF: "",
    Who.MOTHER: "Мать",
    Who.FATHER: "Отец",
    Who.GUARDIAN: "Представитель",
    Who.SECOND_GUARDIAN: "Второй представитель",
    Who.CHILD: "Ребёнок",
    Who.CLASS_TEACHER: "Классный руководитель",
}


def column_title(column: Column) -> str:
    """The column's meaning in words for the screen: «Мать: телефон»."""
    who, field = WHO_TITLES[column.who], TITLES[column.field]
    return f"{who}: {field}" if who and column.field is not Field.IGNORED else field[0].upper() + field[1:]
