"""Numbered sheets of paper, and what they became."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, insert, select, update

from farolito.db.base import table_of
from farolito.db.models import Link, PaperEntry, PaperSheet, Place, Response, Submission
from farolito.db.queries.places import PLACE_COLUMNS
from farolito.db.queries.responses import HANDLE_COLUMNS, SENT

_sheet, _entry = table_of(PaperSheet), table_of(PaperEntry)
_place, _link = table_of(Place), table_of(Link)
_response, _submission = table_of(Response), table_of(Submission)

LAST = select(func.max(_sheet.c.number).label("number")).where(
    _sheet.c.place_id == bindparam("place_id")
)

ADD_SHEETS = insert(_sheet).values(state="printed")

_this_sheet = and_(
    _sheet.c.place_id == bindparam("of_place"), _sheet.c.number == bindparam("of_number")
)

SHEET = (
    select(
        _sheet,
        _entry.c.response_id,
        _entry.c.typed_by,
        _entry.c.typed_at,
        _entry.c.pages,
        _entry.c.marks,
        _entry.c.original,
    )
    .outerjoin_from(
        _sheet,
        _entry,
        and_(_entry.c.place_id == _sheet.c.place_id, _entry.c.number == _sheet.c.number),
    )
    .where(_this_sheet)
)
"""A sheet, and what is being typed of it."""

BEGUN = (
    select(
        _sheet.c.number,
        _sheet.c.form_hash,
        _sheet.c.language,
        _sheet.c.of_pages,
        _entry.c.typed_by,
        _entry.c.typed_at,
        _entry.c.pages,
    )
    .join_from(
        _sheet,
        _entry,
        and_(_entry.c.place_id == _sheet.c.place_id, _entry.c.number == _sheet.c.number),
    )
    .where(_sheet.c.place_id == bindparam("place_id"), _sheet.c.state == "begun")
    .order_by(_entry.c.typed_at.desc(), _sheet.c.number)
    .limit(100)
)
"""The sheets of a place that somebody began to type."""

MARK = update(_sheet).where(_this_sheet).values(state=bindparam("as_state"))

BEGIN = update(_sheet).where(_this_sheet, _sheet.c.state != "entered").values(state="begun")
"""Changes no row when the sheet was entered."""

COUNT_PAGES = (
    update(_sheet)
    .where(
        _sheet.c.place_id == bindparam("of_place"),
        _sheet.c.number >= bindparam("first"),
        _sheet.c.number <= bindparam("last"),
    )
    .values(of_pages=bindparam("as_pages"))
)

ADD_ENTRY = insert(_entry)

_this_entry = and_(
    _entry.c.place_id == bindparam("of_place"), _entry.c.response_id == bindparam("of_response")
)

SAVE_ENTRY = (
    update(_entry)
    .where(_this_entry)
    .values(
        typed_by=bindparam("as_typist"),
        typed_at=bindparam("now"),
        pages=bindparam("as_pages", type_=_entry.c.pages.type),
        marks=bindparam("as_marks", type_=_entry.c.marks.type),
        original=bindparam("as_original"),
    )
)

FORGET_ENTRY = _entry.delete().where(_this_entry)
"""An anonymous response has nothing that leads to it."""

OF_RESPONSE = select(
    _entry.c.number, _entry.c.typed_by, _entry.c.typed_at, _entry.c.original, _entry.c.marks
).where(
    _entry.c.place_id == bindparam("place_id"), _entry.c.response_id == bindparam("response_id")
)

_whole = (
    select(
        *PLACE_COLUMNS,
        _link.c.slug.label("link_slug"),
        _link.c.open.label("link_open"),
        _response.c.session_id,
        *HANDLE_COLUMNS,
    )
    .join_from(_response, _place, _place.c.id == _response.c.place_id)
    .join(_link, and_(_link.c.place_id == _place.c.id, _link.c.slug == _response.c.link_slug))
    .outerjoin(
        _submission,
        SENT,
    )
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.id == bindparam("response_id"),
    )
)

WHOLE = _whole
"""A response with all that its pages need, whatever it is."""

DRAFT = _whole.where(_response.c.channel == bindparam("channel"))
"""A response that staff are typing from paper."""

SENT_ONE = _whole.where(
    _response.c.status.in_(("completed", "amended")),
    _response.c.work_state != "withdrawn",
    _submission.c.answers.is_not(None),
)
"""A response that was sent and not withdrawn, in the form of a draft."""
