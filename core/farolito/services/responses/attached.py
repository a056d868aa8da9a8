"""The photos and files of a response: added, read, and removed when no answer holds them any more."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from farolito.db.queries import attachments as queries
from farolito.domain.answers import relevant_answers
from farolito.domain.attachments import asks_for_files, attached, ids_in
from farolito.domain.file_limits import JPEG, MOST_OF_A_RESPONSE
from farolito.domain.problems import Problem
from farolito.domain.question_types.attached import AttachedType
from farolito.errors import NotFound
from farolito.services.responses.cells import open_file, seal_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.descriptions import Attachment
    from farolito.services.responses.values import ResponseDraft
    from farolito.services.uploads import Prepared
    from farolito.services.work import Work


class Served(NamedTuple):
    """Bytes to send: always a JPEG of our own making, or a file with the ``name`` that it came with."""

    content: bytes
    media: str
    name: str


def attach(work: Work, handle: ResponseDraft, prepared: Prepared) -> Attachment | str:
    """Store what was prepared with a response in progress; its description, or the code of why it is not taken.

    It stays only if a draft that names it is saved in the same work.
    """
    place_id, response_id, file_id = handle.place.id, handle.response_id or "", token_hex(16)
    given = {"of_place": place_id, "of_response": response_id}
    if work.connection.execute(queries.HOW_MANY, given).scalar_one() >= MOST_OF_A_RESPONSE:
        return "files_full"
    cell = (work.keyring, place_id, response_id, file_id)
    small = prepared.small
    row = {
        "place_id": place_id,
        "response_id": response_id,
        "id": file_id,
        "content": seal_file(*cell, "content", prepared.content),
        "small": seal_file(*cell, "small", small) if small is not None else None,
        "added_at": work.now(),
    }
    work.connection.execute(queries.ADD, row)
    return {"id": file_id, **prepared.about}


def tidy(work: Work, handle: ResponseDraft) -> None:
    """Remove what the draft of ``handle`` holds no more."""
    # of a response that is being changed, what was sent before stays
    if asks_for_files(handle.form, work.types) and not handle.changing:
        _keep_only(work, handle, ids_in(handle.form, handle.draft, work.types))


def keep_sent(work: Work, handle: ResponseDraft, answers: Answers) -> None:
    """Remove what is not among the answers that are sent."""
    if asks_for_files(handle.form, work.types):
        sent = {one["id"] for _, one in attached(handle.form, answers, work.types)}
        _keep_only(work, handle, sent)


def missing(work: Work, handle: ResponseDraft) -> list[Problem]:
    """Questions that are asked and whose answers name a file that is not there (any more)."""
    if not asks_for_files(handle.form, work.types):
        return []
    given = {"of_place": handle.place.id, "of_response": handle.response_id}
    there = {row.id for row in work.peek(queries.IDS, given)}
    answers = relevant_answers(handle.form, handle.draft.answers, work.types, work.today())
    named = attached(handle.form, answers, work.types)
    paths = dict.fromkeys(path for path, one in named if one["id"] not in there)
    return [Problem(path, "not_understood") for path in paths]


def own_file(work: Work, handle: ResponseDraft, file_id: str, *, small: bool) -> Served:
    """A file of the family's own draft. Raises :class:`NotFound` when there is none, or it was sent."""
    if handle.response_id is None or not handle.open:
        raise NotFound("There is no such file.")
    given = {"of_place": handle.place.id, "of_response": handle.response_id, "of_id": file_id}
    named = _described(file_id, _of_draft(work, handle))
    return _served(work, given, named, small=small)


def served(
    work: Work, place_id: str, response_id: str, named: Attachment, *, small: bool
) -> Served:
    """The file of a description. Raises :class:`NotFound` when it is not there. Whether it may be seen is not asked."""
    given = {"of_place": place_id, "of_response": response_id, "of_id": named["id"]}
    return _served(work, given, named, small=small)


def small_pictures(
    work: Work, place_id: str, response_id: str, wanted: Collection[str]
) -> Mapping[str, bytes]:
    """Of these files of a response, the small pictures by id, for paper."""
    given = {"of_place": place_id, "of_response": response_id}
    return {
        row.id: open_file(work.keyring, place_id, response_id, row.id, "small", row.small)
        for row in work.peek(queries.ALL_SMALL, given)
        if row.id in wanted
    }


def _served(work: Work, given: Mapping[str, Any], named: Attachment, *, small: bool) -> Served:
    column, query = ("small", queries.SMALL) if small else ("content", queries.CONTENT)
    sealed = next((row[0] for row in work.peek(query, given)), None)
    if sealed is None:
        raise NotFound("There is no such file.")
    where = (given["of_place"], given["of_response"], given["of_id"])
    content = open_file(work.keyring, *where, column, sealed)
    return Served(content, JPEG if small else named["media"], named.get("name", ""))


def _of_draft(work: Work, handle: ResponseDraft) -> Iterable[Attachment]:
    form, draft = handle.form, handle.draft
    yield from (one for _, one in attached(form, draft.answers, work.types))
    for path, raw in draft.raw.items():
        question = form.questions.get(path.rpartition("/")[2])
        kind = work.types.get(question.type) if question else None
        if question is not None and isinstance(kind, AttachedType):
            yield from kind.held(question, raw)


def _described(file_id: str, held: Iterable[Attachment]) -> Attachment:
    found = next((one for one in held if one["id"] == file_id), None)
    if found is None:
        raise NotFound("There is no such file.")
    return found


def _keep_only(work: Work, handle: ResponseDraft, ids: Collection[str]) -> None:
    given = {"of_place": handle.place.id, "of_response": handle.response_id}
    work.connection.execute(queries.remove_but(ids), given)
