"""Files that are made to kill a reader of spreadsheets, and honest ones to compare with."""

import io
import struct
import zipfile
import zlib

from parta.parts.spreadsheets.writing import SheetToWrite, write_xlsx

WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="5А" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
ROOT_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def honest_xlsx(rows: list[list[str]] | None = None, name: str = "5А") -> bytes:
    return write_xlsx([SheetToWrite(name=name, rows=rows or [["Фамилия", "Имя"], ["Ёлкина", "Аня"]])])


def xlsx_with_sheet(sheet_xml: str, extra: dict[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT_LINKS)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml)
        for part, content in (extra or {}).items():
            archive.writestr(part, content)
    return target.getvalue()


def sheet(body: str, dimension: str = "") -> str:
    mark = f'<dimension ref="{dimension}"/>' if dimension else ""
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{mark}<sheetData>{body}</sheetData></worksheet>"
    )


def cell(reference: str, text: str = "Аня") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def far_cells() -> bytes:
    return xlsx_with_sheet(sheet(f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'))


def far_cells_in_disguise() -> bytes:
    """The reference is written as a character entity, which a scan by eye does not see."""
    hidden = cell("&#88;FD1048576")
    return xlsx_with_sheet(sheet(f'<row r="1">{cell("A1")}</row><row r="1048576">{hidden}</row>'))


def wide_sheet() -> bytes:
    return xlsx_with_sheet(sheet(f'<row r="1">{cell("A1")}{cell("XFD1")}</row>'))


def formatted_to_the_end() -> bytes:
    """Innocent: somebody coloured a whole row, the values are near."""
    return xlsx_with_sheet(
        sheet(
            f'<row r="1">{cell("A1", "Фамилия")}<c r="XFD1" s="1"/></row><row r="2">{cell("A2", "Ли")}</row>',
            "A1:XFD1048576",
        )
    )


def zip_bomb() -> bytes:
    return xlsx_with_sheet(sheet(f'<row r="1">{cell("A1")}</row>'), {"xl/media/image1.xml": bytes(200 * 1024 * 1024)})


def lying_zip_bomb() -> bytes:
    """The sizes in the directory say one kilobyte."""
    content = bytearray(zip_bomb())
    start = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, start + 24, 1024)
    return bytes(content)


def nested_zip() -> bytes:
    return xlsx_with_sheet(sheet(f'<row r="1">{cell("A1")}</row>'), {"xl/inner.zip": honest_xlsx()})


def many_entries(count: int) -> bytes:
    """As many empty entries as fit; one stored file, and a directory that points to it again and again."""
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, zlib.crc32(b""), 0, 0, 1, 0) + b"a"
    record = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = record * count
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(local), 0)
    return local + directory + end


def one_value_said_many_times() -> bytes:
    """A shared text of a megabyte in every one of 19,000 cells: 19 GB when it is written out."""
    shared = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{'Ж' * 1_000_000}</t></si></sst>"
    )
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 19_001))
    links = LINKS.replace(
        "</Relationships>",
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT_LINKS)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", links)
        archive.writestr("xl/sharedStrings.xml", shared)
        archive.writestr("xl/worksheets/sheet1.xml", sheet(rows))
    return target.getvalue()


def encrypted_xlsx() -> bytes:
    """What Excel writes with a password: an OLE file with an EncryptedPackage stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


def password_zip() -> bytes:
    content = bytearray(honest_xlsx())
    start = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, start + 8, 1)
    return bytes(content)


def ods() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return target.getvalue()
