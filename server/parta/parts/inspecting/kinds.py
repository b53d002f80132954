"""What a file is, by its content. The name only chooses among what the content may be; whatever is not here is refused."""

import re
import zipfile
from typing import BinaryIO

import msgspec

from parta.parts.inspecting.shapes import Kind

MOST_ENTRIES = 20_000
_TEXT_HEAD = 256 * 1024


class Known(msgspec.Struct, frozen=True):
    """One thing that a file may be."""

    kind: Kind
    type: str
    ending: str


def _known(kind: Kind, *rows: tuple[str, str]) -> tuple[Known, ...]:
    return tuple(Known(kind, media, ending) for ending, media in rows)


PICTURE = _known("photo", (".jpg", "image/jpeg"))
PDF = _known("document", (".pdf", "application/pdf"))
RTF = _known("document", (".rtf", "application/rtf"))
TEXT = _known("document", (".txt", "text/plain"), (".csv", "text/csv"), (".md", "text/plain"), (".tex", "text/plain"))
# Pages and drawings with scripts: given out as bytes to be saved, never as what they are.
MARKUP = _known("file", (".html", "text/html"), (".htm", "text/html"), (".svg", "image/svg+xml"), (".xml", "text/xml"))
SOUND = _known("audio", (".mp3", "audio/mpeg"))
WAVE = _known("audio", (".wav", "audio/wav"))
OGG = _known("audio", (".ogg", "audio/ogg"), (".oga", "audio/ogg"), (".opus", "audio/ogg"))
MP4 = (
    *_known("video", (".mp4", "video/mp4"), (".m4v", "video/mp4"), (".mov", "video/quicktime"), (".3gp", "video/3gpp")),
    *_known("audio", (".m4a", "audio/mp4")),
)
WEBM = (*_known("video", (".webm", "video/webm")), *_known("audio", (".weba", "audio/webm")))

_MICROSOFT = "application/vnd.openxmlformats-officedocument."
_OFFICE = {
    "word/": _known("document", (".docx", _MICROSOFT + "wordprocessingml.document")),
    "xl/": _known("document", (".xlsx", _MICROSOFT + "spreadsheetml.sheet")),
    "ppt/": _known("document", (".pptx", _MICROSOFT + "presentationml.presentation")),
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
_OLD_OFFICE = (
    ("WordDocument", ".doc", "application/msword"),
    ("Workbook", ".xls", "application/vnd.ms-excel"),
    ("PowerPoint Document", ".ppt", "application/vnd.ms-powerpoint"),
)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_HEIF = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")


class Macros(Exception):
    """An office document carries a program."""


def known(file: BinaryIO, name: str) -> Known | None:
    """What the file is, with the ending that its name must have; None: not on the list. Raises `Macros`."""
    head = file.read(64)
    family = _family(file, head)
    if not family:
        return None
    ending = "." + name.rpartition(".")[2].lower()
    return next((one for one in family if one.ending == ending), family[0])


def _family(file: BinaryIO, head: bytes) -> tuple[Known, ...]:
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return PICTURE
    if head[4:8] == b"ftyp":
        return PICTURE if head[8:12] in _HEIF else MP4
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(file)
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"OggS"):
        return OGG
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head:
        return WEBM
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return WAVE
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return SOUND
    return _text(file)


def _zipped(file: BinaryIO) -> tuple[Known, ...]:
    """An office document, told by what lies inside; any other archive is none of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > MOST_ENTRIES:
                return ()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Macros
            if "[Content_Types].xml" in names:
                return next((kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names)), ())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                media = archive.read("mimetype").strip()
                if media in _OPEN_DOCUMENT:
                    return _known("document", (_OPEN_DOCUMENT[media], media.decode()))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
        return ()
    return ()


def _old_office(file: BinaryIO) -> tuple[Known, ...]:
    """Office 97–2003 by the names of its streams; installers have the same first bytes, but none of these names."""
    file.seek(0)
    content = file.read()
    for stream, ending, media in _OLD_OFFICE:
        if stream.encode("utf-16-le") in content:
            return _known("document", (ending, media))
    return ()


def _text(file: BinaryIO) -> tuple[Known, ...]:
    """Plain words in UTF-8, UTF-16 or Windows-1251; a script that names its interpreter is a program."""
    file.seek(0)
    head = file.read(_TEXT_HEAD)
    words = _words(head)
    if words is None or words.startswith("#!") or not words.strip():
        return ()
    if re.match(r"\s*<(?:!doctype|\?xml|html|svg|head|body|script|!--)", words, re.IGNORECASE):
        return MARKUP
    return TEXT


def _words(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace").lstrip("\ufeff")
    if b"\0" in head or any(sign in head for sign in (b"\x01", b"\x02", b"\x03", b"\x04", b"\x05", b"\x06")):
        return None
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if fault.start >= len(head) - 4 and len(head) == _TEXT_HEAD:  # a letter cut in two
            return head[: fault.start].decode("utf-8-sig")
        text = head.decode("cp1251", errors="replace")
        letters = sum(sign.isalnum() or sign.isspace() or sign in ".,;:!?()«»\"'-–—/" for sign in text)
        return text if letters > len(text) * 0.9 else None
