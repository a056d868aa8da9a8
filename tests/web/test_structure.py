"""What a family sees of defaults, mixed choices, choices that narrow, and calculated values: without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.trial_form import both, choice, page, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

MANY = [choice(f"c{n}", f"Choice {n}", f"Opción {n}") for n in range(8)]
NONE = choice("none", "None", "Ninguna", exclusive=True)


def document() -> dict[str, Any]:
    """A survey without names: a first page, a mixed list, a county and its cities, a day, and the end."""
    cities = [
        choice("duarte", "Duarte", "Duarte", within="la"),
        choice("taft", "Taft", "Taft", within="kern"),
    ]
    county = [choice("la", "Los Angeles", "Los Ángeles"), choice("kern", "Kern", "Kern")]
    pages = [
        page("adults_page", question("adults", "integer", "How many adults?", "¿Cuántos adultos?")),
        page(
            "mixed_page",
            question(
                "mixed", "choices", "Which?", "¿Cuáles?", randomize=True, choices=[*MANY, NONE]
            ),
        ),
        page("county_page", question("county", "choice", "County?", "¿Condado?", choices=county)),
        page(
            "city_page",
            question(
                "city", "choice", "City?", "¿Ciudad?", choices_within="county", choices=cities
            ),
        ),
        page(
            "day_page",
            question("day", "date", "Which day?", "¿Qué día?", default="date('2026-11-23')"),
        ),
        page(
            "kids_page",
            question(
                "kids", "integer", "How many children?", "¿Cuántos niños?", default="adults + 1"
            ),
            question(
                "people", "calculated", "People in all", "Personas", calculation="adults + kids"
            ),
        ),
        page(
            "end_page",
            question("end", "text", "Anything else?", "¿Algo más?"),
            relevant="people > 3",
        ),
    ]
    return {
        "name": "structure",
        "title": both("Survey", "Encuesta"),
        "purpose": "survey",
        "regime": "anonymous",
        "languages": ["en", "es"],
        "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36},
        "sections": [{"name": "all", "title": both("All", "Todo"), "pages": pages}],
    }


@pytest.fixture
def app(make_site: Callable[..., Flask]) -> Flask:
    """The site with the survey."""
    return make_site({"survey": document()})


@pytest.fixture
def family(app: Flask) -> Family:
    """Somebody who is on the second page, with the mixed list."""
    return begun(app)


def begun(app: Flask, language: str = "en") -> Family:
    return Family(own_client(app), "/lincoln/survey").begin(language).press("next", adults="2")


def order(family: Family) -> list[str]:
    """The boxes of the mixed list, from top to bottom."""
    boxes = re.findall(r'<input [^>]*name="mixed"[^>]*>', family.html)
    return [re.findall(r'value="([^"]+)"', box)[0] for box in boxes]


def test_the_order_stays_on_every_visit_and_in_every_language(family: Family) -> None:
    first = order(family)
    assert sorted(first[:8]) == [f"c{n}" for n in range(8)]
    assert first[8:] == ["none", "_skip"]
    family.press("next", mixed=["c1"]).press("back")
    assert order(family) == first
    family.press("language").press("use:es")
    assert family.page.language == "es"
    assert order(family) == first


def test_other_responses_have_other_orders(app: Flask) -> None:
    assert len({tuple(order(begun(app))) for _ in range(12)}) > 3


def test_what_was_chosen_is_summed_up_in_the_order_of_the_form(family: Family) -> None:
    family.press("next", mixed=["c5", "c2"]).press("back")
    assert family.fields["mixed"] == [name for name in order(family) if name in ("c2", "c5")]


def test_only_choices_that_fit_are_offered(family: Family) -> None:
    family.press("next", mixed=["c1"]).press("next", county="kern")
    assert "Taft" in family.html
    assert "Duarte" not in family.html


def test_changing_the_first_answer_asks_the_second_again(family: Family) -> None:
    family.press("next", mixed=["c1"]).press("next", county="kern").press("next", city="taft")
    family.press("back").press("back").press("next", county="la")
    assert family.address.endswith("/city_page")
    assert "city" not in family.fields
    family.press("next", city="taft")
    assert family.address.endswith("/city_page")
    assert "Duarte" in family.html


def to_day(family: Family) -> Family:
    return family.press("next", mixed=["c1"]).press("next", county="_skip")


def test_a_question_without_choices_that_fit_is_passed_over(family: Family) -> None:
    assert to_day(family).address.endswith("/day_page")


def test_fields_start_with_their_default_and_may_be_changed(family: Family) -> None:
    to_day(family)
    assert {part: family.fields[f"day.{part}"] for part in ("month", "day", "year")} == {
        "month": ["11"],
        "day": ["23"],
        "year": ["2026"],
    }
    family.press("next", day__day="24").press("back")
    assert family.fields["day.day"] == ["24"]


def test_a_default_that_was_emptied_stays_empty(family: Family) -> None:
    to_day(family).press("back")
    family.press("next")
    family.press("next", day__month="", day__day="", day__year="").press("back")
    assert family.fields["day.day"] == [""]


def test_a_default_is_shown_on_check_only_once_it_was_sent_on(family: Family) -> None:
    to_day(family).press("next")
    assert family.address.endswith("/kids_page")
    assert family.fields["kids"] == ["3"]
    family.press("next")
    assert family.address.endswith("/end_page")  # 2 + 3 people


def test_a_calculated_value_is_neither_asked_nor_shown_to_the_family(family: Family) -> None:
    to_day(family).press("next")
    assert "People in all" not in family.html
    assert "<h1" in family.html
    family.press("next").press("next", end="").press("send")
    assert "People in all" not in family.html
    assert family.address.endswith("/done")
