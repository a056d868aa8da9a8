"""Answers that nobody at the school reads, or whose sender nobody may know: no page promises what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.testing.paper import pages_of
from farolito.testing.plugins import make_hooks
from farolito.web.host import host_of
from tests.web.conftest import own_client
from tests.web.test_paper import OneLine
from tests.web_support.family import Family
from tests.web_support.trial_form import CONSENT, both, choice, page, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask


def form(regime: str) -> dict[str, Any]:
    """One question, and a need for which the form has no next step."""
    choices = [choice("yes", "Yes", "Sí"), choice("no", "No", "No")]
    asked = question(
        "food", "choice", "Is there enough food?", "¿Alcanza la comida?", choices=choices
    )
    return {
        "name": "own",
        "title": both("A checklist", "Una lista"),
        "summary": both("One question.", "Una pregunta."),
        "purpose": "checklist",
        "regime": regime,
        "languages": ["en", "es"],
        "translations": {"es": {"state": "draft"}},
        "retention": {
            "draft_days": 30,
            "identity_months": 0 if regime == "anonymous" else 14,
            "answers_months": 36,
        },
        "stop_here": True,
        "sections": [
            {
                "name": "all",
                "title": both("Questions", "Preguntas"),
                "pages": [page("p_food", asked)],
            }
        ],
        "needs": [{"name": "food", "label": both("Food", "Comida"), "when": "food == 'no'"}],
    }


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(site: Flask, language: str) -> Family:
    return Family(own_client(site), "/lincoln/own").begin(language)


PROMISES = {
    "en": ("Keep it", "find your answers", "We got your answers", "A person will look", "Send my"),
    "es": ("Guárdelo", "encontramos sus respuestas", "Recibimos", "Una persona", "Enviar mis"),
}
"""What would not be true."""


def test_what_nobody_reads_is_said_to_stay_with_the_family(
    make_site: Callable[..., Flask], language: str
) -> None:
    site = make_site({"own": form("self_service")})
    family = opened(site, language).press("next", food="no")
    assert family.address == "/lincoln/own/check"
    pages = [family.html, family.press("send").html, family.open("/lincoln/own").html]
    assert {"en": "Nobody at the school reads", "es": "Nadie en la escuela lee"}[language] in pages[
        1
    ]
    assert 'class="code"' not in pages[1]
    for html in pages:
        assert [words for words in PROMISES[language] if words in html] == []
    with host_of(site).works.open(SYSTEM, write=False) as work:
        rows = work.connection.exec_driver_sql("SELECT code, code_index FROM response")
        assert [tuple(row) for row in rows] == [(None, None)]


def test_the_paper_of_what_nobody_reads_has_no_code(make_site: Callable[..., Flask]) -> None:
    site = make_site({"own": form("self_service")}, hooks=make_hooks(OneLine))
    family = opened(site, "en").press("next", food="no").press("send")
    reply = family.client.get("/lincoln/own/done/summary.pdf")
    assert reply.status_code == 200
    [words] = pages_of(reply.data)
    assert words.strip() in ("", "None")


def test_whoever_stops_such_a_form_is_not_asked_to_keep_it_for_the_school(
    make_site: Callable[..., Flask], language: str
) -> None:
    site = make_site({"own": form("self_service")})
    family = opened(site, language).press("stop", food="no")
    assert 'value="keep"' not in family.html
    assert 'value="erase"' in family.html
    family.press("keep")  # from a page that was open before
    kept = {"en": "kept for the school", "es": "para el equipo de la escuela"}[language]
    assert kept not in family.html
    with host_of(site).works.open(SYSTEM, write=False) as work:
        rows = work.connection.exec_driver_sql("SELECT draft, received_at FROM response")
        assert [tuple(row) for row in rows] == [(None, None)]


def test_what_is_anonymous_has_no_code_to_keep_and_is_sent_all_the_same(
    make_site: Callable[..., Flask],
) -> None:
    site = make_site({"own": form("anonymous")})
    family = opened(site, "en").press("next", food="no")
    assert "Send my answers" in family.html
    html = family.press("send").html
    assert "We got your answers" in html
    assert [
        words for words in ("Keep it", "find your answers", "A person will look") if words in html
    ] == []


@pytest.mark.parametrize(("path", "promised"), [("parent", True), ("minor_self", False)])
def test_a_student_who_asks_alone_is_not_promised_a_call(
    make_site: Callable[..., Flask], path: str, promised: bool
) -> None:
    document = {**form("education_record"), "consent_path": path}
    document["sections"][0]["pages"].insert(0, page("p_consent", CONSENT))
    family = opened(make_site({"own": document}), "en").press("next", consent="with_name")
    html = family.press("next", food="no").press("send").html
    assert ("call you" in html) is promised
    assert ("Ask us, and we will look with you." in html) is not promised
