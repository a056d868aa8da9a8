"""Reads hours as people type them: ``2nd & 4th Sat 9am-11am``, ``Mon-Fri 0900-1700``, ``SatLast 1000-1200``.

read_hours(text) -> tuple[Hours, ...]       # one line each; raises Unreadable
write_hours(hours) -> str                   # the same in English, as read_hours takes it back
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from farolito_resource_guide.hours import EVERY, LAST, Hours, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NTH = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", LAST: "last"}
LONGEST = 200  # characters of a line

_WHICH = {
    **{word: number for number, word in NTH.items()},
    **{word: number for number, word in enumerate(("first", "second", "third", "fourth", "fifth"), 1)},
}  # fmt: skip
_NAMES = r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_NTHS = r"1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last"
_TOKEN = re.compile(
    rf"(?P<code>(?:{_NAMES})(?:{_NTHS})\b)|(?P<which>(?:{_NTHS})\b)|(?P<day>(?:{_NAMES})s?\b)"
    r"|(?P<all>daily\b|every ?day\b|weekdays?\b|weekends?\b)|(?P<to>-|–|\bto\b|\bthrough\b|\bthru\b)"
    r"|(?P<skip>,|;|&|/|\+|:|\.|\band\b|\bevery\b|\beach\b|\bof the month\b|\bof (?:each|every) month\b|\bon\b|\bfrom\b"
    r"|\bthe\b|\s)"
)
_CLOCK = r"(?:noon|midnight|\d{1,2}(?::\d{2}){0,2}\s?(?:[ap]\.?\s?m\b\.?)?|\d{3,4})"
_SPAN = re.compile(
    rf"(?P<opens>\b{_CLOCK})\s*(?:-|–|\bto\b|\buntil\b|\btill?\b)\s*(?P<closes>{_CLOCK})(?![\w:])"
)


class Unreadable(ValueError):
    """What was typed as hours is not clear. ``code``: days, times, ampm, order or long; ``line``: what was typed."""

    def __init__(self, code: str, line: str) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


def read_hours(text: str) -> tuple[Hours, ...]:
    """Hours, one line each; lines at the same times become one. Raises Unreadable for the first that is not clear."""
    lines = [line.strip() for line in text.splitlines()]
    return merged(_line(line) for line in lines if line)


def write_hours(hours: Iterable[Hours]) -> str:
    """Lines that :func:`read_hours` takes back; of what has no days, the note."""
    return "\n".join(filter(None, (_written(one) for one in hours)))


def read_clock(text: str) -> time | None:
    """``0930``, ``9:30``, ``09:30:00`` on a clock of 24 hours; None for what is no time of day."""
    found = re.fullmatch(
        r"(\d{1,2}):?(\d{2})(?::?\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?", text.strip(), re.ASCII
    )
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_code(code: str) -> tuple[int, int] | None:
    """A day as a table has it, ``Mon``, ``Tues``, ``Sat3rd``, ``FriLast``; None for what is no day."""
    found = re.fullmatch(rf"({_NAMES})\s*({_NTHS})?", code.strip().lower())
    if found is None:
        return None
    return _WHICH[found[2]] if found[2] else EVERY, _weekday(found[1])


def _line(line: str) -> Hours:
    if len(line) > LONGEST:
        raise Unreadable("long", line[:LONGEST])
    lower = line.lower().replace("\u202f", " ")
    spans = list(_SPAN.finditer(lower))
    if not spans:
        raise Unreadable("times", line)
    span = spans[-1]
    opens, closes = _times(span["opens"], span["closes"], line)
    days = tuple(_days(lower[: span.start()] + " " + lower[span.end() :], line))
    if not days:
        raise Unreadable("days", line)
    return Hours(days, opens, closes)


def _days(text: str, line: str) -> Iterator[tuple[int, int]]:
    which: list[int] = []
    before: int | None = None  # the weekday that a range may begin with
    ranged = False
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise Unreadable("days", line)
        at = token.end()
        if token["which"]:
            which.append(_WHICH[token["which"]])
        elif token["code"]:
            found = read_code(token["code"])
            if found:
                yield found
        elif token["all"]:
            yield from ((EVERY, day) for day in _all(token["all"]))
        elif token["to"]:
            ranged = True
        elif token["day"]:
            day = _weekday(token["day"])
            if ranged and before is not None and not which:
                yield from (
                    (EVERY, one % 7) for one in range(before + 1, before + 1 + (day - before) % 7)
                )
            else:
                yield from ((one, day) for one in which or [EVERY])
            before, ranged = (None if which else day), False
            which = []
    if which or ranged:
        raise Unreadable("days", line)


def _all(word: str) -> range:
    if word.startswith("weekday"):
        return range(5)
    return range(5, 7) if word.startswith("weekend") else range(7)


def _weekday(name: str) -> int:
    return [day.lower() for day in DAYS].index(name[:3])


def _times(opens: str, closes: str, line: str) -> tuple[time, time]:
    first, last = _clock(opens, line), _clock(closes, line)
    if first[2] is None and last[2] in ("am", "pm"):
        # "9-5pm" is 9 in the morning, "1-3pm" is not
        guess = _at(first[0], first[1], last[2], line)
        if guess >= _at(*last[:2], last[2], line):
            guess = _at(first[0], first[1], "am" if last[2] == "pm" else "pm", line)
        found = guess, _at(*last[:2], last[2], line)
    else:
        for _, _, half, clear in (first, last):
            if half is None and not clear:
                raise Unreadable("ampm", line)
        found = _at(*first[:3], line), _at(*last[:3], line)
        if first[2] is None and last[2] is None and found[0].hour < 6:
            raise Unreadable("ampm", line)  # nobody opens at 1:00 in the morning
    if found[0] >= found[1]:
        raise Unreadable("order", line)
    return found


def _clock(text: str, line: str) -> tuple[int, int, str | None, bool]:
    """Hour, minute, am or pm if that was said, and whether it is clear without."""
    if text in ("noon", "midnight"):
        return 12, 0, "pm" if text == "noon" else "am", True
    found = re.fullmatch(r"(\d{1,2})(?::?(\d{2}))?(?::\d{2})?\s?([ap]\.?\s?m\.?)?", text.strip())
    if found is None:
        raise Unreadable("times", line)
    half = found[3][0] + "m" if found[3] else None
    return int(found[1]), int(found[2] or 0), half, found[2] is not None


def _at(hour: int, minute: int, half: str | None, line: str) -> time:
    if half is not None:
        if not 1 <= hour <= 12:
            raise Unreadable("times", line)
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Unreadable("times", line)
    return time(hour, minute)


def _written(hours: Hours) -> str:
    if not hours.days or hours.opens is None or hours.closes is None:
        return hours.note
    weekly = [DAYS[day] for which, day in hours.days if which == EVERY]
    by_day: dict[int, list[str]] = {}
    for which, day in hours.days:
        if which != EVERY:
            by_day.setdefault(day, []).append(NTH[which])
    said = weekly + [f"{' & '.join(nths)} {DAYS[day]}" for day, nths in by_day.items()]
    return f"{', '.join(said)} {_said(hours.opens)} - {_said(hours.closes)}"


def _said(clock: time) -> str:
    return f"{clock.hour % 12 or 12}:{clock.minute:02} {'am' if clock.hour < 12 else 'pm'}"
