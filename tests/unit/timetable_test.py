"""When a timetable closes a chat: nights over midnight, lessons, holidays, two that meet, and a change of the clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from parta.rooms.timetable.clock import Bells, Week, next_closed
from parta.rooms.timetable.shapes import Timetable

MOSCOW = ZoneInfo("Europe/Moscow")
LESSONS = Bells(frozenset({1, 2, 3, 4, 5}), ((time(8, 30), time(9, 15)), (time(9, 25), time(10, 10))))
WEEK = Week("Europe/Moscow", (), (LESSONS,))
NIGHT = Timetable(hours="readOnly")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2026, at the school; the 7th is a Monday."""
    return datetime(2026, 12, day, hour, minute, tzinfo=MOSCOW).astimezone(UTC)


def test_night_is_one_stretch_over_midnight() -> None:
    for now in (at(7, 22), at(7, 23), at(8, 3)):
        found = next_closed(now, NIGHT, WEEK)
        assert found is not None
        assert (found.mode, found.why, found.ends) == ("readOnly", "hours", at(8, 7))
    by_day = next_closed(at(8, 7), NIGHT, WEEK)
    assert by_day is not None
    assert by_day.begins == at(8, 22)


def test_break_lies_between_two_lessons() -> None:
    lessons = Timetable(lessons="announcements")
    first = next_closed(at(7, 8, 40), lessons, WEEK)
    assert first is not None
    assert first.ends == at(7, 9, 15)
    second = next_closed(at(7, 9, 15), lessons, WEEK)
    assert second is not None
    assert (second.begins, second.ends) == (at(7, 9, 25), at(7, 10, 10))


def test_friday_is_followed_by_the_first_day_that_is_no_holiday() -> None:
    week = Week("Europe/Moscow", ((date(2026, 12, 14), date(2026, 12, 15)),), (LESSONS,))
    found = next_closed(at(11, 12), Timetable(lessons="announcements"), week)
    assert found is not None
    assert found.begins == at(16, 8, 30)


def test_stricter_one_holds_where_two_meet_and_nothing_opens_in_between() -> None:
    both = Timetable(lessons="announcements", hours="readOnly", begins=22 * 60, ends=8 * 60 + 30)
    found = next_closed(at(8, 3), both, WEEK)
    assert found is not None
    assert (found.mode, found.turns, found.ends) == ("readOnly", at(8, 8, 30), at(8, 9, 15))


def test_nothing_to_follow_closes_nothing() -> None:
    assert next_closed(at(7, 9), Timetable(), WEEK) is None
    assert next_closed(at(7, 9), Timetable(lessons="readOnly"), Week("Europe/Moscow", ())) is None
    assert next_closed(at(7, 9), Timetable(hours="readOnly", weekdays=[]), WEEK) is None


def test_always_closed_ends_with_what_is_looked_over() -> None:
    always = Timetable(hours="readOnly", begins=0, ends=1439, lessons="readOnly")
    day = Bells(frozenset(range(1, 8)), ((time(23, 0), time(23, 59, 59)),))
    assert next_closed(at(7, 9), always, Week("Europe/Moscow", (), (day,))) is not None
