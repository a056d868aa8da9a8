"""A matrix in a group, and in each entry of a list: one table, its rows numbered, its rule said once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from farolito_printables.blank_form import render
from farolito_printables.numbering import numbers
from farolito_printables.samples import blank

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.api import Form


def words(english: str) -> dict[str, str]:
    return {"en": english}


def matrix(name: str, **more: Any) -> dict[str, Any]:
    rows = [{"name": one, "label": words(one)} for one in ("bus", "yard")]
    choices = [{"name": one, "label": words(one)} for one in ("never", "often")]
    shape = {"name": name, "type": "matrix", "label": words(f"{name}?")}
    return {**shape, "rows": rows, "choices": choices, **more}


def asked(name: str) -> dict[str, Any]:
    return {"name": name, "type": "yes_no", "label": words(f"{name}?")}


SECTIONS = [
    {
        "name": "first",
        "title": words("First"),
        "pages": [
            {"name": "a", "questions": [asked("rides")]},
            {
                "name": "b",
                "title": words("B"),
                "questions": [
                    {
                        "group": "ways",
                        "label": words("On the way"),
                        "relevant": "rides",
                        "questions": [matrix("safe"), matrix("calm", relevant="rides")],
                    }
                ],
            },
        ],
    },
    {
        "name": "people",
        "title": words("People"),
        "repeat": {
            "name": "members",
            "max": 5,
            "entry_label": "home_bus",
            "entry": words("person"),
            "add": words("More?"),
            "empty": words("None."),
        },
        "pages": [{"name": "c", "questions": [matrix("home")]}],
    },
]


def test_rows_are_numbered_where_they_stand(form: Callable[..., Form]) -> None:
    assert numbers(form(sections=SECTIONS)) == {
        "rides": "1",
        "safe_bus": "2",
        "safe_yard": "3",
        "calm_bus": "4",
        "calm_yard": "5",
        "members": "6",
        "home_bus": "6a",
        "home_yard": "6b",
    }


def test_a_group_and_a_matrix_say_their_rule_once_for_all_rows(form: Callable[..., Form]) -> None:
    html = render(blank(form(sections=SECTIONS)))
    told = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert told.count("On the way") == 1
    assert told.count("answer questions 2 to 5") == 1
    assert told.count("answer questions 4 to 5") == 1
    assert "answer question 5" not in told


def test_each_person_has_a_table(form: Callable[..., Form]) -> None:
    html = render(blank(form(sections=SECTIONS)))
    tables = html.count('<table class="matrix">')
    assert tables == html.count("</tbody></table>")
    assert tables == 2 + html.count('class="person')
