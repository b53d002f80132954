"""A chat's rule: who is a member, in terms of the school's structure. Nobody keeps lists by hand (C4)."""

from typing import Literal
from uuid import UUID

import msgspec

Source = Literal[
    "pupilsOf",  # pupils of the class `target`
    "guardiansOf",  # guardians of the pupils of the class `target`
    "teachersOf",  # confirmed teachers of the class: class teacher, deputies, substitutes, subject teachers
    "subjectTeachersOf",  # confirmed teachers of the subject `detail` in the class `target`
    "classTeachersOf",  # class teacher, deputies, substitutes of the class
    "membersOf",  # members of the club or subgroup `target`
    "guardiansOfMembers",  # and their guardians
    "leaderOf",  # the teacher of the club or subgroup
    "confirmedStaff",  # every confirmed pedagogue
    "heads",
    "parentActivists",
    "pupilActivists",
]


class Term(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One term of a rule. `posts`: may write in a discussion; `moderates`: may delete, mute, write announcements."""

    source: Source
    target: UUID | None = None
    detail: str = ""
    posts: bool = True
    moderates: bool = False


class Rule(msgspec.Struct, frozen=True, rename="camel"):
    """The union of its terms. Whoever several terms give gets the most that any of them allows."""

    terms: tuple[Term, ...] = ()


def to_json(rule: Rule) -> object:
    """The rule as the database keeps it."""
    return msgspec.to_builtins(rule)
