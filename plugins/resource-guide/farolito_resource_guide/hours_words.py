"""Hours in the words of a language: "2nd and 4th Saturday of the month, 9:00 AM to 11:00 AM"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date, get_day_names
from babel.lists import format_list

from farolito.api import LANGUAGES, N_, clock_words
from farolito_resource_guide.hours import EVERY, LAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from farolito_resource_guide.hours import Hours

    Say = Callable[[str], str]

NTH = {1: N_("1st"), 2: N_("2nd"), 3: N_("3rd"), 4: N_("4th"), 5: N_("5th"), LAST: N_("last")}
OF_MONTH = N_("%(which)s %(day)s of the month")
RANGE = N_("%(first)s to %(last)s")
TIMES = N_("%(opens)s to %(closes)s")
EVERY_DAY = N_("Every day")
EVERY_WEEKS = N_("every %(number)s weeks")
EVERY_MONTHS = N_("every %(number)s months")
DAY_OF_MONTH = N_("Day %(days)s of the month")
LINE = N_("%(days)s, %(times)s")
FROM = N_("from %(day)s")
UNTIL = N_("until %(day)s")


def hours_words(hours: Hours, language: str, say: Say) -> str:
    """One line. ``say`` puts our own sentences into ``language``."""
    if not hours.known:
        return hours.note
    said = _days(hours, language, say)
    if hours.opens is not None and hours.closes is not None:
        said = say(LINE) % {"days": said, "times": _span(hours, language, say)}
    more = []
    if hours.interval > 1:
        more.append(
            say(EVERY_MONTHS if hours.monthly else EVERY_WEEKS) % {"number": hours.interval}
        )
    if hours.valid_from:
        more.append(say(FROM) % {"day": day_words(hours.valid_from, language)})
    if hours.valid_to:
        more.append(say(UNTIL) % {"day": day_words(hours.valid_to, language)})
    if hours.note:
        more.append(hours.note)
    whole = f"{said} ({'; '.join(more)})" if more else said
    return whole[:1].upper() + whole[1:]


def day_words(day: date, language: str) -> str:
    """ "November 23, 2026" in ``language``."""
    return apart(format_date(day, "long", locale=LANGUAGES[language].locale), language)


def apart(words: str, language: str) -> str:
    """``words`` kept together, whatever stands around them, in a language that runs from right to left."""
    return f"\u2068{words}\u2069" if LANGUAGES[language].direction == "rtl" else words


def _span(hours: Hours, language: str, say: Say) -> str:
    clocks = (f"{one:%H:%M}" for one in (hours.opens, hours.closes) if one is not None)
    said = (clock_words(one, language).replace(" ", "\u00a0") for one in clocks)
    opens, closes = (apart(one, language) for one in said)
    return say(TIMES) % {"opens": opens, "closes": closes}


def _days(hours: Hours, language: str, say: Say) -> str:
    locale = LANGUAGES[language].locale
    names = {
        day: apart(name, language) for day, name in get_day_names("wide", locale=locale).items()
    }
    said = []
    weekly = sorted({day for which, day in hours.days if which == EVERY})
    if len(weekly) == 7:
        said.append(say(EVERY_DAY))
    elif len(weekly) > 2 and weekly[-1] - weekly[0] == len(weekly) - 1:
        said.append(say(RANGE) % {"first": names[weekly[0]], "last": names[weekly[-1]]})
    else:
        said += [str(names[day]) for day in weekly]
    by_day: dict[int, list[int]] = {}
    for which, day in hours.days:
        if which != EVERY:
            by_day.setdefault(day, []).append(which)
    for day, nths in by_day.items():
        which_ones = _listed((say(NTH[one]) for one in nths), locale)
        said.append(say(OF_MONTH) % {"which": which_ones, "day": names[day]})
    if hours.monthdays:
        numbers = _listed((str(day) for day in hours.monthdays), locale)
        said.append(say(DAY_OF_MONTH) % {"days": numbers})
    return _listed(said, locale)


def _listed(words: Iterable[str], locale: str) -> str:
    return str(format_list(list(words), locale=locale))
