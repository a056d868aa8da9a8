"""Numbers: counted once each, shown in rounds, suppressed, kept through corrections and erasures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, select

from farolito.db.base import table_of
from farolito.db.models import CountedResponse, CountRound, CountShown, Response, Submission
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.events import SubmissionSaved
from farolito.domain.suppression import Bounds, exactly
from farolito.errors import Forbidden, NotFound
from farolito.services import arrivals, forms, jobs, links, numbers, places, retention
from farolito.services.arrivals import Arrival
from farolito.services.numbers import nightly
from farolito.services.numbers.rounds import open_round
from farolito.services.responses.cells import seal_answers
from tests.services.conftest import ANSWERS, CONSENT, FOOD, document, en

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.services.numbers import Numbers
    from farolito.services.work import Work
    from tests.services.conftest import School

WHEN = "food_worried == 'often'"
COUNTED = document(
    "counted", CONSENT, FOOD, needs=[{"name": "food", "label": en("Food"), "when": WHEN}]
)
ANSWERED = {name: ANSWERS[name] for name in ("agree", "food_worried")}


def open_form(school: School, form: dict[str, object] = COUNTED) -> None:
    with school.works.open(SYSTEM) as work:
        published = forms.publish(work, form)
        links.add(work, school.place.id, published.name, published.name)


def send(school: School, many: int = 1, link: str = "counted", **answers: object) -> str:
    """So many families answer; the id of the last response."""
    handle = None
    for _ in range(many):
        token = school.open_form(link)
        handle = school.answer(token, link, **{**ANSWERED, **answers})
        school.send(token, link)
    assert handle is not None
    return handle.response_id or ""


def shown(school: School, link: str | None = None, role: str = "coordinator") -> Numbers:
    with school.works.open(school.staff(role), write=False) as work:
        return numbers.shown(work, "lincoln", link)


def next_morning(school: School, days: int = 1) -> None:
    jobs.run_all(school.works)
    school.clock.advance(days=days)
    nightly.run(school.works, {})


def test_nothing_is_shown_before_a_day_with_enough_responses_is_over(school: School) -> None:
    open_form(school)
    send(school, 33)
    jobs.run_all(school.works)
    assert shown(school).form is None
    next_morning(school)
    now = shown(school)
    assert now.responses == exactly(33)
    assert now.until is not None
    assert now.until.isoformat() == "2026-11-23"


def test_fewer_than_that_wait_for_the_end_of_the_month_and_fewer_than_eleven_longer(
    school: School,
) -> None:
    open_form(school)
    send(school, 10)
    next_morning(school, days=10)  # in December
    assert shown(school).form is None
    send(school, 1)
    next_morning(school)
    assert shown(school).form is None
    next_morning(school, days=31)
    assert shown(school).responses == exactly(11)


def test_needs_languages_and_answers_are_shown_and_small_ones_are_not(school: School) -> None:
    open_form(school)
    send(school, 20)
    send(school, 21, food_worried="never")
    send(school, 3, food_worried={"skipped": True})
    next_morning(school)
    cells = shown(school).cells or {}
    assert cells["need"] == {"food": exactly(20)}
    assert cells["language"] == {"en": exactly(44), "es": exactly(0)}
    answers = cells["question/food_worried"]
    assert not answers[""].shown
    # who did not answer could be worked out from the two others: one of them is hidden as well
    assert sum(one.shown for one in answers.values()) == 1


def test_being_told_twice_counts_once(school: School) -> None:
    open_form(school)
    send(school, 32)
    last = send(school)
    jobs.run_all(school.works)
    event = SubmissionSaved(school.place.id, last, 1, "counted", "")
    arrivals.take_in(school.works, event)
    arrivals.take_in(school.works, event)
    next_morning(school)
    assert shown(school).responses == exactly(33)


def test_a_correction_counts_instead_of_what_it_corrects_whichever_is_told_last(
    school: School,
) -> None:
    open_form(school)
    send(school, 39, food_worried="never")
    corrected = send(school, 1, food_worried="never")
    jobs.run_all(school.works)
    correct(school, corrected)
    for number in (2, 1, 2, 1):
        told(school, corrected, number)
    with school.works.open(SYSTEM) as work:
        counts = open_round(work, school.place.id, "counted").counts
    assert counts["response", ""] == 40
    assert counts["need", "food"] == 1
    assert counts["question/food_worried", "never"] == 39


def test_a_correction_of_what_is_shown_changes_nothing(school: School) -> None:
    open_form(school)
    corrected = send(school, 40, food_worried="never")
    next_morning(school)
    send(school, 2)
    jobs.run_all(school.works)
    before = shown(school)
    correct(school, corrected)
    told(school, corrected, 2)
    with school.works.open(SYSTEM) as work:
        counts = open_round(work, school.place.id, "counted").counts
    assert (counts["response", ""], counts["need", "food"]) == (2, 2)
    assert shown(school) == before


def correct(school: School, response_id: str) -> None:
    """A second submission of a response, which says that there is a need."""
    place, answers = school.place.id, {**ANSWERED, "food_worried": "often"}
    with school.works.open(SYSTEM) as work:
        first = arrivals.arrival_of(work, place, response_id, 1)
        assert first is not None
        work.connection.execute(
            insert(table_of(Submission)).values(
                place_id=place,
                response_id=response_id,
                number=2,
                form_hash=first.form.hash,
                language="en",
                answers=seal_answers(work.keyring, place, response_id, 2, answers),
                digest=b"",
                received_at=work.now(),
            )
        )


def told(school: School, response_id: str, number: int) -> None:
    event = SubmissionSaved(school.place.id, response_id, number, "counted", "")
    arrivals.take_in(school.works, event)


def test_what_is_erased_before_it_is_shown_is_not_counted_and_what_is_shown_stays(
    school: School,
) -> None:
    open_form(school)
    send(school, 33)
    gone = send(school)
    jobs.run_all(school.works)
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, gone, "all", "request")
    late = send(school)
    next_morning(school)
    assert shown(school).responses == exactly(34)
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, late, "all", "request")
    next_morning(school)
    assert shown(school).responses == exactly(34)


def test_names_that_are_erased_later_do_not_count_the_answers_again(school: School) -> None:
    open_form(school)
    one = send(school, 33)
    next_morning(school)
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, one, "names", "retention")
    numbers.rebuild(school.works)
    send(school, 40)
    next_morning(school)
    assert shown(school).responses == exactly(73)


def test_what_was_never_counted_is_counted_by_a_rebuild_and_nothing_twice(school: School) -> None:
    open_form(school)
    send(school, 33)
    jobs.run_all(school.works)
    with school.works.open(SYSTEM) as work:
        for table in map(table_of, (CountedResponse, CountRound, CountShown)):
            work.connection.execute(delete(table))
    assert numbers.rebuild(school.works) == 33
    assert numbers.rebuild(school.works) == 0
    next_morning(school)
    assert shown(school).responses == exactly(33)


@pytest.mark.parametrize(
    ("regime", "counted"), [("provider", True), ("counseling", False), ("self_service", False)]
)
def test_only_regimes_whose_law_says_so_are_counted(
    school: School, regime: str, counted: bool
) -> None:
    open_form(school, {**COUNTED, "regime": regime, "neutral_title": en("Form")})
    send(school, 33)
    next_morning(school)
    assert (shown(school).form is not None) == counted


@pytest.mark.parametrize("path", ["minor_self", "unknown"])
def test_a_record_that_its_household_may_not_see_is_in_no_count(school: School, path: str) -> None:
    open_form(school, {**COUNTED, "consent_path": path})
    send(school, 33)
    next_morning(school)
    assert shown(school).form is None


def test_nobody_reads_from_the_database_what_a_few_people_answered(school: School) -> None:
    open_form(school)
    send(school, 2)
    jobs.run_all(school.works)
    with school.works.open(SYSTEM, write=False) as work:
        [row] = work.peek(select(table_of(CountRound)))
        assert row.responses == 2
        assert b"food" not in row.counts
        assert not work.peek(select(table_of(CountShown)))


def test_a_district_sees_the_sum_and_who_has_no_say_there_nothing(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        county = places.add(work, "county", "county", "County")
        district = places.add(work, "district", "district", "District", county.id)
        for slug, small in (("one", 10), ("two", 30)):
            site = places.add(
                work,
                "site",
                slug,
                slug,
                district.id,
                places.PlaceSettings(languages="draft", small_counts=small),
            )
            forms.publish(work, COUNTED)
            links.add(work, site.id, "counted", "counted")
            for number in range(40):
                arrival = _arrival(school, work, site, number)
                numbers.count(work, arrival)
    next_morning(school, days=40)
    lead = Actor("user", "lead", "Lead", (Grant(district.id, "district_lead"),))
    with school.works.open(lead, write=False) as work:
        found = numbers.shown(work, "district")
        assert found.responses == exactly(80)
        # at the second site, 20 of 40 are too few to show
        assert (found.cells or {})["need"]["food"] == Bounds(20 + 1, 20 + 39)
        assert (numbers.shown(work, "one").cells or {})["need"] == {"food": exactly(20)}
        with pytest.raises(Forbidden):
            numbers.shown(work, "lincoln")
        with pytest.raises(Forbidden):
            numbers.shown(work, "county")
        with pytest.raises(NotFound):
            numbers.shown(work, "district", "nothing")
        with pytest.raises(NotFound):
            numbers.shown(work, "district", "counted", "1999-00")


def _arrival(school: School, work: Work, site: PlaceView, number: int) -> Arrival:
    """A submission at a site, of which only what is counted is there."""
    form = forms.current(work, "counted")
    moment, response_id = work.now(), f"{site.slug}-{number}"
    work.connection.execute(
        insert(table_of(Response)).values(
            place_id=site.id,
            id=response_id,
            link_slug="counted",
            form_hash=form.hash,
            regime="education_record",
            status="completed",
            language="en",
            channel="own_device",
            consent_path="parent",
            revision=1,
            submitted_number=1,
            started_at=moment,
            saved_at=moment,
            received_at=moment,
        )
    )
    return Arrival(
        place=site,
        response_id=response_id,
        number=1,
        form=form,
        consent_path="parent",
        language="en",
        channel="own_device",
        answers={**ANSWERED, "food_worried": "often" if number % 2 else "never"},
        received_at=moment,
    )
