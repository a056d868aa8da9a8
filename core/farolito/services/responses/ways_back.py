"""The way back to a response, from any phone: its code and a second fact.

keep_way_back(work, handle, fact) -> ResponseDraft       # with its code
way_back(work, handle) -> WayBackView | None
after_sending(work, handle, answers, code) -> None       # in the transaction that sends
drop(work, handle) -> None
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from farolito.db.queries import ways_back as queries
from farolito.db.sealing import keyed_hash
from farolito.domain import second_facts
from farolito.domain.codes import new_code
from farolito.errors import Conflict
from farolito.services.responses.cells import open_code, seal_code
from farolito.services.responses.ending import locked

if TYPE_CHECKING:
    from farolito.domain.answers import Answers
    from farolito.domain.second_facts import Kind, SecondFact
    from farolito.services.responses.values import ResponseDraft
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class WayBackView:
    """Which second fact a response asks for, and whether whoever is here has shown it and the code."""

    kind: Kind
    opened: bool


def keep_way_back(work: Work, handle: ResponseDraft, fact: SecondFact) -> ResponseDraft:
    """Give the response this way back; one that has a code keeps it, and asks for ``fact`` from now on.

    Raises :class:`Conflict` when it was stopped, or is nobody's to find.
    """
    if handle.response_id is None:
        raise Conflict("These answers were already sent.")
    now = locked(work, handle)
    if now.status not in ("in_progress", "completed", "amended"):
        raise Conflict("This form was stopped in another window.")
    place_id, response_id = handle.place.id, handle.response_id
    code = open_code(work.keyring, place_id, response_id, now.code)
    revision = handle.revision
    if code is None:
        code = _unused_code(work)
        sealed = seal_code(work.keyring, place_id, response_id, code)
        given = {"of_place": place_id, "of_response": response_id, "code": sealed}
        work.connection.execute(queries.SET_CODE, given)
        # what another window saved meanwhile stays ahead of this handle
        revision += now.revision == handle.revision
    _write(work, handle, code, fact, over_a_pin=True)
    return replace(handle, code=code, revision=revision)


def way_back(work: Work, handle: ResponseDraft) -> WayBackView | None:
    """The way back of a response; None when it has none (yet)."""
    given = {"of_place": handle.place.id, "of_response": handle.response_id}
    for row in work.peek(queries.OF_RESPONSE, given):
        opened = row.opened_by is not None and row.opened_by == handle.session_id
        return WayBackView(row.fact_kind, opened)
    return None


def after_sending(
    work: Work, handle: ResponseDraft, answers: Answers, code: str | None
) -> SecondFact | None:
    """What was sent is found by its code and what the family said; what nobody may find again is found no more."""
    if code is None:
        if handle.code is not None:
            drop(work, handle)
        return None
    fact = second_facts.told(handle.form, answers)
    if fact is not None:
        _write(work, handle, code, fact, over_a_pin=False)
    return fact


def drop(work: Work, handle: ResponseDraft) -> None:
    """No code leads to the response any more."""
    given = {"of_place": handle.place.id, "of_response": handle.response_id}
    work.carry_out(queries.DROP, given)


def code_index(work: Work, code: str) -> bytes:
    """What finds a code without knowing its place."""
    return keyed_hash(work.keyring, "way back", "", code.encode())


def fact_hash(work: Work, place_id: str, response_id: str, meaning: str) -> bytes:
    """What is kept of a second fact."""
    said = f"{response_id}|{meaning}".encode()
    return keyed_hash(work.keyring, "second fact", place_id, said)


def _write(
    work: Work, handle: ResponseDraft, code: str, fact: SecondFact, *, over_a_pin: bool
) -> None:
    place_id, response_id = handle.place.id, handle.response_id or ""
    dialect = work.connection.dialect.name
    work.carry_out(
        queries.keep(dialect, over_a_pin=over_a_pin),
        {
            "place_id": place_id,
            "response_id": response_id,
            "code_index": code_index(work, code),
            "fact_kind": fact.kind,
            "fact": fact_hash(work, place_id, response_id, fact.meaning),
        },
    )


def _unused_code(work: Work) -> str:
    while True:
        code = new_code(secrets.token_bytes(32))
        index = {"code_index": code_index(work, code)}
        if not work.connection.execute(queries.TAKEN, index).scalar_one():
            return code
