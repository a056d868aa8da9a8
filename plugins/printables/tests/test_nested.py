"""Lists within entries and groups on paper: numbered so that directions find them, with room for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.paper import pages_of, printed
from farolito_printables.blank_form import render
from farolito_printables.numbering import numbers
from farolito_printables.samples import blank, row, staff, summary
from farolito_printables.staff_copy import render as render_staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.api import Form


def page(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    first = questions[0].get("name") or questions[0]["group"]
    return {"name": f"page_{first}", "title": words(first), "questions": list(questions), **more}


def words(english: str) -> dict[str, str]:
    return {"en": english}


def ask(name: str, type: str = "text", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type, "label": words(f"{name}?"), **more}


def repeat(name: str, label: str, noun: str) -> dict[str, Any]:
    texts = {"entry": words(noun), "add": words("More?"), "empty": words("None.")}
    return {"name": name, "max": 5, "entry_label": label, **texts}


SECTIONS = [
    {
        "name": "start",
        "title": words("Start"),
        "pages": [
            page(
                ask("rides", "yes_no"),
            ),
            page(
                {
                    "group": "car",
                    "label": words("Your car"),
                    "hint": words("A guess is fine."),
                    "relevant": "rides",
                    "questions": [ask("colour"), ask("age", "integer")],
                }
            ),
        ],
    },
    {
        "name": "people",
        "title": words("People"),
        "repeat": repeat("members", "member", "person"),
        "pages": [page(ask("member")), page(ask("grown", "yes_no"))],
        "sections": [
            {
                "name": "work",
                "title": words("Work"),
                "relevant": "grown",
                "repeat": repeat("jobs", "job", "job"),
                "pages": [
                    page(ask("job")),
                    page(ask("night", "yes_no")),
                    page(ask("bus", "yes_no"), relevant="night"),
                ],
            }
        ],
    },
    {"name": "end", "title": words("End"), "pages": [page(ask("more"))]},
]


@pytest.fixture
def nested(form: Callable[..., Form]) -> Form:
    return form(sections=SECTIONS)


def told(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_list_within_a_list_is_numbered_after_the_questions_around_it(nested: Form) -> None:
    assert numbers(nested) == {
        "rides": "1",
        "colour": "2",
        "age": "3",
        "members": "4",
        "member": "4a",
        "grown": "4b",
        "jobs": "4c",
        "job": "4c1",
        "night": "4c2",
        "bus": "4c3",
        "more": "5",
    }


def test_directions_lead_on_within_an_entry_and_to_the_next_one(nested: Form) -> None:
    html = told(render(blank(nested)))
    assert "If you marked Yes in question 4b, answer question 4c." in html
    assert "If not, go to the next person." in html
    assert "If you marked Yes in question 4c2, answer question 4c3." in html
    assert "If not, go to the next one." in html


def test_one_direction_stands_before_a_group_with_its_heading_and_hint(nested: Form) -> None:
    html = told(render(blank(nested)))
    assert (
        "Your car A guess is fine. If you marked Yes in question 1, answer questions 2 to 3. "
        "If not, go to question 4."
    ) in html
    assert html.count("Your car") == 1


def test_each_person_has_room_for_two_jobs(nested: Form) -> None:
    text = " ".join(pages_of(printed(render(blank(nested)))))
    assert text.count("4a member?") == 4
    assert text.count("4c1 job?") == 8
    assert "More than 2? Write on the back of this sheet." in text


def test_copies_say_whose_list_it_is_and_under_which_heading() -> None:
    rows = (
        row("members/a/jobs/b/pay", "Pay?", group="Money", group_language="en"),
        row("members/a/jobs/b/tips", "Tips?", group="Money", group_language="en"),
    )
    listed = summary(*rows, around=("Ana",), entry_number=1, entry_title="Cook")
    html = told(render_staff(staff(summary=listed)))
    assert "Ana : Help 1: Cook" in html
    assert html.count("Money") == 1
