"""What a family does with answers that it has sent, once it has shown code and second fact: change or withdraw them.

begin_change(work, handle) -> ResponseDraft              # what was sent, open to be changed
drop_change(work, handle) -> None                        # what was sent stays as it is
send_change(work, handle) -> Receipt | list[Problem]     # the next submission, once; by way of :func:`submit`
withdraw(work, handle) -> None
change_sent(work, place_id, response_id, draft, ...) -> Receipt | list[Problem]    # both at once, for a tablet
begin_on_tablet(work, place_id, response_id, draft, ...) -> ResponseDraft          # for staff who put it right first
"""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes
from farolito.db.queries import responses as response_queries
from farolito.db.queries import ways_back as queries
from farolito.domain.answers import relevant_answers
from farolito.domain.consent_paths import consent_path
from farolito.domain.events import SubmissionSaved
from farolito.errors import Conflict, NotFound
from farolito.services import audit
from farolito.services.responses import sending
from farolito.services.responses.cells import open_draft, seal_answers, seal_draft, stamp_of
from farolito.services.responses.drafting import save
from farolito.services.responses.ending import OVER, locked
from farolito.services.responses.finding import sent_one
from farolito.services.responses.values import Receipt
from farolito.services.responses.ways_back import after_sending, drop, way_back

if TYPE_CHECKING:
    from farolito.domain.answers import Answers, Draft
    from farolito.domain.problems import Problem
    from farolito.services.responses.values import ResponseDraft
    from farolito.services.work import Work


def begin_change(work: Work, handle: ResponseDraft) -> ResponseDraft:
    """Put what was sent into a draft, for whoever has opened it. What was sent counts until the change is sent.

    Raises :class:`NotFound` for a session that has not shown code and second fact.
    """
    _must_be_opened(work, handle)
    return _begun(work, handle)


def _begun(work: Work, handle: ResponseDraft) -> ResponseDraft:
    sealed = seal_draft(work.keyring, handle.place.id, handle.response_id or "", handle.draft)
    given = {**_which(handle), "of_revision": handle.revision, "draft": sealed}
    if work.connection.execute(queries.BEGIN_CHANGE, given).rowcount != 1:
        raise Conflict("Somebody else changed this meanwhile.")
    return replace(handle, changing=True, revision=handle.revision + 1, stamp=stamp_of(sealed))


def drop_change(work: Work, handle: ResponseDraft) -> None:
    """Forget a change that was begun. If staff had begun it with what a tablet sent, that is held as before."""
    work.connection.execute(queries.DROP_CHANGE, _which(handle))
    work.connection.execute(envelopes.RELEASE, _which(handle))


def withdraw(work: Work, handle: ResponseDraft) -> None:
    """Take back what was sent: staff see that it was, and no code leads to it any more. What they keep stays kept.

    Raises :class:`NotFound` for a session that has not shown code and second fact.
    """
    if not handle.changing:
        _must_be_opened(work, handle)
    done = work.connection.execute(queries.WITHDRAW, {**_which(handle), "at": work.now()})
    work.connection.execute(envelopes.RELEASE, _which(handle))
    drop(work, handle)
    if done.rowcount == 1:
        audit.record(work, handle.place.id, "response.withdrawn", f"response/{handle.response_id}")


def change_sent(
    work: Work,
    place_id: str,
    response_id: str,
    form_hash: str,
    draft: Draft,
    language: str,
    *,
    after: int | None = None,
) -> Receipt | list[Problem]:
    """Send what a family said again on a tablet as the next submission of what it had sent. For Farolito itself.

    ``after``: the number of the submission that the family means. Raises :class:`NotFound` when the response was not
    sent, was withdrawn or erased, or has another version of its form; :class:`Conflict` when something else was sent
    since, or is being changed at this moment. Then, and with problems, the work must be undone.
    """
    begun = _begun_on_tablet(work, place_id, response_id, form_hash, draft, after)
    return send_change(work, replace(begun, language=language), on_tablet=True)


def begin_on_tablet(
    work: Work,
    place_id: str,
    response_id: str,
    form_hash: str,
    draft: Draft,
    language: str,
    session_id: str,
) -> ResponseDraft:
    """Open what was sent in another session, with what the family said again: what was sent counts until that is sent.

    For Farolito itself; the code of the family stays what it is. Raises as :func:`change_sent` does.
    """
    begun = _begun_on_tablet(work, place_id, response_id, form_hash, draft)
    moved = {"of_place": place_id, "of_response": response_id, "session_id": session_id}
    work.connection.execute(queries.MOVE, moved)
    return save(work, replace(begun, session_id=session_id), draft, language)


def _begun_on_tablet(
    work: Work,
    place_id: str,
    response_id: str,
    form_hash: str,
    draft: Draft,
    after: int | None = None,
) -> ResponseDraft:
    handle = sent_one(work, place_id, response_id)
    if handle.form.hash != form_hash:
        raise NotFound("These answers were given to another version of the form.")
    now = locked(work, handle)
    if now.draft is not None or after not in (None, now.submitted_number):
        raise Conflict("These answers were changed meanwhile.")
    return _begun(work, replace(handle, draft=draft))


def send_change(
    work: Work, handle: ResponseDraft, *, on_tablet: bool = False
) -> Receipt | list[Problem]:
    """Send a change as the next submission; the one before stays. Problems send nothing and change nothing.

    However often it is called there is one; what equals the one before is none. Raises :class:`Conflict` when other
    content was sent meanwhile.
    """
    while True:
        found = sending.problems_with(work, handle)
        if found:
            return found
        answers = relevant_answers(handle.form, handle.draft.answers, work.types, work.today())
        now = locked(work, handle)
        if now.draft is None:
            return _sent_before(work, handle, now, answers)
        if now.revision == handle.revision:
            return _send(work, handle, now, answers, on_tablet=on_tablet)
        # another window saved after this one was loaded: send what is there now
        draft = open_draft(work.keyring, handle.place.id, handle.response_id or "", now.draft)
        handle = replace(handle, draft=draft, language=now.language, revision=now.revision)


def _send(
    work: Work, handle: ResponseDraft, now: Any, answers: Answers, *, on_tablet: bool
) -> Receipt:
    place_id, response_id, form = handle.place.id, handle.response_id or "", handle.form
    own = sending.digest(work, place_id, form.hash, answers)
    if hmac.compare_digest(_digest(work, handle, now.submitted_number), own):
        work.connection.execute(queries.DROP_CHANGE, _which(handle))
        work.enqueue(OVER, {"place_id": place_id, "response_id": response_id})
        return _receipt(handle, now.submitted_number, now.received_at, again=True)
    moment, number = work.now(), now.submitted_number + 1
    done = work.connection.execute(
        queries.SEND_CHANGE,
        {
            **_which(handle),
            "of_revision": now.revision,
            "of_number": now.submitted_number,
            "number": number,
            "language": handle.language,
            "path": consent_path(form, answers),
            "at": moment,
        },
    )
    stored = work.carry_out(
        response_queries.add_submission(work.connection.dialect.name),
        {
            "place_id": place_id,
            "response_id": response_id,
            "number": number,
            "form_hash": form.hash,
            "language": handle.language,
            "answers": seal_answers(work.keyring, place_id, response_id, number, answers),
            "digest": own,
            "received_at": moment,
        },
    )
    if (done.rowcount, stored.changed) != (1, 1):
        raise Conflict("Other answers were already sent from this form.")
    after_sending(work, handle, answers, handle.code)
    action = "response.changed_on_tablet" if on_tablet else "response.changed"
    audit.record(work, place_id, action, f"response/{response_id}/{number}", moment)
    work.tell(SubmissionSaved(place_id, response_id, number, form.name, form.hash, form.regime))
    return _receipt(handle, number, moment, again=False)


def _sent_before(work: Work, handle: ResponseDraft, now: Any, answers: Answers) -> Receipt:
    """The receipt of what is stored, read back and compared."""
    own = sending.digest(work, handle.place.id, handle.form.hash, answers)
    if not hmac.compare_digest(_digest(work, handle, now.submitted_number), own):
        raise Conflict("Other answers were already sent from this form.")
    return _receipt(handle, now.submitted_number, now.received_at, again=True)


def _digest(work: Work, handle: ResponseDraft, number: int) -> bytes:
    given = {"place_id": handle.place.id, "response_id": handle.response_id, "number": number}
    return bytes(work.connection.execute(response_queries.DIGEST, given).one().digest)


def _receipt(handle: ResponseDraft, number: int, at: Any, *, again: bool) -> Receipt:
    return Receipt(
        place=handle.place,
        link_slug=handle.link_slug,
        response_id=handle.response_id,
        code=handle.code,
        number=number,
        received_at=at,
        again=again,
    )


def _must_be_opened(work: Work, handle: ResponseDraft) -> None:
    known = way_back(work, handle) if handle.sent and handle.response_id else None
    if known is None or not known.opened:
        raise NotFound("There are no such answers.")


def _which(handle: ResponseDraft) -> dict[str, Any]:
    return {"of_place": handle.place.id, "of_response": handle.response_id}
