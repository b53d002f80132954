"""The doors of recovery: the operator's schools and orders, and the school's own notice."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, QueryParameter

from parta.admission.applications.api.applying import ENVELOPE
from parta.admission.applications.api.downloads import BYTES, as_download
from parta.admission.founding import Founding
from parta.admission.orders import SCAN_AT_MOST
from parta.kernel.ids import SchoolId
from parta.work import Work

from . import commands, reading
from .shapes import NewRecovery, OpenRecovery, SchoolDesk, SchoolRow, Stop


class RecoveryForm(NewRecovery, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """The order with its scan."""

    scan: UploadFile


class BroughtIn(msgspec.Struct, frozen=True):
    """The recovery that was brought in."""

    id: UUID


@get("/operator/schools", operation_id="listSchools")
async def list_schools(work: Work, search: Annotated[str, QueryParameter(max_length=100)] = "") -> list[SchoolRow]:
    """Schools of the installation; at most two hundred, so that the others are searched for."""
    return await reading.list_schools(work, search)


@get("/operator/schools/{school_id:uuid}", operation_id="seeSchoolDesk")
async def see_school(school_id: FromPath[UUID], work: Work, founding: Founding) -> SchoolDesk:
    """One school with whom an order may name."""
    return await reading.desk(work, founding, SchoolId(school_id))


@post(
    "/operator/schools/{school_id:uuid}/recoveries",
    operation_id="askRecovery",
    request_max_body_size=SCAN_AT_MOST + ENVELOPE,
)
async def ask_recovery(
    school_id: FromPath[UUID],
    data: Annotated[RecoveryForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    work: Work,
    founding: Founding,
) -> BroughtIn:
    """Bring the head's order in."""
    form = NewRecovery(**{field: getattr(data, field) for field in NewRecovery.__struct_fields__})
    return BroughtIn(await commands.ask(work, founding, SchoolId(school_id), form, await data.scan.read()))


@post("/operator/schools/{school_id:uuid}/recoveries/stop", operation_id="takeRecoveryBack", status_code=204)
async def take_back(school_id: FromPath[UUID], data: Stop, work: Work) -> None:
    """The operator stops the order that waits."""
    await commands.stop_by_operator(work, SchoolId(school_id), data.reason)


@get("/operator/recoveries/{recovery_id:uuid}/scan", operation_id="downloadRecoveryScan", media_type=BYTES)
async def download_scan(recovery_id: FromPath[UUID], work: Work) -> Response[bytes]:
    """The scan of the order, as a file."""
    return as_download(*await reading.scan(work, recovery_id))


@get("/school/recovery", operation_id="readRecovery")
async def read_recovery(work: Work) -> OpenRecovery:
    """The order that waits in one's own school, if any."""
    return await reading.own(work)


@post("/school/recovery/stop", operation_id="stopRecovery", status_code=204)
async def stop_recovery(data: Stop, work: Work) -> None:
    """An administrator stops the order that waits."""
    await commands.stop(work, data.reason)


ROUTES = [list_schools, see_school, ask_recovery, take_back, download_scan, read_recovery, stop_recovery]
