"""Family requests and referrals on the pages: the slip, the partner's page, the letter, and erasing for good."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import jobs, retention
from farolito.testing.paper import pages_of
from farolito.testing.plugins import make_hooks
from farolito_printables.plugin import Printables
from tests.web.staff.form import AGREED, CONSENT, both, choice, document, section
from tests.web.staff.test_casework_pages import CALL
from tests.web.staff.test_response import words
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from tests.web.staff.school import School

REACH = document(
    "reach",
    section(
        "start",
        CONSENT,
        {"name": "called", "type": "full_name", "label": both("Your name?", "¿Su nombre?")},
        {"name": "call", "type": "phone", "label": both("Phone?", "¿Teléfono?")},
    ),
)
LETTERS = document(
    "letters",
    section(
        "start",
        CONSENT,
        {"name": "called", "type": "full_name", "label": both("Your name?", "¿Su nombre?")},
        {
            "name": "size",
            "type": "choice",
            "label": both("Papers in large print?", "¿Papeles con letra grande?"),
            "fact": "household.large_print",
            "choices": [choice("yes", "Yes", "Sí"), choice("no", "No", "No")],
        },
    ),
)
ANSWERS: dict[str, Any] = {"agree": AGREED, "called": "Kanari Family", "call": "+12135550199"}
YES = {"said": "yes", "by": "parent", "on": "2026-11-23", "share": ["name"]}


@pytest.fixture
def printing(make_school: Callable[..., School]) -> School:
    school = make_school(make_hooks(Printables))
    school.open_form(REACH)
    return school


def partner(client: FlaskClient, **more: object) -> str:
    fields = {"name": "Food Bank", "service": "Groceries", "scope": ["name", "phone"], **more}
    assert client.post("/staff/lincoln/partners/new", data=fields).status_code == 303
    [found] = re.findall(r"/partners/([0-9a-f-]{36})", client.get("/staff/lincoln/partners").text)
    return str(found)


def code_of(school: School, response: str, client: FlaskClient) -> str:
    [found] = re.findall(
        r'<dd class="ltr">(\w{3}-\w{3})</dd>', client.get(f"{response}/referrals").text
    )
    return str(found)


def family_code(client: FlaskClient, response: str) -> str:
    [found] = re.findall(r'<h1><span class="ltr">(\w{4}-\w{4})</span>', client.get(response).text)
    return str(found)


def test_a_referral_waits_as_a_draft_until_the_family_says_yes(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff("coordinator")
    to = partner(client)
    client.post(f"{response}/referrals", data={"to": to, "said": "not_yet"})
    page = client.get(f"{response}/referrals").text
    assert "Not sent: the family has not said yes yet." in page
    assert "slip.pdf" not in page
    [draft] = re.findall(r'name="referral" value="([^"]+)"', page)
    client.post(f"{response}/referrals", data={"to": to, "referral": draft, **YES})
    page = words(client.get(f"{response}/referrals").text)
    assert "What was shared Name: Kanari Family" in page
    assert "Phone: (213)" not in page
    assert printing.rows("SELECT count(*) FROM referral") == [(1,)]


def test_a_yes_without_a_day_or_a_person_sends_nothing(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff("coordinator")
    to = partner(client)
    reply = client.post(f"{response}/referrals", data={"to": to, "said": "yes"})
    assert reply.status_code == 422
    assert "Choose who said yes" in reply.text
    assert printing.rows("SELECT count(*) FROM referral") == [(0,)]


def test_an_agreement_that_is_over_sends_nothing_and_says_so(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff("coordinator")
    to = partner(client, until_on="2026-11-01")
    reply = client.post(f"{response}/referrals", data={"to": to, **YES})
    assert "The agreement with this partner is not in force today." in reply.text
    assert printing.rows("SELECT count(*) FROM referral") == [(0,)]


def test_the_slip_is_in_the_familys_language_and_in_english_for_the_partner(
    printing: School,
) -> None:
    response = printing.send("reach", language="es", **ANSWERS)
    client = printing.staff("coordinator")
    client.post(f"{response}/referrals", data={"to": partner(client), **YES})
    [slip] = re.findall(r'href="([^"]+slip\.pdf)"', client.get(f"{response}/referrals").text)
    reply = client.get(slip)
    assert reply.mimetype == "application/pdf"
    [text] = [" ".join(page.split()) for page in pages_of(reply.data)]
    code = code_of(printing, response, client)
    for said in (
        "Lincoln High School", "Food Bank", "Lleve este papel", "For the partner: please answer",
        "Kanari Family", code, "/partner/lincoln",
    ):  # fmt: skip
        assert said in text, said
    assert "555-0199" not in text
    assert "Kanari" not in reply.headers["Content-Disposition"]


def test_a_partner_answers_by_code_and_learns_nothing_of_the_family(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client, stranger = printing.staff("coordinator"), printing.visitor()
    client.post(f"{response}/referrals", data={"to": partner(client), **YES})
    code = code_of(printing, response, client)
    wrong = stranger.post("/partner/lincoln", data={"code": "222-222"})
    assert (wrong.status_code, "We do not know this code" in wrong.text) == (422, True)
    asked = stranger.post("/partner/lincoln", data={"code": code.lower()})
    assert "Referral from Lincoln High School, November 23, 2026" in asked.text
    for told in ("Kanari", "Groceries", "Food Bank", response.rpartition("/")[2], "555"):
        assert told not in asked.text
    declined = stranger.post("/partner/lincoln", data={"code": code, "go": "declined"})
    assert declined.status_code == 422
    done = stranger.post("/partner/lincoln", data={"code": code, "go": "completed:helped"})
    assert done.location == "/partner/lincoln/thank-you"
    assert "The school has your answer." in stranger.get(done.location).text
    assert stranger.post("/partner/lincoln", data={"code": code}).status_code == 422
    assert "Completed: got help" in words(client.get(f"{response}/referrals").text)
    assert "A partner answered a referral" in client.get(f"{response}/history").text


def test_guessing_is_told_to_wait_and_no_code_is_ever_in_an_address(printing: School) -> None:
    stranger = printing.visitor()
    told = [stranger.post("/partner/lincoln", data={"code": "222222"}).text for _ in range(25)]
    assert sum("Too many tries" in one for one in told) == 5
    assert 'method="post"' in told[-1]


def test_another_school_answers_no_code_of_this_one(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff("coordinator")
    client.post(f"{response}/referrals", data={"to": partner(client), **YES})
    code = code_of(printing, response, client)
    assert printing.visitor().post("/partner/grant", data={"code": code}).status_code == 422


def test_a_family_sees_everything_by_its_code_and_gets_a_letter(printing: School) -> None:
    response = printing.send("reach", language="es", **ANSWERS)
    client = printing.staff("coordinator")
    for note in ("Kanari note", "They said abuse, kanari hidden"):
        client.post(f"{response}/notes", data={"note": note})
    client.post(f"{response}/contact", data={**CALL, "words": "Kanari call"})
    client.post(f"{response}/follow-ups", data={"what": "Kanari plan", "due_on": "2026-12-01"})
    client.post(f"{response}/referrals", data={"to": partner(client), **YES})
    code = family_code(client, response)
    found = client.post("/staff/lincoln/requests", data={"code": code.lower(), "who": "parent"})
    assert found.status_code == 303
    page = words(client.get(found.location).text)
    for said in ("Kanari Family", "Kanari note", "Kanari call", "Kanari plan", "kanari hidden"):
        assert said in page
    letter = client.get(found.location.replace("?", "/show.pdf?"))
    text = " ".join(" ".join(pages_of(letter.data)).split())
    for said in (
        "Lo que guardamos sobre usted", "Kanari Family", code,
        "Organizaciones a las que les contamos de usted", "Food Bank: Groceries", "Les dijimos: su nombre",
        "Lo que planeamos hacer", "Kanari plan", "Notas de nuestro personal", "Kanari note",
        "Notas de nuestro personal: 1", "Llamadas, mensajes, visitas y cartas: 1",
    ):  # fmt: skip
        assert said in text, said
    # a word that gives a family away does not lie on its table; staff show it
    assert "kanari hidden" not in text
    assert "Kanari call" not in text
    actions = [row[0] for row in printing.rows("SELECT action FROM audit")]
    assert {"request.opened", "request.letter"} <= set(actions)


def papers(school: School, to: str, size: str) -> dict[str, bytes]:
    """The slip and the three letters of a family that answered what size its papers are, as they are first printed."""
    response = school.send("letters", agree=AGREED, called="Kanari Family", size=size)
    client = school.staff("coordinator")
    jobs.run_all(school.works)  # the household is made
    client.post(f"{response}/referrals", data={"to": to, **YES})
    [slip] = re.findall(r'href="([^"]+slip\.pdf)"', client.get(f"{response}/referrals").text)
    asked = f"/staff/lincoln/requests/{response.rpartition('/')[2]}"
    code = family_code(client, response)
    found = {"plain": slip, "large": f"{slip}?large=1"}
    found |= {
        f"{way} {kind}": f"{asked}/{kind}.pdf?who=parent{'&large=1' if way == 'large' else ''}"
        for kind in ("show", "correct")
        for way in ("plain", "large")
    }
    made = {name: client.get(address).data for name, address in found.items()}
    done = client.post(f"{asked}/erase?who=parent", data={"sure": "yes", "code": code})
    [letter, *_] = re.findall(
        r'href="([^"]+\.pdf[^"]*)"', client.get(done.location).text.replace("&amp;", "&")
    )
    made["plain erase"] = client.get(letter).data
    made["large erase"] = client.get(f"{letter.removesuffix('&large=1')}&large=1").data
    return made


def test_the_slip_and_the_letters_are_as_large_as_the_household_once_said(
    printing: School,
) -> None:
    printing.open_form(LETTERS)
    to = partner(printing.staff("coordinator"))
    small, large = papers(printing, to, "no"), papers(printing, to, "yes")
    for made in (*small.values(), *large.values()):
        assert made.startswith(b"%PDF")
    for kind in ("", " show", " correct", " erase"):
        assert small[f"plain{kind}"] != small[f"large{kind}"], kind
        assert large[f"plain{kind}"] == large[f"large{kind}"], kind


def test_a_parent_finds_no_record_that_is_the_students_own(printing: School) -> None:
    safe = {"number": "+12135550199", "call": "yes", "text": "no"}
    own = json.loads(json.dumps({**REACH, "name": "own", "consent_path": "minor_self"}))
    for page in own["sections"][0]["pages"]:
        for question in page["questions"]:
            if question["type"] == "phone":
                question["safe_contact"] = True
    printing.open_form(own)
    response = printing.send("own", **{**ANSWERS, "call": safe})
    client = printing.staff("coordinator")
    code = family_code(client, response)
    address = f"/staff/lincoln/requests/{response.rpartition('/')[2]}"
    asked = client.post("/staff/lincoln/requests", data={"code": code, "who": "parent"})
    unknown = client.post("/staff/lincoln/requests", data={"code": "2222-2222", "who": "parent"})
    assert asked.text.replace(code, "") == unknown.text.replace("2222-2222", "")
    for page in ("", "/erase", "/show.pdf"):
        assert is_hidden(client, f"{address}{page}?who=parent")
    client.post(f"{response}/notes", data={"note": "Kanari note"})
    found = client.post("/staff/lincoln/requests", data={"code": code, "who": "student"})
    assert found.status_code == 303
    # the student sees all of it, and takes no paper home that says so
    assert "Kanari note" in client.get(found.location).text
    letter = client.get(found.location.replace("?", "/show.pdf?"))
    text = " ".join(" ".join(pages_of(letter.data)).split())
    assert "Kanari" not in text
    assert "Notes of our staff: 1" in text or "Notas de nuestro personal: 1" in text


@pytest.mark.parametrize(
    "role", ["parent_engagement_coordinator", "district_lead", "platform_admin"]
)
def test_who_may_not_answer_requests_finds_nothing(printing: School, role: str) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff(role)
    for page in ("", f"/{response.rpartition('/')[2]}?who=parent"):
        assert is_hidden(client, f"/staff/lincoln/requests{page}")


def test_a_counselor_answers_about_counseling_and_knows_of_no_other_record(
    printing: School,
) -> None:
    counselor = printing.staff("counselor")
    reach = printing.send("reach", **ANSWERS)
    code = family_code(printing.staff("coordinator"), reach)
    asked = counselor.post("/staff/lincoln/requests", data={"code": code, "who": "student"})
    assert asked.status_code == 422
    talk = printing.send("talk")
    own = family_code(counselor, talk)
    counselor.post(f"{talk}/notes", data={"note": "Kanari note"})
    found = counselor.post("/staff/lincoln/requests", data={"code": own, "who": "student"})
    assert found.status_code == 303
    assert counselor.get(found.location).status_code == 200
    letter = counselor.get(found.location.replace("?", "/show.pdf?"))
    assert "Kanari" not in " ".join(pages_of(letter.data))  # what a counselor was told stays there
    parent = counselor.post("/staff/lincoln/requests", data={"code": own, "who": "parent"})
    assert parent.status_code == 422


def test_erasing_takes_two_yeses_and_leaves_nothing_but_that_it_was(printing: School) -> None:
    response = printing.send("reach", language="es", **ANSWERS)
    response_id = response.rpartition("/")[2]
    client = printing.staff("coordinator")
    client.post(f"{response}/notes", data={"note": "x"})
    client.post(f"{response}/contact", data={**CALL, "next_try": "2026-11-25"})
    client.post(f"{response}/referrals", data={"to": partner(client), **YES})
    jobs.run_all(printing.works)
    code = family_code(client, response)
    erase = f"/staff/lincoln/requests/{response_id}/erase?who=parent"
    for fields in ({}, {"sure": "yes"}, {"code": code}, {"sure": "yes", "code": "2222-2222"}):
        assert client.post(erase, data=fields).status_code == 422
    assert client.get(response).status_code == 200
    done = client.post(erase, data={"sure": "yes", "code": code})
    assert done.status_code == 303
    for table in (
        "response", "submission", "staff_note", "contact_entry", "follow_up", "referral", "response_need",
    ):  # fmt: skip
        assert printing.rows(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608  our own names
    assert is_hidden(client, response)
    page = client.get(done.location).text
    [letter, _] = re.findall(r'href="([^"]+\.pdf[^"]*)"', page)  # and in large print
    text = " ".join(" ".join(pages_of(client.get(letter).data)).split())
    assert "Borramos sus respuestas" in text
    assert code not in text
    with printing.works.open(SYSTEM) as work:
        assert retention.erased(work, printing.places["lincoln"].id, response_id)
    again = client.post("/staff/lincoln/requests", data={"code": code, "who": "parent"})
    assert again.status_code == 422


def test_nothing_that_is_held_is_erased(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff("coordinator")
    with printing.works.open(SYSTEM) as work:
        retention.hold(work, printing.places["lincoln"].id, "a court asks")
    code = family_code(client, response)
    erase = f"/staff/lincoln/requests/{response.rpartition('/')[2]}/erase?who=parent"
    reply = client.post(erase, data={"sure": "yes", "code": code})
    assert "This is held. Nothing of it may be erased until the hold is lifted." in reply.text
    assert client.get(response).status_code == 200


def test_no_letter_says_that_something_was_erased_that_was_not(printing: School) -> None:
    response = printing.send("reach", **ANSWERS)
    client = printing.staff("coordinator")
    letter = f"/staff/lincoln/requests/{response.rpartition('/')[2]}/erase.pdf"
    assert is_hidden(client, letter)
