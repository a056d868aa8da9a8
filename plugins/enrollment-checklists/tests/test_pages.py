"""The lists are public, speak the language that was asked for, keep nothing, and can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.paper import pages_of
from farolito.testing.site import Site, make_site
from farolito_enrollment_checklists.plugin import EnrollmentChecklists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

HOME = "/-/enrollment_checklists/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A school whose site has the lists; its pages keep nothing."""
    made = make_site(tmp_path_factory.mktemp("site"), EnrollmentChecklists)
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


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_affidavit_has_the_statutes_words_and_fits_on_one_sheet(
    family: FlaskClient, language: str
) -> None:
    reply = family.get(f"{HOME}caregiver-affidavit.pdf?language={language}")
    front, back = pages_of(reply.data)

    assert "I declare under penalty of perjury" in " ".join(front.split())
    assert "qualified relative" in " ".join(front.split())
    assert ("no notary" if language == "en" else "notario") in " ".join(back.split())


def test_the_letter_for_the_doctor_has_the_last_day_where_it_is_known(family: FlaskClient) -> None:
    [known] = pages_of(family.get(f"{HOME}doctor-letter.pdf?language=es&due=2027-01-04").data)
    [blank] = pages_of(family.get(f"{HOME}doctor-letter.pdf?due=soon").data)

    assert "by January 4, 2027" in " ".join(known.split())
    assert "doctor, enfermera o terapeuta" in " ".join(known.split())
    assert "The county needs it by:" in " ".join(blank.split())


def test_each_list_leads_to_its_papers(family: FlaskClient) -> None:
    assert "caregiver-affidavit.pdf?language=en" in family.get(f"{HOME}school-enrollment").text
    assert "doctor-letter.pdf?language=es" in family.get(f"{HOME}ihss?language=es").text
    assert "doctor-letter" not in family.get(f"{HOME}calfresh").text
    assert "large" in family.get(f"{HOME}calfresh").text
