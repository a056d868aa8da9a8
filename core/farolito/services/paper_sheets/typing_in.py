"""Typing in what a family wrote: each sheet once, by people who may read the records of its form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import paper as queries
from farolito.domain.access import SYSTEM
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services import audit, forms, links, responses, sessions
from farolito.services.paper_sheets.values import Begun, Origin, Sheet, Typed, typed_number
from farolito.services.permits import permits
from farolito.services.places import findable, path_of, place_of, row_of
from farolito.services.responses.finding import typed_from_paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from farolito.domain.drafts import Draft
    from farolito.domain.problems import Problem
    from farolito.services.responses import Receipt, ResponseDraft
    from farolito.services.work import Work, Works

PERMISSION = "responses.view"
ENTERED = "sheet_entered"
"""The job that ends a sheet of an anonymous response, where whoever sent it did not come to that."""


def of_number(work: Work, place_slug: str, typed: str) -> Sheet:
    """The sheet of a number, as it was typed or scanned. Raises :class:`NotFound` for whoever may not read its form."""
    findable(place_slug)
    place_row = row_of(work, place_slug)
    place, path = place_of(place_row), path_of(place_row)
    number = typed_number(typed)
    rows = (
        work.peek(queries.SHEET, {"of_place": place.id, "of_number": number})
        if number is not None
        else ()
    )
    for row in rows:
        form = forms.version(work, row.form_hash)
        if permits(work, PERMISSION, place, path, form.regime, form.name):
            return Sheet(
                place=place,
                number=row.number,
                form=form,
                link_slug=row.link_slug,
                language=row.language,
                # what was begun and erased can be begun again
                state="printed" if row.state == "begun" and row.response_id is None else row.state,
                pages=max(row.of_pages, 1),
                typed=_typed(row),
                response_id=row.response_id,
                typed_by=row.typed_by or "",
                typed_at=row.typed_at,
            )
    raise NotFound("There is no sheet of this number here.")


def begun(work: Work, place_slug: str) -> tuple[Begun, ...]:
    """The sheets that somebody began to type, of forms whose records the actor may read, the latest first."""
    place_row = row_of(work, place_slug)
    place, path = place_of(place_row), path_of(place_row)
    found = []
    for row in work.peek(queries.BEGUN, {"place_id": place.id}):
        form = forms.version(work, row.form_hash)
        if permits(work, PERMISSION, place, path, form.regime, form.name):
            found.append(
                Begun(
                    row.number, form, row.language, row.typed_by, row.typed_at,
                    len(row.pages), max(row.of_pages, 1),
                )
            )  # fmt: skip
    return tuple(found)


def open_sheet(work: Work, sheet: Sheet) -> ResponseDraft:
    """What was typed of it so far; a new response when nothing was. Needs a writing work.

    Raises :class:`Conflict` when it was entered, or somebody began it this very moment.
    """
    if sheet.state == "entered":
        raise Conflict("This sheet was entered already.")
    if sheet.response_id is not None:
        return typed_from_paper(work, sheet.place.id, sheet.response_id)
    link = replace(links.open_link(work, sheet.place.slug, sheet.link_slug), form=sheet.form)
    here = {"of_place": sheet.place.id, "of_number": sheet.number}
    if work.connection.execute(queries.BEGIN, here).rowcount != 1:
        raise Conflict("This sheet was entered already.")
    session = sessions.start_family(work)  # nobody has its cookie
    handle = responses.start(work, link, sheet.language, session.id, channel="paper")
    work.connection.execute(
        queries.ADD_ENTRY,
        {
            "place_id": sheet.place.id,
            "response_id": handle.response_id,
            "number": sheet.number,
            "typed_by": work.actor.id or "",
            "typed_at": work.now(),
            "pages": [],
            "marks": {},
            "original": "",
        },
    )
    return handle


def save(work: Work, handle: ResponseDraft, draft: Draft, typed: Typed) -> ResponseDraft:
    """Store what is typed so far, and how far that is. Raises :class:`Conflict` when it was sent meanwhile."""
    saved = responses.save(work, handle, draft)
    work.connection.execute(
        queries.SAVE_ENTRY,
        {
            "of_place": saved.place.id,
            "of_response": saved.response_id,
            "as_typist": work.actor.id or "",
            "now": work.now(),
            "as_pages": list(typed.pages),
            "as_marks": dict(typed.marks),
            "as_original": typed.original,
        },
    )
    return saved


def send(work: Work, sheet: Sheet, handle: ResponseDraft) -> Receipt | list[Problem]:
    """Send it as the family's response; from here on its number opens nothing. Problems send nothing."""
    sent = responses.submit(work, handle)
    if isinstance(sent, list):
        return sent
    place_id, response_id = sheet.place.id, handle.response_id or ""
    if POLICIES[sheet.form.regime].anonymous:
        # apart from it: one transaction for both would join the answers to the sheet on PostgreSQL
        work.afterwards(lambda later: _entered_without_name(later, place_id, response_id))
        # whoever dies before that leaves it to the worker
        given = {"place_id": place_id, "response_id": response_id}
        work.enqueue(ENTERED, given, at=sent.received_at)
    else:
        _entered(work, place_id, sheet.number)
        audit.record(work, place_id, "sheet.entered", f"response/{response_id}")
    return sent


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job :data:`ENTERED`. Done twice it does nothing the second time."""
    with works.open(SYSTEM) as work:
        _entered_without_name(work, payload["place_id"], payload["response_id"])


def _entered_without_name(work: Work, place_id: str, response_id: str) -> None:
    """An anonymous response was sent: nothing is kept that leads from the sheet to it."""
    here = {"place_id": place_id, "response_id": response_id}
    for row in work.connection.execute(queries.OF_RESPONSE, here).all():
        _entered(work, place_id, row.number)
        gone = {"of_place": place_id, "of_response": response_id}
        work.connection.execute(queries.FORGET_ENTRY, gone)


def _entered(work: Work, place_id: str, number: int) -> None:
    """From here on the number opens nothing."""
    here = {"of_place": place_id, "of_number": number, "as_state": "entered"}
    work.connection.execute(queries.MARK, here)


def of_response(work: Work, place_slug: str, response_id: str) -> Origin | None:
    """The paper that a response came from, for whoever reads it already; None when it came another way."""
    place = place_of(row_of(work, place_slug))
    for row in work.peek(queries.OF_RESPONSE, {"place_id": place.id, "response_id": response_id}):
        return Origin(row.number, row.typed_by, row.typed_at, row.original, row.marks)
    return None


def _typed(row: Row[Any]) -> Typed:
    if row.response_id is None:
        return Typed()
    return Typed(tuple(row.pages), row.marks, row.original)
