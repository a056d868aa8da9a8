"""Every family is in the tracker, for who works with families, and what a student asked for alone is not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from farolito.testing.paper import pages_of, structure
from farolito_contact_log.models import Sorted

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

HOME = "/-/contact_log/"
PLACE = f"{HOME}lincoln"
CALLED = {"channel": "call", "outcome": "no_answer", "language": "en", "on": "2026-11-23"}
WEDNESDAY = datetime(2026, 11, 25, 18, tzinfo=UTC)
UNSAFE = {"number": "+16265550177", "call": "no", "text": "yes", "message": "no"}


def family_of(browser: Any) -> str:
    found = re.search(rf'href="({PLACE}/family/[^"/]+)"', browser.get(PLACE).text)
    assert found is not None
    return found[1]


def test_a_family_is_a_row_with_what_staff_need_to_know(
    site: Site, answers: Callable[..., str]
) -> None:
    answers("es")

    html = site.staff("coordinator").get(HOME).text

    for words in ("Luz Herrera", "Marta Herrera", "Español", "Nobody yet", "Only a phone"):
        assert words in html
    assert "+1626" not in html


def test_nobody_else_finds_it(site: Site, answers: Callable[..., str]) -> None:
    answers()
    family = family_of(site.staff("coordinator"))
    others = (
        "volunteer", "counselor", "health_educator", "district_lead", "county_coach",
        "platform_admin", "partner_agency",
    )  # fmt: skip
    for role in others:
        for address in (HOME, PLACE, f"{PLACE}/today", f"{PLACE}/today.pdf", family):
            reply = site.staff(role).get(address)
            assert reply.status_code == 404, (role, address)
            assert "Herrera" not in reply.text
    assert site.visitor().get(HOME).status_code == 303
    assert site.staff("coordinator").get(f"{HOME}jefferson").status_code == 404
    assert site.staff("parent_engagement_coordinator").get(family).status_code == 200


def test_what_a_student_asked_for_alone_is_nowhere_in_it(
    site: Site, answers: Callable[..., str], asks_alone: Callable[[], str]
) -> None:
    response = asks_alone()
    browser = site.staff("coordinator")
    due = {"what": "Kanari follow-up", "due_on": "2026-11-23"}
    planned = browser.post(f"/staff/lincoln/responses/{response}/follow-ups", data=due)
    assert planned.status_code == 303

    assert "No family has answered" in browser.get(PLACE).text
    answers()
    for address in (PLACE, f"{PLACE}?show=due", f"{PLACE}/today", family_of(browser)):
        assert "Kanari" not in browser.get(address).text
    for address in (f"{PLACE}/today.pdf", f"{family_of(browser)}/history.pdf"):
        assert "Kanari" not in " ".join(pages_of(browser.get(address).data))


def test_a_logged_call_stands_in_the_hosts_log_and_comes_back_on_its_day(
    site: Site, answers: Callable[..., str]
) -> None:
    response = answers()
    browser = site.staff("coordinator")
    family = family_of(browser)

    sent = CALLED | {"topic": ["food", "invented"], "next_try": "2026-11-25"}
    reply = browser.post(family, data=sent)

    assert reply.status_code == 303
    assert "No answer" in browser.get(PLACE).text
    log = browser.get(f"/staff/lincoln/responses/{response}/contact?read=yes").text
    assert "No answer" in log
    assert "Food" in log
    assert "invented" not in log
    spanish = {"headers": {"Accept-Language": "es"}}
    for page in (f"/staff/lincoln/responses/{response}/contact?read=yes", family):
        told = browser.get(page, **spanish).text.partition("log")[2]
        assert "Comida" in told
        assert "Food" not in told
    assert "Nobody to call today" in browser.get(f"{PLACE}/today").text
    site.works.clock = lambda: WEDNESDAY
    sheet = site.staff("coordinator").get(f"{PLACE}/today").text
    assert "Try again: Call" in sheet
    assert "(626) 555-0142" in sheet


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"channel": "fax"}, "channel"),
        ({"outcome": ""}, "outcome"),
        ({"language": "tlh"}, "language"),
        ({"on": "2026-11-24"}, "on"),
        ({"on": "soon"}, "on"),
        ({"next_try": "2026-11-22"}, "next_try"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    site: Site, answers: Callable[..., str], changed: dict[str, str], field: str
) -> None:
    answers()
    browser = site.staff("coordinator")

    sent = CALLED | {"topic": "food", "next_try": "2026-11-30"} | changed
    reply = browser.post(family_of(browser), data=sent)

    assert reply.status_code == 422
    assert f'id="e-{field}"' in reply.text
    assert 'value="food" checked' in reply.text
    assert "No contact yet." in browser.get(family_of(browser)).text


def test_whoever_must_not_be_called_has_no_number_on_the_sheet(
    site: Site, answers: Callable[..., str]
) -> None:
    answers(your_phone=UNSAFE)
    browser = site.staff("parent_engagement_coordinator")
    browser.post(family_of(browser), data=CALLED | {"next_try": "2026-11-23"})

    screen = browser.get(f"{PLACE}/today").text
    paper = browser.get(f"{PLACE}/today.pdf").data

    assert "Do not call" in screen
    assert "0177" not in screen
    words = " ".join(pages_of(paper))
    assert "Do not call" in words
    assert "0177" not in words
    assert words.index("Do not call") < words.index("Marta", words.index("Do not call"))
    assert {"H1", "Table", "TH"} <= set(structure(paper))


def test_the_list_is_narrowed_by_what_is_missing(site: Site, answers: Callable[..., str]) -> None:
    answers("es", da_internet="none")
    answers("en", student="Sam Lee", your_name="Jo Lee", da_internet="home", da_video="yes",
            your_phone={"skipped": True}, student_born={"skipped": True})  # fmt: skip
    browser = site.staff("coordinator")

    def shown(query: str) -> set[str]:
        html = browser.get(f"{PLACE}?{query}").text
        return {name for name in ("Luz Herrera", "Sam Lee") if name in html}

    assert shown("") == {"Luz Herrera", "Sam Lee"}
    assert shown("show=offline") == {"Luz Herrera"}
    assert shown("language=en") == {"Sam Lee"}
    assert shown("show=due") == shown("show=referred") == set()
    assert shown("show=waiting") == {"Luz Herrera", "Sam Lee"}
    lee = re.search(
        rf'href="({PLACE}/family/[^"/]+)"[^>]*><bdi dir="auto">(Jo|Sam) Lee',
        browser.get(PLACE).text,
    )
    assert lee is not None
    browser.post(lee[1], data=CALLED | {"next_try": "2026-11-23"})
    assert shown("show=waiting") == {"Luz Herrera"}
    assert shown("show=due") == {"Sam Lee"}


def test_old_contacts_are_told_in_the_readers_language_after_a_night(
    site: Site, answers: Callable[..., str]
) -> None:
    response = answers()
    address = f"/staff/lincoln/responses/{response}/contact"
    old = CALLED | {"direction": "out", "interpreter": "none", "words": "Food, Attendance"}
    assert site.staff("coordinator").post(address, data=old).status_code == 303

    site.night()

    spanish = {"Accept-Language": "es"}
    log = site.staff("coordinator").get(f"{address}?read=yes", headers=spanish)
    assert "Comida" in log.text
    assert "Asistencia" in log.text
    with site.works.session() as session:
        assert len(session.scalars(select(Sorted)).all()) == 1


def test_a_familys_own_history_has_no_word_of_staff(
    site: Site, answers: Callable[..., str]
) -> None:
    response = answers("es")
    browser = site.staff("coordinator")
    browser.post(family_of(browser), data=CALLED | {"topic": "food", "next_try": "2026-11-27"})
    browser.post(f"/staff/lincoln/responses/{response}/notes", data={"note": "Kanari note"})

    pdf = browser.get(f"{family_of(browser)}/history.pdf")

    assert pdf.headers["Content-Type"] == "application/pdf"
    assert "Herrera" not in pdf.headers["Content-Disposition"]
    words = " ".join(pages_of(pdf.data))
    assert "Qué hicimos con usted" in words
    assert "27 de noviembre de 2026" in words
    for hidden in ("Kanari", "Food", "Comida", "coordinator", "Try again"):
        assert hidden not in words
    assert browser.get(f"{family_of(browser)}/history.pdf?large=1").data != pdf.data


def test_a_history_is_in_large_print_where_the_household_once_said_so(
    site: Site, answers: Callable[..., str], asks_about_letters: str
) -> None:
    answers("es", form=asks_about_letters, letters="yes")
    browser = site.staff("coordinator")
    history = f"{family_of(browser)}/history.pdf"
    assert browser.get(history).data == browser.get(f"{history}?large=1").data


def test_who_looked_at_the_families_is_written_down(
    site: Site, answers: Callable[..., str]
) -> None:
    answers()
    site.staff("coordinator").get(PLACE)

    audit = site.staff("platform_admin").get("/admin/audit?place=lincoln").text
    assert "Looked at the list of families" in audit
    assert "Looked at how to reach a family" not in audit
    site.staff("coordinator").get(family_of(site.staff("coordinator")))
    audit = site.staff("platform_admin").get("/admin/audit?place=lincoln").text
    assert "Looked at how to reach a family" in audit
