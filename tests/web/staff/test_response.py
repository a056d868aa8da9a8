"""One response: what the family said, in both languages, what follows from it, and what is missing and why."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from farolito.api import Plugin, hookimpl
from farolito.domain.question_types.text import TextType
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from farolito_printables.plugin import Printables
from tests.web.staff.form import AGREED, CONSENT, SKIPPED, WORDS, both, document, page, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.staff.school import School


def rows(text: str) -> dict[str, str]:
    """Question to answer, as they are read: without tags."""
    found = re.findall(r"<tr><th[^>]*>(.*?)</th><td[^>]*>(.*?)</td></tr>", text, re.DOTALL)
    return {words(question): words(answer) for question, answer in found}


def words(markup: str) -> str:
    whole = markup.replace("<wbr>", "")  # a place where a long word may break, and no more
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", whole)).split())


def test_answers_stand_in_the_readers_words_and_the_familys(school: School) -> None:
    text = school.staff("coordinator").get(school.send()).text
    answers = rows(text)
    assert answers["How often do you worry about food?"] == "Often Muchas veces"
    assert answers["Is it okay to start?"] == "Yes, start November 23, 2026 Sí, empezar"
    assert answers["What is safe for us to do?"] == "Text this phone Mandar un mensaje de texto"
    assert '<span lang="es" dir="ltr">Muchas veces</span>' in text
    assert '<bdi lang="es">Español</bdi>' in text


def test_a_reader_of_the_familys_language_reads_each_answer_once(school: School) -> None:
    text = school.staff("coordinator", language="es").get(school.send()).text
    assert '<html lang="es" dir="ltr">' in text
    answers = rows(text)
    assert answers["¿Con qué frecuencia le preocupa la comida?"] == "Muchas veces"
    assert "Often" not in text


def test_what_a_family_typed_is_shown_letter_for_letter_and_never_as_html(school: School) -> None:
    text = school.staff("coordinator").get(school.send(words="<script>x</script> & Ñ 🙂")).text
    assert "&lt;script&gt;x&lt;/script&gt; &amp; Ñ 🙂" in text
    assert "<script>x" not in text


def test_skipped_is_told_from_answered(school: School) -> None:
    answers = rows(school.staff("coordinator").get(school.send(food=SKIPPED)).text)
    assert answers["How often do you worry about food?"] == "Skipped"


def test_each_entry_of_a_list_has_its_number_and_name(school: School) -> None:
    text = words(school.staff("coordinator").get(school.send()).text)
    assert "Who lives with you? 1: Ana" in text
    assert "Who lives with you? 2 What is their name? Skipped" in text
    empty = school.send(members={"entries": [], "done": True})
    assert "Nobody is on the list." in school.staff("coordinator", place="county").get(empty).text


def test_needs_scores_steps_and_safe_contact_come_before_the_answers(school: School) -> None:
    text = words(school.staff("coordinator").get(school.send()).text)
    parts = (
        "Safe contact What is safe for us to do? Text this phone",
        "Sent November 23, 2026, 10:31 AM",
        "Needs Food",
        "Worry 2 – High",
        "Food pantry – Tuesday 3 to 5 pm (213) 555-0142",
        "Is it okay to start?",
    )
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_nothing_found_is_said_and_a_score_without_its_answers_is_none(school: School) -> None:
    text = words(school.staff("coordinator").get(school.send(food=SKIPPED)).text)
    assert "Needs None found" in text
    assert "Worry no score: an answer is missing" in text


def test_a_family_that_did_not_say_what_is_safe_is_shown_as_that(school: School) -> None:
    text = words(school.staff("coordinator").get(school.send(safe_contact=SKIPPED)).text)
    assert "Safe contact What is safe for us to do? Skipped" in text


def test_what_is_safe_to_do_with_a_phone_stands_with_the_safe_contact(school: School) -> None:
    phone = {"name": "reach", "type": "phone", "label": both("Phone?", "¿Teléfono?")}
    school.open_form(document("phones", section("start", CONSENT, {**phone, "safe_contact": True})))
    said = {"number": "+12135550142", "call": "yes", "text": "no"}
    response = school.send("phones", agree=AGREED, reach=said)
    text = words(school.staff("coordinator").get(response).text)
    shown = "Safe to call Do not text Messages: not answered. Do not leave one"
    hidden = "Shown under Contact, once you have read what is safe"
    assert f"Safe contact Phone? {hidden} {shown}" in text
    assert "555-0142" not in text.replace("Food pantry – Tuesday 3 to 5 pm (213) 555-0142", "")


def test_staff_see_the_name_the_day_and_the_drawing(school: School) -> None:
    drawn = "M10 20L30 40L50 60"
    sign = {"name": "sign", "type": "signature", "drawing": True, "label": both("Sign", "Firme")}
    school.open_form(document("signing", section("start", CONSENT, sign)))
    signed = {"name": "Rosa Díaz", "at": "2026-11-23T10:00:00-08:00", "drawing": drawn}
    text = school.staff("coordinator").get(school.send("signing", agree=AGREED, sign=signed)).text
    assert "Rosa Díaz" in text
    assert f'aria-label="Drawn signature"><path d="{drawn}"' in text


def test_an_anonymous_response_shows_the_day_only_and_nothing_that_finds_it(school: School) -> None:
    school.clock.advance(hours=3)
    text = words(school.staff("coordinator").get(school.send("survey")).text)
    assert "Sent November 23, 2026 Status" in text
    assert "Response without a name" in text
    assert "Print the family copy" not in text
    assert "Needs Food" not in text  # the form looks for none


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("minor_self", "The student alone. Do not tell the family."),
        ("unknown", "Nobody wrote down who agreed."),
        ("parent", "A parent agreed to this record."),
        ("caregiver", "A caregiver agreed to this record."),
    ],
)
def test_who_agreed_is_said_before_everything_else(school: School, path: str, said: str) -> None:
    own = path in ("minor_self", "unknown")
    asked = document("asked", section("s", CONSENT, WORDS), audience="student", consent_path=path)
    school.open_form(asked)
    text = school.staff("coordinator").get(school.send("asked", agree=AGREED, words="Hola")).text
    main = text.partition("<main")[2]
    assert said in words(main.partition("<h1")[0])
    assert ('role="note"' in main.partition("<h1")[0]) == own


def test_nobody_is_said_to_have_agreed_to_what_is_anonymous(school: School) -> None:
    text = words(school.staff("coordinator").get(school.send("survey")).text)
    assert "agreed" not in text
    assert "Do not tell the family" not in text


def test_the_students_copy_is_not_called_the_familys(make_school: Callable[..., School]) -> None:
    school = make_school(make_hooks(Printables))
    school.open_form(
        document(
            "asked", section("s", CONSENT, WORDS), audience="student", consent_path="minor_self"
        )
    )
    coordinator = school.staff("coordinator")
    own = words(coordinator.get(school.send("asked", agree=AGREED, words="Hola")).text)
    assert "Print the student’s copy" in own
    assert "Print the family copy" not in own
    assert "Print the family copy" in words(coordinator.get(school.send()).text)
    survey = words(coordinator.get(school.send("survey")).text)
    assert "Print the staff copy" in survey
    assert "Print the family copy" not in survey


class Smile(TextType):
    """A question type that a plugin could bring."""

    name = "smile"


def test_a_question_whose_plugin_is_gone_is_shown_as_it_is_stored(school: School) -> None:
    with school.with_types(smile=Smile()):
        smile = {"name": "smile", "type": "smile", "label": both("Smile?", "¿Sonríe?")}
        school.open_form(document("faces", section("start", CONSENT, smile)))
        response = school.send("faces", agree=AGREED, smile=":-)")
    text = school.staff("coordinator").get(response).text
    assert rows(text)["Smile?"] == (":-) (as it is stored: the plugin for this question is not on)")


def test_what_was_asked_stays_as_it_was_on_the_day_it_was_sent(school: School) -> None:
    born = {"name": "born", "type": "birth_date", "label": both("Born?", "¿Nació?")}
    toy = {"name": "toy", "type": "text", "label": both("Toy?", "¿Juguete?")}
    form = document("toys", section("start", CONSENT, born))
    form["sections"][0]["pages"].append(page(toy, relevant="years_between(born, today) < 12"))
    school.open_form(form)
    response = school.send("toys", agree=AGREED, born={"date": "2014-12-01"}, toy="Ball")
    user, _ = school.add_user("coordinator")
    assert rows(school.logged_in(user).get(response).text)["Toy?"] == "Ball"
    school.clock.advance(days=60)
    assert rows(school.logged_in(user).get(response).text)["Toy?"] == "Ball"


def test_a_stopped_response_shows_what_was_kept_and_offers_no_copies(school: School) -> None:
    text = words(school.staff("coordinator").get(school.stop(food="often")).text)
    assert "Status Stopped" in text
    assert "How often do you worry about food? Often" in text
    assert "Print" not in text


class Stumbling(Plugin):
    """Fails whenever it is asked for next steps."""

    name = "stumbling"
    title = "Stumbling"
    summary = "Fails."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def next_steps(self, response: object) -> list[object]:
        raise ValueError("Gracias por todo")


def test_a_plugin_that_fails_leaves_a_note_and_the_rest_of_the_page(
    make_school: Callable[..., School], caplog: pytest.LogCaptureFixture
) -> None:
    school = make_school(make_hooks(Stumbling))
    reply = school.staff("coordinator").get(school.send())
    assert reply.status_code == 200
    text = reply.text.replace("\u2066", "").replace("\u2069", "")
    assert "A plugin failed, so its next steps are missing: stumbling." in text
    assert "Food pantry" in text
    assert "Gracias" not in caplog.text


@pytest.mark.parametrize("wrong", ["no-such-id", "%00", "%ff%fe", "x" * 3000, "..%2f..", "🙂"])
def test_an_address_of_no_response_is_not_found(school: School, wrong: str) -> None:
    reply = school.staff("coordinator").get(f"/staff/lincoln/responses/{wrong}")
    assert reply.status_code == 404
