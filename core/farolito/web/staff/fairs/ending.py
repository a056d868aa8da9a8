"""The end of the day: the tally, paper, visits at the tables, tablets that are not empty, and closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect

from farolito.errors import Conflict, NotFound
from farolito.services import fairs
from farolito.services.fairs import StillWaiting
from farolito.services.fairs.ending import MOST_PAPER
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.staff.fairs.pages import about, address, pages
from farolito.web.staff.words import counts_words, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from farolito.domain.fairs import Tally
    from farolito.domain.suppression import Bounds
    from farolito.services.fairs import FairView, Table
    from farolito.services.work import Work


@pages.route(
    "/<place>/fairs/<event_id>/end", permission="events.manage", cache="no-store", csp="staff"
)
def end(work: Work, place: str, event_id: str) -> str:
    """Does it add up, and where does something still wait?"""
    return _page(work, fairs.one(work, place, event_id))


@pages.route(
    "/<place>/fairs/<event_id>/end", ("POST",), permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def settle(work: Work, place: str, event_id: str) -> Response:
    """Write down how much paper there was, or how many came to each table; or close the fair."""
    fair, fields = fairs.one(work, place, event_id), posted()
    do = fields.get("do", "")
    if do == "paper":
        typed = [fields.get(name, "").strip() for name in ("given", "returned")]
        counts = [_count(one) for one in typed]
        if any(one and count is None for one, count in zip(typed, counts, strict=True)):
            problem = gettext("Write numbers: how many sheets were given out, how many came back")
            return make_response(_page(work, fair, problem, "given", fields), 422)
        fairs.count_paper(work, fair, *counts)
    elif do == "visits":
        visits, wrong = _visits(fair, fields)
        if wrong:
            problem = gettext("Write how many families came to this table, as a number")
            return make_response(_page(work, fair, problem, wrong, fields), 422)
        fairs.count_visits(work, fair, visits)
    elif do == "close":
        try:
            fairs.close(work, fair, rescued=bool(fields.get("rescued")))
        except StillWaiting:
            problem = gettext(
                "Something waits on a tablet. Send it first, or say that you have the file."
            )
            return make_response(_page(work, fair, problem, "rescued"), 422)
        except Conflict:
            problem = gettext(
                "This fair can’t be closed now. It was closed before, or its day has not come."
            )
            return make_response(_page(work, fair, problem), 409)
    else:
        raise NotFound("There is no such page.")
    return redirect(address(fair, "end"), 303)


def _page(work: Work, fair: FairView, problem: str = "", field: str = "", typed: Any = None) -> str:
    found, language = fairs.end_of_day(work, fair), spoken()
    tally = found.tally
    paper = {
        "given": "" if tally.paper_given is None else tally.paper_given,
        "returned": "" if tally.paper_returned is None else tally.paper_returned,
        **(typed or {}),
    }
    to_tell = fairs.visits_to_tell(work, fair)
    small = fairs.small_counts(work, fair)
    return render_page(
        "staff/fairs/end.html",
        **about(work, fair),
        tally=tally,
        verdict=_verdict(tally),
        tablets=[
            {
                "name": one.name,
                "outbox": one.outbox,
                "seen": when(one.seen_at, language) if one.seen_at else gettext("never"),
            }
            for one in found.tablets
        ],
        waits=bool(found.not_empty),
        held=ngettext(
            "%(num)s form from a tablet needs a look by somebody who may read it.",
            "%(num)s forms from tablets need a look by somebody who may read them.",
            found.held,
        )
        if found.held
        else "",
        closed=when(fair.closed_at, language) if fair.closed_at else "",
        paper=paper,
        counted=[_counted(at, one, typed or {}, to_tell, small) for at, one in _tables(fair)],
        told_in_all=counts_words(to_tell[""], small) if to_tell else "",
        problem=problem,
        field=field,
    )


def _tables(fair: FairView) -> list[tuple[int, Table]]:
    """The tables to which somebody may have come, with their places in the plan."""
    return [
        (at, one) for at, one in enumerate(fair.plan.tables, 1) if one.on or one.visits is not None
    ]


def _counted(
    at: int, table: Table, typed: Mapping[str, str], to_tell: Mapping[str, Bounds], small: int
) -> dict[str, Any]:
    field = f"visits-{at}"
    told = counts_words(to_tell[table.name], small) if table.name in to_tell else ""
    visits = typed.get(field, "" if table.visits is None else table.visits)
    return {"name": table.name, "field": field, "visits": visits, "told": told}


def _visits(fair: FairView, fields: Mapping[str, str]) -> tuple[dict[str, int | None], str]:
    """What was typed for each table, nothing where nothing was; and the first field that is no number."""
    found: dict[str, int | None] = {}
    names = [one.name for one in fair.plan.tables]
    for at in range(1, len(names) + 1):
        name, typed = fields.get(f"table-{at}", ""), fields.get(f"visits-{at}", "").strip()
        if name not in names:  # the plan may have changed meanwhile
            continue
        found[name] = _count(typed)
        if typed and found[name] is None:
            return found, f"visits-{at}"
    return found, ""


def _verdict(tally: Tally) -> str:
    if not tally.missing:
        return gettext("It adds up.")
    if tally.missing > 0:
        return ngettext(
            "It does not add up: of %(num)s ticket nothing is known.",
            "It does not add up: of %(num)s tickets nothing is known.",
            tally.missing,
        )
    return ngettext(
        "It does not add up: %(num)s form more than there were tickets.",
        "It does not add up: %(num)s forms more than there were tickets.",
        -tally.missing,
    )


def _count(typed: str) -> int | None:
    whole = typed.isascii() and typed.isdecimal() and len(typed) <= 4
    return int(typed) if whole and int(typed) <= MOST_PAPER else None
