"""The school's sign comes as any picture, and is looked at and drawn anew as photos are."""

import tempfile
from uuid import UUID

from parta.kernel.errors import NotFound, invalid
from parta.parts.inspecting.shapes import Question
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import logo
from parta.school.queries import logos as queries
from parta.work import Work

from .storage import MEGABYTE, Storage

AT_MOST = 5 * MEGABYTE


async def change(work: Work, storage: Storage, content: bytes) -> None:
    """Put this picture in place of the old sign."""
    work.require(Action.SET_LOGO, Place(school=work.school))
    if not content or len(content) > AT_MOST:
        raise invalid("/file", "Нужна картинка до 5\u00a0МБ")
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        found = await storage.inspector.inspect(file, Question("logo", logo=True))
    await logo.change(work, work.school, found.full)


async def remove(work: Work) -> None:
    """No sign any more."""
    await logo.change(work, work.school, None)


async def content(work: Work, one: UUID) -> bytes:
    """The sign in force, as PNG; raises `NotFound` for one that was replaced."""
    png = await queries.content(work.connection, one)
    if png is None:
        raise NotFound
    return png
