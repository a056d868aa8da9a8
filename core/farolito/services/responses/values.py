"""What the services of responses hand out: frozen values, never database rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.answers import Answers, Draft
    from farolito.domain.definitions import Form
    from farolito.domain.regimes import ConsentPath
    from farolito.domain.views import PlaceView
    from farolito.services.places import PlaceSettings

Status = Literal["in_progress", "completed", "amended", "entered_in_error", "stopped"]
"""FHIR's five states of a QuestionnaireResponse."""


@dataclass(frozen=True, slots=True)
class ResponseDraft:
    """A family's own response, as :func:`load` found it. It is the handle that save, submit and stop take.

    ``draft`` holds what was typed so far, or what was sent. ``revision`` grows with each save. ``stamp``
    belongs to exactly this draft: whatever else is ever saved, or undone, has another one.
    """

    response_id: (
        str | None
    )  # None: an anonymous response that was sent and is no longer ours to find
    session_id: str | None
    place: PlaceView
    place_settings: PlaceSettings
    link_slug: str
    link_open: bool
    form: Form
    language: str
    languages: tuple[str, ...]  # offered on this link, in the order of their buttons
    status: Status
    draft: Draft
    code: str | None  # reference code once sent: eight characters, see farolito.domain.codes.shown
    channel: str
    started_at: datetime
    saved_at: datetime
    received_at: datetime | None
    revision: int
    stamp: bytes = b""
    changing: bool = False  # it was sent, and ``draft`` is the change of it that was begun

    @property
    def sent(self) -> bool:
        """Whether it was sent, and is not being changed: then the next page is the one that says thank you."""
        return self.status in ("completed", "amended") and not self.changing

    @property
    def open(self) -> bool:
        """Whether something can be written: it was not sent yet, or is being changed."""
        return self.status == "in_progress" or self.changing


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a submission is stored. ``again``: it had been stored before, with the same content."""

    place: PlaceView
    link_slug: str
    response_id: str | None  # None for anonymous responses, as is the code
    code: str | None
    number: int
    received_at: datetime  # for anonymous responses midnight (UTC) of that day
    again: bool


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """A response with its answers, for staff who may read it."""

    response_id: str
    place: PlaceView
    place_settings: PlaceSettings
    link_slug: str
    form: Form
    status: Status
    language: str
    channel: str
    consent_path: ConsentPath  # as it was sent; ``unknown`` where nobody wrote down who consented
    code: str | None
    number: int  # of the submission that is shown; 0 when it was stopped before sending
    answers: Answers
    received_at: datetime
