"""Two months of talk: who writes when, in which chat, in order of time, with answers that point back."""

import datetime
import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from parta.cli.demo_school.facts import DemoClass, DemoMessage, DemoPerson, DemoSchool, RoomKey, RoomKind, Sex
from parta.cli.demo_school.grammar import Line, say, scenes

# Talks on a school day, and on a day off.
PACE = {
    RoomKind.CLASS: (2.0, 0.6),
    RoomKind.PARENTS: (1.1, 0.35),
    RoomKind.TEACHERS: (0.3, 0.02),
    RoomKind.ANNOUNCEMENTS: (0.35, 0.03),
    RoomKind.STAFFROOM: (1.6, 0.1),
}
DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
DAYS_ON = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")
DAYS_GEN = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
FIRST_GRADE_THAT_WRITES = 4


class Voice(NamedTuple):
    """Somebody who may write: the person, in which hat, and the name of the own child."""

    person: DemoPerson
    hat: str
    child: str = ""
    child_is_girl: bool = False


class Said(NamedTuple):
    """A message before it has a number: talk and line tell what an answer points to."""

    at: datetime.datetime
    talk: int
    line: int
    voice: Voice
    text: str
    answers: int | None


class Place(NamedTuple):
    """A chat with those who write in it."""

    room: RoomKey
    lead: Voice
    others: tuple[Voice, ...]
    subjects: tuple[str, ...]
    title: str


@cache
def scenes_of(kind: RoomKind) -> tuple[tuple[Line, ...], ...]:
    """The scenes played in chats of this kind."""
    name = {RoomKind.CLASS: "pupils"}.get(kind, kind.value)
    return scenes(
        resources.files("parta.cli.demo_school").joinpath("scenes", f"{name}.txt").read_text(encoding="utf-8")
    )


class Heard:
    """What a chat has heard: every wording, and the latest scenes, so that it does not repeat itself."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self._latest: deque[int] = deque(maxlen=8)

    def next_scene(self, random: Random, kind: RoomKind) -> tuple[Line, ...]:
        """A scene that was not played lately."""
        choices = scenes_of(kind)
        fresh = [number for number in range(len(choices)) if number not in tuple(self._latest)[-(len(choices) - 2) :]]
        chosen = random.choice(fresh)
        self._latest.append(chosen)
        return choices[chosen]


def messages(school: DemoSchool) -> Iterator[DemoMessage]:
    """Every message of the school in order of time; equal for equal schools."""
    by_room = [_in_room(school, place) for place in _places(school)]
    return heapq.merge(*by_room, key=lambda message: (message.at, message.room.kind, message.room.class_key or ""))


def _places(school: DemoSchool) -> Iterator[Place]:
    people = {person.key: person for person in school.people}
    guardians: dict[str, list[str]] = defaultdict(list)
    for bond in school.guardianships:
        guardians[bond.child].append(bond.guardian)
    staff = [Voice(people[member.person], "staff") for member in school.staff if people[member.person].joined]
    teaching = {member.person for member in school.staff if member.is_teaching_staff}
    room = [voice for voice in staff if voice.person.key in teaching]
    all_subjects = tuple(dict.fromkeys(subject for member in school.staff for subject in member.subjects))
    yield Place(RoomKey(RoomKind.STAFFROOM), room[0], tuple(room[1:]), all_subjects, "")
    for school_class in school.classes:
        yield from _places_of_class(school, school_class, people, guardians)


def _places_of_class(
    school: DemoSchool, school_class: DemoClass, people: dict[str, DemoPerson], guardians: dict[str, list[str]]
) -> Iterator[Place]:
    lead = Voice(people[school_class.teacher], "staff")
    pupils = [Voice(people[key], "pupil") for key in school_class.pupils if people[key].joined]
    parents = {
        guardian: Voice(people[guardian], "guardian", people[child].given, people[child].sex is Sex.F)
        for child in school_class.pupils
        for guardian in guardians[child]
        if people[guardian].joined
    }
    here = [
        (member, [teaching.subject for teaching in member.teaches if teaching.class_key == school_class.key])
        for member in school.staff
    ]
    teachers = [
        Voice(people[member.person], "staff")
        for member, subjects in here
        if subjects and member.person != school_class.teacher and people[member.person].joined
    ]
    subjects = tuple(dict.fromkeys(subject for _, taught in here for subject in taught)) or ("развитие речи",)
    for kind, others in (
        (RoomKind.CLASS, pupils if (school_class.grade or 0) >= FIRST_GRADE_THAT_WRITES else []),
        (RoomKind.PARENTS, [voice for key, voice in parents.items() if key != school_class.teacher]),
        (RoomKind.TEACHERS, teachers),
        (RoomKind.ANNOUNCEMENTS, []),
    ):
        if others or kind is RoomKind.ANNOUNCEMENTS:
            yield Place(RoomKey(kind, school_class.key), lead, tuple(others), subjects, school_class.title)


def _in_room(school: DemoSchool, place: Place) -> list[DemoMessage]:
    said = sorted(_talk(school, place), key=lambda one: (one.at, one.talk, one.line))
    numbers = {(one.talk, one.line): number for number, one in enumerate(said)}
    return [
        DemoMessage(
            room=place.room,
            number=number,
            author=one.voice.person.key,
            hat=one.voice.hat,
            at=one.at,
            text=one.text,
            reply_to=numbers.get((one.talk, one.answers)) if one.answers is not None else None,
        )
        for number, one in enumerate(said)
    ]


def _talk(school: DemoSchool, place: Place) -> Iterator[Said]:
    random = Random(f"{school.seed} {school.short_name} {len(school.people)} {place.room.kind} {place.room.class_key}")
    zone = ZoneInfo(school.time_zone)
    active = _active(random, place.others)
    heard = Heard()
    talk = 0
    day = school.first_day
    while day <= school.last_day:
        busy, quiet = PACE[place.room.kind]
        pace = quiet if day.weekday() >= 5 else busy
        count = int(pace) + (random.random() < pace - int(pace))
        for _ in range(count):
            begin = datetime.datetime.combine(day, _hour(random, place.room.kind, day), zone)
            yield from _scene(random, place, active, begin, talk=talk, heard=heard)
            talk += 1
        day += datetime.timedelta(days=1)


def _active(random: Random, voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Some write often, many seldom."""
    return tuple(voice for voice in voices for _ in range(random.choice((1, 1, 1, 2, 2, 4, 7))))


def _hour(random: Random, kind: RoomKind, day: datetime.date) -> datetime.time:
    """Peaks at 8:25 and 19:00, some talk between; on days off only the day and the evening."""
    shape = random.random()
    if kind is RoomKind.ANNOUNCEMENTS:
        minute = random.gauss(15.5 * 60, 100) if shape < 0.7 else random.gauss(18.5 * 60, 40)
    elif shape < 0.34 and day.weekday() < 5:
        minute = random.gauss(8 * 60 + 22, 7)
    elif shape < 0.72:
        minute = random.gauss(19 * 60, 32)
    else:
        minute = random.uniform(10.5 * 60, 20.5 * 60)
    minute = min(max(minute, 7 * 60), 20 * 60 + 40)
    return datetime.time(int(minute) // 60, int(minute) % 60, random.randrange(60))


def _scene(
    random: Random, place: Place, active: Sequence[Voice], at: datetime.datetime, *, talk: int, heard: Heard
) -> Iterator[Said]:
    lines = heard.next_scene(random, place.room.kind)
    cast = _cast(random, lines, place, active)
    slots = _slots(random, place, cast, at)
    told: set[int] = set()
    for number, line in enumerate(lines):
        voice = cast.get(line.who)
        to_nothing = line.answers is not None and line.answers not in told
        if voice is None or to_nothing or (line.may_be_left_out and random.random() < 0.4):
            continue
        told.add(number)
        own = slots | ({"child": voice.child} if voice.child else {})
        text = _fresh(random, line.text, own, voice, heard.texts)
        yield Said(at.astimezone(datetime.UTC), talk, number, voice, text, line.answers)
        at += datetime.timedelta(seconds=int(random.lognormvariate(4.1, 0.8)))


def _fresh(random: Random, text: str, slots: dict[str, str], voice: Voice, spoken: set[str]) -> str:
    """A wording that this chat has not heard yet, if a few attempts find one."""
    said = ""
    for _ in range(6):
        said = say(random, text, slots, is_woman=voice.person.sex is Sex.F, is_girl=voice.child_is_girl)
        if said not in spoken:
            break
    spoken.add(said)
    return said


def _cast(random: Random, lines: Sequence[Line], place: Place, active: Sequence[Voice]) -> dict[str, Voice]:
    cast = {"t": place.lead, "h": place.lead}
    roles = dict.fromkeys(line.who for line in lines if line.who.isdigit())
    for role in roles:
        taken = set(cast.values())
        for _ in range(8):
            voice = random.choice(active) if active else None
            if voice and voice not in taken:
                cast[role] = voice
                break
    return cast


def _slots(random: Random, place: Place, cast: dict[str, Voice], at: datetime.datetime) -> dict[str, str]:
    """What a whole talk is about: the subject, the day, who is congratulated."""
    subject = random.choice(place.subjects)
    day = at.date() + datetime.timedelta(days=random.randint(1, 5))
    weekday = day.weekday() if day.weekday() < 5 else 0
    present = set(cast.values())
    absent = [voice for voice in place.others if voice not in present] or [place.lead]
    other = random.choice(absent).person
    hello = "Доброе утро" if at.hour < 11 else "Добрый день" if at.hour < 17 else "Добрый вечер"
    return {
        "hello": hello,
        "subject": subject,
        "day": DAYS[weekday],
        "day_on": DAYS_ON[weekday],
        "day_on_cap": DAYS_ON[weekday].capitalize(),
        "day_gen": DAYS_GEN[weekday],
        "date": f"{day.day} {MONTHS[day.month - 1]}",
        "class": place.title or random.choice(("5А", "6Б", "8А", "9Б", "10К")),
        "mate": other.given,
        "child": other.given,
        "colleague": " ".join(part for part in (other.given, other.patronymic) if part),
    }
