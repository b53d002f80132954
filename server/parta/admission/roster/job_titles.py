"""How positions and subjects stand in one line under a name: «заместитель директора; учитель: алгебра, геометрия»."""

TEACHER = "учитель"
PEDAGOGUES = (
    "учитель", "педагог", "преподаватель", "воспитатель", "директор", "завуч", "психолог", "логопед", "дефектолог",
    "советник", "тьютор", "методист", "вожат", "концертмейстер", "музыкальный руководитель",
)  # fmt: skip


def job_title(positions: tuple[str, ...], subjects: tuple[str, ...]) -> str:
    """The line; subjects stand with the teacher's position."""
    if not subjects:
        return "; ".join(positions)
    others = [position for position in positions if position.lower() != TEACHER]
    return "; ".join([*others, f"{TEACHER}: {', '.join(subjects)}"])


def read_job_title(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Positions and subjects of such a line."""
    positions: list[str] = []
    subjects: list[str] = []
    for part in line.split("; "):
        position, _, taught = part.partition(": ")
        if position:
            positions.append(position)
        subjects += [subject for subject in taught.split(", ") if subject]
    return tuple(positions), tuple(subjects)


def is_pedagogue(positions: tuple[str, ...], subjects: tuple[str, ...], *, leads_a_class: bool) -> bool:
    """Whether the person is педагогический работник and so belongs in «Учительская» once confirmed (A5)."""
    words = " ".join(positions).lower()
    return bool(subjects) or leads_a_class or any(word in words for word in PEDAGOGUES)
