"""All SQL about people, their standings, bonds and claims."""

from .claims import (
    HAT_OF,
    Wearer,
    actors,
    admit,
    end_claims,
    hat_of,
    hats,
    insert_claims,
    living_claim,
)
from .roster import (
    Name,
    NewPerson,
    existing,
    insert_guardianships,
    insert_persons,
    names,
    rename,
)
from .standings import (
    NewStanding,
    due_standings,
    end_standings,
    guardians_of,
    holders,
    insert_standings,
    standings_of,
    structure_version,
)

__all__ = [
    "HAT_OF",
    "Name",
    "NewPerson",
    "NewStanding",
    "Wearer",
    "actors",
    "admit",
    "due_standings",
    "end_claims",
    "end_standings",
    "existing",
    "guardians_of",
    "hat_of",
    "hats",
    "holders",
    "insert_claims",
    "insert_guardianships",
    "insert_persons",
    "insert_standings",
    "living_claim",
    "names",
    "rename",
    "standings_of",
    "structure_version",
]
