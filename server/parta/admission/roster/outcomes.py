"""The plan row by row and in numbers, for the preview."""

from collections import defaultdict
from collections.abc import Sequence

from parta.admission.roster.defects import Defect, Severity
from parta.admission.roster.drafts import Drafts
from parta.admission.roster.resolve import Resolved
from parta.admission.roster.steps import (
    Action,
    ClassRef,
    Counts,
    EnrolmentStep,
    GuardianshipStep,
    Missing,
    PersonStep,
    RowMark,
    RowOutcome,
)

FIELD_WORDS = {
    "name": "имя",
    "birthDate": "дата рождения",
    "externalNumber": "номер личного дела",
    "phone": "телефон",
    "email": "почта",
}


def outcomes(resolved: Resolved, drafts: Drafts, enrolments: Sequence[EnrolmentStep]) -> tuple[RowOutcome, ...]:
    """One outcome for each row that names somebody or is wrong."""
    texts: dict[tuple[str, int], list[str]] = defaultdict(list)
    titles = {known.id: known.title.title for known in resolved.roster.classes}
    entering = {step.person_key: step for step in enrolments}
    steps = {step.key: step for step in drafts.steps()}
    for number, key in drafts.pupil_keys.items():
        source = resolved.records.pupils[number].source
        texts[source.sheet, source.row].append(_pupil_words(steps[key], entering.get(key), titles))
    for number, key in drafts.staff_keys.items():
        source = resolved.records.staff[number].source
        texts[source.sheet, source.row].append(_words(steps[key], "новый сотрудник"))
    for number, key in drafts.guardian_keys.items():
        source = resolved.records.guardians[number].source
        texts[source.sheet, source.row].append(f"{steps[key].name.full}: {_words(steps[key], 'новый представитель')}")
    marks: dict[tuple[str, int], RowMark] = dict.fromkeys(texts, RowMark.OK)
    for defect in resolved.defects:
        place = (defect.sheet, defect.row)
        if defect.severity is Severity.STOPS:
            marks[place] = RowMark.STOPPED
        elif marks.get(place) is not RowMark.STOPPED:
            marks[place] = RowMark.WARNING
    return tuple(
        RowOutcome(sheet, row, mark, "не загрузится" if mark is RowMark.STOPPED else "; ".join(texts[sheet, row]))
        for (sheet, row), mark in marks.items()
    )


def _pupil_words(step: PersonStep, entering: EnrolmentStep | None, titles: dict[str, str]) -> str:
    if entering is None:
        return _words(step, "новый ученик")
    if entering.from_class_id is None:
        return f"новый ученик, {entering.into.title.title}"
    moved = f"перевод: {titles.get(entering.from_class_id, '')} → {entering.into.title.title}"
    return moved if step.action is Action.SAME else f"{moved}; {_words(step, '')}"


def _words(step: PersonStep, created: str) -> str:
    if step.action is Action.CREATE:
        return created
    if step.action is Action.SAME:
        return "уже есть"
    return "изменится: " + ", ".join(FIELD_WORDS[change.field] for change in step.changes)


def count(
    *,
    people: Sequence[PersonStep],
    enrolments: Sequence[EnrolmentStep],
    guardianships: Sequence[GuardianshipStep],
    missing: Sequence[Missing],
    new_classes: Sequence[ClassRef],
    defects: Sequence[Defect],
) -> Counts:
    """The plan in numbers."""
    stopped = {(defect.sheet, defect.row) for defect in defects if defect.severity is Severity.STOPS}
    warned = {(defect.sheet, defect.row) for defect in defects} - stopped
    actions = [step.action for step in people]
    return Counts(
        created=actions.count(Action.CREATE),
        changed=actions.count(Action.CHANGE),
        moved=sum(step.from_class_id is not None for step in enrolments),
        same=actions.count(Action.SAME),
        missing=len(missing),
        new_classes=len(new_classes),
        new_guardianships=len(guardianships),
        stopped_rows=len(stopped),
        warned_rows=len(warned),
    )
