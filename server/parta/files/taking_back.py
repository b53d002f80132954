"""Files of a message that is deleted: out of sight in the same transaction, out of the store by a job after it."""

from parta.kernel.ids import RoomId
from parta.work import Work

from .queries import uploads as queries


async def of_message(work: Work, room: RoomId, position: int) -> None:
    """Let go of whatever this message carried."""
    files = await queries.let_go_of_message(work.connection, work.school, room, position, work.now)
    if files:
        await work.defer("files.forget", school=str(work.school), files=[str(one) for one in files])
