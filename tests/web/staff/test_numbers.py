"""Pages, papers and files with numbers: the same everywhere, nothing small, nobody's but one's own."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from farolito.domain.access import SYSTEM
from farolito.services import jobs, numbers, places
from farolito.services.numbers import nightly
from farolito.testing.plugins import make_hooks
from farolito_printables.plugin import Printables

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.staff.school import School

PAGE = "/staff/lincoln/numbers"
REPORT = f"{PAGE}/report"
CHOSEN = "?form=needs&year=2026-27"


def answered(school: School, many: int, place: str = "lincoln", **answers: Any) -> None:
    for number in range(many):
        school.send("needs", place, "en" if number % 3 else "es", **answers)


def next_morning(school: School, days: int = 1) -> None:
    jobs.run_all(school.works)
    school.clock.advance(days=days)
    nightly.run(school.works, {})


def counted(school: School) -> None:
    """A day on which 45 families answered: 30 worry about food, 12 never do, 3 did not say."""
    answered(school, 30, food="often")
    answered(school, 12, food="never")
    answered(school, 3, food={"skipped": True})
    next_morning(school)


def cells(html: str) -> dict[str, str]:
    """What the tables of a page say: label to count."""
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th><td class="num">(.*?)</td>', html, flags=re.DOTALL
    )
    return {re.sub("<[^>]*>", "", label): count for label, count in rows}


def test_there_is_nothing_before_enough_have_answered(school: School) -> None:
    answered(school, 5)
    next_morning(school)
    html = school.staff("coordinator").get(PAGE).text
    assert "Nothing yet. Numbers show after 11 responses." in html
    assert school.staff("coordinator", place="county").get(REPORT + CHOSEN).status_code == 404


def test_a_page_says_what_is_needed_with_a_chart_and_a_table(school: School) -> None:
    counted(school)
    html = school.staff("coordinator").get(PAGE).text
    assert "As of November 23, 2026" in html
    assert "<b>45</b> responses" in html
    assert 'role="img" aria-label="Needs. Most often: Food (30)."' in html
    assert cells(html)["Food"] == "30"
    assert "(67 %)" in re.sub("[\u2066-\u2069]", "", html)
    assert "<details>" in html


def test_small_counts_are_not_on_the_page_in_the_paper_or_in_the_file(
    make_school: Callable[..., School],
) -> None:
    school = make_school(make_hooks(Printables))
    counted(school)
    client = school.staff("coordinator")
    page = client.get(REPORT + CHOSEN).text
    told = list(csv.DictReader(io.StringIO(client.get(f"{REPORT}.csv{CHOSEN}").text[1:])))
    paper = client.get(f"{REPORT}.pdf{CHOSEN}")
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages)
    text = re.sub(r"\s+", " ", text)
    food = {row["label"]: row["count"] for row in told if row["block"] == "question/food"}
    assert food["No answer"] == "Not shown"
    assert list(food.values()).count("Not shown") >= 2  # others too, which would give it away
    for label, count in food.items():
        assert cells(page)[label] == count
        assert f"{label} {count}" in text
    assert "How we asked" in page
    assert "How we asked" in text


def test_page_paper_and_file_have_the_same_numbers(make_school: Callable[..., School]) -> None:
    school = make_school(make_hooks(Printables))
    counted(school)
    next_morning(school, days=30)
    for language in ("en", "es"):
        client = school.staff("coordinator", language=language)
        with school.works.open(SYSTEM, write=False) as work:
            work.actor = school_actor(school)
            report = numbers.report(work, "lincoln", "needs", "2026-27", language)
        amounts = [(row.label, row.amount) for block in report.blocks for row in block.rows]
        assert {"need", "contact", "follow_up"} <= {block.name for block in report.blocks}
        page = client.get(REPORT + CHOSEN).text
        file = client.get(f"{REPORT}.csv{CHOSEN}").text
        paper = client.get(f"{REPORT}.pdf{CHOSEN}").data
        text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(paper)).pages)
        for label, amount in amounts:
            assert cells(page)[label] == amount
            assert f"{label},{amount}" in file
            assert f"{label} {amount}" in re.sub(r"\s+", " ", text)
        assert "/StructTreeRoot" in _root(paper)
        assert _root(paper)["/Lang"] == language


def test_follow_up_and_first_contact_come_later_each_with_a_table_and_of_how_many(
    school: School,
) -> None:
    counted(school)
    for days, there in ((8, False), (1, True)):
        next_morning(school, days)
        html = school.staff("coordinator").get(PAGE).text
        assert ("<h2>Time to first contact</h2>" in html) == there
        assert "<h2>Follow-up</h2>" not in html
    assert (
        'aria-label="Time to first contact. We tried to reach fewer than half of the families within a week."'
        in html
    )
    assert '<th scope="col">When</th>' in html
    assert (
        '<p class="quiet">Of 45 responses. As it was 10 days or more after they were sent.</p>'
        in html
    )
    assert cells(html)["Not within a week"] == "45"
    assert cells(html)["The same day"] == "0"
    next_morning(school, 20)
    html = school.staff("coordinator").get(PAGE).text
    assert "<h2>Follow-up</h2>" in html
    assert cells(html)["Nothing planned"] == "45"
    answered(school, 40, "grant")
    next_morning(school)
    next_morning(school, 10)
    html = school.staff("county_coach", place="county").get("/staff/county/numbers").text
    assert cells(html)["Not within a week"] == "85"
    assert cells(html)["Nothing planned"] == "45"


def _root(paper: bytes) -> Any:
    return PdfReader(io.BytesIO(paper)).trailer["/Root"]


def school_actor(school: School) -> Any:
    from farolito.domain.access import Actor, Grant

    return Actor("user", "u", "U", (Grant(school.places["lincoln"].id, "coordinator"),))


def test_a_county_sees_all_of_it_and_others_see_nothing(school: School) -> None:
    counted(school)
    answered(school, 40, "grant")
    next_morning(school)
    county = school.staff("county_coach", place="county")
    assert "<b>85</b> responses" in county.get("/staff/county/numbers").text
    assert "Grant High School" in county.get("/staff/numbers").text
    for role in ("counselor", "platform_admin", "parent_engagement_coordinator", "volunteer"):
        client = school.staff(role)
        for address in (PAGE, REPORT + CHOSEN, f"{REPORT}.csv{CHOSEN}", f"{REPORT}.pdf{CHOSEN}"):
            assert client.get(address).status_code == 404
    elsewhere = school.staff("coordinator", place="grant")
    assert elsewhere.get(PAGE).status_code == 404
    assert elsewhere.get("/staff/numbers").headers["Location"] == "/staff/grant/numbers"


def test_the_menu_leads_there_and_says_where_one_is(school: School) -> None:
    html = school.staff("coordinator").get(PAGE).text
    assert '<a href="/staff/numbers" aria-current="page">' in html
    assert html.count("aria-current") == 1
    assert "/staff/numbers" not in school.staff("counselor").get("/staff/lincoln").text


@pytest.mark.parametrize(
    "chosen", ["?form=nothing", "?year=1999-00", "?form=needs&year=x", "?form=\0"]
)
def test_what_can_not_be_chosen_is_not_found(school: School, chosen: str) -> None:
    counted(school)
    assert school.staff("coordinator").get(PAGE + chosen).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"), [("14", 14), ("3", 10), ("", 10), ("-4", 10), ("999", 50), ("١٤", 10)]
)
def test_a_school_may_hide_more_and_never_less(school: School, typed: str, kept: int) -> None:
    client = school.staff("coordinator")
    assert client.post(PAGE, data={"small": typed}).status_code == 303
    with school.works.open(SYSTEM, write=False) as work:
        assert places.settings_of(work, "lincoln").small_counts == kept
    assert (
        school.staff("coordinator", place="grant").post(PAGE, data={"small": "20"}).status_code
        == 404
    )


def test_who_raised_it_is_written_down(school: School) -> None:
    school.staff("coordinator").post(PAGE, data={"small": "14"})
    actions = [action for (action,) in school.rows("SELECT action FROM audit")]
    assert "place.small_counts_set" in actions
