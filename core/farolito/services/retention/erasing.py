"""Erasing a response, or the names in it: every row about it, in every table of the host and of the plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Table, delete, select

from farolito.db.base import NAMELESS, table_of
from farolito.db.models import Erasure, Response, Submission
from farolito.db.queries import envelopes as envelope_queries
from farolito.db.queries import upsert
from farolito.domain.publishing import IDENTIFYING
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services import audit, forms, households, made_files, numbers
from farolito.services.every_table import every_table
from farolito.services.responses import sending
from farolito.services.responses.cells import open_answers, seal_answers
from farolito.services.retention.holds import held
from farolito.services.work import start_of_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form
    from farolito.domain.retention import Part
    from farolito.services.work import Work

Reason = Literal["retention", "request"]

WHO = frozenset(
    {
        "person.name", "person.birth_date", "person.phone", "person.email", "person.safe_contact",
        "household.address", "student.name", "student.birth_date",
    }
)  # fmt: skip
"""The shared facts that say who somebody is; a language, a grade or the size of a household does not."""


def _forget_envelope(work: Work, place_id: str, response_id: str) -> None:
    """The bytes that a tablet sent are never taken in again."""
    gone = {"of_place": place_id, "of_response": response_id}
    work.connection.execute(envelope_queries.FORGET, gone)


FORGETTERS: tuple[Callable[[Work, str, str], None], ...] = (
    numbers.forget,
    households.forget_response,
    made_files.forget,
    _forget_envelope,
)
"""What else must forget a response (place id, response id), beyond rows that name it: households, counts."""


def erase(work: Work, place_id: str, response_id: str, part: Part, reason: Reason) -> None:
    """Erase a response or its names, in this transaction, and remember that it was.

    Raises :class:`NotFound` when there is none, :class:`Conflict` while it is held.
    """
    _response = table_of(Response)
    row = work.connection.execute(
        select(_response.c.form_hash, _response.c.regime, _response.c.received_at).where(
            _response.c.place_id == place_id, _response.c.id == response_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such response.")
    form = forms.version(work, row.form_hash)
    if held(work, place_id, form.name, response_id):
        raise Conflict(
            "This response is held: nothing of it may be erased until the hold is lifted."
        )
    for forget in FORGETTERS:
        forget(work, place_id, response_id)
    if part == "all":
        _erase_rows(work, place_id, response_id)
    else:
        _erase_names(work, place_id, response_id)
    moment = remember(work, place_id, response_id, form, part, reason)
    which = "" if POLICIES[form.regime].anonymous else response_id
    audit.record(work, place_id, f"response.erased_{part}", f"response/{which}", moment)


def erased(work: Work, place_id: str, response_id: str) -> bool:
    """Whether there was such a response and all of it was erased: it must not be taken in again."""
    _erasure = table_of(Erasure)
    return bool(
        work.peek(
            select(_erasure.c.part).where(
                _erasure.c.place_id == place_id,
                _erasure.c.erased_response == response_id,
                _erasure.c.part == "all",
            )
        )
    )


def about_responses(work: Work) -> Iterator[Table]:
    """Every table whose rows belong to a response, those first on which no other one depends."""
    for table in reversed(every_table(work.hooks)):
        if "place_id" in table.c and "response_id" in table.c:
            yield table


def without_names(form: Form, answers: Answers) -> Answers:
    """The answers without those that say who somebody is, in the entries of repeats at any depth too.

    Those are the answers of types that ask it, and whatever a form binds to a fact of a person.
    """
    kept: dict[str, Any] = {}
    for name, answer in answers.items():
        question = form.questions.get(name)
        if question is not None and (question.type in IDENTIFYING or question.fact in WHO):
            continue
        if name in form.repeats and isinstance(answer, dict):
            listed = [
                {**one, "answers": without_names(form, one["answers"])}
                for one in answer.get("entries", ())
            ]
            answer = {**answer, "entries": listed}
        kept[name] = answer
    return kept


def _erase_rows(work: Work, place_id: str, response_id: str) -> None:
    for table in about_responses(work):
        work.connection.execute(
            delete(table).where(table.c.place_id == place_id, table.c.response_id == response_id)
        )
    _response = table_of(Response)
    work.connection.execute(
        delete(_response).where(_response.c.place_id == place_id, _response.c.id == response_id)
    )


def _erase_names(work: Work, place_id: str, response_id: str) -> None:
    """Keep the answers that say nothing about who gave them; nobody comes back to this response by its code."""
    _response, _submission = table_of(Response), table_of(Submission)
    for table in about_responses(work):
        if table is not _submission and not table.info.get(NAMELESS):
            work.connection.execute(
                delete(table).where(
                    table.c.place_id == place_id, table.c.response_id == response_id
                )
            )
    here = (_submission.c.place_id == place_id) & (_submission.c.response_id == response_id)
    for row in work.connection.execute(select(_submission).where(here)).all():
        form = forms.version(work, row.form_hash)
        sealed = open_answers(work.keyring, place_id, response_id, row.number, row.answers)
        answers = without_names(form, sealed)
        work.connection.execute(
            _submission.update()
            .where(here, _submission.c.number == row.number)
            .values(
                answers=seal_answers(work.keyring, place_id, response_id, row.number, answers),
                digest=sending.digest(work, place_id, row.form_hash, answers),
                reason=None,  # in somebody's own words: they may name a person
            )
        )
    work.connection.execute(
        _response.update()
        .where(_response.c.place_id == place_id, _response.c.id == response_id)
        .values(code=None, code_index=None, session_id=None, draft=None)
    )


def remember(
    work: Work, place_id: str, response_id: str, form: Form | None, part: Part, reason: Reason
) -> datetime:
    """So that it stays erased, and for the certificate of the day; the moment under which it stands there.

    ``form`` None: nobody knows any more what it was. It is on no certificate.
    """
    anonymous = form is not None and POLICIES[form.regime].anonymous
    moment = start_of_day(work.now()) if anonymous else work.now()
    work.connection.execute(
        upsert.insert(work.connection, table_of(Erasure))
        .values(
            place_id=place_id,
            erased_response=response_id,
            part=part,
            form_name=form.name if form else "",
            reason=reason,
            at=moment,
        )
        .on_conflict_do_nothing()
    )
    return moment
