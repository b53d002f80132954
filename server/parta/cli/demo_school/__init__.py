"""The demo school: invented people, families, classes and two months of talk, the same for the same seed."""

from parta.cli.demo_school.facts import DemoMessage, DemoSchool, RoomKey
from parta.cli.demo_school.school import generate, generate_neighbour
from parta.cli.demo_school.talk import messages

__all__ = ["DemoMessage", "DemoSchool", "RoomKey", "generate", "generate_neighbour", "messages"]
