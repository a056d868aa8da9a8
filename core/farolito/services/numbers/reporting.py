"""The needs-assessment report: one value from which the page, the PDF and the file are made, with the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton

from farolito.domain.afterwards import CONTACT, DAYS_AFTER, FOLLOW_UP
from farolito.domain.counted import CHANNEL, LANGUAGE, NEED, QUESTION, UNANSWERED, kind_of
from farolito.domain.documents import CountReport, ReportBlock, ReportRow
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.suppression import ZERO
from farolito.errors import NotFound
from farolito.plugins.manifest import N_
from farolito.services.numbers.headline import amount, headline
from farolito.services.numbers.showing import shown
from farolito.services.numbers.wording import bar, finding, first_contact, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.suppression import Bounds
    from farolito.services.numbers.headline import Say
    from farolito.services.numbers.showing import Numbers
    from farolito.services.work import Work

HEADINGS = {
    NEED: N_("Needs"),
    LANGUAGE: N_("Languages"),
    CHANNEL: N_("How answers came to us"),
    CONTACT: N_("Time to first contact"),
    FOLLOW_UP: N_("Follow-up"),
}
CHANNEL_WORDS = {
    "own_device": N_("Own phone or computer"),
    "tablet": N_("Our tablet"),
    "paper": N_("Paper"),
    "phone": N_("Phone call"),
}
AFTERWARDS_WORDS = {
    CONTACT: {
        "same_day": N_("The same day"),
        "two_days": N_("Within 2 days"),
        "week": N_("Within a week"),
        "later": N_("Not within a week"),
    },
    FOLLOW_UP: {
        "helped": N_("Got help"),
        "overdue": N_("Overdue"),
        "to_call": N_("To call"),
        "done": N_("Done"),
        "nothing": N_("Nothing planned"),
    },
}
STANDS = {CONTACT: N_("When"), FOLLOW_UP: N_("How far")}
YES_NO = {"yes": N_("Yes"), "no": N_("No")}


def report(
    work: Work,
    place_slug: str,
    form_name: str | None = None,
    period: str | None = None,
    language: str = "en",
) -> CountReport:
    """The report of a form at a place over a school year, in ``language``.

    Raises :class:`NotFound` where there is nothing to show, and what :func:`shown` raises.
    """
    return report_of(work, shown(work, place_slug, form_name, period), language)


def report_of(work: Work, numbers: Numbers, language: str) -> CountReport:
    """The same, of numbers that were asked for."""
    form, year = numbers.form, numbers.period
    if form is None or year is None or numbers.until is None:
        raise NotFound("There is nothing to show yet.")

    def say(words: str, **values: object) -> str:
        said = work.translate(words, language)
        return said % values if values else said

    blocks = tuple(_blocks(numbers, form, language, say))
    title, title_language = pick(form.title, language)
    day = _day(numbers.until, language)
    return CountReport(
        title=headline(_needs(blocks), numbers.place.name, say),
        place_name=numbers.place.name,
        place_slug=numbers.place.slug,
        language=language,
        form_title=title,
        form_title_language=title_language,
        form_name=form.name,
        form_version=form.hash,
        period=say(N_("School year %(year)s"), year=_ltr(year.name)),
        as_of=say(N_("As of %(day)s"), day=day),
        headlines=tuple(_headlines(numbers, say)),
        blocks=blocks,
        legend=_legend(numbers.small, say),
        method=tuple(_method(numbers, form, language, say)),
    )


def months_of(numbers: Numbers, language: str) -> tuple[tuple[str, int], ...]:
    """How many responses were shown first in each month, the months in words."""
    from datetime import date as day

    return tuple(
        (
            str(
                format_skeleton("yMMM", day.fromisoformat(f"{month}-01"), locale=_locale(language))
            ),
            many,
        )
        for month, many in numbers.months
    )


def _blocks(numbers: Numbers, form: Form, language: str, say: Say) -> Iterator[ReportBlock]:
    for dimension, cells in (numbers.cells or {}).items():
        question = form.questions.get(dimension.removeprefix(QUESTION))
        if question is not None and dimension.startswith(QUESTION):
            heading, spoken = pick(question.label, language)
        else:
            heading, spoken = say(HEADINGS.get(dimension, dimension)), language
        rows = tuple(_rows(numbers, form, dimension, cells, language, say))
        base = say(N_("Of %(number)s responses."), number=numbers.base(dimension).low)
        if dimension in DAYS_AFTER:
            base += " " + say(
                N_("As it was %(days)s days or more after they were sent."),
                days=DAYS_AFTER[dimension],
            )
        if kind_of(form, dimension) == "shares":
            base += " " + say(
                N_("One response can count more than once, so percentages add up to more than 100.")
            )
        found = finding(rows, say)
        if dimension == CONTACT:
            found = first_contact(cells, numbers.base(dimension), say)
        column = say(STANDS.get(dimension, N_("Answer")))
        yield ReportBlock(dimension, heading, spoken, found, base, rows, column)


def _rows(
    numbers: Numbers,
    form: Form,
    dimension: str,
    cells: Mapping[str, Bounds],
    language: str,
    say: Say,
) -> Iterator[ReportRow]:
    for value, bounds in cells.items():
        if dimension == LANGUAGE and bounds == ZERO:
            continue  # a form in twelve languages: those that nobody chose say nothing
        label, spoken = _label(form, dimension, value, language, say)
        yield ReportRow(
            value,
            label,
            spoken,
            amount(bounds, numbers.small, say),
            percent(bounds, numbers.base(dimension)),
            bar(bounds, numbers.small, numbers.base(dimension)),
        )


def _label(form: Form, dimension: str, value: str, language: str, say: Say) -> tuple[str, str]:
    if dimension in AFTERWARDS_WORDS:
        return say(AFTERWARDS_WORDS[dimension].get(value, value)), language
    if value == UNANSWERED:
        return say(N_("No answer")), language
    if dimension == NEED:
        named = {need.name: need.label for need in form.needs}
        return pick(named[value], language) if value in named else (value, language)
    if dimension == LANGUAGE:
        known = LANGUAGES.get(value)
        return (known.autonym, value) if known else (value, language)
    if dimension == CHANNEL:
        return say(CHANNEL_WORDS.get(value, value)), language
    question = form.questions.get(dimension.removeprefix(QUESTION))
    choice = question.choice_by_name.get(value) if question else None
    if choice is not None:
        return pick(choice.label, language)
    return say(YES_NO.get(value, value)), language


def _headlines(numbers: Numbers, say: Say) -> Iterator[tuple[str, str]]:
    yield str(numbers.responses.low), say(N_("responses"))
    cells = numbers.cells or {}
    spoken = [bounds for bounds in cells.get(LANGUAGE, {}).values() if bounds.shown and bounds.low]
    if spoken:
        hidden = any(not bounds.shown for bounds in cells[LANGUAGE].values())
        words = N_("languages, and others too few to show") if hidden else N_("languages")
        yield str(len(spoken)), say(words)
    needs = [bounds for bounds in cells.get(NEED, {}).values() if bounds.low > numbers.small]
    if needs:
        yield str(len(needs)), say(N_("needs that more than %(number)s have"), number=numbers.small)


def _needs(blocks: tuple[ReportBlock, ...]) -> tuple[ReportRow, ...]:
    return next((block.rows for block in blocks if block.name == NEED), ())


def _legend(small: int, say: Say) -> str:
    return say(
        N_(
            "Counts of 1 to %(number)s are not shown, so that nobody can be found by them. Where a small count could "
            "be worked out from others, one of those is not shown either."
        ),
        number=small,
    )


def _method(numbers: Numbers, form: Form, language: str, say: Say) -> Iterator[tuple[str, str]]:
    title, _ = pick(form.title, language)
    yield say(N_("What was asked")), title
    yield say(N_("Form version")), _ltr(f"{form.name} {form.hash[:12]}")
    if numbers.period and numbers.until:
        months = [day for day, _ in months_of(numbers, language)]
        span = f"{months[0]} – {months[-1]}" if len(months) > 1 else months[0]
        yield (
            say(N_("When")),
            span + ". " + say(N_("As of %(day)s"), day=_day(numbers.until, language)),
        )
    yield (
        say(N_("How many")),
        say(N_("%(number)s responses that were sent"), number=numbers.responses.low),
    )
    yield (
        say(N_("Languages it can be answered in")),
        ", ".join(LANGUAGES[tag].autonym for tag in form.languages if tag in LANGUAGES),
    )
    yield say(N_("Small numbers")), _legend(numbers.small, say)
    yield (
        say(N_("When numbers change")),
        say(
            N_(
                "Responses are added in groups of %(number)s or more, when a day or a month is over. What is shown is "
                "not changed later, not even when an answer is corrected or erased."
            ),
            number=numbers.small + 1,
        ),
    )
    yield (
        say(N_("What this can not say")),
        say(
            N_(
                "It counts those who answered, not everybody. Records that a student made alone, and counseling "
                "records, are not in it."
            )
        ),
    )


def _day(day: date, language: str) -> str:
    return str(format_date(day, format="long", locale=_locale(language)))


def _locale(language: str) -> str:
    return LANGUAGES[language].locale


def _ltr(text: str) -> str:
    return f"\u2066{text}\u2069"
