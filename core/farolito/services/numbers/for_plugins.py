"""What pages of plugins are given of a form's numbers over a school year: bounds and the report, never a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.domain.counted import LANGUAGE
from farolito.domain.suppression import ZERO, Bounds
from farolito.errors import Forbidden
from farolito.services.numbers.reporting import report_of
from farolito.services.numbers.showing import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.documents import CountReport
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class ShownForm:
    """What may be shown of a form at a place over a school year. ``languages``: bounds by language of the answers.

    ``until``: the latest day that is counted, None while there is nothing to show. ``small``: counts of 1 to this many
    are not shown. ``report``: all of it in words; None while there is nothing.
    """

    responses: Bounds
    languages: Mapping[str, Bounds]
    until: date | None
    small: int
    report: CountReport | None


def shown_form(
    work: Work, place_slug: str, form_name: str, year: str, language: str = "en"
) -> ShownForm:
    """The numbers of a form over a school year ("2026-27"), and its report in ``language``, for a page of a plugin.

    Raises :class:`Forbidden` for whoever may not see counts there, and on a page of a plugin that does not ask for
    records of the form's regime; :class:`NotFound` for a place that is not there.
    """
    here = shown(work, place_slug)
    known = next((one for one in here.forms if one.form.name == form_name), None)
    if known is None or year not in {one.name for one in known.periods}:
        return ShownForm(ZERO, {}, None, here.small, None)
    if not work.asked_for("shown_form", known.form.regime, form_name):
        raise Forbidden("This plugin did not ask for the numbers of this form.")
    found = shown(work, place_slug, form_name, year)
    languages = dict((found.cells or {}).get(LANGUAGE, {}))
    if found.until is None:
        return ShownForm(ZERO, {}, None, here.small, None)
    told = report_of(work, found, language)
    return ShownForm(found.responses, languages, found.until, found.small, told)
