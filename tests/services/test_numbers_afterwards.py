"""What became of a round: told once, some days after it is over, of as many as it had, and of nobody it must not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from farolito.db.base import table_of
from farolito.db.models import CountAfterwards, Response
from farolito.domain.access import SYSTEM
from farolito.domain.contacting import Contact
from farolito.domain.suppression import exactly
from farolito.services import casework, jobs, numbers, retention
from farolito.services.casework import contacts, follow_ups
from farolito.services.numbers import nightly
from tests.services.test_casework import person
from tests.services.test_numbers import COUNTED, next_morning, open_form, send, shown
from tests.services.test_referrals import YES, answer, partner, sent

if TYPE_CHECKING:
    from farolito.domain.access import Actor
    from tests.services.conftest import School

MONDAY = date(2026, 11, 23)


def night(school: School, days: int) -> None:
    jobs.run_all(school.works)
    school.clock.advance(days=days)
    nightly.run(school.works, {})


def called(
    school: School, actor: Actor, response: str, days: int, direction: str = "out", **more: Any
) -> None:
    """Somebody writes down a contact so many days after Monday."""
    contact = Contact("call", direction, "es", "none", "reached", MONDAY + timedelta(days=days))
    with school.works.open(actor) as work:
        contacts.write(work, casework.case(work, "lincoln", response), contact, **more)


def cells(school: School, dimension: str) -> dict[str, Any]:
    return dict((shown(school).cells or {}).get(dimension, {}))


def fair(school: School, many: int) -> list[str]:
    """So many families answer on Monday; their numbers are there on Tuesday."""
    open_form(school)
    found = [send(school) for _ in range(many)]
    next_morning(school)
    return found


def test_time_to_first_contact_is_told_ten_days_after_and_not_before(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    families = fair(school, 40)
    for response in families[:12]:
        called(school, luis, response, 0)
        called(school, luis, response, 5)  # the first one counts
    for response in families[12:25]:
        called(school, luis, response, 2)
    for response in families[25:]:
        called(school, luis, response, 1, "in")  # they called us
    night(school, 8)
    assert cells(school, "contact") == {}
    night(school, 1)
    assert cells(school, "contact") == {
        "same_day": exactly(12),
        "two_days": exactly(13),
        "week": exactly(0),
        "later": exactly(15),
    }
    now = shown(school)
    assert (now.responses, now.base("contact"), now.base("need")) == (exactly(40),) * 3
    night(school, 3)
    assert shown(school) == now


def test_a_few_families_who_were_called_late_can_not_be_found(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    for response in fair(school, 40)[:34]:
        called(school, luis, response, 0)
    night(school, 9)
    found = cells(school, "contact")
    assert not found["later"].shown
    assert not found["same_day"].shown  # 34 of 40 would give them away


def test_an_entry_that_is_corrected_does_not_count(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    families = fair(school, 40)
    for response in families[:20]:
        called(school, luis, response, 0)
        with school.works.open(luis) as work:
            [entry] = contacts.of(work, casework.case(work, "lincoln", response))
        called(school, luis, response, 2, corrects=entry.id)
    night(school, 9)
    assert cells(school, "contact")["two_days"] == exactly(20)
    assert cells(school, "contact")["same_day"] == exactly(0)


def test_follow_up_is_told_thirty_days_after_each_response_once(school: School) -> None:
    luis = person(school, "luis", "coordinator")
    families, to = fair(school, 70), partner(school, luis, "name")
    with school.works.open(luis) as work:
        for number, response in enumerate(families[:60]):
            case = casework.case(work, "lincoln", response)
            if number < 15:
                follow_ups.add(work, case, "Call", MONDAY + timedelta(days=29), None)
            elif number < 30:
                follow_ups.add(work, case, "Call", MONDAY + timedelta(days=30), None)
                follow_ups.add(work, case, "Call again", MONDAY + timedelta(days=90), None)
            elif number < 45:
                casework.change(work, case, 0, state="done")
    for response in families[45:57]:
        made = sent(school, luis, response, to, YES)
        assert answer(school, made.code, "completed", outcome="helped") is None
    night(school, 29)
    assert cells(school, "follow_up") == {
        "helped": exactly(12),
        "overdue": exactly(15),
        "to_call": exactly(15),
        "done": exactly(15),
        "nothing": exactly(13),
    }


def test_who_is_erased_or_turns_out_to_be_the_students_own_is_not_looked_at_and_changes_no_total(
    school: School,
) -> None:
    luis = person(school, "luis", "coordinator")
    families = fair(school, 45)
    for response in families:
        called(school, luis, response, 0)
    with school.works.open(SYSTEM) as work:
        for response in families[:6]:
            retention.erase(work, school.place.id, response, "all", "request")
        own = table_of(Response)
        work.connection.execute(
            update(own).where(own.c.id.in_(families[6:12])).values(consent_path="minor_self")
        )
    night(school, 9)
    assert cells(school, "contact")["same_day"] == exactly(33)
    assert cells(school, "contact")["later"] == exactly(12)
    assert shown(school).base("contact") == exactly(45)


def test_nothing_is_told_of_what_nobody_knows_who_sent(school: School) -> None:
    anonymous = {
        **COUNTED,
        "regime": "anonymous",
        "purpose": "survey",
        "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36},
    }
    section = {**anonymous["sections"][0], "pages": anonymous["sections"][0]["pages"][1:]}
    open_form(school, {**anonymous, "sections": [section]})
    for _ in range(35):
        token = school.open_form("counted")
        school.answer(token, "counted", food_worried="often")
        school.send(token, "counted")
    night(school, 1)
    assert shown(school).responses == exactly(35)
    with school.works.open(SYSTEM, write=False) as work:
        assert not work.peek(select(table_of(CountAfterwards)))
    night(school, 40)
    assert set(shown(school).cells or {}) == {
        "need",
        "language",
        "channel",
        "question/food_worried",
    }


def test_a_later_round_is_told_later_and_the_base_says_of_how_many(school: School) -> None:
    fair(school, 40)
    night(school, 7)
    for _ in range(33):
        send(school)
    night(school, 2)
    now = shown(school)
    assert (now.responses, now.base("contact")) == (exactly(73), exactly(40))
    with school.works.open(school.staff("coordinator"), write=False) as work:
        told = numbers.report(work, "lincoln", "counted", "2026-27", "en")
    block = next(one for one in told.blocks if one.name == "contact")
    assert block.base == "Of 40 responses. As it was 10 days or more after they were sent."
    assert block.finding == "We tried to reach fewer than half of the families within a week."
