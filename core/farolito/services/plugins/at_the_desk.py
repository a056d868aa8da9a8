"""Anonymous answers that staff give for somebody at their desk, with a button: a visit, a vote, a head counted.

They are responses like all others, so every number of them goes the one way that numbers go.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Response
from farolito.domain.access import holds
from farolito.domain.regimes import POLICIES
from farolito.errors import Forbidden, NotFound
from farolito.services import forms, links, responses
from farolito.services.places import path
from farolito.services.retention import erasing
from farolito.services.work import start_of_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.views import PlaceView
    from farolito.services.links import LinkView
    from farolito.services.work import Work

CHANNEL = "tablet"
PERMISSION = "forms.view"


def send_anonymous(
    work: Work,
    place: PlaceView,
    form_name: str,
    answers: Mapping[str, Any],
    language: str = "en",
) -> str:
    """Send an anonymous form for somebody at a desk, as if they had answered on our tablet; the id of the response.

    It is counted and kept like every other one: nobody knows who, and of the time only the day. ``language`` is the one
    that they speak; if the form is not offered in it, the form's first. Raises :class:`NotFound` where the place does
    not offer the form, :class:`Forbidden` for a form that is not anonymous, that the plugin did not ask for, or where
    the actor has no work at the place.
    """
    link = _link(work, place, form_name)
    _refuse_others(work, link.form.regime, form_name)
    own = replace(work, plugin="")  # from here on it is the host's own work
    spoken = language if language in link.languages else link.languages[0]
    handle = responses.start(own, link, spoken, None, channel=CHANNEL)
    handle = responses.save(own, handle, replace(handle.draft, answers=dict(answers)))
    sent = responses.submit(own, handle)
    if isinstance(sent, list):
        raise ValueError("; ".join(f"{one.question}: {one.code}" for one in sent))
    return handle.response_id or ""


def take_back_anonymous(work: Work, place: PlaceView, response_id: str) -> bool:
    """Erase what :func:`send_anonymous` sent by mistake, on the day that it was sent; False when it is not there.

    It leaves the counts too. Raises what :func:`send_anonymous` raises about the form.
    """
    _response = table_of(Response)
    found = work.peek(
        select(_response.c.form_hash, _response.c.regime).where(
            _response.c.place_id == place.id,
            _response.c.id == response_id,
            _response.c.channel == CHANNEL,
            _response.c.received_at == start_of_day(work.now()),
        )
    )
    for row in found:
        _may(work, place)
        _refuse_others(work, row.regime, forms.version(work, row.form_hash).name)
        erasing.erase(replace(work, plugin=""), place.id, response_id, "all", "request")
        return True
    return False


def _link(work: Work, place: PlaceView, form_name: str) -> LinkView:
    """The way by which the place offers the form."""
    _may(work, place)
    for link in links.of_place(work, place.slug):
        if link.form.name == form_name and link.open:
            return link
    raise NotFound("This form is not offered at this place.")


def _may(work: Work, place: PlaceView) -> None:
    system = work.actor.kind == "system"  # it fills the demo
    if not system and not holds(work.actor.grants, PERMISSION, path(work, place.slug)):
        raise Forbidden("You have no work at this place.")


def _refuse_others(work: Work, regime: str, form_name: str) -> None:
    if not POLICIES[regime].anonymous:  # type: ignore[index]  # a row holds one of them
        raise Forbidden("Only an anonymous form can be answered for somebody else.")
    if not work.asked_for("send_anonymous", regime, form_name):
        raise Forbidden("This plugin did not ask for answers to this form.")
