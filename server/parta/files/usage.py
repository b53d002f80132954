"""How much place the school's files take, and whose they are: for administrators."""

from parta.policy.decide import Place
from parta.policy.table import Action
from parta.work import Work

from .queries import usage as queries
from .shapes import StorageUse
from .storage import Storage


async def of_school(work: Work, storage: Storage) -> StorageUse:
    """Numbers and names; never what a file says or is called."""
    work.require(Action.SEE_STORAGE, Place(school=work.school))
    used, files = await queries.used(work.connection, work.school)
    return StorageUse(used, storage.limits.quota, files, await queries.owners(work.connection, work.school))
