"""What became of the responses of a round: contacts, follow-ups and referrals of those that were counted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, select

from farolito.db.base import table_of
from farolito.db.models import (
    ContactEntry,
    CountAfterwards,
    CountedResponse,
    FollowUp,
    FormVersion,
    Place,
    Referral,
    Response,
)
from farolito.db.queries import upsert
from farolito.db.queries.about import about_responses
from farolito.db.queries.places import PLACE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Select, Table

_after, _counted = table_of(CountAfterwards), table_of(CountedResponse)
_response, _form, _place = table_of(Response), table_of(FormVersion), table_of(Place)
_contact, _follow, _referral = table_of(ContactEntry), table_of(FollowUp), table_of(Referral)

DUE = (
    select(*PLACE_COLUMNS, _after)
    .join_from(_after, _place, _place.c.id == _after.c.place_id)
    .where(_after.c.due_on <= bindparam("today"))
    .order_by(_after.c.place_id, _after.c.form_name, _after.c.number, _after.c.dimension)
)
"""Of which rounds something is to be told by now."""

TOLD = delete(_after).where(
    _after.c.place_id == bindparam("of_place"),
    _after.c.form_name == bindparam("of_form"),
    _after.c.number == bindparam("of_number"),
    _after.c.dimension == bindparam("of_dimension"),
)
"""It is told: deletes nothing when somebody else was faster."""

MEMBERS = (
    select(
        _response.c.id,
        _response.c.regime,
        _response.c.consent_path,
        _response.c.received_at,
        _response.c.work_state,
    )
    .join_from(
        _counted,
        _response,
        and_(_response.c.place_id == _counted.c.place_id, _response.c.id == _counted.c.response_id),
    )
    .join(_form, _form.c.hash == _response.c.form_hash)
    .where(
        _counted.c.place_id == bindparam("of_place"),
        _counted.c.round == bindparam("of_number"),
        _counted.c.submission > 0,
        _form.c.form_name == bindparam("of_form"),
    )
)
"""The responses of a round that are still there."""


def _about(table: Table, *columns: str) -> Select[Any]:
    """Rows about some responses."""
    wanted = (table.c[name] for name in ("response_id", *columns))
    return select(*wanted).where(about_responses(table))


CONTACTS = _about(_contact, "id", "corrects", "body")
FOLLOW_UPS = _about(_follow, "due_on", "state")
REFERRALS = _about(_referral, "outcome").where(_referral.c.state == "completed")


def plan(connection: Connection, values: Mapping[str, Any]) -> None:
    """Something more is told of a round, if that is not planned yet: numbers begin anew where the rounds were lost."""
    connection.execute(upsert.insert(connection, _after).values(**values).on_conflict_do_nothing())
