"""Names that look like another: letters of two alphabets in one word, an office for a name, the same name twice (E14).

The whole table of confusable signs is Unicode's (UTS 39); a school writes names in Cyrillic or in Latin, and only these
letters can stand for each other there: all other scripts and signs a name may not hold at all.
"""

import re
import unicodedata

# What is drawn alike, capital or small, becomes one sign; digits that stand for letters too.
_ALIKE = str.maketrans("abcehkmoptxy0346ёй", "авсенкмортхуозчбеи")
_WORD = re.compile(r"[^\W\d_]+")
# Words by which whoever is nobody makes himself an office of the school or of the product.
_OFFICES = re.compile(
    r"\b(директор|администратор|администрация|админ|модератор|завуч|оператор|поддержка|техподдержка|безопасность|парта"
    r"|руководитель|учитель|школа|admin|administrator|director|moderator|support|teacher)\b",
    re.IGNORECASE,
)


def mixes_alphabets(text: str) -> bool:
    """Does one word hold letters of two alphabets? «Ивaнов» with a Latin «a» is no Иванов."""
    return any(len({_alphabet(letter) for letter in word}) > 1 for word in _WORD.findall(text))


def claims_office(text: str) -> bool:
    """Does somebody call himself by an office? Only the system gives those, as a badge beside the name."""
    return _OFFICES.search(text) is not None


def skeleton(text: str) -> str:
    """A key under which names that look alike are one: no case, no «ё», no alphabet, no doubled letter, no signs between."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    letters = re.sub(r"[\W_]+", "", folded)
    return re.sub(r"(.)\1+", r"\1", letters)


def _alphabet(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return "cyrillic" if name.startswith("CYRILLIC") else "latin" if name.startswith("LATIN") else "other"
