"""Who asks for help is told where to go, and waits until the desk is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.factories import make_form, make_response, make_submission
from farolito.testing.hook_tester import failures
from farolito.testing.plugins import make_hooks

from farolito_food_bank.asking import NEED, told
from farolito_food_bank.models import Waiting
from farolito_food_bank.plugin import FoodBank
from farolito_food_bank.settings import DeskSettings

if TYPE_CHECKING:
    from farolito.testing.site import Site

(FORM,) = FoodBank().form_files
CONSENT = {
    "choice": "yes",
    "text": "food-bank-2026",
    "language": "en",
    "at": "2026-11-23T09:30:00-08:00",
}
WANTS = {"consent": CONSENT, "wanted": "yes", "good_day": ["monday"]}
NOT_NOW = {"consent": CONSENT, "wanted": "no"}
DESK = "/-/food_bank/"


def test_a_family_that_asks_learns_where_to_go() -> None:
    response = make_response(needs=[NEED])

    (step,) = make_hooks(FoodBank).next_steps(response)

    assert step.title["es"] == "Venga a nuestra mesa"
    assert step.detail["en"] == "Ask at the school office."


def test_a_family_is_told_what_the_school_has_set() -> None:
    settings = DeskSettings(where="Room 12", hours="Tuesdays at 3 PM")

    assert told(settings, "en") == "Where: Room 12. Open: Tuesdays at 3 PM."


def test_other_families_are_told_nothing() -> None:
    assert make_hooks(FoodBank).next_steps(make_response(needs=["housing"])) == ()


def test_nothing_that_families_do_makes_it_fail() -> None:
    response = make_response(make_form("food-bank"), WANTS, needs=[NEED])
    sent = make_submission(response)

    assert failures(FoodBank, "next_steps", response=response) == []
    assert failures(FoodBank, "submission_saving", submission=sent) == []


def test_the_desk_sees_who_waits_until_it_is_done(site: Site) -> None:
    response = site.send(site.open_form(FORM), WANTS)
    coordinator = site.staff("coordinator")

    assert response in coordinator.get(DESK).text
    reply = coordinator.post(f"{DESK}at/lincoln/{response}/done")

    assert (reply.status_code, reply.headers["Location"]) == (303, f"{DESK}at/lincoln")
    assert response not in coordinator.get(DESK).text


def test_a_family_that_is_erased_waits_no_more(site: Site) -> None:
    response = site.send(site.open_form(FORM), WANTS)

    site.erase(response)

    with site.works.session() as session:
        assert session.get(Waiting, (site.place.id, response)) is None


def test_who_does_not_ask_does_not_wait(site: Site) -> None:
    response = site.send(site.open_form(FORM), NOT_NOW)

    assert response not in site.staff("coordinator").get(DESK).text


def test_who_may_not_read_these_records_sees_nobody_wait(site: Site) -> None:
    site.send(site.open_form(FORM), WANTS)

    assert site.staff("counselor").get(DESK).status_code == 404
    assert site.staff("county_coach").get(DESK).status_code == 404
    assert site.visitor().get(DESK).status_code == 303  # to the log-in page


def test_another_school_is_not_found(site: Site) -> None:
    assert site.staff("coordinator").get(f"{DESK}at/jefferson").status_code == 404
