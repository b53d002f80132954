"""Class teachers and subject teachers: those that the file binds anew."""

from collections import defaultdict

from parta.admission.roster.defects import DefectKind
from parta.admission.roster.drafts import Drafts
from parta.admission.roster.records import ClassBinding, PersonName
from parta.admission.roster.resolve import Resolved
from parta.admission.roster.steps import ClassTeacherStep, TeachingStep


def plan_class_teachers(resolved: Resolved, drafts: Drafts) -> tuple[ClassTeacherStep, ...]:
    """From the list of staff and from the lists of classes; a class already so bound gives no step."""
    named: dict[str, str] = {}
    for number, key in drafts.staff_keys.items():
        for title in resolved.records.staff[number].teacher_of:
            named.setdefault(title.key, key)
    by_name = _staff_by_name(resolved, drafts)
    told: set[tuple[str, str]] = set()
    for binding in resolved.records.bindings:
        said = (binding.school_class.key, binding.teacher.initials_key)
        if said in told or resolved.is_stopped(binding.source):
            continue
        told.add(said)
        found = _find(by_name, binding.teacher)
        if found is None:
            _blame(resolved, DefectKind.CLASS_TEACHER_UNKNOWN, binding)
        elif named.setdefault(binding.school_class.key, found) != found:
            _blame(resolved, DefectKind.TWO_CLASS_TEACHERS, binding)
    titles = {title.key: title for member in resolved.records.staff for title in member.teacher_of}
    titles |= {binding.school_class.key: binding.school_class for binding in resolved.records.bindings}
    today = {known.title.key: known.teacher_id for known in resolved.roster.classes}
    steps = []
    for class_key, person_key in named.items():
        ref = resolved.class_ref(titles[class_key])
        if ref and today.get(class_key) != person_key:
            steps.append(ClassTeacherStep(person_key, ref, today.get(class_key)))
    return tuple(steps)


def plan_teachings(resolved: Resolved, drafts: Drafts) -> tuple[TeachingStep, ...]:
    """Who teaches what in which class, as far as it is new."""
    known = {(bond.person_id, bond.class_id, bond.subject.lower()) for bond in resolved.roster.teachings}
    steps: dict[tuple[str, str, str], TeachingStep] = {}
    for number, key in drafts.staff_keys.items():
        for teaching in resolved.records.staff[number].teaches:
            ref = resolved.class_ref(teaching.school_class)
            if ref and (key, ref.class_id, teaching.subject.lower()) not in known:
                steps.setdefault((key, ref.key, teaching.subject.lower()), TeachingStep(key, ref, teaching.subject))
    return tuple(steps.values())


def _staff_by_name(resolved: Resolved, drafts: Drafts) -> dict[str, set[str]]:
    """Staff of the file and of the school by every form of their name."""
    keys: dict[str, set[str]] = defaultdict(set)
    people = [(person.id, person.name) for person in resolved.roster.people if person.is_staff]
    people += [(key, resolved.records.staff[number].name) for number, key in drafts.staff_keys.items()]
    for key, name in people:
        for form in (name.key, name.short_key, name.initials_key):
            keys[form].add(key)
    return keys


def _find(by_name: dict[str, set[str]], name: PersonName) -> str | None:
    for form in (name.key, name.short_key, name.initials_key):
        if len(by_name.get(form, ())) == 1:
            return next(iter(by_name[form]))
    return None


def _blame(resolved: Resolved, kind: DefectKind, binding: ClassBinding) -> None:
    key = next(iter(binding.source.columns), "")
    value = binding.teacher.full if kind is DefectKind.CLASS_TEACHER_UNKNOWN else binding.school_class.title
    resolved.blame(kind, binding.source, key=key, value=value, other=binding.teacher.full)
