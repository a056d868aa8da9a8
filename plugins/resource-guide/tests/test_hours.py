"""Hours are read as people type them, counted on a calendar, and said in the reader's language."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farolito_resource_guide.hours import EVERY, LAST, SATURDAY, Hours, merged
from farolito_resource_guide.hours_words import hours_words
from farolito_resource_guide.own_words import translate
from farolito_resource_guide.reading_hours import (
    Unreadable,
    read_clock,
    read_code,
    read_hours,
    write_hours,
)

NINE, ELEVEN = time(9), time(11)
SECOND_AND_FOURTH = Hours(((2, SATURDAY), (4, SATURDAY)), NINE, ELEVEN)


@pytest.mark.parametrize(
    ("typed", "days", "opens", "closes"),
    [
        ("2nd & 4th Sat 9am-11am", ((2, 5), (4, 5)), NINE, ELEVEN),
        ("2nd and 4th Saturday of the month, 9:00 AM to 11:00 AM", ((2, 5), (4, 5)), NINE, ELEVEN),
        ("Sat3rd 0900-1100", ((3, 5),), NINE, ELEVEN),
        ("FriLast 1300-1500", ((-1, 4),), time(13), time(15)),
        ("Tues 1030-1200", ((0, 1),), time(10, 30), time(12)),
        ("Mon-Fri 9-5pm", tuple((0, day) for day in range(5)), NINE, time(17)),
        ("Fri-Mon 1-3 pm", ((0, 0), (0, 4), (0, 5), (0, 6)), time(13), time(15)),
        ("every day 11am - 1pm", tuple((0, day) for day in range(7)), ELEVEN, time(13)),
        ("weekdays 8 a.m. to noon", tuple((0, day) for day in range(5)), time(8), time(12)),
        ("Mon, Wed and 1st Fri 10 am - 12 pm", ((0, 0), (0, 2), (1, 4)), time(10), time(12)),
    ],
)
def test_it_is_read_as_it_was_meant(
    typed: str, days: tuple[tuple[int, int], ...], opens: time, closes: time
) -> None:
    (found,) = read_hours(typed)

    assert (set(found.days), found.opens, found.closes) == (set(days), opens, closes)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Sat 9-11", "ampm"),
        ("Sat 1:00-3:00", "ampm"),
        ("Tue 2100-1300", "order"),
        ("Mon 1000-130", "order"),
        ("9 am - 11 am", "days"),
        ("2nd 9 am - 11 am", "days"),
        ("Someday 9 am - 11 am", "days"),
        ("by appointment", "times"),
        ("Mon 25:00-26:00", "times"),
        ("Mon 9 am - 11 am " + "x" * 300, "long"),
    ],
)
def test_what_is_not_clear_is_refused_and_never_guessed(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as found:
        read_hours(typed)

    assert found.value.code == code


_PAIRS = st.lists(
    st.tuples(st.sampled_from([EVERY, 1, 2, 3, 4, 5, LAST]), st.integers(0, 6)),
    min_size=1,
    max_size=6,
    unique=True,
)
_CLOCKS = st.tuples(st.integers(0, 23 * 60), st.integers(1, 59)).map(
    lambda two: tuple(time(minutes // 60, minutes % 60) for minutes in (two[0], sum(two)))
)


@given(days=_PAIRS, clocks=_CLOCKS)
def test_what_is_written_is_read_back_as_it_was(
    days: list[tuple[int, int]], clocks: tuple[time, time]
) -> None:
    hours = merged([Hours(tuple(days), *clocks)])

    back = read_hours(write_hours(hours))

    assert [(set(one.days), one.opens, one.closes) for one in back] == [
        (set(one.days), one.opens, one.closes) for one in hours
    ]


@given(text=st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_hours(text)
    except Unreadable:
        return
    assert all(one.days for one in found)


def test_codes_and_clocks_of_tables() -> None:
    assert read_code("Sat3rd") == (3, 5)
    assert read_code("SunLast") == (-1, 6)
    assert read_code("Tues") == (0, 1)
    assert read_code("Someday") is None
    assert read_clock("0930") == read_clock("09:30:00") == time(9, 30)
    assert read_clock("2500") is None


def test_the_second_and_the_fourth_saturday_are_those_of_the_calendar() -> None:
    november = [date(2026, 11, day) for day in range(1, 31)]

    assert [day.day for day in november if SECOND_AND_FOURTH.on(day)] == [14, 28]
    last = Hours(((LAST, 4),))
    assert [day.day for day in november if last.on(day)] == [27]
    fifth = Hours(((5, 0),))
    assert [day.day for day in november if fifth.on(day)] == [30]
    assert SECOND_AND_FOURTH.next_day(date(2026, 11, 15)) == date(2026, 11, 28)


def test_open_now_looks_at_the_clock_and_past_midnight() -> None:
    saturday = datetime(2026, 11, 14, 10, 59)  # noqa: DTZ001
    night = Hours(((EVERY, 4),), time(20), time(2))

    assert SECOND_AND_FOURTH.open_at(saturday)
    assert not SECOND_AND_FOURTH.open_at(saturday + timedelta(minutes=1))
    assert not SECOND_AND_FOURTH.open_at(saturday + timedelta(7))
    assert night.open_at(datetime(2026, 11, 14, 1))  # noqa: DTZ001
    assert not night.open_at(datetime(2026, 11, 13, 1))  # noqa: DTZ001


def test_every_other_week_and_days_of_the_month_count() -> None:
    other = Hours(((EVERY, 0),), NINE, ELEVEN, interval=2, start=date(2026, 11, 2))
    fifteenth = Hours(monthdays=(15, -1), opens=NINE, closes=ELEVEN)
    found = [date(2026, 11, day) for day in range(1, 31)]

    assert [day.day for day in found if other.on(day)] == [2, 16, 30]
    assert [day.day for day in found if fifteenth.on(day)] == [15, 30]
    over = Hours(((EVERY, 0),), valid_from=date(2026, 11, 10), valid_to=date(2026, 11, 20))
    assert [day.day for day in found if over.on(day)] == [16]


def test_lines_at_the_same_times_become_one() -> None:
    two = Hours(((2, SATURDAY),), NINE, ELEVEN), Hours(((4, SATURDAY),), NINE, ELEVEN)
    noted = Hours(note="Call for an appointment")

    assert merged([*two, noted]) == (SECOND_AND_FOURTH, noted)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2nd and 4th Saturday of the month, 9:00 AM to 11:00 AM"),
        ("es", "2.º y 4.º sábado del mes, de 9:00 a.m. a 11:00 a.m."),
    ],
)
def test_it_is_said_in_the_readers_language(language: str, words: str) -> None:
    def say(sentence: str) -> str:
        return translate(sentence, language)

    said = hours_words(SECOND_AND_FOURTH, language, say)

    assert said.replace("\u202f", " ").replace("\u00a0", " ").replace("a. m.", "a.m.") == words
    assert hours_words(Hours(note="Call first"), language, say) == "Call first"


def test_days_in_a_row_are_said_from_first_to_last() -> None:
    weekdays = Hours(tuple((EVERY, day) for day in range(5)), NINE, time(17))

    assert hours_words(weekdays, "en", str).startswith("Monday to Friday, ")
    spanish = hours_words(weekdays, "es", lambda words: translate(words, "es"))
    assert spanish.startswith("De lunes a viernes, de ")
