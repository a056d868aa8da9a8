"""What a family said before, for its next form: of the same browser, or of the household that staff opened it for.

Nobody else is ever shown it: not on a shared tablet, not at another place, not across regimes, and nothing that a
student alone consented to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import households as queries
from farolito.domain.consent_paths import HOUSEHOLD_SEES
from farolito.domain.drafts import Draft
from farolito.domain.households import told_by
from farolito.domain.offering import asks_what_may_be_known, offer
from farolito.errors import NotFound
from farolito.services import audit, forms, links, responses, sessions
from farolito.services.households.arriving import begin
from farolito.services.households.doors import entered
from farolito.services.households.joining import say
from farolito.services.households.reading import head_of, view
from farolito.services.responses.cells import open_answers

if TYPE_CHECKING:
    from farolito.domain.households import Facts
    from farolito.services.households.values import HouseholdView
    from farolito.services.responses import ResponseDraft
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work


def offer_known(work: Work, handle: ResponseDraft) -> ResponseDraft:
    """A response just begun, its fields filled in from what the same browser sent here before, to be confirmed."""
    if handle.channel != "own_device" or not asks_what_may_be_known(handle.form):
        return handle
    given = {
        "session_id": handle.session_id,
        "place_id": handle.place.id,
        "regime": handle.form.regime,
        "paths": list(HOUSEHOLD_SEES),
    }
    for row in work.peek(queries.SENT_BEFORE, given):
        before, number = forms.version(work, row.form_hash), row.submitted_number
        if before.audience != handle.form.audience:
            return handle  # a parent's phone is not a student's
        answers = open_answers(work.keyring, handle.place.id, row.id, number, row.answers)
        told = told_by(before, answers)
        own: Facts = {
            **told.facts,
            **next((one.facts for one in told.people if one.role == "respondent"), {}),
        }
        return _offered(work, handle, own)
    return handle


def open_form(
    work: Work, place_slug: str, household_id: str, link_slug: str
) -> tuple[ResponseDraft, NewSession]:
    """Begin a form for a household, for staff who fill it in with the family: once sent, it is of this household.

    In a browser session of its own, so that nothing of another family is left in it. Raises :class:`NotFound`,
    :class:`Forbidden`.
    """
    here = entered(work, place_slug, "households.view")
    head = head_of(work, here, household_id)
    link = links.open_link(work, place_slug, link_slug)
    if link.form.regime not in here.regimes or link.form.audience != "family":
        raise NotFound("There is no such form for a household.")
    audit.record(work, here.place.id, "household.read", f"household/{head}")
    known = view(work, here, head)
    session = sessions.start_family(work)
    language = next((tag for tag in known.languages if tag in link.languages), link.languages[0])
    handle = responses.start(work, link, language, session.id, channel="tablet")
    node = begin(work, here.place.id, handle.response_id or "", link.form.regime, 0)
    say(work, here.place.id, head, node, "same", "opened")
    return _offered(work, handle, _facts_of(known)), session


def _offered(work: Work, handle: ResponseDraft, facts: Facts) -> ResponseDraft:
    draft = offer(Draft(), handle.form, facts, work.types)
    return responses.save(work, handle, draft) if draft.offered else handle


def _facts_of(household: HouseholdView) -> Facts:
    """What is known of a household and of the one who answered last for it."""
    answering = next((one for one in household.people if one.role == "respondent"), None)
    said = (*household.said, *(answering.said if answering else ()))
    return {one.fact: (one.question.name, one.answer) for one in said}
