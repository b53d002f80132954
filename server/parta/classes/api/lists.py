"""The door of classes and groups: list, page, making, renaming."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import get, patch, post

from parta.kernel.errors import invalid
from parta.kernel.ids import ClassId
from parta.policy.decide import Place
from parta.policy.table import Action
from parta.school import queries as schools
from parta.work import Work

from .. import classmates, commands, nomenclature, reading
from ..commands import MadeClasses
from ..nomenclature import Nomenclature, Wish
from ..queries import classes as queries
from ..shapes import ClassCard, ClassPage, Leader, MyClass, SchoolNumbers

Title = Annotated[str, msgspec.Meta(max_length=100)]


class Text(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A nomenclature as people write it."""

    text: Annotated[str, msgspec.Meta(max_length=10_000)]


class NewClasses(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Classes to be made: «1А–11В», a pasted list, or titles chosen in the grid, in one building."""

    text: Annotated[str, msgspec.Meta(max_length=10_000)]
    building_id: UUID | None = None


class NewClub(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A club or group of extra education."""

    title: Title
    building_id: UUID | None = None


class NewSubgroups(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Parts of a class to be made."""

    titles: Annotated[list[Title], msgspec.Meta(min_length=1, max_length=20)]


class MadeGroup(msgspec.Struct, frozen=True, rename="camel"):
    """A group that was made."""

    id: UUID


class ClassChange(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """What of a class is to change; what is not named stays."""

    title: Title | msgspec.UnsetType = msgspec.UNSET
    building_id: UUID | msgspec.UnsetType | None = msgspec.UNSET


@get("/classes", operation_id="listClasses")
async def list_classes(work: Work) -> list[ClassCard]:
    """All classes and groups, with numbers where the person may see who has joined."""
    return await reading.class_list(work)


@get("/school/numbers", operation_id="schoolNumbers")
async def school_numbers(work: Work) -> SchoolNumbers:
    """The numbers of the home screen «Школа»."""
    return await reading.school_numbers(work)


@post("/classes/preview", operation_id="previewClasses", status_code=200)
async def preview_classes(data: Text, work: Work) -> Nomenclature:
    """What a nomenclature would make; nothing is written."""
    work.require(Action.MAKE_CLASS, Place(school=work.school))
    return nomenclature.read(data.text)


@post("/classes", operation_id="makeClasses")
async def make_classes(data: NewClasses, work: Work) -> MadeClasses:
    """Make the classes that a text names; those that exist stay as they are."""
    await _known_building(work, data.building_id)
    read = nomenclature.read(data.text)
    if read.unclear or not read.classes:
        raise invalid("/text", f"Не похоже на класс: {', '.join(read.unclear[:5]) or 'пусто'}")
    wishes: list[Wish] = read.classes
    return await commands.make(work, work.school, wishes, building=data.building_id)


@post("/clubs", operation_id="makeClub")
async def make_club(data: NewClub, work: Work) -> MadeGroup:
    """Make a club or group of extra education."""
    await _known_building(work, data.building_id)
    return MadeGroup(await commands.make_club(work, work.school, data.title, building=data.building_id))


@post("/classes/{class_id:uuid}/subgroups", operation_id="makeSubgroups")
async def make_subgroups(class_id: UUID, data: NewSubgroups, work: Work) -> dict[str, UUID]:
    """Divide a class; returns the subgroups' ids by title."""
    made = await commands.make_subgroups(work, work.school, ClassId(class_id), data.titles)
    return dict(made)


@get("/classes/{class_id:uuid}", operation_id="readClass")
async def read_class(class_id: UUID, work: Work) -> ClassPage:
    """The page of a class."""
    return await reading.class_page(work, ClassId(class_id))


@patch("/classes/{class_id:uuid}", operation_id="changeClass")
async def change_class(class_id: UUID, data: ClassChange, work: Work) -> ClassPage:
    """Rename a class, move it to another building."""
    one = ClassId(class_id)
    if data.title is not msgspec.UNSET:
        await commands.rename(work, work.school, one, data.title)
    if data.building_id is not msgspec.UNSET:
        await _known_building(work, data.building_id)
        await commands.move(work, work.school, one, data.building_id)
    return await reading.class_page(work, one)


@get("/classes/{class_id:uuid}/leaders", operation_id="listLeaders")
async def list_leaders(class_id: UUID, work: Work) -> list[Leader]:
    """All who led the class, past ones too."""
    await queries.one_class(work.connection, work.school, ClassId(class_id))
    return await reading.leader_history(work, ClassId(class_id))


@get("/classes/{class_id:uuid}/classmates", operation_id="readMyClass")
async def read_my_class(class_id: UUID, work: Work) -> MyClass:
    """«Мой класс» of a pupil."""
    return await classmates.my_class(work, ClassId(class_id))


async def _known_building(work: Work, building: UUID | None) -> None:
    if building is not None and building not in {
        one.id for one in await schools.buildings(work.connection, work.school)
    }:
        raise invalid("/buildingId", "Такого здания нет")


ROUTES = [
    list_classes,
    school_numbers,
    preview_classes,
    make_classes,
    make_club,
    make_subgroups,
    read_class,
    change_class,
    list_leaders,
    read_my_class,
]
