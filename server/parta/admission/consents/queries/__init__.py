"""All SQL of rules and consents."""

from .families import all_children, classes_of, names_of_children
from .ready import readiness, set_admitted, set_off_platform
from .registry import consented, history, insert_consents, last_words, numbers, of_class, of_staff, withdraw
from .texts import (
    LegalText,
    acknowledge,
    acknowledge_all,
    has_acknowledged,
    insert_text,
    newest_text,
    school_words,
    still_asked,
    version,
)

__all__ = [
    "LegalText",
    "acknowledge",
    "acknowledge_all",
    "all_children",
    "classes_of",
    "consented",
    "has_acknowledged",
    "history",
    "insert_consents",
    "insert_text",
    "last_words",
    "names_of_children",
    "newest_text",
    "numbers",
    "of_class",
    "of_staff",
    "readiness",
    "school_words",
    "set_admitted",
    "set_off_platform",
    "still_asked",
    "version",
    "withdraw",
]
