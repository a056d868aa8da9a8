"""Sending a response, exactly once: one row, one audit entry, one outbox entry, or nothing at all."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import people
from farolito.db.queries import responses as queries
from farolito.db.sealing import keyed_hash
from farolito.domain.answers import problems, relevant_answers, values
from farolito.domain.codes import new_code
from farolito.domain.consent_paths import consent_path
from farolito.domain.events import SubmissionSaved
from farolito.domain.journey import journey
from farolito.domain.problems import Problem
from farolito.domain.reading import canonical
from farolito.domain.regimes import POLICIES
from farolito.domain.scoring import needs, scores
from farolito.domain.views import ResponseView, SubmissionView
from farolito.errors import Conflict
from farolito.services import audit
from farolito.services.plugin_settings.reading import of_plugin
from farolito.services.plugins.reach import off_at
from farolito.services.responses import changing
from farolito.services.responses.attached import keep_sent, missing
from farolito.services.responses.cells import open_code, open_draft, seal_answers, seal_code
from farolito.services.responses.ending import Ending, close, locked, moment_for
from farolito.services.responses.finding import mark
from farolito.services.responses.values import Receipt
from farolito.services.responses.ways_back import after_sending

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.domain.answers import Answers
    from farolito.services.responses.values import ResponseDraft
    from farolito.services.work import Work

FIRST = 1
"""The number of the first submission of a response; a correction would be the next."""


def submit(work: Work, handle: ResponseDraft) -> Receipt | list[Problem]:
    """Check a response as a whole and send it; problems send nothing and change nothing.

    However often and from however many windows it is called, there is one submission; who comes late with the
    same content gets the same receipt (``again``). Raises :class:`Conflict` when other content was sent, or the
    response was stopped; and HookFailed when a plugin's part of the transaction failed. Then nothing is stored and
    the draft is as it was.
    """
    if handle.response_id is None or handle.sent:
        return _receipt(handle, handle.received_at or work.now(), handle.code, again=True)
    if handle.changing:
        return changing.send_change(work, handle)
    if handle.status != "in_progress":
        raise Conflict("This form was stopped.")
    revision = handle.revision
    while True:
        found = problems_with(work, handle)
        if found:
            return found
        answers = relevant_answers(handle.form, handle.draft.answers, work.types, work.today())
        receipt = _send(work, handle, revision, answers)
        if receipt is not None:
            return receipt
        now = locked(work, handle)
        if now.status != "in_progress":
            return _sent_before(work, handle, now, answers)
        # another window saved after this one was loaded, or the code was taken: send what is there now
        where = (work.keyring, handle.place.id, handle.response_id)
        code = None if now.revision == revision else open_code(*where, now.code)
        revision = now.revision
        draft = open_draft(*where, now.draft)
        handle = replace(handle, draft=draft, language=now.language, code=code)


def digest(work: Work, place_id: str, form_hash: str, answers: Answers) -> bytes:
    """A keyed hash of what is sent: equal content, equal digest, and nothing to guess from."""
    content = canonical({"form": form_hash, "answers": answers})
    return keyed_hash(work.keyring, "submission", place_id, content)


def _send(work: Work, handle: ResponseDraft, revision: int, answers: Answers) -> Receipt | None:
    """Write everything; None when the response did not stand at ``revision`` any more."""
    place_id, response_id = handle.place.id, handle.response_id or ""
    policy = POLICIES[handle.form.regime]
    anonymous = policy.anonymous
    moment = moment_for(work, handle.form)
    code = (handle.code or new_code(secrets.token_bytes(32))) if policy.found_by_code else None
    ending = Ending(
        status="completed",
        language=handle.language,
        at=moment,
        received_at=moment,
        let_go=anonymous,
        code=seal_code(work.keyring, place_id, response_id, code) if code else None,
        code_index=keyed_hash(work.keyring, "code", place_id, code.encode()) if code else None,
        submitted_number=FIRST,
        consent_path=consent_path(handle.form, answers),
    )
    if not close(work, handle, revision, ending):
        return None
    stored = work.carry_out(
        queries.add_submission(work.connection.dialect.name),
        {
            "place_id": place_id,
            "response_id": response_id,
            "number": FIRST,
            "form_hash": handle.form.hash,
            "language": handle.language,
            "answers": seal_answers(work.keyring, place_id, response_id, FIRST, answers),
            "digest": digest(work, place_id, handle.form.hash, answers),
            "received_at": moment,
        },
    )
    if stored.changed != 1:
        # a row that is not ours must never be acknowledged as ours
        raise Conflict("These answers were already sent.")
    keep_sent(work, handle, answers)
    after_sending(work, handle, answers, code)
    if anonymous and handle.session_id is not None:
        _remember_in_the_browser(work, handle, moment)
    _let_plugins_join(work, handle, answers, moment)
    # the chain keeps the order of things, so it may not say which anonymous response this was
    which = "" if anonymous else f"{response_id}/{FIRST}"
    audit.record(work, place_id, "response.submitted", f"response/{which}", moment)
    form = handle.form
    event = SubmissionSaved(place_id, response_id, FIRST, form.name, form.hash, form.regime)
    work.tell(event, moment)
    return _receipt(handle, moment, code, again=False)


def _remember_in_the_browser(work: Work, handle: ResponseDraft, moment: datetime) -> None:
    """That this link was sent from there, in a transaction of its own.

    PostgreSQL notes on each row which transaction wrote it: one for both would join the response to the browser.
    """
    seen = {"session_id": handle.session_id, "sent": mark(handle, handle.language, moment)}

    def remember(later: Work) -> None:
        later.connection.execute(people.MARK_SENT, seen)

    work.afterwards(remember)


def _sent_before(work: Work, handle: ResponseDraft, now: Row[Any], answers: Answers) -> Receipt:
    """The receipt of what is stored, read back and compared."""
    place_id, response_id = handle.place.id, handle.response_id or ""
    stored = work.connection.execute(
        queries.DIGEST, {"place_id": place_id, "response_id": response_id, "number": FIRST}
    ).one_or_none()
    own = digest(work, place_id, handle.form.hash, answers)
    if stored is None or not hmac.compare_digest(stored.digest, own):
        raise Conflict("Other answers were already sent from this form.")
    code = open_code(work.keyring, place_id, response_id, now.code)
    return _receipt(handle, stored.received_at, code, again=True)


def _receipt(
    handle: ResponseDraft, received_at: datetime, code: str | None, *, again: bool
) -> Receipt:
    anonymous = POLICIES[handle.form.regime].anonymous
    return Receipt(
        place=handle.place,
        link_slug=handle.link_slug,
        response_id=None if anonymous else handle.response_id,
        code=code,
        number=FIRST,
        received_at=received_at,
        again=again,
    )


def problems_with(work: Work, handle: ResponseDraft) -> list[Problem]:
    """What keeps the draft from being sent: wrong or missing answers, and typing nobody has checked yet."""
    form, draft, today = handle.form, handle.draft, work.today()
    found = problems(form, draft.answers, work.types, today) + missing(work, handle)
    named = {problem.question for problem in found}
    if draft.raw:
        for step in journey(form, draft.answers, work.types, today, draft.raw):
            paths = [step.key] if step.kind == "list" else map(step.path, _names(step))
            found += [
                Problem(path, "not_understood")
                for path in paths
                if path in draft.raw and path not in named
            ]
    if not found:
        found = [
            Problem(name, "characters")
            for name, answer in draft.answers.items()
            if not all(map(storable, _texts(answer)))
        ]
    return found


def _names(step: Any) -> list[str]:
    return [question.name for question in step.questions]


def _texts(answer: Any) -> Iterator[str]:
    """Every string in an answer."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict):
        for value in answer.values():
            yield from _texts(value)
    elif isinstance(answer, list | tuple):
        for value in answer:
            yield from _texts(value)


def _let_plugins_join(
    work: Work, handle: ResponseDraft, answers: Answers, received_at: datetime
) -> None:
    if not work.hooks.listeners("submission_saving"):
        return  # scores and needs are not worth computing for nobody
    form, today = handle.form, work.today()
    names = values(form, handle.draft.answers, work.types, today)  # the same, and known already
    response = ResponseView(
        id=handle.response_id or "",
        place=handle.place,
        form=form,
        status="completed",
        language=handle.language,
        answers=answers,
        needs=tuple(need.name for need in needs(form, names, today)),
        scores=scores(form, answers, work.types),
    )
    work.hooks.submission_saving(
        SubmissionView(response, FIRST, received_at),
        work.session,
        lambda plugin: of_plugin(work, plugin, handle.place.id),
        off_at(work, handle.place.id),
    )
