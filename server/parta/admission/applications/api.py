"""The door of the first run: the operator makes the school and becomes its first administrator."""

import msgspec
from litestar import get, post

from parta.school.commands import NewSchool
from parta.work import Work

from . import commands
from .commands import FirstAdministrator, MadeSchool


class FirstSchool(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The school and its first administrator, who is asking."""

    school: NewSchool
    administrator: FirstAdministrator


class Installation(msgspec.Struct, frozen=True, rename="camel"):
    """What a browser without a school needs to know."""

    has_school: bool


@get("/installation", operation_id="readInstallation")
async def read_installation(work: Work) -> Installation:
    """Is there a school here yet?"""
    return Installation(await commands.has_school(work))


@post("/first-school", operation_id="makeFirstSchool")
async def make_first_school(data: FirstSchool, work: Work) -> MadeSchool:
    """Make the school of this installation; the signed-in operator becomes its first administrator."""
    return await commands.first_run(work, data.school, data.administrator)


ROUTES = [read_installation, make_first_school]
