"""Opening an envelope, and what it becomes: a response like any other, or something that is held with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from farolito.db.queries import envelopes as queries
from farolito.db.queries import places as place_queries
from farolito.db.queries import responses as response_queries
from farolito.domain.collected import UnreadableDraft, draft_of
from farolito.domain.envelopes import BrokenEnvelope, content_of, envelope_of
from farolito.domain.question_types.base import ParseContext
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services import audit, forms, links, places, responses
from farolito.services.fairs import tickets
from farolito.services.receiving import keys
from farolito.services.responses.finding import taken_over
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Draft
    from farolito.domain.envelopes import Content
    from farolito.domain.problems import Problem
    from farolito.domain.relevance import Types
    from farolito.domain.views import PlaceView
    from farolito.services.links import LinkView
    from farolito.services.work import Work

LONGEST_WAY = timedelta(days=365)
"""How long ago a tablet is believed that a record was finished."""

SUITES = {
    "P-256": Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
    "X25519": Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
}


class Held(Exception):
    """Why an envelope does not become a response: one of :data:`farolito.services.receiving.holding.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in an envelope, read as the pages of its form would read it. ``link`` is None where there is none.

    ``problems`` are those of what was typed; what is missing is found when it is sent. ``first``: the response that a
    correction means, as far as it is known, or that another record of its id became; ``waits``: that record, where it
    is held itself. ``absent``: the paths at which something was typed that only a plugin knows which is not here; sent
    as it is, that would be lost.
    """

    form: Form
    content: Content
    draft: Draft
    problems: tuple[Problem, ...]
    link: LinkView | None
    retired: bool
    first: str = ""
    waits: str = ""
    absent: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of its pages: a damaged record may name one that its form does not have."""
        said = self.content.language
        return said if said in self.form.languages else self.form.languages[0]

    @property
    def anonymous(self) -> bool:
        """Whether nobody may know who answered: then nothing leads to what a correction means."""
        return POLICIES[self.form.regime].anonymous


def open_row(work: Work, row: Row[Any]) -> Opened:
    """Open what is stored. Raises :class:`Held` when nobody can read it: no key, no form, or no record of a tablet."""
    found = envelope_of(row.body)
    pair = keys.private_key(work, row.place_id, row.kid)
    if pair is None:
        raise Held("key")
    suite, private = pair
    try:
        content = content_of(SUITES[suite].decrypt(found.sealed, private, found.info))
        form = forms.version(work, row.form_hash)
        draft, problems = draft_of(
            form, content.draft, work.types, _context(work, row, form, content.language)
        )
    except (InvalidTag, ValueError, BrokenEnvelope, UnreadableDraft):
        raise Held("unreadable") from None
    except NotFound:
        raise Held("form") from None
    link, retired = _link(work, row, form)
    absent = tuple(path for path in draft.raw if _is_unknown(form, path, work.types))
    return Opened(form, content, draft, problems, link, retired, absent=absent)


def _is_unknown(form: Form, path: str, types: Types) -> bool:
    question = form.questions.get(path.rpartition("/")[2])
    return question is not None and question.type not in types


def refuse(opened: Opened) -> None:
    """Raises :class:`Held` with the first reason for which a person must look at it."""
    if opened.content.language not in opened.form.languages:
        raise Held("unreadable")
    if opened.retired:
        raise Held("retired")
    if opened.link is None or not opened.link.open:
        raise Held("closed")
    if opened.absent:
        raise Held("plugin")
    if not opened.content.complete:
        raise Held("incomplete")
    if opened.problems:
        raise Held("rules")


def send(work: Work, row: Row[Any], opened: Opened) -> str:
    """Send it as the family's response; its id. Raises :class:`Held` for what only the form as a whole shows."""
    try:
        handle = begin(work, row, opened, None)
        sent = responses.submit(work, handle)
    except Conflict:
        raise Held("conflict") from None
    if isinstance(sent, list):
        raise Held("rules")
    return handle.response_id or ""


def begin(
    work: Work, row: Row[Any], opened: Opened, session_id: str | None
) -> responses.ResponseDraft:
    """A response with what was in the envelope, not sent yet. Its id is the sid, unless it is anonymous."""
    if opened.link is None:
        raise Held("closed")
    language = opened.language
    again = {"of_place": row.place_id, "of_response": row.sid, "at": work.now()}
    if work.connection.execute(response_queries.BEGIN_AGAIN, again).rowcount == 1:
        handle = taken_over(work, row.place_id, row.sid, session_id)
    else:
        link = replace(opened.link, form=opened.form, open=True)
        handle = responses.start(work, link, language, session_id, "tablet", own_id=row.sid)
    return responses.save(work, handle, opened.draft, language)


def locked(work: Work, place_id: str, sid: str) -> Row[Any] | None:
    """An envelope with its bytes; nobody else changes it before the work ends."""
    here = {"of_place": place_id, "of_sid": sid}
    return work.connection.execute(queries.LOCKED, here).one_or_none()


def hold(work: Work, place_id: str, sid: str, reason: str, opened: Opened | None = None) -> None:
    """It waits for a person, and says why."""
    corrects = opened.content.corrects if opened is not None and not opened.anonymous else None
    become(work, place_id, sid, "held", reason, corrects=corrects)
    audit.record(work, place_id, "envelope.held", f"envelope/{sid}")


def ended(
    work: Work,
    row: Row[Any],
    opened: Opened,
    response_id: str,
    corrects: str | None = None,
    reason: str = "",
) -> None:
    """It has become a response, or a change of one: its bytes are let go. Nothing leads from it to an anonymous one.

    ``corrects``: the id of the record that it corrects; ``reason``: what there is to say of that.
    """
    became = None if opened.anonymous else response_id
    named = None if opened.anonymous else corrects
    become(work, row.place_id, row.sid, "opened", reason, became, named)
    if opened.anonymous:
        # apart from it: one transaction for both would join the answers to the envelope on PostgreSQL
        work.afterwards(lambda later: let_body_go(later, row.place_id, row.sid))
    else:
        let_body_go(work, row.place_id, row.sid)


def let_body_go(work: Work, place_id: str, sid: str) -> None:
    """What was sealed is not kept beside the response that it became."""
    work.connection.execute(queries.LET_BODY_GO, {"of_place": place_id, "of_sid": sid})


def become(
    work: Work,
    place_id: str,
    sid: str,
    state: str,
    reason: str,
    became: str | None = None,
    corrects: str | None = None,
) -> None:
    """Change what an envelope is. Raises :class:`Conflict` when somebody was faster."""
    given = {
        "of_place": place_id, "of_sid": sid, "as_state": state, "as_reason": reason,
        "as_response": became, "as_corrects": corrects,
    }  # fmt: skip
    if work.connection.execute(queries.BECOME, given).rowcount != 1:
        raise Conflict("Somebody has decided about this record already.")


def tell_its_ticket(work: Work, row: Row[Any], opened: Opened) -> None:
    """The fair's board and tally learn that something came of a ticket; held or not, it is here."""
    content = opened.content
    if content.ticket is not None:
        tickets.arrived(
            work, row.place_id, row.event_id, content.ticket,
            complete=content.complete, language=content.language,
        )  # fmt: skip


def told_ahead(work: Work, row: Row[Any], opened: Opened) -> bool:
    """Tell the ticket of an anonymous record before anything else is done: whether this is one. Then nothing is locked.

    One transaction for both would join the answers to the ticket on PostgreSQL. After them it could stay untold, where
    the process dies in between; told twice is like told once.
    """
    if not opened.anonymous:
        return False
    tell_its_ticket(work, row, opened)
    work.let_others_write()
    return True


def place_by_id(work: Work, place_id: str) -> PlaceView:
    """The place of an envelope."""
    [row] = work.peek(place_queries.PLACE_BY_ID, {"place_id": place_id})
    return places.place_of(row)


def _link(work: Work, row: Row[Any], form: Form) -> tuple[LinkView | None, bool]:
    """The link that it came by, None when there is none of this form any more; whether its form is out of use."""
    slug = place_by_id(work, row.place_id).slug
    try:
        forms.current(work, form.name)
    except NotFound:
        return links.out_of_use(work, slug, row.link_slug, form), True
    try:
        link = links.open_link(work, slug, row.link_slug)
    except NotFound:
        return None, False
    return (link if link.form.name == form.name else None), False


def _context(work: Work, row: Row[Any], form: Form, language: str) -> ParseContext:
    """What question types may know of the hour in which it was finished, by the server's clock.

    How long that is ago is the one thing a tablet's clock can tell, however wrong it is.
    """
    ago = timedelta(milliseconds=max(0, (row.device_now or row.at) - row.at))
    here = (row.received_at - min(ago, LONGEST_WAY)).astimezone(SCHOOL_ZONE)
    at = "" if POLICIES[form.regime].anonymous else here.isoformat(timespec="seconds")
    asked = any(work.types[name].offers_places for name in form.types_used if name in work.types)
    offered = places.offered(work, place_by_id(work, row.place_id)) if asked else ()
    return ParseContext(here.date(), language, at, places=offered)
