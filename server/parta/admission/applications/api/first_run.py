"""The door of the first run: the operator makes the school and becomes its first administrator."""

import msgspec
from litestar import get, post

from parta.admission.applications import commands
from parta.admission.applications.commands import FirstAdministrator, MadeSchool
from parta.admission.founding import Founding
from parta.school.commands import NewSchool
from parta.work import Work


class FirstSchool(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The school and its first administrator, who is asking."""

    school: NewSchool
    administrator: FirstAdministrator


class Installation(msgspec.Struct, frozen=True, rename="camel"):
    """What a stranger's browser needs to know. `accepts_applications`: schools ask to be connected here (A1)."""

    has_school: bool
    accepts_applications: bool


@get("/installation", operation_id="readInstallation")
async def read_installation(work: Work, founding: Founding) -> Installation:
    """Is there a school here yet, and may others ask to be connected?"""
    return Installation(await commands.has_school(work), founding.applications)


@post("/first-school", operation_id="makeFirstSchool")
async def make_first_school(data: FirstSchool, work: Work, founding: Founding) -> MadeSchool:
    """Make the school of this installation; the signed-in operator becomes its first administrator."""
    return await commands.first_run(work, founding, data.school, data.administrator)


ROUTES = [read_installation, make_first_school]
