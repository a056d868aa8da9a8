"""What a place can offer to forms that demand something: who is on duty, which room is private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, request

from farolito.domain.demands import demands_of
from farolito.domain.languages import pick
from farolito.domain.promises import KEPT_BY, LONGEST, NAMES, Promises
from farolito.services import links, places, promises
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response as AnyResponse

    from farolito.domain.promises import PromiseName, PromiseProblem
    from farolito.services.work import Work

pages = Pages("staff_promises", "/staff")


@pages.route("/<place>/promises", permission="places.manage", cache="no-store", csp="staff")
def show(work: Work, place: str) -> str:
    """What the place has promised, what that means, and which of its forms need it."""
    saved = [gettext("Saved.")] if "saved" in request.args else []
    return _page(work, place, promises.of_place(work, place), notes=saved)


@pages.route(
    "/<place>/promises",
    methods=("POST",),
    permission="places.manage",
    cache="no-store",
    csp="staff",
)
def save(work: Work, place: str) -> AnyResponse:
    """Promise it, or say what is wrong with every word still there."""
    fields = posted()
    said = Promises(**{name: fields.get(name, "").strip() for name in NAMES})
    if problems := promises.change(work, place, said):
        return make_response(_page(work, place, said, problems), 422)
    return redirect(f"{promises.promises_page(place)}?saved", 303)


def _page(
    work: Work,
    place: str,
    said: Promises,
    problems: Sequence[PromiseProblem] = (),
    notes: Sequence[str] = (),
) -> str:
    return render_page(
        "staff/promises.html",
        place=places.by_slug(work, place),
        said=said,
        problems={one.name: _problem_words(one) for one in problems},
        needed_by=_needed_by(work, place),
        notes=notes,
    )


def _needed_by(work: Work, place: str) -> Mapping[PromiseName, list[tuple[str, str]]]:
    """The titles of the place's forms that need each promise, each with its language."""
    found: dict[PromiseName, list[tuple[str, str]]] = {name: [] for name in NAMES}
    for form in {link.form.name: link.form for link in links.of_place(work, place)}.values():
        for demand in demands_of(form):
            if demand in KEPT_BY:
                found[KEPT_BY[demand]].append(pick(form.title, spoken(), form.languages[0]))
    return found


def _problem_words(problem: PromiseProblem) -> str:
    return {
        "too_long": gettext("Use %(most)s letters or fewer.", most=LONGEST),
        "not_text": gettext("Type it again on one line. Some characters can’t be stored."),
        "hours_missing": gettext("Say on which days and at what times this person is here."),
        "person_missing": gettext("Say who is on duty at these times."),
    }[problem.code]
