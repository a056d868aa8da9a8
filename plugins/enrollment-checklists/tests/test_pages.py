"""The lists are public, speak the language that was asked for, keep nothing, and can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.site import Site, make_site
from farolito_enrollment_checklists.plugin import EnrollmentChecklists

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

HOME = "/-/enrollment_checklists/"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school whose site has the lists."""
    made = make_site(tmp_path, EnrollmentChecklists)
    yield made
    made.close()


@pytest.fixture
def family(site: Site) -> FlaskClient:
    """A phone that was never here."""
    return site.visitor()


def test_anybody_can_read_a_list_in_english_and_spanish(family: FlaskClient) -> None:
    english = family.get(f"{HOME}calfresh?language=en").text
    spanish = family.get(f"{HOME}calfresh?language=es").text

    assert '<html lang="en"' in english
    assert "I want expedited service" in english
    assert '<html lang="es"' in spanish
    assert "Qué llevar" in spanish
    assert "revisado esta traducción" in spanish


def test_the_screen_for_expedited_service_stands_first(family: FlaskClient) -> None:
    html = family.get(f"{HOME}calfresh?language=en").text

    assert html.index("Do you need food money now?") < html.index("What to do")


def test_without_a_language_the_readers_own_is_spoken(family: FlaskClient) -> None:
    html = family.get(f"{HOME}medi-cal", headers={"Accept-Language": "es"}).text

    assert '<html lang="es"' in html


def test_a_language_without_a_list_falls_back_to_english(family: FlaskClient) -> None:
    assert '<html lang="en"' in family.get(f"{HOME}medi-cal?language=xx").text


def test_the_index_leads_to_every_list_in_the_same_language(family: FlaskClient) -> None:
    html = family.get(f"{HOME}?language=es").text

    assert f"{HOME}calfresh?language=es" in html
    assert f"{HOME}medi-cal?language=es" in html


def test_an_unknown_list_is_not_found(family: FlaskClient) -> None:
    assert family.get(f"{HOME}winning-the-lottery").status_code == 404
    assert family.get(f"{HOME}winning-the-lottery.pdf").status_code == 404


def test_a_list_asks_nothing_and_sets_no_cookie(family: FlaskClient) -> None:
    reply = family.get(f"{HOME}calfresh")

    assert "<input" not in reply.text
    assert "<form" not in reply.text
    assert "Set-Cookie" not in reply.headers


def test_the_pdf_is_named_by_list_and_language(family: FlaskClient) -> None:
    reply = family.get(f"{HOME}calfresh.pdf?language=es")

    assert reply.mimetype == "application/pdf"
    assert reply.data.startswith(b"%PDF")
    assert 'filename="calfresh-es.pdf"' in reply.headers["Content-Disposition"]
