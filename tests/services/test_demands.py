"""What a form demands of those who offer it is refused, in words, where nobody can give it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.domain.demands import DEMANDED, demands_of
from farolito.domain.reading import complete_document, trusted_form
from farolito.errors import LinkRefused, NotFound, PublishRefused
from farolito.services import forms, links, places, responses, sessions
from farolito.services.blocks import read_bank
from farolito.services.places import PlaceSettings
from tests.services.conftest import NEEDS

if TYPE_CHECKING:
    from farolito.services.work import Works

BANK = read_bank(Path(__file__).parents[2] / "forms")


def using(block: str, **more: Any) -> dict[str, Any]:
    """The form of the tests, with a block at its end."""
    document = copy.deepcopy(NEEDS)
    document["sections"].append({"use": block})
    document["name"] = f"with-{block}"
    return {**complete_document(document, BANK), **more}


def offer(works: Works, document: dict[str, Any], **settings: str) -> tuple[str, ...]:
    """Publish a form and link it at a school; why it may not be offered."""
    with works.open(SYSTEM) as work:
        site = places.add(work, "site", "grant", "Grant", settings=PlaceSettings(**settings))  # type: ignore[arg-type]
        form = forms.publish(work, document)
        try:
            links.add(work, site.id, "form", form.name)
        except LinkRefused as refused:
            return tuple(refused.reasons)
    return ()


def test_item_9_may_not_be_anonymous(works: Works) -> None:
    survey = using("phq-9", regime="anonymous")
    survey["retention"] = {**survey["retention"], "identity_months": 0}
    with works.open(SYSTEM) as work, pytest.raises(PublishRefused) as refused:
        forms.publish(work, survey)
    assert "the form is anonymous, and the block phq-9 may not be" in str(refused.value)


def test_item_9_needs_somebody_on_duty_and_is_never_sent_by_a_link(works: Works) -> None:
    reasons = offer(works, using("phq-9"))
    assert len(reasons) == 2
    assert "name them at /staff/grant/promises, “What this place can offer”" in reasons[0]
    assert "may never be sent by a link" in reasons[1]


def test_with_somebody_on_duty_it_is_still_never_sent_by_a_link(works: Works) -> None:
    [reason] = offer(works, using("phq-9"), on_duty="A counselor, 213-555-0100")
    assert "Farolito can not offer forms in that way yet" in reason


def test_the_safety_questions_need_a_private_room(works: Works) -> None:
    [reason] = offer(works, using("ahc-hrsn-safety"))
    assert "name the room at /staff/grant/promises, “What this place can offer”" in reason


def test_with_a_private_room_they_may_be_offered(works: Works) -> None:
    assert offer(works, using("ahc-hrsn-safety"), private_room="Room 4") == ()


def test_the_home_language_survey_is_not_published_while_nobody_knows_who_was_asked(
    works: Works,
) -> None:
    with works.open(SYSTEM) as work, pytest.raises(PublishRefused) as refused:
        forms.publish(work, using("home-language-survey"))
    assert "can not tell yet whether a student was asked before" in str(refused.value)


def test_a_block_that_demands_nothing_is_offered(works: Works) -> None:
    assert offer(works, using("hunger-vital-sign")) == ()


def test_an_old_link_is_closed_once_its_form_demands_more_than_the_place_has(
    works: Works,
) -> None:
    assert offer(works, {**NEEDS, "name": "with-phq-9"}) == ()
    with works.open(SYSTEM) as work:
        assert links.open_link(work, "grant", "form").open
        forms.publish(work, using("phq-9"))
        link = links.open_link(work, "grant", "form")
        assert not link.open
        assert len(link.refused) == 2
        family = sessions.start_family(work)
        with pytest.raises(NotFound):
            responses.start(work, link, "en", family.id)


def test_questions_copied_by_hand_demand_what_their_codes_demand() -> None:
    document = copy.deepcopy(NEEDS)
    asked = document["sections"][-1]["pages"][-1]["questions"][-1]
    asked["codes"] = {"loinc": "44260-8"}
    assert demands_of(trusted_form(document)).keys() == {
        "on_duty_responder",
        "not_by_link",
        "not_anonymous",
    }
    assert demands_of(trusted_form(NEEDS)) == {}


def test_every_demand_of_the_bank_is_said_in_words() -> None:
    demanded = {demand for block in BANK.values() for demand in block.demands}
    assert demanded == DEMANDED.keys()
