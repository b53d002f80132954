"""The doors of the roster import."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from parta.admission.roster import commands, undoing
from parta.admission.roster.shapes import (
    ColumnChoice,
    CommitWish,
    Correction,
    ImportCard,
    ImportDone,
    ImportPreview,
    PastedList,
    RowsPage,
    column_choices,
)
from parta.admission.roster.templates import pupils_template, staff_template
from parta.parts.spreadsheets import MAX_BYTES
from parta.parts.spreadsheets.reader import SpreadsheetReader
from parta.work import Work

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENVELOPE = 64 * 1024  # what a form adds around its file
ENCODINGS = {"utf-8": "utf-8-sig", "windows-1251": "cp1251", "dos": "cp866"}

Upload = Annotated[UploadFile, Body(media_type=RequestEncodingType.MULTI_PART)]


@post("/imports", operation_id="uploadList", request_max_body_size=MAX_BYTES + ENVELOPE)
async def upload_list(
    data: Upload,
    work: Work,
    spreadsheets: SpreadsheetReader,
    encoding: Annotated[str | None, Parameter(query="encoding", max_length=20)] = None,
) -> ImportPreview:
    """Upload an XLSX or CSV file: a dry run, nothing is written. `encoding` mends a wrong guess for CSV."""
    commands.require(work)
    workbook = await spreadsheets.read_file(await data.read(), ENCODINGS.get(encoding or ""))
    return await commands.dry_run(work, data.filename, workbook)


@post("/imports/pasted", operation_id="pasteList", request_max_body_size=2 * 1024 * 1024)
async def paste_list(data: PastedList, work: Work, spreadsheets: SpreadsheetReader) -> ImportPreview:
    """Paste a list copied from a table: a dry run, nothing is written."""
    commands.require(work)
    return await commands.dry_run(work, "Вставленный список", await spreadsheets.read_pasted(data.text))


@get("/imports", operation_id="listImports")
async def list_imports(work: Work) -> list[ImportCard]:
    """The latest imports, newest first."""
    return await commands.history(work)


@get("/imports/columns", operation_id="listImportColumns")
async def list_columns(work: Work) -> list[ColumnChoice]:
    """Every meaning that a column of a list may be given."""
    commands.require(work)
    return column_choices()


@get("/imports/templates/{name:str}", operation_id="downloadTemplate", media_type=XLSX)
async def download_template(name: str, work: Work) -> Response[bytes]:
    """An empty list to fill in: `pupils.xlsx` or `staff.xlsx`."""
    commands.require(work)
    if name == "staff.xlsx":
        return _download(staff_template(), "staff.xlsx")
    return _download(pupils_template(), "pupils.xlsx")


@get("/imports/{import_id:uuid}", operation_id="seeImport")
async def see_import(import_id: UUID, work: Work) -> ImportPreview:
    """The dry run as it was last planned."""
    return await commands.show(work, import_id)


@get("/imports/{import_id:uuid}/rows", operation_id="seeImportRows")
async def see_rows(
    import_id: UUID,
    work: Work,
    sheet: Annotated[str, Parameter(query="sheet", max_length=500)] = "",
    after: Annotated[int, Parameter(query="after", ge=0)] = 0,
    limit: Annotated[int, Parameter(query="limit", ge=1, le=200)] = 100,
) -> RowsPage:
    """Rows of a sheet, each with what will happen to it."""
    return await commands.show_rows(work, import_id, sheet, after, limit)


@get("/imports/{import_id:uuid}/stopped.xlsx", operation_id="downloadStoppedRows", media_type=XLSX)
async def download_stopped(import_id: UUID, work: Work) -> Response[bytes]:
    """The rows with mistakes, each with its reasons in a last column."""
    return _download(await commands.show_stopped(work, import_id), "stopped.xlsx")


@put("/imports/{import_id:uuid}", operation_id="correctImport", request_max_body_size=2 * 1024 * 1024)
async def correct_import(import_id: UUID, data: Correction, work: Work) -> ImportPreview:
    """Correct columns, cells and choices, and plan anew; with an empty body, plan anew against the roster of now."""
    return await commands.correct(work, import_id, data)


@post("/imports/{import_id:uuid}/commit", operation_id="commitImport", status_code=200)
async def commit_import(import_id: UUID, data: CommitWish, work: Work) -> ImportDone:
    """Write what the preview shows."""
    return await commands.commit(work, import_id, data)


@post("/imports/{import_id:uuid}/undo", operation_id="undoImport", status_code=204)
async def undo_import(import_id: UUID, work: Work) -> None:
    """Take a committed import back, while nobody of it has joined."""
    await undoing.undo(work, import_id)


@delete("/imports/{import_id:uuid}", operation_id="dropImport")
async def drop_import(import_id: UUID, work: Work) -> None:
    """Forget a dry run."""
    await commands.drop(work, import_id)


def _download(content: bytes, name: str) -> Response[bytes]:
    return Response(content, media_type=XLSX, headers={"content-disposition": f'attachment; filename="{name}"'})


ROUTES = [
    upload_list,
    paste_list,
    list_imports,
    list_columns,
    download_template,
    see_import,
    see_rows,
    download_stopped,
    correct_import,
    commit_import,
    undo_import,
    drop_import,
]
