"""The words for each kind of defect: what is wrong, and what the secretary does about it."""

from typing import NamedTuple

from parta.admission.roster.defects import Defect, DefectKind, Severity, column_letters


class Words(NamedTuple):
    """Severity, reason and advice of one kind; `{value}` and `{other}` are filled in."""

    severity: Severity
    reason: str
    advice: str


STOPS, WARNS = Severity.STOPS, Severity.WARNS
MAX_SHOWN = 80
K = DefectKind

WORDS: dict[DefectKind, Words] = {
    K.SURNAME_MISSING: Words(STOPS, "Нет фамилии", "Впишите фамилию."),
    K.GIVEN_MISSING: Words(STOPS, "Нет имени", "Впишите имя или хотя бы инициал с точкой."),
    K.NAME_MISSING: Words(STOPS, "В строке есть данные, но нет имени человека", "Впишите имя или удалите строку."),
    K.NAME_TOO_LONG: Words(STOPS, "Имя слишком длинное", "Оставьте только фамилию, имя и отчество."),
    K.NAME_HAS_DIGITS: Words(STOPS, "В имени есть цифры", "Уберите цифры. Номер пишется в отдельном столбце."),
    K.NAME_HAS_MARKUP: Words(STOPS, "В имени есть код веб-страницы", "Впишите имя заново от руки."),
    K.NAME_HAS_EMOJI: Words(STOPS, "В имени есть смайлик или значок", "Уберите значок."),
    K.NAME_HAS_INVISIBLE_SIGNS: Words(WARNS, "В имени были невидимые знаки, мы их убрали", "Проверьте имя."),
    K.NAME_HAS_STRANGE_SIGNS: Words(STOPS, "В имени есть посторонние знаки", "Оставьте буквы, дефис и точку инициала."),
    K.NAME_HAS_LATIN_LETTERS: Words(
        WARNS, "Среди русских букв есть латинские, мы их заменили", "Проверьте имя: «{other}»."
    ),
    K.NAME_HAS_BRACKETS: Words(WARNS, "Слова в скобках не войдут в имя", "Проверьте имя: «{other}»."),
    K.SEVERAL_NAMES: Words(STOPS, "В одной ячейке несколько человек", "Разнесите людей по строкам или столбцам."),
    K.FORMULA: Words(
        STOPS, "В ячейке формула или её ошибка, а не значение", "Скопируйте столбец и вставьте «только значения»."
    ),
    K.CLASS_MISSING: Words(STOPS, "Не указан класс", "Впишите класс, например «5А»."),
    K.CLASS_UNREADABLE: Words(STOPS, "Не удалось понять название класса", "Пишите, например, «5А» или «Солнышко»."),
    K.CLASS_IS_DATE: Words(STOPS, "Excel превратил название класса в дату", "Задайте столбцу формат «Текстовый»."),
    K.CLASS_UNKNOWN: Words(STOPS, "Класса «{value}» нет в школе", "Исправьте название или создайте класс."),
    K.CLASS_TWICE: Words(
        WARNS, "Класс «{value}» встретился в двух местах: {other}", "Проверьте, нет ли лишнего листа."
    ),
    K.CLASS_TOO_BIG: Words(WARNS, "В классе «{value}» больше 60 человек", "Проверьте, не слились ли два класса."),
    K.TEACHER_OF_UNKNOWN_CLASS: Words(
        STOPS, "Класса «{value}» нет ни в школе, ни в файле", "Исправьте название класса."
    ),
    K.TWO_CLASS_TEACHERS: Words(
        STOPS, "У класса «{value}» уже указан другой классный руководитель: {other}", "Оставьте одного."
    ),
    K.CLASS_TEACHER_UNKNOWN: Words(
        WARNS,
        "Классного руководителя «{value}» нет среди сотрудников",
        "Загрузите список сотрудников или выберите его позже.",
    ),
    K.BIRTH_DATE_UNREADABLE: Words(STOPS, "Не удалось понять дату рождения", "Пишите в виде 07.05.2014."),
    K.NO_SUCH_DAY: Words(STOPS, "Такого дня нет в календаре", "Исправьте число или месяц."),
    K.BIRTH_DATE_IN_FUTURE: Words(STOPS, "Дата рождения ещё не наступила", "Исправьте год."),
    K.BIRTH_DATE_UNLIKELY: Words(WARNS, "Необычный возраст для ученика", "Проверьте год рождения."),
    K.PHONE_DIGITS: Words(STOPS, "В номере телефона неверное число цифр", "Нужно 11 цифр, например 8 916 123-45-67."),
    K.PHONE_LETTERS: Words(STOPS, "В номере телефона есть буквы", "Оставьте только номер, например 8 916 123-45-67."),
    K.SEVERAL_PHONES: Words(WARNS, "В ячейке несколько телефонов, взят первый", "Оставьте один номер."),
    K.EMAIL_WITHOUT_AT: Words(STOPS, "В адресе почты нет знака @", "Исправьте адрес или очистите ячейку."),
    K.EMAIL_CYRILLIC: Words(STOPS, "В адресе почты есть русские буквы", "Наберите адрес латинскими буквами."),
    K.EMAIL_MALFORMED: Words(STOPS, "Адрес почты записан с ошибкой", "Исправьте адрес, например anna@example.ru."),
    K.SEVERAL_EMAILS: Words(WARNS, "В ячейке несколько адресов, взят первый", "Оставьте один адрес."),
    K.LIST_NUMBER_UNREADABLE: Words(WARNS, "Номер по списку не число", "Исправьте номер или очистите ячейку."),
    K.LIST_NUMBER_TWICE: Words(
        WARNS, "Такой номер в списке класса уже есть: строка {other}", "Исправьте один из номеров."
    ),
    K.EXTERNAL_NUMBER_TWICE: Words(
        STOPS, "Такой номер личного дела уже есть у другого человека: строка {other}", "Исправьте один из номеров."
    ),
    K.DUPLICATE_ROW: Words(
        STOPS, "Эта строка повторяет строку {other}", "Удалите повтор. Если это тёзки, укажите даты рождения."
    ),
    K.NAMESAKES_WITHOUT_NUMBER: Words(
        STOPS, "В классе полные тёзки: строка {other}", "Укажите у обоих дату рождения или номер по списку."
    ),
    K.PUPIL_IN_TWO_CLASSES: Words(STOPS, "Этот ученик уже записан в класс {other}", "Оставьте одну строку."),
    K.SEVERAL_LIKE_THIS: Words(
        STOPS, "В школе несколько человек с таким именем", "Укажите дату рождения или номер личного дела."
    ),
    K.GUARDIAN_WITHOUT_CHILD: Words(STOPS, "Родитель есть, а ребёнка нет", "Впишите имя и класс ребёнка."),
    K.CHILD_UNKNOWN: Words(STOPS, "Такого ученика нет ни в школе, ни в файле", "Проверьте имя и класс ребёнка."),
    K.GUARDIAN_WITHOUT_NAME: Words(
        WARNS, "Есть контакт родителя, но нет фамилии и имени: родитель не записан", "Впишите фамилию и имя."
    ),
    K.GUARDIAN_IS_CHILD: Words(STOPS, "Ребёнок указан своим собственным родителем", "Исправьте имя родителя."),
    K.RELATION_UNKNOWN: Words(
        STOPS, "Непонятно, кем человек приходится ребёнку", "Пишите «мать», «отец», «опекун» или «доверенное лицо»."
    ),
    K.THIRD_GUARDIAN: Words(WARNS, "У ребёнка больше двух представителей", "Проверьте: для третьего нужна пометка."),
    K.SAME_GUARDIAN_GUESSED: Words(
        WARNS, "Похоже, это тот же человек, что в строке {other}: записан один раз", "Если это тёзки, укажите телефоны."
    ),
    K.SHARED_CONTACT: Words(WARNS, "Этот контакт уже указан у другого человека: строка {other}", "Проверьте контакт."),
    K.ALSO_STAFF: Words(
        WARNS,
        "Сотрудник с таким именем уже есть: {other}",
        "Если это один человек, укажите у обоих один телефон.",
    ),
    K.POSITION_MISSING: Words(WARNS, "Не указаны ни должность, ни предмет", "Укажите должность, например «учитель»."),
    K.VALUE_TOO_LONG: Words(STOPS, "Слишком длинный текст", "Сократите до 100 знаков."),
    K.ROW_NOT_UNDERSTOOD: Words(
        STOPS, "Строка не похожа на запись о человеке", "Удалите строку или исправьте столбцы."
    ),
    K.NO_NAME_COLUMN: Words(STOPS, "На листе не найден столбец с именами", "Укажите, в каком столбце фамилия и имя."),
}


def make_defect(
    kind: DefectKind,
    *,
    sheet: str,
    row: int,
    column: int | None = None,
    header: str = "",
    value: str = "",
    other: object = "",
) -> Defect:
    """A defect with its words filled in; `column` counts from zero, None means the whole row."""
    words = WORDS[kind]
    shown = value if len(value) <= MAX_SHOWN else value[: MAX_SHOWN - 1] + "…"
    return Defect(
        kind=kind,
        severity=words.severity,
        sheet=sheet,
        row=row,
        column="" if column is None else column_letters(column),
        header=header,
        value=shown,
        reason=words.reason.replace("{value}", shown).replace("{other}", str(other)),
        advice=words.advice.replace("{value}", shown).replace("{other}", str(other)),
    )
