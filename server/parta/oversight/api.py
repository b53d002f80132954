"""The door of «История действий»."""

from typing import Annotated

from litestar import get
from litestar.params import Parameter

from parta.kernel.pages import Page
from parta.work import Work

from . import reading
from .reading import Entry


@get("/audit", operation_id="listAudit")
async def list_audit(
    work: Work,
    cursor: Annotated[str | None, Parameter(max_length=200)] = None,
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
) -> Page[Entry]:
    """Acts of administration, the newest first."""
    return await reading.page(work, cursor, limit)


ROUTES = [list_audit]
