"""Refusals of the school's profile."""

from parta.kernel.errors import Refusal


class BuildingInUse(Refusal):
    """Classes stand in this building."""

    slug = "building-in-use"
    title = "В этом здании есть классы. Сначала переведите их в другое"


class NameTaken(Refusal):
    """A building's name is unique in the school."""

    slug = "name-taken"
    title = "Такое название уже есть"
