"""The demo school: the same for the same seed, of the promised size, with everybody who makes software stumble."""

import hashlib
from collections import Counter

import msgspec
import pytest

from parta.cli.demo_school import DemoSchool, RoomKey, generate, generate_neighbour, messages
from parta.cli.demo_school.facts import RoomKind, Sex
from parta.cli.demo_school.names import feminine, patronymic


@pytest.fixture(scope="module")
def school() -> DemoSchool:
    return generate(1)


def fingerprint(school: DemoSchool) -> str:
    digest = hashlib.sha256(msgspec.json.encode(school))
    for message in messages(school):
        digest.update(msgspec.json.encode(message))
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_school_and_another_seed_another() -> None:
    assert fingerprint(generate(7, 120)) == fingerprint(generate(7, 120))
    assert fingerprint(generate(7, 120)) != fingerprint(generate(8, 120))


def test_it_has_600_pupils_in_24_classes_with_their_families_and_staff(school: DemoSchool) -> None:
    assert len(school.classes) == 24
    assert sum(len(one.pupils) for one in school.classes) == 600
    assert 45 <= len(school.staff) <= 55
    guardians = {bond.guardian for bond in school.guardianships}
    people = {person.key: person for person in school.people}
    assert 900 <= len(guardians) <= 1100
    assert 50 < sum(not people[key].joined for key in guardians) < 500
    assert len({one.teacher for one in school.classes}) == 24
    assert {key for one in school.classes for key in one.pupils} == {bond.child for bond in school.guardianships}


@pytest.mark.parametrize("pupils", [60, 77, 120, 300, 1000])
def test_a_smaller_school_keeps_its_edges(pupils: int) -> None:
    school = generate(3, pupils)
    assert sum(len(one.pupils) for one in school.classes) == pupils
    assert {"Солнышко", "0", "10К", "8К"} <= {one.title for one in school.classes}
    assert min(len(one.pupils) for one in school.classes) == 1


def test_too_small_a_school_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="не меньше 60"):
        generate(1, 10)


def test_everybody_who_makes_software_stumble_is_there(school: DemoSchool) -> None:
    people = {person.key: person for person in school.people}
    edge = {name: people[key] for name, key in school.edges.items()}
    class_of = {key: one.title for one in school.classes for key in one.pupils}
    assert edge["namesake1"].full_name == edge["namesake2"].full_name
    assert class_of[edge["namesake1"].key] == class_of[edge["namesake2"].key]
    assert "ё" in edge["yo"].given
    assert "-" in edge["hyphen"].surname
    assert edge["noPatronymic"].patronymic == ""
    assert len(edge["oneLetterSurname"].surname) == 1
    assert edge["adultPupil"].birth_date is not None
    assert edge["adultPupil"].birth_date.year == 2008
    children = Counter(bond.guardian for bond in school.guardianships)
    assert children[edge["motherOfFive"].key] == 5
    assert children[edge["fosterHomeDirector"].key] == 12
    assert edge["teacherWhoIsParent"].key in {member.person for member in school.staff}
    assert class_of[edge["childOfTeacher"].key] == "3В"


def test_nobody_else_shares_a_name_or_a_telephone(school: DemoSchool) -> None:
    names = Counter(person.full_name for person in school.people)
    assert [name for name, count in names.items() if count > 1] == ["Кузнецов Илья Андреевич"]
    phones = Counter(person.phone for person in school.people if person.phone)
    assert max(phones.values()) == 1


def test_a_teacher_works_in_a_second_school_at_utc_plus_12(school: DemoSchool) -> None:
    neighbour = generate_neighbour(school)
    here = school.person(school.edges["teacherInTwoSchools"])
    there = neighbour.person(neighbour.edges["teacherInTwoSchools"])
    assert neighbour.time_zone == "Asia/Kamchatka"
    assert (here.full_name, here.phone) == (there.full_name, there.phone)


def test_talk_goes_by_time_and_answers_point_back(school: DemoSchool) -> None:
    told: dict[RoomKey, int] = {}
    last = None
    for message in messages(school):
        assert message.number == told.get(message.room, 0)
        told[message.room] = message.number + 1
        assert message.reply_to is None or message.reply_to < message.number
        assert last is None or last <= message.at
        assert 0 < len(message.text) < 400
        assert not set("{}<>[]|") & set(message.text)
        last = message.at
    assert sum(told.values()) > 5000
    assert RoomKey(RoomKind.STAFFROOM) in told


def test_only_those_write_who_have_joined_and_belong(school: DemoSchool) -> None:
    people = {person.key: person for person in school.people}
    parents = {(bond.child, bond.guardian) for bond in school.guardianships}
    classes = {one.key: one for one in school.classes}
    for message in messages(school):
        author = people[message.author]
        assert author.joined or message.hat == "staff"
        if message.hat == "pupil":
            assert message.author in classes[message.room.class_key or ""].pupils
        if message.hat == "guardian":
            assert any((child, message.author) in parents for child in classes[message.room.class_key or ""].pupils)


def test_talk_has_its_peaks_and_does_not_repeat_itself(school: DemoSchool) -> None:
    every = list(messages(school))
    hours = Counter((message.at.hour + 3) % 24 for message in every)
    assert hours[8] > 2 * hours[10]
    assert hours[19] + hours[18] > 5 * hours[16]
    starts = [message.text for message in every if message.reply_to is None and len(message.text) > 45]
    assert len(set(starts)) / len(starts) > 0.5


def test_names_agree_with_their_bearers() -> None:
    assert [feminine(name) for name in ("Орлов", "Раевский", "Полевой", "Ким", "Черных", "Ткаченко", "Ильин")] == [
        "Орлова", "Раевская", "Полевая", "Ким", "Черных", "Ткаченко", "Ильина",
    ]  # fmt: skip
    fathers = ("Юрий", "Илья", "Пётр", "Лев", "Дмитрий", "Никита", "Марат", "Игорь")
    assert [patronymic(father, Sex.F) for father in fathers] == [
        "Юрьевна", "Ильинична", "Петровна", "Львовна", "Дмитриевна", "Никитична", "Маратовна", "Игоревна",
    ]  # fmt: skip
    assert patronymic("Гасан", Sex.M, "azerbaijani") == "Гасан оглы"
