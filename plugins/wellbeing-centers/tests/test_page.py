"""Staff see counts per service line at their own school, never small numbers, never another school's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from farolito.testing.factories import make_form, make_response, make_submission
from farolito.testing.site import Site, make_site
from farolito_wellbeing_centers.plugin import WellbeingCenters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "/-/wellbeing_centers/"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with a wellbeing center."""
    made = make_site(tmp_path, WellbeingCenters)
    yield made
    made.close()


def visits(site: Site, line: str, number: int) -> None:
    form = make_form("wellbeing-visit", regime="anonymous")
    response = make_response(form, {"service_lines": [line]}, place=site.place)
    submission = make_submission(response, received_at=datetime.now(UTC))
    for _ in range(number):
        with site.works.session() as session:
            site.works.hooks.submission_saving(submission, session)


def test_a_health_educator_sees_counts_and_no_small_number(site: Site) -> None:
    visits(site, "leadership", 12)
    visits(site, "mental_health", 3)

    html = site.staff("health_educator").get(PAGE).text

    assert "Lincoln High School" in html
    assert ">12</td>" in html
    assert ">3</td>" not in html
    assert html.count("fewer than 11") == 1
    assert html.count(">0</td>") == 5


def test_the_page_is_found_in_the_menu_by_those_who_may_open_it(site: Site) -> None:
    assert PAGE in site.staff("health_educator").get(PAGE).text
    assert PAGE not in site.staff("counselor").get("/staff/").text


def test_who_may_not_see_counts_finds_no_page(site: Site) -> None:
    assert site.staff("counselor").get(PAGE).status_code == 404
    assert site.visitor().get(PAGE).status_code == 303


def test_another_school_is_not_found(site: Site) -> None:
    assert site.staff("coordinator").get(f"{PAGE}lincoln").status_code == 200
    assert site.staff("health_educator").get(f"{PAGE}jefferson").status_code == 404


def test_it_speaks_spanish_to_who_reads_spanish(site: Site) -> None:
    html = site.staff("coordinator").get(PAGE, headers={"Accept-Language": "es"}).text

    assert "Visitas desde el 1 de agosto" in html
    assert "Cursos de liderazgo" in html


def test_a_visit_that_is_sent_for_real_is_counted(tmp_path: Path, engine_url: str) -> None:
    site = make_site(tmp_path, WellbeingCenters, database_url=engine_url)
    (path,) = [one for one in WellbeingCenters().form_files if one.stem == "wellbeing-visit"]
    name = site.open_form(path)
    for _ in range(11):
        site.send(
            name,
            {"service_lines": ["basic_health"], "grade_band": "9", "visit_kind": "new"},
        )

    html = site.staff("coordinator").get(PAGE).text

    assert ">11</td>" in html
    assert html.count(">0</td>") == 6
    site.close()
