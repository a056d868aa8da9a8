"""What is said when an answer will not do, and where it is said."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from farolito.domain.problems import CODES, Problem
from farolito.web.i18n import speak
from farolito.web.problems import SENTENCES, sentence
from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.more_types import more_types_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

PARAMS = {
    "max": 12,
    "min": 1,
    "used": 560,
    "day": 31,
    "month": 4,
    "year": 2026,
    "days": 30,
    "typed": "26",
    "whole": "1234",
    "fraction": "1.234",
    "example": "AB-4567",
    "rank": 2,
}


def test_every_problem_of_the_domain_has_a_sentence() -> None:
    assert SENTENCES.keys() == CODES.keys()


@pytest.mark.parametrize("language", ["en", "es", "en-XA"])
@pytest.mark.parametrize("code", sorted(CODES))
def test_a_sentence_is_whole_and_says_what_to_do(
    words_app: Flask, code: str, language: str
) -> None:
    params = {name: PARAMS[name] for name in CODES[code]}
    with words_app.test_request_context("/"):
        speak(language)
        said = sentence(Problem("q", code, params), language)
    assert said
    assert "%(" not in said
    assert not re.search(r"invalid|error|please", said, re.IGNORECASE)


def test_an_unknown_problem_of_a_plugin_still_says_what_to_do(words_app: Flask) -> None:
    with words_app.test_request_context("/"):
        speak("en")
        assert sentence(Problem("q", "gone.code"), "en") == "Check this answer, or skip it"


def test_the_forms_own_words_go_first(words_app: Flask) -> None:
    own = Problem("q", "constraint", message={"en": "Write 3 numbers", "es": "Escriba 3 números"})
    with words_app.test_request_context("/"):
        speak("es")
        assert sentence(own, "es") == "Escriba 3 números"


def test_a_problem_stands_in_the_title_the_summary_and_beside_the_field(family: Family) -> None:
    family.begin().press("next", consent="with_name").press("next")
    page = family.page
    assert page.title.startswith("Problem: What do you want help with?")
    assert "#help" in page.links
    assert "help" in page.ids
    assert family.html.count("Choose an answer, or choose “Skip this question”") == 2
    assert 'role="alert"' in family.html


def test_a_problem_of_a_question_with_several_fields_leads_to_the_first_of_them(
    make_site: Callable[..., Flask],
) -> None:
    document = more_types_form()
    moved = document["sections"][1]["pages"][5]
    document["sections"][1]["pages"] = [
        {**moved, "questions": [{**moved["questions"][0], "required": True}]}
    ]
    family = Family(own_client(make_site({"types": document})), "/lincoln/types")
    family.begin().press("next", consent="with_name").press("next")
    assert "#moved-month" in family.page.links
    assert "moved-month" in family.page.ids
    assert family.page.invalid == ["moved.month"]


def test_the_summary_is_the_first_thing_in_the_page(family: Family) -> None:
    family.begin().press("next", consent="with_name").press("next")
    assert family.html.index('id="problems"') < family.html.index("<h1>")


def test_each_wrong_field_is_marked_and_described(family: Family) -> None:
    family.to_list().press("next", members="no")
    family.press("next", full_name="Rosa", phone="12", email="rosa", people="99")
    assert family.page.invalid == ["phone", "email", "people"]
    assert set(family.page.links) >= {"#phone", "#email", "#people"}
    for name in ("phone", "email", "people"):
        assert re.search(rf'aria-describedby="[^"]*e-{name}"', family.html), name
        assert f'id="e-{name}"' in family.html


def test_a_problem_is_shown_in_the_language_of_the_page(family: Family) -> None:
    family.begin("es").press("next", consent="with_name").press("next")
    assert family.title.startswith("Problema: ")
    assert "Hay un problema" in family.html


def said_of(html: str, name: str) -> str:
    """The sentence beside a field."""
    [said] = re.findall(rf'id="e-{name}"><span class="vh">[^<]*</span>([^<]*)</p>', html)
    return unescape(said)


def test_what_was_wrong_in_one_language_is_wrong_in_the_other(family: Family) -> None:
    contact = {
        "phone": ("phone", {}),
        "email": ("email", {}),
        "people": ("number_range", {"min": 1, "max": 20}),
    }
    birthday = {"member_born": ("day_in_month", {"day": 31, "month": 2, "year": 2015, "days": 28})}

    def wrong_in_each(expected: dict[str, tuple[str, dict[str, int]]], **typed: str) -> None:
        for language in ("en", "es", "en"):
            family.switch(language, **typed)
            assert "problems" not in family.page.ids
            family.press("next")
            assert family.page.language == language
            assert {name.partition(".")[0] for name in family.page.invalid} == {*expected}
            with family.client.application.test_request_context("/"):
                speak(language)
                for name, (code, params) in expected.items():
                    assert said_of(family.html, name) == sentence(
                        Problem(name, code, params), language
                    )

    family.to_list().press("next", members="yes").press("next", member_name="Ana")
    wrong_in_each(
        birthday, **{"member_born.day": "31", "member_born.month": "2", "member_born.year": "2015"}
    )
    family.press("next", member_born__day="1").press("next", grade="k").press("next", members="no")
    wrong_in_each(contact, full_name="Rosa", phone="12", email="rosa", people="99")


@pytest.mark.parametrize("typed", ["Ro\x00sa", "Ro\ufffdsa"])
def test_a_letter_that_cannot_be_read_is_a_problem_of_its_field(family: Family, typed: str) -> None:
    family.to_list().press("next", members="no").press("next", full_name=typed)
    assert "There is a letter here that we cannot read" in family.html
    assert "#full_name" in family.page.links


def test_half_of_a_surrogate_pair_is_a_problem_of_its_field(family: Family) -> None:
    family.to_list().press("next", members="no")
    reply = family.client.post(
        family.action(),
        data=b"_go=next&full_name=Ro%ED%A0%80sa",
        content_type="application/x-www-form-urlencoded",
    )
    family.open(reply.location)
    assert "There is a letter here that we cannot read" in family.html
    assert "%ED%A0%80" not in family.html
