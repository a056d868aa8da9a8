"""From the inbox to closed, on the pages: state, notes, follow-ups, calls. A conflict loses nothing that was chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import Actor, Grant
from farolito.domain.contacting import Contact, problems
from farolito.services import casework, jobs, responses
from farolito.services.casework import amending
from tests.web.staff.form import AGREED, CONSENT, SKIPPED, both, document, section
from tests.web.staff.test_response import words
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School

PHONE: dict[str, Any] = {
    "name": "call_phone",
    "type": "phone",
    "label": both("Phone?", "¿Teléfono?"),
    "safe_contact": True,
}
CALL_ME = document("call-me", section("start", CONSENT, PHONE))
CALL: dict[str, str] = {
    "channel": "call",
    "direction": "out",
    "language": "es",
    "interpreter": "none",
    "outcome": "no_answer",
    "on": "2026-11-23",
}


def save(client: FlaskClient, response: str, **fields: str) -> Any:
    return client.post(f"{response}/work", data={"revision": "0", "to": "", **fields})


def test_who_saves_second_sees_what_the_first_did_and_keeps_their_choice(school: School) -> None:
    response = school.send()
    luis, _ = school.add_user("coordinator", name="Luis Ortega")
    maria, _ = school.add_user("coordinator", name="Maria Peña")
    assert save(school.logged_in(luis), response, state="in_progress", to=luis).status_code == 303
    school.clock.advance(minutes=2)
    second = save(school.logged_in(maria), response, state="done", to=maria)
    text = words(second.text)
    assert second.status_code == 409
    assert "Luis Ortega changed this 2 minutes ago" in text
    assert "It is now: In progress, assigned to Luis Ortega." in text
    assert '<option value="done" selected>' in second.text
    assert f'<option value="{maria}" selected>' in second.text
    [revision] = re.findall(r'name="revision" value="(\d+)"', second.text)
    assert (
        save(
            school.logged_in(maria), response, state="done", to=maria, revision=revision
        ).status_code
        == 303
    )
    assert school.rows("SELECT work_state, assigned_to FROM response") == [("done", maria)]


@pytest.mark.parametrize("tab", ["follow-ups", "contact", "notes", "history"])
def test_who_may_not_read_a_response_finds_none_of_its_pages(school: School, tab: str) -> None:
    response = school.send()
    for client in (school.staff("counselor"), school.staff("coordinator", place="grant")):
        assert is_hidden(client, f"{response}/{tab}")
        if tab != "history":
            assert client.post(f"{response}/{tab}", data={"note": "x"}).status_code == 404
    assert school.staff("coordinator").get(f"{response}/{tab}").status_code == 200


@pytest.mark.parametrize("tab", ["follow-ups", "contact", "notes"])
def test_an_anonymous_response_has_no_family_to_work_with(school: School, tab: str) -> None:
    response = school.send("survey")
    client = school.staff("coordinator")
    assert f"{response}/{tab}" not in client.get(response).text
    assert client.get(f"{response}/{tab}").status_code == 404


def test_a_note_is_shown_as_typed_and_never_to_the_family(school: School) -> None:
    response = school.send()
    client = school.staff("coordinator")
    client.post(f"{response}/notes", data={"note": "<b>Aunt</b> calls back"})
    assert "&lt;b&gt;Aunt&lt;/b&gt; calls back" in client.get(f"{response}/notes").text
    assert "Aunt" not in client.get(response).text
    empty = client.post(f"{response}/notes", data={"note": " "})
    assert (empty.status_code, "Write the note first" in empty.text) == (422, True)
    long = client.post(f"{response}/notes", data={"note": "y" * 4001})
    assert "y" * 4001 in long.text


def test_a_follow_up_goes_from_planned_to_late_to_done(school: School) -> None:
    response = school.send()
    me, _ = school.add_user("coordinator")
    client = school.logged_in(me)
    fields = {"what": "Call about the rent", "due_on": "2026-11-24", "to": me}
    assert client.post(f"{response}/follow-ups", data=fields).status_code == 303
    assert "Tomorrow Call about the rent" in words(client.get("/staff/my-day").text)
    school.clock.advance(days=3)
    client = school.logged_in(me)
    late = client.get("/staff/my-day").text
    assert "2 days late Call about the rent" in words(late)
    assert "/staff/lincoln?overdue=yes" in client.get("/staff/lincoln").text
    assert response in client.get("/staff/lincoln?overdue=yes").text
    [action] = re.findall(r'action="(/staff/lincoln/follow-ups/[^"]+)"', late)
    put_off = client.post(action, data={"revision": "0", "go": "3", "back": "my-day"})
    assert put_off.location == "/staff/my-day?did=later"
    assert "Sun, Nov 29 Call about the rent" in words(client.get(put_off.location).text)
    stale = client.post(action, data={"revision": "0", "go": "1", "back": "my-day"})
    assert "Somebody else changed this meanwhile" in client.get(stale.location).text
    client.post(action, data={"revision": "1", "go": "done", "back": "my-day"})
    assert "Nothing to do." in client.get("/staff/my-day").text
    assert response not in client.get("/staff/lincoln?overdue=yes").text


def test_a_next_step_becomes_a_follow_up_with_one_button(school: School) -> None:
    response = school.send()
    client = school.staff("coordinator")
    assert 'name="step" value="0"' in client.get(response).text
    client.post(f"{response}/follow-ups", data={"step": "0"})
    assert "Tomorrow Food pantry" in words(client.get(f"{response}/follow-ups").text)
    assert client.post(f"{response}/follow-ups", data={"step": "9"}).status_code == 404


def test_what_is_wrong_with_a_follow_up_is_said_and_kept(school: School) -> None:
    response = school.send()
    reply = school.staff("coordinator").post(
        f"{response}/follow-ups", data={"what": "Call", "due_on": "2026-11-01"}
    )
    assert reply.status_code == 422
    assert "Choose today or a later day" in reply.text
    assert 'value="Call"' in reply.text


def test_my_day_never_shows_what_the_reader_may_not_read_any_more(school: School) -> None:
    talk = school.send("talk")
    dana, _ = school.add_user("counselor", name="Dana")
    client = school.logged_in(dana)
    fields = {"what": "Talk again", "due_on": "2026-11-23", "to": dana}
    client.post(f"{talk}/follow-ups", data=fields)
    assert "Talk again" in client.get("/staff/my-day").text
    assert "Talk again" in client.get("/staff/lincoln/to-do").text
    assert "Talk again" not in school.staff("coordinator").get("/staff/lincoln/to-do").text
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE \"grant\" SET role = 'coordinator'")
    assert "Talk again" not in client.get("/staff/my-day").text


def test_a_number_is_shown_only_after_what_is_safe_was_read(school: School) -> None:
    school.open_form(CALL_ME)
    answer = {"number": "+12135550199", "call": "yes", "text": "no"}
    response = school.send("call-me", agree=AGREED, call_phone=answer)
    client = school.staff("coordinator")
    first = client.get(f"{response}/contact").text
    assert 'aria-labelledby="safety"><h2 id="safety">Contact safety</h2>' in first
    assert "Do not text" in first
    assert "555-0199" not in first
    assert "555-0199" not in client.get(response).text
    assert "555-0199" in client.get(f"{response}/contact?read=yes").text
    actions = [row[0] for row in school.rows("SELECT action FROM audit ORDER BY number")]
    assert actions.count("contact.shown") == 1


def test_where_everything_is_safe_the_number_is_there_at_once(school: School) -> None:
    school.open_form(CALL_ME)
    answer = {"number": "+12135550199", "call": "yes", "text": "yes", "message": "yes"}
    response = school.send("call-me", agree=AGREED, call_phone=answer)
    assert "555-0199" in school.staff("coordinator").get(f"{response}/contact").text


def test_nothing_said_about_safety_means_not_safe(school: School) -> None:
    response = school.send(safe_contact=SKIPPED)
    page = school.staff("coordinator").get(f"{response}/contact").text
    assert "I read this" in page


def test_a_contact_is_logged_with_a_next_try_and_corrected_without_being_lost(
    school: School,
) -> None:
    response = school.send()
    client = school.staff("coordinator")
    fields = {**CALL, "words": "Nadie contestó", "next_try": "2026-11-25"}
    assert client.post(f"{response}/contact", data=fields).status_code == 303
    page = client.get(f"{response}/contact").text
    assert "Mon, Nov 23 · Call – No answer" in words(page)
    assert "Try again: Call" in words(client.get("/staff/my-day").text)
    [entry] = re.findall(r"contact\?correct=([^\"]+)", page)
    assert "Nadie contestó" in client.get(f"{response}/contact?correct={entry}").text
    client.post(f"{response}/contact", data={**CALL, "outcome": "reached", "corrects": entry})
    log = words(client.get(f"{response}/contact").text)
    assert "No answer Corrected" in log
    assert "Talked to the family Correction" in log
    assert [row[0] for row in school.rows("SELECT count(*) FROM contact_entry")] == [2]
    for (body,) in school.rows("SELECT body FROM contact_entry"):
        assert b"Nadie" not in bytes(body)
        assert b"reached" not in bytes(body)


def test_a_child_interprets_only_with_a_reason(school: School) -> None:
    response = school.send()
    client = school.staff("coordinator")
    refused = client.post(f"{response}/contact", data={**CALL, "interpreter": "minor"})
    assert refused.status_code == 422
    assert "Write why no adult could interpret" in refused.text
    assert school.rows("SELECT 1 FROM contact_entry") == []
    allowed = {**CALL, "interpreter": "minor", "minor_reason": "Ambulance was there"}
    assert client.post(f"{response}/contact", data=allowed).status_code == 303


def test_what_is_wrong_with_a_contact_is_named_field_by_field(school: School) -> None:
    today = school.works.clock().date()
    assert problems(Contact("x", "x", "x", "x", "x", today), today) == {
        "channel": "choose", "direction": "choose", "interpreter": "choose", "outcome": "choose",
        "language": "choose",
    }  # fmt: skip
    response = school.send()
    reply = school.staff("coordinator").post(f"{response}/contact", data={"words": "kept"})
    assert reply.status_code == 422
    assert 'aria-invalid="true"' in reply.text
    assert ">kept</textarea>" in reply.text


def test_the_history_names_what_was_done_in_words(school: School) -> None:
    response = school.send()
    client = school.staff("coordinator")
    client.get(response)
    save(client, response, state="in_progress")
    client.post(f"{response}/contact", data=CALL)
    text = words(client.get(f"{response}/history").text)
    for said in ("Wrote down a contact", "Marked “In progress”", "Read the answers"):
        assert said in text


def test_an_answer_is_corrected_with_a_reason_and_what_was_sent_stays(school: School) -> None:
    response = school.send()
    luis, _ = school.add_user("coordinator", name="Luis Ortega")
    client = school.logged_in(luis)
    assert f"{response}/correct" in client.get(response).text
    pages = client.get(f"{response}/correct").text
    assert "Is it okay to start?" not in pages.partition("What is to be corrected")[2]
    page = client.get(f"{response}/correct/food_page").text
    assert re.search(r'value="often" checked', page)
    kept = client.post(f"{response}/correct/food_page", data={"food": "never", "_number": "1"})
    assert kept.status_code == 422
    assert re.search(r'value="never" checked', kept.text)
    fields = {"food": "never", "_number": "1", "_reason": "She said so on the phone"}
    assert client.post(f"{response}/correct/food_page", data=fields).status_code == 303
    text = words(client.get(response).text)
    assert "How often do you worry about food? Never" in text
    assert "Status Corrected" in text
    assert "Needs None found" in text
    history = words(client.get(f"{response}/history").text)
    assert "Corrected an answer" in history
    changed = words(client.get(f"{response}/changes").text)
    assert re.search("Corrected by Luis Ortega, .* She said so on the phone", changed)
    late = client.post(f"{response}/correct/food_page", data={**fields, "food": "often"})
    assert late.status_code == 409
    assert re.search(r'value="often" checked', late.text)
    numbers = school.rows("SELECT number, amended_by FROM submission ORDER BY number")
    assert numbers == [(1, None), (2, luis)]
    for (reason,) in school.rows("SELECT reason FROM submission WHERE number = 2"):
        assert b"phone" not in bytes(reason)


def test_the_answers_about_one_person_on_a_list_are_corrected_and_nobody_elses(
    school: School,
) -> None:
    response = school.send()
    client = school.staff("coordinator")
    pages = client.get(f"{response}/correct").text
    born = f"{response}/correct/members/k3f9/born_page"
    assert f'href="{born}"' in pages
    assert "Ana : When born?" in words(pages)
    assert "Who lives with you? 2 : When born?" in words(pages)
    page = client.get(born).text
    assert "Ana" in words(page)
    assert 'value="2015"' in page  # what was answered stands there
    date = {"born.month": "5", "born.day": "17", "born.year": "2015"}
    fields = {**date, "_number": "1", "_reason": "The birth certificate says so"}
    wrong = client.post(born, data={**fields, "born.day": "99"})
    assert wrong.status_code == 422
    assert 'value="99"' in wrong.text
    assert client.post(born, data=fields).status_code == 303
    other = f"{response}/correct/members/p2d7/member_name_page"
    named = {"member_name": "Luz", "_number": "2", "_reason": "She told us"}
    assert client.post(other, data=named).status_code == 303
    text = words(client.get(response).text)
    assert "May 17, 2015" in text
    assert "Luz" in text
    for entry, name in (("k3f9", "Ana"), ("p2d7", "Luz")):
        page = client.get(f"{response}/correct/members/{entry}/member_name_page").text
        assert f'value="{name}"' in page
    unchanged = client.get(f"{response}/correct/members/p2d7/born_page").text
    assert 'value="2015"' not in unchanged


def test_whoever_reads_a_response_sees_what_was_changed_in_it_and_why(school: School) -> None:
    response = school.send()
    luis, _ = school.add_user("coordinator", name="Luis Ortega")
    client = school.logged_in(luis)
    assert "/changes" not in client.get(response).text
    fields = {"food": "never", "_number": "1", "_reason": "She said so on the phone"}
    client.post(f"{response}/correct/food_page", data=fields)
    named = {"member_name": "Luz", "_number": "2", "_reason": "She told us"}
    client.post(f"{response}/correct/members/p2d7/member_name_page", data=named)
    assert f'href="{response}/changes"' in client.get(response).text
    latest, first = words(client.get(f"{response}/changes").text).split("Corrected by")[1:]
    assert "Luis Ortega" in latest
    assert "She told us" in latest
    assert "Luz : What is their name? Skipped Luz" in latest
    assert "She said so on the phone" in first
    assert "How often do you worry about food? Often Never" in first
    assert "Luz" not in first
    assert "Anything else?" not in first  # nobody changed it
    read = school.rows("SELECT target FROM audit WHERE action = 'response.read'")
    which = response.rpartition("/")[2]
    assert {(f"response/{which}/{number}",) for number in (1, 2, 3)} <= {*read}


def test_what_only_others_may_see_is_not_among_the_changes_either(school: School) -> None:
    response = school.send(private_words="Kanarienvogel 7")
    which = response.rpartition("/")[2]
    place = school.places["lincoln"].id
    with school.works.open(Actor("user", "u", "U", (Grant(place, "coordinator"),))) as work:
        [sent] = responses.read_submissions(work, "lincoln", which)
        case = casework.case(work, "lincoln", which)
        changed = {**sent.answers, "private_words": "Kanarienvogel 8"}
        amending.amend(work, case, 1, changed, "Somebody else asked")
    page = school.staff("coordinator").get(f"{response}/changes").text
    assert "Kanarienvogel" not in page
    assert "Only for the counselor" not in page
    assert "Nothing that you may see." in page
    for hidden in (school.staff("counselor"), school.staff("coordinator", place="grant")):
        assert is_hidden(hidden, f"{response}/changes")


def test_what_follows_from_a_correction_follows_it(school: School) -> None:
    response = school.send()
    client = school.staff("coordinator")
    jobs.run_all(school.works)
    assert response in client.get("/staff/lincoln?need=food").text
    fields = {"food": "never", "_number": "1", "_reason": "x"}
    client.post(f"{response}/correct/food_page", data=fields)
    jobs.run_all(school.works)
    assert response not in client.get("/staff/lincoln?need=food").text


def test_nobody_corrects_what_they_may_not_read(school: School) -> None:
    response = school.send()
    for client in (school.staff("counselor"), school.staff("coordinator", place="grant")):
        fields = {"food": "never", "_number": "1", "_reason": "x"}
        assert client.post(f"{response}/correct/food_page", data=fields).status_code == 404
    private = school.staff("coordinator").get(f"{response}/correct/private_words_page")
    assert private.status_code == 404
