"""A file comes piece by piece: announced, received, and handed to whoever looks at it. A lost network costs one piece."""

from datetime import timedelta
from pathlib import PurePath
from uuid import UUID

from parta.kernel.errors import NotFound
from parta.kernel.ids import RoomId
from parta.kernel.text import one_line
from parta.parts.inspecting.refusals import REFUSALS
from parta.parts.schema import Record
from parta.policy.decide import Place
from parta.policy.standing import Actor
from parta.policy.table import Action
from parta.work import Work, Workshop

from .errors import FileTooLarge, OtherFile, PieceTooLarge, SchoolIsFull, TooManyFiles, WrongOffset
from .queries import uploads as queries
from .queries import usage
from .shapes import Attachment, NewFile, Upload
from .storage import PIECE, Storage

LONGEST_NAME = 120


async def begin(work: Work, storage: Storage, room: RoomId, new: NewFile) -> Upload:
    """Announce a file for a chat; the caller has made sure that the actor may send one there."""
    known = await queries.by_client(work.connection, work.school, work.person, new.client_id)
    if known is not None:
        return _again(known, room, new)
    limits = storage.limits
    if new.bytes > limits.largest:
        raise FileTooLarge(limits.largest_words)
    if (
        await usage.sent_since(work.connection, work.school, work.person, work.now - timedelta(hours=1))
        >= limits.an_hour
    ):
        raise TooManyFiles
    used, _ = await usage.used(work.connection, work.school)
    if used + new.bytes > limits.quota:
        raise SchoolIsFull
    row = {
        "school_id": work.school,
        "id": work.new_id(),
        "owner_id": work.person,
        "room_id": room,
        "client_id": new.client_id,
        "name": shown_name(new.name),
        "bytes": new.bytes,
        "kept": new.bytes,
        "state": "uploading",
        "created_at": work.now,
    }
    await queries.insert_file(work.connection, row)  # twice at once: the other one's row is found
    made = await queries.by_client(work.connection, work.school, work.person, new.client_id)
    assert made is not None
    return _again(made, room, new)


async def state(work: Work, one: UUID) -> Upload:
    """How far one's own file has come."""
    return upload_of(await _own(work, one))


async def discard(work: Work, one: UUID) -> None:
    """Take back a file that is not sent yet."""
    row = await _own(work, one)
    work.require(Action.DISCARD_FILE, Place(school=work.school, member=True, owner=row.owner_id))
    if await queries.let_go(work.connection, work.school, one, work.now):
        await work.defer("files.forget", school=str(work.school), files=[str(one)])


class Pieces:
    """Takes the pieces. No connection of the database is held while a slow phone sends one."""

    def __init__(self, workshop: Workshop, storage: Storage) -> None:
        self._workshop, self._storage = workshop, storage

    async def take(self, actor: Actor, one: UUID, offset: int, piece: bytes) -> Upload:
        """Put a piece at its place; one that is here already changes nothing. Raises `WrongOffset` for any other."""
        async with self._workshop.open(actor, reads=True) as work:
            row = await _own(work, one)
        received = sum(row.parts)
        if row.state != "uploading" or offset + len(piece) <= received:
            return upload_of(row)
        if offset != received:
            raise WrongOffset(f"Продолжить нужно с {received}-го байта")
        if not piece or len(piece) > PIECE or received + len(piece) > row.bytes:
            raise PieceTooLarge
        place = len(row.parts)
        await self._storage.store.keep(part_key(row, place), piece)
        whole = received + len(piece) == row.bytes
        async with self._workshop.open(actor) as work:
            came = await queries.add_part(
                work.connection,
                work.school,
                one,
                place=place,
                size=len(piece),
                state="checking" if whole else "uploading",
            )
            if came and whole:
                await work.defer("files.look", school=str(work.school), file=str(one))
            return upload_of(await _own(work, one))


def shown_name(name: str) -> str:
    """The name as people see it: without folders and signs that no disk takes; never a place where anything is stored."""
    last = PurePath(name.replace("\\", "/").replace("\0", "")).name
    clean = one_line("".join(sign for sign in last if sign not in '<>:"|?*') or "файл", pointer="/name", longest=500)
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        return clean[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending[:20]) - 1]}.{ending[:20]}"


def upload_of(row: Record) -> Upload:
    """A row of the table as its sender sees it."""
    return Upload(
        id=row.id,
        state=row.state,
        bytes=row.bytes,
        received=sum(row.parts) if row.state == "uploading" else row.bytes,
        piece=PIECE,
        attachment=attachment_of(row) if row.state == "ready" else None,
        refusal=REFUSALS[row.refusal].title if row.refusal else None,
    )


def attachment_of(row: Record) -> Attachment:
    """A row of the table as a message carries it."""
    return Attachment(
        row.id, row.kind, row.name, row.type, row.bytes, row.width, row.height, preview="thumb" in row.variants
    )


def part_key(row: Record, place: int) -> str:
    """Where a piece waits until the file is whole."""
    return f"{row.school_id}/{row.id}/part-{place:05}"


def _again(known: Record, room: RoomId, new: NewFile) -> Upload:
    uploading = known.state == "uploading"
    if known.room_id != room or (uploading and known.bytes != new.bytes) or known.state == "gone":
        raise OtherFile
    return upload_of(known)


async def _own(work: Work, one: UUID) -> Record:
    row = await queries.own(work.connection, work.school, work.person, one)
    if row is None:
        raise NotFound
    return row
