"""Writing a contact down from a page of a plugin, into the host's own log: there is no second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain import codes
from farolito.domain.contacting import Contact, problems
from farolito.errors import NotFound
from farolito.services import casework
from farolito.services.casework import contacts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def log_contact(
    work: Work,
    place: PlaceView,
    response_id: str,
    *,
    channel: str,
    outcome: str,
    language: str,
    on: date,
    direction: str = "out",
    interpreter: str = "none",
    words: str = "",
    next_try: date | None = None,
    what_next: str = "",
    topics: Mapping[str, Mapping[str, str]] | None = None,
) -> Mapping[str, str]:
    """Write a call, text, email, visit or letter into the contact log of a response.

    ``topics`` is what it was about: the key of each, with its words by language, so that every reader is told in
    their own, whatever the topic is called later. ``words`` are for what somebody wrote.

    Gives what is wrong (field to code: choose, future, past, long), and nothing when it was written. With a
    ``next_try`` the reader has a follow-up on that day, which says ``what_next`` and the code of the response. Raises
    :class:`NotFound` for a response that is not there or that the reader may not work on, and for a regime that the
    plugin did not ask for.
    """
    case = casework.case(work, place.slug, response_id)
    if not work.asked_for("log_contact", case.regime, case.form.name):
        raise NotFound("There is no such response.")
    made = Contact(
        channel=channel,
        direction=direction,
        language=language,
        interpreter=interpreter,
        outcome=outcome,
        on=on,
        words=words.strip(),
        next_try=next_try,
        topics=topics or {},
    )
    wrong = problems(made, work.today())
    if not wrong:
        code = codes.shown(case.code) if case.code else ""
        contacts.write(work, case, made, what_next=f"{what_next} {code}".strip())
    return wrong
