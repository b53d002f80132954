"""Everything that can be wrong in a list: the kinds, and one defect with its cell, its reason and what to do."""

from enum import StrEnum

from parta.admission.roster.records import Record


class Severity(StrEnum):
    """What a defect does to its row."""

    STOPS = "stops"
    WARNS = "warns"


class DefectKind(StrEnum):
    """The kinds of defects; `texts.py` has the words for each."""

    SURNAME_MISSING = "surnameMissing"
    GIVEN_MISSING = "givenMissing"
    NAME_MISSING = "nameMissing"
    NAME_TOO_LONG = "nameTooLong"
    NAME_HAS_DIGITS = "nameHasDigits"
    NAME_HAS_MARKUP = "nameHasMarkup"
    NAME_HAS_EMOJI = "nameHasEmoji"
    NAME_HAS_INVISIBLE_SIGNS = "nameHasInvisibleSigns"
    NAME_HAS_STRANGE_SIGNS = "nameHasStrangeSigns"
    NAME_HAS_LATIN_LETTERS = "nameHasLatinLetters"
    NAME_HAS_BRACKETS = "nameHasBrackets"
    SEVERAL_NAMES = "severalNames"
    FORMULA = "formula"
    CLASS_MISSING = "classMissing"
    CLASS_UNREADABLE = "classUnreadable"
    CLASS_IS_DATE = "classIsDate"
    CLASS_UNKNOWN = "classUnknown"
    CLASS_TWICE = "classTwice"
    CLASS_TOO_BIG = "classTooBig"
    TEACHER_OF_UNKNOWN_CLASS = "teacherOfUnknownClass"
    TWO_CLASS_TEACHERS = "twoClassTeachers"
    CLASS_TEACHER_UNKNOWN = "classTeacherUnknown"
    BIRTH_DATE_UNREADABLE = "birthDateUnreadable"
    NO_SUCH_DAY = "noSuchDay"
    BIRTH_DATE_IN_FUTURE = "birthDateInFuture"
    BIRTH_DATE_UNLIKELY = "birthDateUnlikely"
    PHONE_DIGITS = "phoneDigits"
    PHONE_LETTERS = "phoneLetters"
    SEVERAL_PHONES = "severalPhones"
    EMAIL_WITHOUT_AT = "emailWithoutAt"
    EMAIL_CYRILLIC = "emailCyrillic"
    EMAIL_MALFORMED = "emailMalformed"
    SEVERAL_EMAILS = "severalEmails"
    LIST_NUMBER_UNREADABLE = "listNumberUnreadable"
    LIST_NUMBER_TWICE = "listNumberTwice"
    EXTERNAL_NUMBER_TWICE = "externalNumberTwice"
    DUPLICATE_ROW = "duplicateRow"
    NAMESAKES_WITHOUT_NUMBER = "namesakesWithoutNumber"
    PUPIL_IN_TWO_CLASSES = "pupilInTwoClasses"
    SEVERAL_LIKE_THIS = "severalLikeThis"
    GUARDIAN_WITHOUT_CHILD = "guardianWithoutChild"
    CHILD_UNKNOWN = "childUnknown"
    GUARDIAN_WITHOUT_NAME = "guardianWithoutName"
    GUARDIAN_IS_CHILD = "guardianIsChild"
    RELATION_UNKNOWN = "relationUnknown"
    THIRD_GUARDIAN = "thirdGuardian"
    SAME_GUARDIAN_GUESSED = "sameGuardianGuessed"
    SHARED_CONTACT = "sharedContact"
    ALSO_STAFF = "alsoStaff"
    POSITION_MISSING = "positionMissing"
    VALUE_TOO_LONG = "valueTooLong"
    ROW_NOT_UNDERSTOOD = "rowNotUnderstood"
    NO_NAME_COLUMN = "noNameColumn"


class Defect(Record, frozen=True):
    """One thing that is wrong, in one cell: `row` from 1, `column` by its letters, empty for a whole row."""

    kind: DefectKind
    severity: Severity
    sheet: str
    row: int
    column: str
    header: str
    value: str
    reason: str
    advice: str


def column_letters(index: int) -> str:
    """The letters of a column as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
