"""The forms of a school: links, languages, how far translations are, and who reads the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.staff.test_response import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.staff.school import School


def test_each_form_says_its_link_languages_translations_and_readers(school: School) -> None:
    page = words(school.staff("coordinator").get("/staff/lincoln/forms").text)
    assert (
        "What does your family need? Link for families http://127.0.0.1:8000/lincoln/needs "
        "Languages families see English , Español Translations English : written in this language · "
        "Español : draft, not checked by a native reader Not in these languages "
    ) in page
    assert "ខ្មែរ" in page.partition("Not in these languages")[2].partition("Get an interpreter.")[0]
    assert "official sheet. Record School record. The family team reads it." in page
    assert "Counseling. Only counselors read it." in page
    assert "Anonymous. Nobody knows who answered." in page


def test_the_link_opens_the_form(school: School) -> None:
    client = school.staff("coordinator")
    assert 'href="/lincoln/needs"' in client.get("/staff/lincoln/forms").text
    assert client.get("/lincoln/needs").status_code == 200


def test_english_in_disguise_is_no_language_that_families_see(
    make_school: Callable[..., School],
) -> None:
    school = make_school(pseudo_locales=True)
    page = school.staff("coordinator").get("/staff/lincoln/forms").text
    assert "Right to left" not in page


def test_the_way_back_leads_where_the_reader_may_go(school: School) -> None:
    assert 'href="/staff/lincoln"' in school.staff("counselor").get("/staff/lincoln/forms").text
    lead = school.staff("district_lead", place="county").get("/staff/lincoln/forms").text
    assert 'href="/staff/lincoln"' not in lead
    assert 'class="way" href="/staff/"' in lead


def test_a_school_without_forms_says_so(school: School) -> None:
    school.forget_links()
    page = school.staff("coordinator").get("/staff/lincoln/forms").text
    assert "This school has no forms yet. An admin adds them." in page
