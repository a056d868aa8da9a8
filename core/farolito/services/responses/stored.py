"""Everything that may leave of some versions of a form at a place, opened one after the other, whatever their number.

    stored(fetch, keyring, place_id, regime, hashes, until) -> Iterator[Stored]

Nothing is held but one page of rows, so memory does not grow with what is stored. Who calls decides who may, and
records it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.queries import responses as queries
from farolito.domain.consent_paths import paths_for_others
from farolito.services.responses.cells import open_answers, open_code, open_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Executable, Row

    from farolito.db.keyring import Keyring
    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Regime
    from farolito.services.responses.values import Status

    Fetch = Callable[[Executable, Mapping[str, Any]], Sequence[Row[Any]]]

PAGE = 500  # rows that are fetched at once: a few hundred kB


@dataclass(frozen=True, slots=True)
class Stored:
    """One response as it was sent, or as it was when somebody stopped and let us keep it."""

    id: str
    form_hash: str
    status: Status
    language: str
    channel: str
    code: str | None
    received_at: datetime
    answers: Answers


def stored(
    fetch: Fetch,
    keyring: Keyring,
    place_id: str,
    regime: Regime,
    hashes: Sequence[str],
    until: datetime,
) -> Iterator[Stored]:
    """What may leave of a place and regime, of these versions, oldest first, up to ``until``.

    A student's own record is not among it: it is neither in a file nor in a count.
    """
    given: dict[str, Any] = {
        "place_id": place_id, "regime": regime, "hashes": list(hashes), "until": until, "limit": PAGE,
        "paths": paths_for_others(regime),
    }  # fmt: skip
    rows = fetch(queries.STORED, given)
    while rows:
        for row in rows:
            yield _opened(keyring, place_id, row)
        if len(rows) < PAGE:
            return
        given |= {"after_at": rows[-1].received_at, "after_id": rows[-1].id}
        rows = fetch(queries.STORED_AFTER, given)


def _opened(keyring: Keyring, place_id: str, row: Row[Any]) -> Stored:
    id, form_hash, status, language, channel, code, draft, number, received_at, sealed = tuple(row)
    if sealed is None:
        answers = open_draft(keyring, place_id, id, draft).answers
    else:
        answers = open_answers(keyring, place_id, id, number, sealed)
    return Stored(
        id, form_hash, status, language, channel, open_code(keyring, place_id, id, code), received_at, answers
    )  # fmt: skip
