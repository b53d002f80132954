"""Quiet hours by the school's clock, its week and holidays, and a teacher's own hours (C14)."""

from datetime import UTC, date, datetime

import pytest

from parta.school.quiet import OfficeHours, QuietTimes, quiet_until

NIGHT = QuietTimes("Europe/Moscow", 21 * 60, 7 * 60)


def at(said: str) -> datetime:
    """A moment of the school in Moscow, in UTC."""
    return datetime.fromisoformat(f"2026-{said}+03:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("11-25T20:59", None),
        ("11-25T21:00", "11-26T07:00"),
        ("11-26T00:30", "11-26T07:00"),
        ("11-26T06:59", "11-26T07:00"),
        ("11-26T07:00", None),
    ],
)
def test_a_night_lasts_until_the_morning(now: str, until: str | None) -> None:
    assert quiet_until(at(now), "Europe/Moscow", [NIGHT]) == (at(until) if until else None)


def test_the_schools_clock_counts_not_the_servers() -> None:
    vladivostok = QuietTimes("Asia/Vladivostok", 21 * 60, 7 * 60)
    evening_there = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)  # 22:00 in Vladivostok
    assert quiet_until(evening_there, "Asia/Vladivostok", [vladivostok]) == datetime(2026, 11, 25, 21, 0, tzinfo=UTC)
    assert quiet_until(evening_there, "Europe/Moscow", [NIGHT]) is None


def test_a_quiet_weekend_lasts_until_monday_morning() -> None:
    quiet = QuietTimes("Europe/Moscow", 21 * 60, 7 * 60, frozenset({6, 7}))
    assert quiet_until(at("11-27T22:00"), "Europe/Moscow", [quiet]) == at("11-30T07:00")  # Friday evening
    assert quiet_until(at("11-29T12:00"), "Europe/Moscow", [quiet]) == at("11-30T07:00")


def test_holidays_are_quiet_from_the_first_to_the_last_day() -> None:
    quiet = QuietTimes("Europe/Moscow", 21 * 60, 7 * 60, holidays=((date(2026, 10, 26), date(2026, 11, 3)),))
    assert quiet_until(at("10-28T12:00"), "Europe/Moscow", [quiet]) == at("11-04T07:00")
    assert quiet_until(at("11-04T12:00"), "Europe/Moscow", [quiet]) is None


def test_a_teacher_is_told_in_his_own_hours_that_are_not_the_schools_quiet_ones() -> None:
    hours = OfficeHours(frozenset({1, 3}), 6 * 60, 15 * 60)  # from six: the school is still quiet
    assert quiet_until(at("11-25T14:59"), "Europe/Moscow", [NIGHT, hours]) is None  # Wednesday
    assert quiet_until(at("11-25T15:00"), "Europe/Moscow", [NIGHT, hours]) == at("11-30T07:00")


def test_a_day_without_a_night_and_hours_that_never_come_end_somewhere() -> None:
    never = OfficeHours(frozenset(), 0, 60)
    assert quiet_until(at("11-25T12:00"), "Europe/Moscow", [never]) == at("11-26T12:00")
