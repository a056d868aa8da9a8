"""A cycle: begun, planned, watched while it runs, read, printed, published; and nothing small is shown anywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from farolito.api import Bounds, ReportRow
from farolito.domain.access import SYSTEM
from farolito.services import places, sessions, users
from farolito.testing.paper import pages_of
from farolito.web.cookies import NAMES
from farolito_community_assessment.results import Group, Results, _rate
from farolito_community_assessment.telling import is_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from farolito.testing.site import Site

HOME = "/-/community_assessment"
HERE = f"{HOME}/lincoln"
YEAR = f"{HERE}/2026-27"
PUBLIC = f"{HOME}/results/lincoln"
NOVEMBER = datetime(2026, 11, 3, 18, tzinfo=UTC)
PLAN = {"begins": "2026-10-05", "ends": "2026-12-11", "next_en": "A pantry on Tuesdays"}


def begin(site: Site) -> FlaskClient:
    staff = site.staff("coordinator")
    assert staff.post(HERE).headers["Location"] == YEAR
    return staff


def in_november(site: Site) -> FlaskClient:
    site.works.clock = lambda: NOVEMBER
    site.night()
    return site.staff("coordinator")


def test_each_school_year_has_one_cycle_and_the_next_copies_it(site: Site) -> None:
    staff = begin(site)
    asked = {"asked_family": "400", "asked_family_es": "250", "asked_staff": "60"}
    assert staff.post(YEAR, data=PLAN | asked).status_code == 303
    begin(site)
    assert staff.get(HERE).text.count("Not published") == 1

    site.works.clock = lambda: datetime(2027, 9, 7, 18, tzinfo=UTC)
    later = site.staff("coordinator")

    assert later.post(HERE).headers["Location"] == f"{HERE}/2027-28"
    page = later.get(f"{HERE}/2027-28").text
    assert 'value="400"' in page
    assert 'value="2027-10-05"' in page
    assert "A pantry on Tuesdays" not in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(site: Site) -> None:
    staff = begin(site)

    reply = staff.post(
        YEAR,
        data={"begins": "soon", "ends": "2026-01-01", "asked_family": "-3", "next_en": "x" * 1001},
    )

    assert reply.status_code == 422
    for words in ("Choose a day", "Write how many were asked", "Use fewer letters"):
        assert words in reply.text
    assert 'value="-3"' in reply.text
    back = staff.post(YEAR, data={"begins": "2026-10-05", "ends": "2026-10-01"})
    assert "It must end after it begins" in back.text


def test_who_answered_is_shown_of_how_many_were_asked_and_no_small_number(
    site: Site, answered: Callable[..., None]
) -> None:
    begin(site).post(YEAR, data=PLAN | {"asked_family": "100", "asked_family_es": "40"})
    answered({"food": 14, "home": 12})
    answered({"food": 3}, language="es")
    assert "Nothing to show yet." in site.staff("coordinator").get(YEAR).text

    page = in_november(site).get(YEAR).text

    assert "29 of 100 (29 %)" in page
    assert ">3 of" not in page
    assert ">26<" not in page
    assert "Not shown" in page  # how many answered in Spanish, and so in English too


def test_the_report_has_findings_as_headings_and_how_it_was_asked(
    site: Site, answered: Callable[..., None]
) -> None:
    begin(site).post(YEAR, data=PLAN)
    answered({"food": 14, "home": 12})

    staff = in_november(site)
    page = staff.get(f"{YEAR}/report").text

    assert "Food and Housing: the two largest needs at Lincoln High School" in page
    assert "Most often: Time" not in page
    assert "The time (26)" in page
    assert "It tells what those said who answered." in page
    assert "A pantry on Tuesdays" in page
    csv = staff.get(f"{YEAR}/family.csv")
    assert "need,Needs,food,Food,14" in csv.get_data(as_text=True)
    assert staff.get(f"{YEAR}/student.csv").status_code == 404


@pytest.mark.parametrize(("paper", "most"), [("report", 9), ("family", 2), ("needs", 1)])
def test_paper_says_what_the_page_says(
    site: Site, answered: Callable[..., None], paper: str, most: int
) -> None:
    begin(site).post(YEAR, data=PLAN)
    answered({"food": 14, "home": 12})

    made = in_november(site).get(f"{YEAR}/{paper}.pdf?language=es").data

    pages = pages_of(made)
    assert "14" in "".join(pages)
    assert "Comida" in "".join(pages)
    assert len(pages) <= most
    assert len(made) < 400_000


def test_what_is_published_stays_and_is_there_for_everybody(
    site: Site, answered: Callable[..., None]
) -> None:
    begin(site).post(
        YEAR, data=PLAN | {"third_language": "hy", "third_words": "Ինչ ասացին\nՍնունդ"}
    )
    answered({"food": 14, "home": 12})
    staff = in_november(site)
    assert "Nothing to read yet." in site.visitor().get(PUBLIC).text
    assert staff.get(f"{YEAR}/poster.pdf").status_code == 404

    staff.post(YEAR, data={"go": "publish"})

    english = site.visitor().get(PUBLIC).text
    spanish = site.visitor().get(f"{PUBLIC}?language=es").text
    assert "Families: 26" in english
    assert "Food (14)" in english
    assert "Comida (14)" in spanish
    korean = site.visitor().get(f"{PUBLIC}?language=ko").text
    assert "음식 (14)" in korean
    assert "가족: 26" in korean
    assert "Food" not in korean
    assert "A pantry on Tuesdays" in english
    pages = pages_of(staff.get(f"{YEAR}/poster.pdf").data)
    poster = "".join(pages)
    assert len(pages) == 1
    for words in ("What our school told us", "Lo que nos dijo nuestra escuela", "Սնունդ"):
        assert words in poster
    staff.post(YEAR, data=PLAN | {"third_language": "ru"})
    (by_itself,) = pages_of(staff.get(f"{YEAR}/poster.pdf").data)
    assert "Что нам сказала наша школа" in by_itself
    staff.post(YEAR, data={"go": "hide"})
    assert "Nothing to read yet." in site.visitor().get(PUBLIC).text


def test_no_edition_is_made_in_a_language_that_lacks_the_words_of_an_answer() -> None:
    row = ReportRow("food", "Food", "en", "14", "50 %", 50)
    one = Group("family", _rate("Families", Bounds(26, 26), None, 10), (), None, (row,), (), (), ())

    found = Results("Food: the largest need", (one,), 10)

    assert is_whole(found, "en")
    assert not is_whole(found, "ko")


def test_nothing_is_published_where_nothing_may_be_shown(site: Site) -> None:
    staff = begin(site)

    assert staff.post(YEAR, data={"go": "publish"}).status_code == 303
    assert "Nothing to read yet." in site.visitor().get(PUBLIC).text
    assert staff.get(f"{YEAR}/report").status_code == 404
    assert staff.get(f"{YEAR}/report.pdf").status_code == 404


def test_who_runs_the_assessment_of_one_school_changes_no_other(site: Site) -> None:
    begin(site)
    with site.works.open(SYSTEM) as work:
        other = places.add(work, "site", "jefferson", "Jefferson High School", None)
        user = users.add(work, "both@school.example", "Both", "a long test password")
        users.grant(work, user, other.id, "coordinator")
        users.grant(work, user, site.place.id, "county_coach")
        token = sessions.start_staff(work, user, "second_factor").token
    both = site.visitor()
    both.set_cookie(NAMES["staff"], token)

    assert both.get(YEAR).status_code == 200
    assert both.post(YEAR, data=PLAN).status_code == 404
    assert both.post(f"{HOME}/jefferson").status_code == 303


def test_a_share_of_a_hidden_number_is_not_shown(site: Site) -> None:
    with site.app.test_request_context():
        rate = _rate("Families", Bounds(1, 10), 100, 10)

    assert (rate.percent, rate.bar) == ("", None)
    assert "10" in rate.answered


def test_who_may_see_counts_reads_and_only_who_runs_it_changes(site: Site) -> None:
    begin(site)
    coach = site.staff("county_coach")

    assert "asked_family" not in coach.get(YEAR).text
    assert coach.post(YEAR, data=PLAN).status_code == 404
    assert coach.post(HERE).status_code == 404
    assert coach.get(f"{HERE}/outcomes").status_code == 404
    for role in ("counselor", "volunteer", "parent_engagement_coordinator"):
        assert site.staff(role).get(YEAR).status_code == 404
    assert site.staff("coordinator").get(f"{HOME}/jefferson").status_code == 404
    assert site.staff("coordinator").get(f"{HERE}/2020-21").status_code == 404
    assert site.visitor().get(YEAR).status_code == 303
