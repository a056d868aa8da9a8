"""A place's own rules: it may keep things for a shorter time than a form told families, never for longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import RetentionRule
from farolito.db.queries import upsert
from farolito.domain.definitions import Retention
from farolito.domain.retention import shortened
from farolito.errors import Conflict
from farolito.services import audit, forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form
    from farolito.services.work import Work

_rule = table_of(RetentionRule)


def keep(work: Work, place_id: str, form_name: str, wanted: Retention) -> None:
    """Keep the answers to a form at a place for a shorter time. Recorded.

    Raises :class:`Conflict` when that would be longer than the form told families, NotFound without such a form.
    """
    told = forms.current(work, form_name).retention
    if not shortened(told, wanted):
        raise Conflict(
            f"The form told families: drafts {told.draft_days} days, names {told.identity_months} months, answers "
            f"{told.answers_months} months. A place may keep them for a shorter time, never for longer."
        )
    values = {
        "draft_days": wanted.draft_days,
        "identity_months": wanted.identity_months,
        "answers_months": wanted.answers_months,
    }
    work.connection.execute(
        upsert.insert(work.connection, _rule)
        .values(place_id=place_id, form_name=form_name, **values)
        .on_conflict_do_update(index_elements=["place_id", "form_name"], set_=values)
    )
    audit.record(work, place_id, "retention.changed", f"form/{form_name}")


def kept_at(rules: Mapping[tuple[str, str], Retention], place_id: str, form: Form) -> Retention:
    """How long a place keeps the answers to a version of a form. ``rules``: those of :func:`rules_of`.

    A version that was published since may tell families a shorter time than the place's rule.
    """
    told = form.retention
    own = rules.get((place_id, form.name), told)
    return Retention(
        min(told.draft_days, own.draft_days),
        min(told.identity_months, own.identity_months),
        min(told.answers_months, own.answers_months),
    )


def rules_of(work: Work) -> Mapping[tuple[str, str], Retention]:
    """The places' own rules: (place id, form name) to what it keeps."""
    return {
        (row.place_id, row.form_name): Retention(
            row.draft_days, row.identity_months, row.answers_months
        )
        for row in work.peek(select(_rule))
    }
