"""The import as a person does it: dry run, correct, commit, undo. Nothing is written before the commit (A7)."""

import asyncio
import zlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from parta.admission.roster.errors import (
    ImportIsOver,
    MappingDoesNotFit,
    NothingToImport,
    RosterHasChanged,
    RowsAreStopped,
    TooManyDryRuns,
)
from parta.admission.roster.headers import SheetMapping, recognise, remapped
from parta.admission.roster.plan import make_plan
from parta.admission.roster.queries import imports as queries
from parta.admission.roster.queries.known import known_roster
from parta.admission.roster.rows import read_rows
from parta.admission.roster.shapes import (
    CommitWish,
    Correction,
    Edit,
    ImportCard,
    ImportDone,
    ImportPreview,
    Kept,
    RowsPage,
    preview,
    rows_page,
)
from parta.admission.roster.steps import Choices, Counts, Plan
from parta.admission.roster.templates import stopped_rows
from parta.admission.roster.writing import write
from parta.kernel.errors import NotFound
from parta.kernel.ids import PersonId
from parta.kernel.text import visible
from parta.parts.schema import Record
from parta.parts.spreadsheets import MAX_COLUMNS, Sheet, Workbook
from parta.people import queries as people
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as school_queries
from parta.work import Work

KEPT_FOR = timedelta(days=1)
MOST_DRY_RUNS = 20
MAX_FILE_NAME = 120


def require(work: Work) -> None:
    """Only administrators of the school import."""
    work.require(Action.IMPORT_ROSTER, Place(school=work.school))


async def dry_run(work: Work, file_name: str, workbook: Workbook) -> ImportPreview:
    """Recognise the columns of a freshly read file and show what it would do."""
    require(work)
    await queries.forget_dry_runs(work.connection, work.school, work.now - KEPT_FOR)
    if await queries.dry_runs_of(work.connection, work.school, work.person) >= MOST_DRY_RUNS:
        raise TooManyDryRuns
    mappings = recognise(workbook, await _remembered(work))
    kept = await _planned(work, workbook, mappings, Choices())
    one = work.new_id()
    name = "".join(sign for sign in visible(file_name) if sign.isprintable())[:MAX_FILE_NAME]
    row = {"id": one, "file_name": name, "status": "dry", "by_id": work.person, "created_at": work.now}
    await queries.insert_import(work.connection, work.school, {**row, **_packed(kept)})
    return preview(one, name, kept)


async def correct(work: Work, one: UUID, correction: Correction) -> ImportPreview:
    """Read the same file in another way: other columns, corrected cells, other choices."""
    require(work)
    row = await _dry(work, one)
    kept = _unpacked(row)
    workbook = _edited(kept.workbook, correction.edits)
    mappings = _corrected(workbook, kept.mappings, correction)
    kept = await _planned(work, workbook, mappings, correction.choices or kept.choices)
    await queries.update_import(work.connection, work.school, one, **_packed(kept))
    return preview(one, row.file_name, kept)


async def commit(work: Work, one: UUID, wish: CommitWish) -> ImportDone:
    """Write exactly what the preview showed, or nothing."""
    require(work)
    await queries.lock_roster(work.connection, work.school)
    await work.alone(work.school)
    row = await _dry(work, one)
    shown = _unpacked(row)
    kept = await _planned(work, shown.workbook, shown.mappings, shown.choices)
    if kept.plan != shown.plan:
        raise RosterHasChanged
    if kept.plan.has_stops and not wish.only_good_rows:
        raise RowsAreStopped
    if kept.plan.is_empty and not kept.plan.missing:
        raise NothingToImport
    made = await write(work, kept.plan)
    await work.much_written()
    counts = kept.plan.counts
    await queries.update_import(
        work.connection,
        work.school,
        one,
        status="committed",
        committed_at=work.now,
        plan=b"",  # the file itself is not kept any longer than it is needed
        made={"counts": msgspec.to_builtins(counts), **msgspec.to_builtins(made)},
    )
    work.note(
        Action.IMPORT_ROSTER,
        one,
        {"fileName": ("", row.file_name)},
        created=counts.created,
        changed=counts.changed,
        moved=counts.moved,
        missing=counts.missing,
        newClasses=counts.new_classes,
        leftOut=counts.stopped_rows,
    )
    return ImportDone(one, counts)


async def drop(work: Work, one: UUID) -> None:
    """Forget a dry run."""
    require(work)
    await _dry(work, one)
    await queries.drop_import(work.connection, work.school, one)


async def show(work: Work, one: UUID) -> ImportPreview:
    """The dry run as it was last planned."""
    require(work)
    row = await _dry(work, one, lock=False)
    return preview(one, row.file_name, _unpacked(row))


async def show_rows(work: Work, one: UUID, sheet: str, after: int, limit: int) -> RowsPage:
    """A page of a sheet with the outcome of every row."""
    require(work)
    return rows_page(_unpacked(await _dry(work, one, lock=False)), sheet, after, limit)


async def show_stopped(work: Work, one: UUID) -> bytes:
    """The rows with mistakes as a spreadsheet with a column «Причина»."""
    require(work)
    kept = _unpacked(await _dry(work, one, lock=False))
    return stopped_rows(kept.workbook, [mapping.header_rows for mapping in kept.mappings], kept.plan.defects)


async def history(work: Work) -> list[ImportCard]:
    """The latest imports, newest first."""
    require(work)
    rows = await queries.latest_imports(work.connection, work.school)
    names = await people.names(work.connection, work.school, {PersonId(row.by_id) for row in rows})
    return [
        ImportCard(
            id=row.id,
            file_name=row.file_name,
            status=row.status,
            by_name=names[row.by_id].full if row.by_id in names else "",
            created_at=row.created_at,
            committed_at=row.committed_at,
            counts=msgspec.convert(row.counts, Counts) if row.counts else None,
        )
        for row in rows
    ]


async def _dry(work: Work, one: UUID, *, lock: bool = True) -> Record:
    row = await queries.import_row(work.connection, work.school, one, lock=lock)
    if row is None:
        raise NotFound
    if row.status != "dry":
        raise ImportIsOver
    return row


async def _remembered(work: Work) -> dict[str, SheetMapping]:
    """Mappings that people settled on, by the shape of the sheet."""
    remembered: dict[str, SheetMapping] = {}
    for stored in await queries.remembered_mappings(work.connection, work.school):
        for mapping in msgspec.convert(stored, tuple[SheetMapping, ...]):
            remembered[mapping.fingerprint] = mapping
    return remembered


async def _planned(work: Work, workbook: Workbook, mappings: Sequence[SheetMapping], choices: Choices) -> Kept:
    roster = await known_roster(work.connection, work.school)
    today = work.today(await school_queries.time_zone(work.connection, work.school))

    def plan() -> Plan:
        return make_plan(read_rows(workbook, mappings, today), roster, choices)

    # Half a second of pure computing for two thousand people: beside the event loop, not on it.
    return Kept(workbook, tuple(mappings), choices, await asyncio.to_thread(plan))


def _edited(workbook: Workbook, edits: Sequence[Edit]) -> Workbook:
    sheets = {sheet.name: [list(row) for row in sheet.rows] for sheet in workbook.sheets}
    for edit in edits:
        rows = sheets.get(edit.sheet)
        if rows is None or edit.row > len(rows) or edit.column >= MAX_COLUMNS:
            raise MappingDoesNotFit
        row = rows[edit.row - 1]
        row += [""] * (edit.column + 1 - len(row))
        row[edit.column] = edit.value.strip()
    return Workbook(sheets=[Sheet(sheet.name, sheets[sheet.name]) for sheet in workbook.sheets])


def _corrected(
    workbook: Workbook, mappings: Sequence[SheetMapping], correction: Correction
) -> tuple[SheetMapping, ...]:
    wishes = {wish.sheet: wish for wish in correction.sheets or ()}
    corrected = []
    for sheet, mapping in zip(workbook.sheets, mappings, strict=True):
        wish = wishes.pop(sheet.name, None)
        if wish is None:
            corrected.append(mapping)
            continue
        if len(wish.columns) != len(mapping.columns) or wish.header_rows > len(sheet.rows):
            raise MappingDoesNotFit
        corrected.append(
            remapped(
                sheet,
                mapping,
                kind=wish.kind,
                header_rows=wish.header_rows,
                columns=wish.columns,
                title=wish.class_title,
            )
        )
    if wishes:
        raise MappingDoesNotFit
    return tuple(corrected)


def _packed(kept: Kept) -> dict[str, Any]:
    return {
        "plan": zlib.compress(msgspec.msgpack.encode(kept), 1),
        "mapping": msgspec.to_builtins(kept.mappings),
        "fingerprint": " ".join(mapping.fingerprint for mapping in kept.mappings)[:2_000],
    }


def _unpacked(row: Record) -> Kept:
    return msgspec.msgpack.decode(zlib.decompress(row.plan), type=Kept)
