"""What staff see of one response: its answers. Every reading is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from farolito.db.queries import responses as queries
from farolito.domain.access import roles_at
from farolito.domain.attachments import attached
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import audit, forms
from farolito.services.permits import permits
from farolito.services.places import findable, path_of, place_of, settings_from
from farolito.services.responses.attached import Served, served
from farolito.services.responses.cells import open_answers, open_code, open_draft
from farolito.services.responses.values import ResponseRecord

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

PERMISSION = {"view": "responses.view", "print": "responses.print"}
ACTION = {"view": "response.read", "print": "response.printed"}


def read(
    work: Work, place_slug: str, response_id: str, purpose: Literal["view", "print"] = "view"
) -> ResponseRecord:
    """A response with its answers. Needs a writing work, because the reading is recorded with it.

    Raises :class:`NotFound` when there is none, and just so when the actor may not know that there is.
    """
    row, place, form = _readable(work, place_slug, response_id, PERMISSION[purpose])
    answers = _answers(work, place, row)
    if POLICIES[form.regime].reads_recorded:
        which = f"response/{row.id}/{row.submitted_number}"
        audit.record(work, place.id, ACTION[purpose], which)
    return ResponseRecord(
        response_id=row.id,
        place=place,
        place_settings=settings_from(row.place_settings),
        link_slug=row.link_slug,
        form=form,
        status=row.status,
        language=row.language,
        channel=row.channel,
        consent_path=row.consent_path,
        code=open_code(work.keyring, place.id, row.id, row.code),
        number=row.submitted_number,
        answers=answers,
        received_at=row.received_at,
    )


def read_submissions(work: Work, place_slug: str, response_id: str) -> tuple[ResponseRecord, ...]:
    """A response as it was sent each time, the first one first, each with its number and when it came.

    Needs a writing work: every one that is read is recorded. Raises as :func:`read` does, and :class:`NotFound` where
    nothing was ever sent.
    """
    latest = read(work, place_slug, response_id)
    if not latest.number:
        raise NotFound("Nothing was sent.")
    place = latest.place
    sent = []
    for row in work.peek(
        queries.SUBMISSIONS, {"place_id": place.id, "response_id": latest.response_id}
    ):
        if POLICIES[latest.form.regime].reads_recorded and row.number != latest.number:
            audit.record(
                work, place.id, ACTION["view"], f"response/{latest.response_id}/{row.number}"
            )
        sent.append(
            replace(
                latest,
                form=forms.version(work, row.form_hash),
                language=row.language,
                number=row.number,
                answers=open_answers(
                    work.keyring, place.id, latest.response_id, row.number, row.answers
                ),
                received_at=row.received_at,
            )
        )
    return tuple(sent)


def read_file(
    work: Work, place_slug: str, response_id: str, file_id: str, *, small: bool = False
) -> Served:
    """A photo or file of a response. Needs a writing work, because the reading is recorded with it.

    Whoever may read the response may see it, unless its question is for other roles. Raises :class:`NotFound`
    else, and when there is none.
    """
    row, place, form = _readable(work, place_slug, response_id, PERMISSION["view"])
    held = attached(form, _answers(work, place, row), work.types)
    path, named = next((one for one in held if one[1]["id"] == file_id), ("", None))
    if named is None:
        raise NotFound("There is no such file.")
    seen_by = form.questions[path.rpartition("/")[2]].audience_view
    roles = roles_at(work.actor.grants, path_of(row))
    if seen_by and roles.isdisjoint(seen_by):
        raise NotFound("There is no such file.")
    if POLICIES[form.regime].reads_recorded:
        which = f"response/{row.id}/{row.submitted_number}/{file_id}"
        audit.record(work, place.id, "file.read", which)
    return served(work, place.id, row.id, named, small=small)


def _readable(
    work: Work, place_slug: str, response_id: str, permission: str
) -> tuple[Row[Any], PlaceView, Form]:
    """A response that the actor may read. Raises :class:`NotFound` for every other one."""
    findable(place_slug, response_id)
    missing = NotFound("There is no such response.")
    rows = work.peek(queries.RECORD, {"place_slug": place_slug, "response_id": response_id})
    if not rows:
        raise missing
    row = rows[0]
    place, form = place_of(row), forms.version(work, row.form_hash)
    if not permits(work, permission, place, path_of(row), row.regime, form.name):
        raise missing
    return row, place, form


def _answers(work: Work, place: PlaceView, row: Row[Any]) -> Answers:
    if row.answers is None:
        return open_draft(work.keyring, place.id, row.id, row.draft).answers
    return open_answers(work.keyring, place.id, row.id, row.submitted_number, row.answers)
