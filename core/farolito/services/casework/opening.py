"""Opening a case: a response as those see it who work on it, and who these are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.db.queries import casework as queries
from farolito.db.sealing import keyed_hash
from farolito.domain import codes
from farolito.domain.access import Grant, holds, may_read
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import forms
from farolito.services.permits import permits
from farolito.services.places import findable, path_of, place_of, settings_from
from farolito.services.responses.cells import open_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from farolito.domain.definitions import Form, Regime
    from farolito.domain.regimes import ConsentPath
    from farolito.domain.views import PlaceView
    from farolito.domain.work_states import WorkState
    from farolito.services.places import PlaceSettings
    from farolito.services.responses.values import Status
    from farolito.services.work import Work

WORKS = "follow_ups.work"


@dataclass(frozen=True, slots=True)
class Case:
    """A response without its answers. ``revision`` counts what staff changed: state and whom it is assigned to."""

    place: PlaceView
    place_settings: PlaceSettings
    path: tuple[str, ...]
    response_id: str
    link_slug: str
    form: Form
    regime: Regime
    status: Status
    consent_path: ConsentPath
    language: str
    channel: str
    code: str | None
    number: int
    received_at: datetime
    state: WorkState
    assigned_to: str | None
    revision: int
    worked_by: str | None
    worked_at: datetime | None

    @property
    def target(self) -> str:
        """What the audit calls it."""
        return f"response/{self.response_id}"

    @property
    def has_family(self) -> bool:
        """Whether there is somebody to write notes about, to call or to refer: nobody knows who is anonymous."""
        return not POLICIES[self.regime].anonymous


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works on the responses of a place."""

    id: str
    name: str


def case(work: Work, place_slug: str, response_id: str, permission: str = WORKS) -> Case:
    """A response that the actor may do ``permission`` with.

    Raises :class:`NotFound` when there is none, and just so when the actor may not know that there is.
    """
    findable(place_slug, response_id)
    rows = work.peek(queries.CASE, {"place_slug": place_slug, "response_id": response_id})
    for row in rows:
        place, path, form = place_of(row), path_of(row), forms.version(work, row.form_hash)
        if permits(work, permission, place, path, row.regime, form.name):
            return Case(
                place=place,
                place_settings=settings_from(row.place_settings),
                path=path,
                response_id=row.id,
                link_slug=row.link_slug,
                form=form,
                regime=row.regime,
                status=row.status,
                consent_path=row.consent_path,
                language=row.language,
                channel=row.channel,
                code=open_code(work.keyring, place.id, row.id, row.code),
                number=row.submitted_number,
                received_at=row.received_at,
                state=row.work_state,
                assigned_to=row.assigned_to,
                revision=row.work_revision,
                worked_by=row.worked_by,
                worked_at=row.worked_at,
            )
    raise NotFound("There is no such response.")


def id_of_code(work: Work, place_id: str, code: str) -> str:
    """The id of the response that has this code at a place, however it is typed. Raises :class:`NotFound`.

    It says nothing about who may know of it: ask :func:`case`.
    """
    meant = codes.typed(code)
    if meant is not None:
        index = keyed_hash(work.keyring, "code", place_id, meant.encode())
        for row in work.peek(queries.WITH_CODE, {"place_id": place_id, "code_index": index}):
            return str(row.id)
    raise NotFound("We do not know this code.")


def with_family(case: Case) -> Case:
    """The case. Raises :class:`NotFound` for an anonymous one: nobody may be called about it."""
    if not case.has_family:
        raise NotFound("Nobody knows who answered this.")
    return case


def colleagues(work: Work, path: tuple[str, ...], regime: Regime) -> tuple[Colleague, ...]:
    """Whom a response of ``regime`` at the place may be assigned to: who may read it and work on it, by name."""
    found: dict[str, Colleague] = {}
    for row in work.peek(queries.COLLEAGUES, {"path": list(path)}):
        grants = (Grant(row.place_id, row.role),)
        if holds(grants, WORKS, path) and may_read(grants, regime, path):
            found.setdefault(row.id, Colleague(row.id, row.name))
    return tuple(found.values())


def names_of(work: Work, ids: Iterable[str | None]) -> Mapping[str, str]:
    """The names of users by their ids."""
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    return {row.id: row.name for row in work.peek(queries.NAMES, {"ids": wanted})}
