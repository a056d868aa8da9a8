"""Staff see counts per service line at their own school, never small numbers, never another school's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from farolito.testing.site import Site, make_site
from farolito_wellbeing_centers.plugin import WellbeingCenters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "/-/wellbeing_centers/"
NOVEMBER, DECEMBER = (datetime(2026, month, 23, 18, tzinfo=UTC) for month in (11, 12))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with a wellbeing center."""
    made = make_site(tmp_path, WellbeingCenters)
    made.works.clock = lambda: DECEMBER
    yield made
    made.close()


def form_of(site: Site) -> str:
    (path,) = [one for one in WellbeingCenters().form_files if one.stem == "wellbeing-visit"]
    return site.open_form(path)


def visits(site: Site, name: str, line: str, number: int) -> None:
    """So many visits, sent for real and taken in."""
    for _ in range(number):
        site.send(name, {"service_lines": [line], "grade_band": "9", "visit_kind": "new"})
    site.work_off()


def test_a_health_educator_sees_counts_and_no_small_number(site: Site) -> None:
    site.works.clock = lambda: NOVEMBER
    name = form_of(site)
    visits(site, name, "leadership", 22)
    visits(site, name, "mental_health", 3)
    assert "Nothing yet" in site.staff("coordinator").get(PAGE).text  # the month is not over
    site.works.clock = lambda: DECEMBER
    site.night()

    html = site.staff("health_educator").get(PAGE).text

    assert "Lincoln High School" in html
    assert "1–10" in html
    assert ">3</td>" not in html
    assert ">22</td>" not in html  # who did not come for it would be three
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
    site.works.clock = lambda: NOVEMBER
    visits(site, form_of(site), "leadership", 11)
    site.works.clock = lambda: DECEMBER
    site.night()
    html = site.staff("coordinator").get(PAGE, headers={"Accept-Language": "es"}).text

    assert "Visitas de este año escolar hasta el 23 de noviembre" in html
    assert "Cursos de liderazgo" in html


def test_a_visit_that_is_sent_for_real_is_counted(tmp_path: Path, engine_url: str) -> None:
    site = make_site(tmp_path, WellbeingCenters, database_url=engine_url)
    site.works.clock = lambda: NOVEMBER
    visits(site, form_of(site), "basic_health", 11)
    site.works.clock = lambda: DECEMBER
    site.night()

    html = site.staff("coordinator").get(PAGE).text

    assert ">11</td>" in html
    assert html.count(">0</td>") == 6
    site.close()
