"""The round of a form at a place that takes more, as it stands in the database: sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from farolito.db.queries import counts as queries
from farolito.db.sealing import Cell as SealedCell
from farolito.db.sealing import seal_json, unseal_json
from farolito.services import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.counted import Cell
    from farolito.domain.definitions import Form
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Round:
    """``form``: the version of the latest response. ``counts``: by dimension and value, none of them 0."""

    place_id: str
    form: Form
    number: int
    responses: int
    last_day: date
    counts: Mapping[Cell, int]


def begin(work: Work, place_id: str, form: Form, day: date) -> None:
    """The first round of a form at a place, if it has none yet."""
    first = Round(place_id, form, 1, 0, day, {})
    values = {"place_id": place_id, "form_name": form.name, **_stored(work, first)}
    queries.begin_round(work.connection, values)


def open_round(work: Work, place_id: str, form_name: str) -> Round:
    """The round that takes more; nobody else changes it until this transaction ends."""
    which = {"of_place": place_id, "of_form": form_name}
    row = work.connection.execute(queries.ROUND, which).one()
    cell = _cell(place_id, form_name)
    counts = {
        (dimension, value): many
        for dimension, value, many in unseal_json(work.keyring, cell, row.counts)
    }
    form = forms.version(work, row.form_hash)
    last_day = date.fromisoformat(row.last_day)
    return Round(place_id, form, row.number, row.responses, last_day, counts)


def keep(work: Work, now: Round) -> None:
    """Write the round as it is now."""
    which = {"of_place": now.place_id, "of_form": now.form.name}
    new = {f"new_{name}": value for name, value in _stored(work, now).items()}
    work.connection.execute(queries.KEEP_ROUND, {**which, **new})


def _stored(work: Work, now: Round) -> dict[str, object]:
    listed = sorted([*cell, many] for cell, many in now.counts.items())
    return {
        "number": now.number,
        "responses": now.responses,
        "last_day": now.last_day.isoformat(),
        "form_hash": now.form.hash,
        "counts": seal_json(work.keyring, _cell(now.place_id, now.form.name), listed),
    }


def _cell(place_id: str, form_name: str) -> SealedCell:
    return SealedCell("count_round", "counts", place_id, form_name)
