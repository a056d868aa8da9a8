"""What is shown of a form at a place over a time: bounds that went through suppress(), added up. Never a count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from farolito.db.queries import counts as queries
from farolito.db.queries.places import PLACES
from farolito.domain.access import holds
from farolito.domain.afterwards import VALUES
from farolito.domain.counted import QUESTION, RESPONSES, base_of, domain_of
from farolito.domain.suppression import ZERO, Bounds
from farolito.errors import Forbidden, NotFound
from farolito.services import forms
from farolito.services.numbers.thresholds import threshold_at
from farolito.services.places import path_of, place_of, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from farolito.domain.definitions import Form
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

PERMISSION = "counts.view"
KINDS = ("county", "district", "site")
FIRST_MONTH = 8
"""A school year goes from August to July."""


@dataclass(frozen=True, slots=True)
class Period:
    """A school year, "2026-27". ``first`` and ``last`` are months, "2026-08" to "2027-07"."""

    name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form that has numbers at a place: how many responses, in which school years, the latest first."""

    form: Form
    responses: int
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a page, a report or a file may say. ``cells``: bounds by dimension, and by value in the form's order.

    ``form`` is None, and everything empty, while there is nothing to show. ``small``: counts of 1 to this many are not
    shown. ``until``: the latest day that is counted. ``months``: responses by the month in which they were shown.
    """

    place: PlaceView
    small: int
    forms: tuple[FormShown, ...]
    form: Form | None = None
    period: Period | None = None
    responses: Bounds = ZERO
    until: date | None = None
    cells: Mapping[str, Mapping[str, Bounds]] | None = None
    months: tuple[tuple[str, int], ...] = ()
    bases: Mapping[str, Bounds] = field(default_factory=dict)

    def base(self, dimension: str) -> Bounds:
        """Among how many responses a dimension was counted: what is told later is not told of all of them yet."""
        return self.bases.get(dimension, self.responses)


def shown(
    work: Work, place_slug: str, form_name: str | None = None, period: str | None = None
) -> Numbers:
    """The numbers of a place and everything below it; without a choice the form with most responses, the latest year.

    Raises :class:`Forbidden` for whoever may not see counts there, :class:`NotFound` for a place, form or year that is
    not there. Costs the same however many responses there are.
    """
    here = row_of(work, place_slug)
    place, path = place_of(here), path_of(here)
    if not holds(work.actor.grants, PERMISSION, path):
        raise Forbidden("You can not see the numbers of this place.")
    small = threshold_at(work, path)
    known = tuple(
        FormShown(forms.latest(work, row.form_name), row.many, _periods(row))
        for row in work.peek(queries.FORMS_SHOWN, {"of_place": place.id})
    )
    if not known and form_name is None and period is None:
        return Numbers(place, small, ())
    chosen = next((one for one in known if form_name in (None, one.form.name)), None)
    if chosen is None:
        raise NotFound("There is no such page.")
    year = next((one for one in chosen.periods if period in (None, one.name)), None)
    if year is None:
        raise NotFound("There is no such page.")
    which = {"of_place": place.id, "of_form": chosen.form.name}
    rows = work.peek(queries.SHOWN, {**which, "first": year.first, "last": year.last})
    found: defaultdict[str, dict[str, Bounds]] = defaultdict(dict)
    for row in rows:
        found[row.dimension][row.value] = Bounds(int(row.low), int(row.high))
    dimension, value = RESPONSES
    bases = {
        name: found.pop(base_of(name)[0])[base_of(name)[1]] for name in VALUES if name in found
    }
    return Numbers(
        place,
        small,
        known,
        chosen.form,
        year,
        found.pop(dimension, {}).get(value, ZERO),
        max((date.fromisoformat(row.until) for row in rows), default=None),
        _in_order(chosen.form, found),
        tuple(
            (row.month, int(row.many))
            for row in work.peek(queries.MONTHS, which)
            if year.first <= row.month <= year.last
        ),
        bases,
    )


def places_of_actor(work: Work) -> tuple[PlaceView, ...]:
    """The places of every kind whose numbers the actor may see: the county first, then districts, then sites."""
    rows = [row for row in work.peek(PLACES) if holds(work.actor.grants, PERMISSION, path_of(row))]
    return tuple(map(place_of, sorted(rows, key=lambda row: KINDS.index(row.place_kind))))


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """What may be shown of the answers to one question this school year. ``cells``: bounds by choice.

    ``until``: the latest day that is counted, None while there is nothing to show. ``small``: see :class:`Numbers`.
    """

    cells: Mapping[str, Bounds]
    until: date | None
    small: int


def shown_counts(work: Work, place_slug: str, form_name: str, question: str) -> ShownCounts:
    """The counts of a question of a form, for a page of a plugin. Raises what :func:`shown` raises for a place.

    Raises :class:`Forbidden` on a page of a plugin that does not ask for records of the form's regime.
    """
    all_of_it = shown(work, place_slug)
    known = next((one for one in all_of_it.forms if one.form.name == form_name), None)
    year = school_year(_year(work.today().isoformat()[:7])).name
    if known is None or year not in {one.name for one in known.periods}:
        return ShownCounts({}, None, all_of_it.small)
    if not work.asked_for("shown_counts", known.form.regime, form_name):
        raise Forbidden("This plugin did not ask for the numbers of this form.")
    found = shown(work, place_slug, form_name, year)
    cells = (found.cells or {}).get(QUESTION + question, {})
    return ShownCounts(cells, found.until, found.small)


def _in_order(
    form: Form, found: Mapping[str, Mapping[str, Bounds]]
) -> dict[str, dict[str, Bounds]]:
    """In the order of the form; what only an earlier version had comes last."""
    ordered = {}
    for dimension, values in {**domain_of(form), **VALUES}.items():
        there = found.get(dimension, {})
        if there:
            names = dict.fromkeys((*(name for name in values if name in there), *sorted(there)))
            ordered[dimension] = {name: there[name] for name in names}
    return ordered


def _periods(row: Row[tuple[str]]) -> tuple[Period, ...]:
    """The school years between the first and the last month of a row, the latest first."""
    return tuple(map(school_year, range(_year(row.last), _year(row.first) - 1, -1)))


def school_year(begins: int) -> Period:
    """The school year that begins in this year."""
    return Period(
        f"{begins}-{(begins + 1) % 100:02}",
        f"{begins}-{FIRST_MONTH:02}",
        f"{begins + 1}-{FIRST_MONTH - 1:02}",
    )


def _year(month: str) -> int:
    year, number = map(int, month.split("-")[:2])
    return year if number >= FIRST_MONTH else year - 1
