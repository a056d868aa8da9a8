"""Responses and submissions. The first four statements are what a family waits for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import Link, Place, Response, Session, Submission
from farolito.db.prepared import Prepared
from farolito.db.queries import upsert
from farolito.db.queries.places import PLACE_COLUMNS

if TYPE_CHECKING:
    from sqlalchemy import Select

_response, _submission = table_of(Response), table_of(Submission)
_place, _link, _session = table_of(Place), table_of(Link), table_of(Session)

SENT = and_(
    _submission.c.place_id == _response.c.place_id,
    _submission.c.response_id == _response.c.id,
    _submission.c.number == _response.c.submitted_number,
)
"""Joins a response to what was sent of it last."""

HANDLE_COLUMNS = (
    _response.c.id,
    _response.c.form_hash,
    _response.c.status,
    _response.c.language,
    _response.c.channel,
    _response.c.draft,
    _response.c.code,
    _response.c.revision,
    _response.c.submitted_number,
    _response.c.started_at,
    _response.c.saved_at,
    _response.c.received_at,
    _submission.c.answers,
)
"""What a response is answered with: its draft, and what was sent of it."""

_other = _response.alias("other")


def _of_session(session_id: Any, place_id: Any, link_slug: Any) -> Select[tuple[str]]:
    """The ids of what a session did on a link, latest first.

    Asked apart from the rest, and for nothing but the id: so SQLite reads them along ``ix_response_session_link``.
    Otherwise it takes the primary key and looks at every response of the place.
    """
    return (
        select(_other.c.id)
        .where(
            _other.c.session_id == session_id,
            _other.c.place_id == place_id,
            _other.c.link_slug == link_slug,
        )
        .order_by(_other.c.id.desc())
    )


_latest = _of_session(_session.c.id, _place.c.id, _link.c.slug).limit(1)

OWN_RESPONSE = Prepared(
    select(
        *PLACE_COLUMNS,
        _link.c.slug.label("link_slug"),
        _link.c.open.label("link_open"),
        _session.c.id.label("session_id"),
        _session.c.last_seen_at,
        _session.c.sent.label("session_sent"),
        *HANDLE_COLUMNS,
    )
    .join_from(_session, _place, _place.c.slug == bindparam("place_slug"))
    .join(_link, and_(_link.c.place_id == _place.c.id, _link.c.slug == bindparam("link_slug")))
    .outerjoin(
        _response,
        and_(
            _response.c.place_id == _place.c.id,
            _response.c.id == _latest.correlate(_session, _place, _link).scalar_subquery(),
        ),
    )
    .outerjoin(_submission, SENT)
    .where(
        _session.c.token_hash == bindparam("token_hash"),
        _session.c.kind == "family",
        _session.c.expires_at > bindparam("now"),
        _session.c.last_seen_at > bindparam("idle_since"),
    )
)
"""The latest response of a living family session on a link, with its place, draft and sent answers."""

SAVE_DRAFT = Prepared(
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id == bindparam("of_response"),
        or_(
            _response.c.status == "in_progress",
            # what was sent and is being changed
            and_(_response.c.submitted_number > 0, _response.c.draft.is_not(None)),
        ),
        _response.c.revision == bindparam("of_revision"),
    )
    .values(
        draft=bindparam("draft"),
        language=bindparam("language"),
        saved_at=bindparam("saved_at"),
        revision=bindparam("revision"),
    )
)
"""Writes a draft if nobody wrote since it was read."""

TAKE_OVER = (
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id == bindparam("of_response"),
        or_(
            _response.c.status == "in_progress",
            and_(_response.c.submitted_number > 0, _response.c.draft.is_not(None)),
        ),
    )
    .values(session_id=bindparam("of_session"))
)
"""Somebody else goes on with what a tablet sent: in progress, or a change of what was sent."""

BEGIN_AGAIN = (
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id == bindparam("of_response"),
        _response.c.status == "stopped",
        _response.c.draft.is_(None),
        _response.c.submitted_number == 0,
    )
    .values(status="in_progress", saved_at=bindparam("at"), revision=_response.c.revision + 1)
)
"""What staff began to correct and dropped is begun once more: a record has one response, whatever was pressed."""

CLOSE = Prepared(
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id == bindparam("of_response"),
        _response.c.status == "in_progress",
        _response.c.revision == bindparam("of_revision"),
        ~exists().where(
            _other.c.place_id == bindparam("of_place"),
            _other.c.code_index == bindparam("code_index"),
        ),
    )
    .values(
        status=bindparam("status"),
        language=bindparam("language"),
        consent_path=bindparam("consent_path"),
        draft=bindparam("draft"),
        code=bindparam("code"),
        code_index=bindparam("code_index"),
        submitted_number=bindparam("submitted_number"),
        revision=bindparam("revision"),
        saved_at=bindparam("at"),
        received_at=bindparam("received_at"),
    )
)
"""Ends a response if nobody wrote since it was read, and no other one of the place has its code."""

ADD_RESPONSE = Prepared(
    insert(_response).values(
        status="in_progress", revision=0, submitted_number=0, draft=None, code=None, code_index=None
    )
)

_LET_GO = (
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"),
        _response.c.id.in_(
            _of_session(bindparam("of_session"), bindparam("of_place"), bindparam("of_link"))
        ),
    )
    .values(session_id=None)
)

LET_GO = Prepared(_LET_GO)
"""Nobody can come back to what this session did on this link before."""

LET_ONE_GO = Prepared(
    update(_response)
    .where(
        _response.c.place_id == bindparam("of_place"), _response.c.id == bindparam("of_response")
    )
    .values(session_id=None)
)
"""Nobody can come back to this response."""

ERASE_UNFINISHED = Prepared(
    _LET_GO.where(_response.c.status == "in_progress", _response.c.code.is_(None)).values(
        status="stopped", draft=None
    )
)
"""What has a code was saved to be finished later."""

NOW = select(
    _response.c.status,
    _response.c.revision,
    _response.c.language,
    _response.c.draft,
    _response.c.code,
    _response.c.submitted_number,
    _response.c.received_at,
).where(_response.c.place_id == bindparam("place_id"), _response.c.id == bindparam("response_id"))
"""How a response stands now."""

NOW_LOCKED = NOW.with_for_update()
"""The same, and so it stays until this transaction ends."""

DIGEST = select(_submission.c.digest, _submission.c.received_at).where(
    _submission.c.place_id == bindparam("place_id"),
    _submission.c.response_id == bindparam("response_id"),
    _submission.c.number == bindparam("number"),
)
"""What is really stored for a submission."""

_RECORD = (
    select(
        *PLACE_COLUMNS,
        _response.c.id,
        _response.c.link_slug,
        _response.c.form_hash,
        _response.c.regime,
        _response.c.status,
        _response.c.language,
        _response.c.channel,
        _response.c.consent_path,
        _response.c.draft,
        _response.c.code,
        _response.c.submitted_number,
        _response.c.received_at,
        _submission.c.answers,
    )
    .join_from(_response, _place, _place.c.id == _response.c.place_id)
    .outerjoin(_submission, SENT)
    .where(_response.c.received_at.is_not(None))
)

RECORD = _RECORD.where(
    _place.c.slug == bindparam("place_slug"), _response.c.id == bindparam("response_id")
)
"""A response that staff may be shown, with its answers."""

SUBMISSIONS = (
    select(
        _submission.c.number,
        _submission.c.form_hash,
        _submission.c.language,
        _submission.c.answers,
        _submission.c.received_at,
    )
    .where(
        _submission.c.place_id == bindparam("place_id"),
        _submission.c.response_id == bindparam("response_id"),
    )
    .order_by(_submission.c.number)
)
"""Everything that was sent of a response, the first one first."""

ARRIVED = (
    select(
        *PLACE_COLUMNS,
        _response.c.id,
        _response.c.form_hash,
        _response.c.language,
        _response.c.channel,
        _response.c.consent_path,
        _submission.c.answers,
        _submission.c.received_at,
    )
    .join_from(_response, _place, _place.c.id == _response.c.place_id)
    .join(
        _submission,
        and_(
            _submission.c.place_id == _response.c.place_id,
            _submission.c.response_id == _response.c.id,
        ),
    )
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.id == bindparam("response_id"),
        _submission.c.number == bindparam("number"),
    )
)
"""What was sent, as it was sent; no row once it is erased."""

SEALED_SAMPLE = (
    select(_submission.c.answers)
    .order_by(
        _submission.c.place_id.desc(), _submission.c.response_id.desc(), _submission.c.number.desc()
    )
    .limit(1)
)
"""One sealed value, to see whether the keys belong to this database: a late one, found along the primary key."""

_STORED = (
    select(
        _response.c.id,
        _response.c.form_hash,
        _response.c.status,
        _response.c.language,
        _response.c.channel,
        _response.c.code,
        _response.c.draft,
        _response.c.submitted_number,
        _response.c.received_at,
        _submission.c.answers,
    )
    .outerjoin_from(_response, _submission, SENT)
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.regime == bindparam("regime"),
        _response.c.received_at.is_not(None),
        _response.c.received_at <= bindparam("until"),
        _response.c.form_hash.in_(bindparam("hashes", expanding=True)),
        _response.c.consent_path.in_(bindparam("paths", expanding=True)),
    )
    .order_by(_response.c.received_at, _response.c.id)
    .limit(bindparam("limit"))
)
STORED = _STORED
"""What may leave of a place and regime, of these versions and consent paths, oldest first, with the sealed answers."""

STORED_AFTER = _STORED.where(
    or_(
        _response.c.received_at > bindparam("after_at"),
        and_(
            _response.c.received_at == bindparam("after_at"), _response.c.id > bindparam("after_id")
        ),
    )
)
"""The same after a known one."""

HOW_MANY = (
    select(_response.c.form_hash, func.count().label("many"))
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.regime == bindparam("regime"),
        _response.c.received_at.is_not(None),
        _response.c.form_hash.in_(bindparam("hashes", expanding=True)),
        _response.c.consent_path.in_(bindparam("paths", expanding=True)),
    )
    .group_by(_response.c.form_hash)
)
"""How many of them there are, by version."""

OPEN_DRAFTS = (
    select(_response.c.form_hash, func.count().label("many"))
    .where(
        _response.c.status == "in_progress",
        _response.c.form_hash.in_(bindparam("hashes", expanding=True)),
    )
    .group_by(_response.c.form_hash)
)
"""How many responses to these versions were begun and not sent."""


@lru_cache
def add_submission(dialect: str) -> Prepared:
    """A submission, unless there is one of this number: then it changes no row."""
    return Prepared(upsert.insert_on(dialect, _submission).on_conflict_do_nothing())
