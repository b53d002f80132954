"""The HTTP door of files of chats."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Stream

from parta.files.api import GIVEN, KEPT, Range, given_out
from parta.files.shapes import NewFile, Size, Upload
from parta.files.storage import Storage
from parta.kernel.ids import RoomId
from parta.work import Work

from . import commands


@post("/rooms/{room_id:uuid}/files", operation_id="beginFile")
async def begin_file(room_id: FromPath[UUID], data: NewFile, work: Work, storage: Storage) -> Upload:
    """Announce a file for a chat; the same `clientId` again says where to go on."""
    return await commands.begin(work, storage, RoomId(room_id), data)


@get("/files/{file_id:uuid}/{size:str}", operation_id="readFile", cache_control=KEPT, responses=GIVEN)
async def read_file(
    file_id: FromPath[UUID], size: FromPath[Size], work: Work, storage: Storage, asked: Range = None
) -> Stream:
    """A file of a message that the person may read now: `full`, `screen` (photos), `thumb` (photos, first pages)."""
    variant, name = await commands.readable(work, file_id, size)
    return given_out(storage, variant, name, asked)


ROUTES = [begin_file, read_file]
