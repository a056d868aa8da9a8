"""What was changed in a response, where it is easy to say too much: numbers, reasons, lists, and what nobody sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.access import Actor, Grant
from farolito.services import casework, responses
from farolito.services.casework import amending
from tests.web.staff.form import AGREED, ANSWERS, CONSENT, both, document, section
from tests.web.staff.test_response import words

if TYPE_CHECKING:
    from tests.web.staff.school import School

REACH = {"name": "reach", "type": "phone", "label": both("Phone?", "¿Teléfono?")}
ALL_SAFE = {"call": "yes", "text": "yes", "message": "yes"}


def change(school: School, response: str, reason: str = "They said so", **answers: Any) -> None:
    """Somebody who may see everything corrects these answers."""
    which = response.rpartition("/")[2]
    grants = tuple(
        Grant(school.places["lincoln"].id, role) for role in ("coordinator", "counselor")
    )
    with school.works.open(Actor("user", "u", "U", grants)) as work:
        sent = responses.read(work, "lincoln", which)
        case = casework.case(work, "lincoln", which)
        amending.amend(work, case, sent.number, {**sent.answers, **answers}, reason)


def changes(school: School, response: str, *roles: str) -> str:
    return words(school.staff(*(roles or ("coordinator",))).get(f"{response}/changes").text)


def test_a_number_that_was_not_safe_is_not_shown_once_another_one_is_safe(school: School) -> None:
    school.open_form(document("phones", section("start", CONSENT, {**REACH, "safe_contact": True})))
    unsafe = {"number": "+12135550142", "call": "no"}
    response = school.send("phones", agree=AGREED, reach=unsafe)
    change(school, response, reach={"number": "+12135550199", **ALL_SAFE})
    text = changes(school, response)
    assert "555-0142" not in text
    assert "Do not call" in text


def test_a_number_that_was_replaced_is_not_said_to_be_shown_elsewhere(school: School) -> None:
    school.open_form(document("phones", section("start", CONSENT, {**REACH, "safe_contact": True})))
    response = school.send("phones", agree=AGREED, reach={"number": "+12135550142", "call": "yes"})
    change(school, response, reach={"number": "+12135550199", "call": "yes"})
    text = changes(school, response)
    assert "555-01" not in text
    assert text.count("Shown under Contact") == 1
    assert "Phone? Not shown: it has changed since" in text


def test_why_something_was_corrected_is_read_only_by_who_may_see_what_was(school: School) -> None:
    response = school.send()
    change(school, response, "Kanarienvogel 7 came to her", private_words="other")
    coordinator = school.staff("coordinator")
    for page in ("changes", "history"):
        assert "Kanarienvogel" not in coordinator.get(f"{response}/{page}").text
    assert "Kanarienvogel" in changes(school, response, "coordinator", "counselor")


def test_who_is_on_a_list_no_more_or_only_since_is_told_in_words_of_a_list(school: School) -> None:
    response = school.send()
    other = ANSWERS["needs"]["members"]["entries"][1]
    luz = {"id": "x8y2", "answers": {"member_name": "Luz"}}
    nobody = {"id": "z1z1", "answers": {}}
    change(school, response, members={"entries": [other, luz, nobody], "done": True})
    text = changes(school, response)
    assert "Not asked" not in text
    assert "Ana : What is their name? Ana Not on the list" in text
    assert "Luz : What is their name? Not on the list Luz" in text
    assert (
        "Not on the list Not answered" in text
    )  # nothing is known of them but that they are there


def test_what_was_never_sent_has_no_changes(school: School) -> None:
    response = school.stop(food="often")
    assert school.staff("coordinator").get(f"{response}/changes").status_code == 404


def test_the_answer_to_a_plugin_that_is_off_is_said_to_be_as_stored(school: School) -> None:
    response = school.send()
    change(school, response, words="Other words")
    with school.with_types():
        school.works.types = {
            name: kind for name, kind in school.works.types.items() if name != "long_text"
        }
        assert "the plugin for this question is not on" in changes(school, response)
