"""The three capacities in which a person acts."""

from enum import StrEnum


class Hat(StrEnum):
    """A person acts in exactly one capacity at a time; rights of hats are never added up."""

    STAFF = "staff"
    GUARDIAN = "guardian"
    PUPIL = "pupil"
