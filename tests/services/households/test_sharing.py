"""What a family said once is offered on its next form, to be confirmed, and shown to nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY
from farolito.errors import Forbidden, NotFound
from farolito.services import households, jobs, links, responses, sessions
from farolito.services.retention import erase
from tests.services.conftest import AGREED
from tests.services.households.conftest import PHONE, child, family

if TYPE_CHECKING:
    from farolito.services.responses import ResponseDraft
    from tests.services.households.conftest import Fair


def begun(
    fair: Fair, token: str, form: str, place: str = "lincoln", channel: str = "own_device"
) -> ResponseDraft:
    """What is on the page after Start."""
    fair.clock.advance(minutes=1)
    with fair.works.open(NOBODY) as work:
        session = sessions.of_token(work, token)
        assert session is not None
        link = links.open_link(work, place, form)
        handle = responses.start(work, link, "en", session.id, channel)
        households.offer_known(work, handle)
    with fair.works.open(NOBODY) as work:
        return responses.load(work, token, place, form)


def offered(handle: ResponseDraft) -> dict[str, Any]:
    return {path: dict(handle.draft.raw[path]) for path in handle.draft.offered}


def test_the_next_form_of_the_same_browser_offers_what_was_said_and_answers_nothing(
    fair: Fair,
) -> None:
    token = fair.browser()
    fair.send(family("Rosa García", PHONE), token=token)
    handle = begun(fair, token, "check-in")
    assert offered(handle) == {
        "contact_name": {"": ("Rosa García",)},
        "contact_phone": {"": ("(626) 555-0142",)},
    }
    assert handle.draft.answers == {}
    assert handle.draft.awaits_confirmation("contact_phone")
    with fair.works.open(NOBODY) as work:
        problems = responses.submit(work, responses.load(work, token, "lincoln", "check-in"))
    assert isinstance(problems, list)  # nothing is sent that nobody confirmed


def test_what_was_skipped_or_not_asked_is_not_offered(fair: Fair) -> None:
    token = fair.browser()
    fair.send({"contact_name": "Rosa García", "people": 4}, "check-in", token=token)
    assert set(offered(begun(fair, token, "intake"))) == {"contact_name"}


@pytest.mark.parametrize(
    ("form", "place", "channel"),
    [
        ("check-in", "roosevelt", "own_device"),
        ("check-in", "lincoln", "tablet"),
        ("private-talk", "lincoln", "own_device"),
        ("student-check-in", "lincoln", "own_device"),
    ],
)
def test_nothing_is_offered_elsewhere_on_a_tablet_across_regimes_or_to_a_student(
    fair: Fair, form: str, place: str, channel: str
) -> None:
    token = fair.browser()
    fair.send(family(), token=token)
    assert offered(begun(fair, token, form, place, channel)) == {}


def test_what_a_student_said_alone_and_what_another_browser_said_is_never_offered(
    fair: Fair,
) -> None:
    fair.send(family())
    token = fair.browser()
    fair.send({"own_name": "Ana", "own_phone": PHONE}, "student-check-in", token=token)
    fair.send({"contact_phone": PHONE}, "private-talk", token=token)
    assert offered(begun(fair, token, "check-in")) == {}


def test_staff_open_a_form_for_a_family_and_it_is_of_that_household_once_sent(fair: Fair) -> None:
    sent = fair.send(family("Rosa García", PHONE, stays={"none": True}))
    with fair.works.open(fair.staff("parent_engagement_coordinator")) as work:
        household = households.of_response(work, "lincoln", sent)
        assert household is not None
        handle, session = households.open_form(work, "lincoln", household, "intake")
    assert set(handle.draft.offered) == {"contact_name", "contact_phone", "stays"}
    with fair.works.open(fair.staff()) as work:
        assert len(households.read(work, "lincoln", household).sent) == 1  # not sent yet
    with fair.works.open(NOBODY) as work:
        mine = responses.load(work, session.token, "lincoln", "intake")
        answers = {"agree": AGREED, **family("Rosa García", PHONE, child("Ana"))}
        responses.save(work, mine, replace(mine.draft, answers=answers, raw={}))
    with fair.works.open(NOBODY) as work:
        receipt = responses.submit(work, responses.load(work, session.token, "lincoln", "intake"))
    assert not isinstance(receipt, list), receipt
    jobs.run_all(fair.works)
    with fair.works.open(fair.staff()) as work:
        view = households.read(work, "lincoln", household)
        assert len(view.sent) == 2
        assert [(tie.how, tie.by) for tie in view.ties] == [("opened", "Ms. Alvarez")]
        assert len(view.people) == 2
        with pytest.raises(NotFound):
            households.open_form(work, "lincoln", household, "private-talk")
    with fair.works.open(fair.staff("counselor")) as work, pytest.raises(Forbidden):
        households.open_form(work, "lincoln", household, "intake")


def test_staff_of_one_school_erase_what_a_response_told_at_another(fair: Fair) -> None:
    sent = fair.send(family("Rosa García", PHONE, child("Luis", school="roosevelt")))
    assert {row[0] for row in fair.rows("person")} == {fair.lincoln.id, fair.roosevelt.id}
    with fair.works.open(fair.staff()) as work:
        erase(work, fair.lincoln.id, sent, "all", "request")
    for table in ("household", "person", "person_key", "enrollment"):
        assert fair.rows(table) == []
