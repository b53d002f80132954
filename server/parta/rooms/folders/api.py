"""The HTTP door of folders."""

from litestar import get, put

from parta.work import Work

from . import commands
from .shapes import Folders


@get("/folders", operation_id="listFolders")
async def list_folders(work: Work) -> Folders:
    """One's own folders of chats, in one's own order."""
    return await commands.folders(work)


@put("/folders", operation_id="saveFolders")
async def save_folders(data: Folders, work: Work) -> Folders:
    """Keep these folders instead of those that were."""
    return await commands.save(work, data)


ROUTES = [list_folders, save_folders]
