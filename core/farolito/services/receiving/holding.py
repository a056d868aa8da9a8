"""What is held at a place, for those who may read the records of its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.queries import envelopes as queries
from farolito.domain.access import holds
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import forms
from farolito.services.permits import permits
from farolito.services.places import path_of, place_of, row_of
from farolito.services.retention.holds import covering
from farolito.services.retention.rules import rules_of
from farolito.services.retention.undecided import goes_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Select

    from farolito.domain.definitions import Form
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

PERMISSION = "responses.view"
MOST_SHOWN = queries.MOST_SHOWN

REASONS = (
    "tablet",  # its tablet showed no token that is good now
    "key",  # the key to which it is sealed is not here
    "unreadable",  # opened, it was nothing that a tablet seals; or it could not be opened
    "form",  # nobody knows this version
    "retired",  # its form is out of use
    "closed",  # its link is closed, or gone
    "plugin",  # a plugin is not here that knows what some question asks
    "incomplete",  # it was saved by the tablet, before the family was done
    "rules",  # an answer is wrong or missing
    "correction",  # which answers it corrects is not sure
    "conflict",  # another record of this id was there first
)
"""Why an envelope may be held: what the screens and the audit have words for."""


@dataclass(frozen=True, slots=True)
class HeldEnvelope:
    """Something that waits for a person. ``form`` is None when nobody knows it. ``begun``: somebody corrects it.

    ``link_slug``: the link by which it came, whether or not there is one. ``corrects``: it says again what was sent
    before, as far as that is known without opening it. ``goes_at``: from when on it is erased, whoever saw it; None
    while a hold keeps it.
    """

    sid: str
    place: PlaceView
    form: Form | None
    reason: str
    received_at: datetime
    tablet_id: str
    begun: bool
    goes_at: datetime | None
    link_slug: str = ""
    corrects: bool = False

    @property
    def anonymous(self) -> bool:
        """Whether nobody may know who answered."""
        return self.form is not None and POLICIES[self.form.regime].anonymous


def held(work: Work, place_slug: str) -> tuple[HeldEnvelope, ...]:
    """What is held at a place, the longest first, :data:`MOST_SHOWN` at once.

    Raises :class:`NotFound` for whoever reads no records there.
    """
    return tuple(_held(work, place_slug, queries.HELD))


def held_one(work: Work, place_slug: str, sid: str) -> HeldEnvelope | None:
    """One of them; None when it is not held (any more). Raises :class:`NotFound` as :func:`held` does."""
    return next(_held(work, place_slug, queries.HELD_ONE, sid=sid), None)


def may_decide(work: Work, place: PlaceView, path: tuple[str, ...], form: Form | None) -> bool:
    """Whether the actor may look at what is held: as at a response of this form. Of an unknown one nothing is shown."""
    if form is None:
        return holds(work.actor.grants, PERMISSION, path)
    return permits(work, PERMISSION, place, path, form.regime, form.name)


def _held(
    work: Work, place_slug: str, statement: Select[Any], **given: str
) -> Iterator[HeldEnvelope]:
    place_row = row_of(work, place_slug)
    place, path = place_of(place_row), path_of(place_row)
    if not holds(work.actor.grants, PERMISSION, path):
        raise NotFound("There is no such page.")
    rules, kept = rules_of(work), covering(work, place.id)
    for row in work.peek(statement, {"place_id": place.id, **given}):
        form = forms.version_if_known(work, row.form_hash)
        if may_decide(work, place, path, form):
            yield HeldEnvelope(
                row.sid, place, form, row.reason, row.received_at, row.tablet_id, bool(row.begun),
                None if kept(form.name if form else "", row.sid)
                else goes_at(place.id, form, row.received_at, rules),
                row.link_slug, row.corrects is not None,
            )  # fmt: skip
