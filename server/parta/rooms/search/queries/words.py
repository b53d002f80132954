"""How a message becomes words, in the database: one place, so that laying down and asking cannot differ."""

from parta.parts.text_search import CONFIGURATION

BLOCK = 64  # messages whose words lie together; a tsvector holds their places

_WORDS = (
    r"to_tsvector('{configuration}', regexp_replace(replace(lower({text}), 'ё', 'е'), '<@[^>]*>|(\W|_)+', ' ', 'g'))"
)
# pg_trgm takes for letters what the database's LC_CTYPE does: under C (the embedded one, which has no ICU) no Russian sign is.
_RUSSIAN, _STAND_FOR = "абвгдежзийклмнопрстуфхцчшщъыьэюяәөүҗңһ", "abcdefghijklmnopqrstuvwxyz012345aotgnv"
_SAID = """{message}.text || ' ' || coalesce((select string_agg(file.value ->> 'name', ' ')
                from jsonb_array_elements({message}.attachments) as file(value)), '')"""
_KINDS = """array_remove(array['by:' || {message}.author_id,
                case when jsonb_path_exists({message}.attachments, '$[*] ? (@.kind == "photo")') then 'is:photo' end,
                case when jsonb_path_exists({message}.attachments, '$[*] ? (@.kind <> "photo")') then 'is:file' end,
                case when {message}.text ~* 'https?://' then 'is:link' end], null)"""


def filled(template: str, **parts: object) -> str:
    """A statement whose `@names` are these pieces of SQL: ours, never a person's."""
    for name, part in parts.items():
        template = template.replace(f"@{name}", str(part))
    return template


def words_of(text: str) -> str:
    """SQL of the words of a text: no case, «ё» = «е», nothing of mentions' ids and marks, forms of a word are one."""
    return _WORDS.format(configuration=CONFIGURATION, text=text)


def letters_of(word: str) -> str:
    """SQL of a word written in signs that are letters everywhere, one for one, to be compared by threes."""
    return f"translate({word}, '{_RUSSIAN}', '{_STAND_FOR}')"


def said_by(message: str) -> str:
    """SQL of everything that can be found in a message: its text and the names of its files."""
    return words_of(_SAID.format(message=message))


def kinds_of(message: str) -> str:
    """SQL of what a message is besides its words: from whom, with a photo, a file, a link."""
    return _KINDS.format(message=message)
