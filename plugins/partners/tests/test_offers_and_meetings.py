"""A menu of what partners bring, and meetings whose harvest becomes leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.paper import pages_of, structure
from farolito_partners.models import Harvest

if TYPE_CHECKING:
    from farolito.testing.site import Site

PLACE = "/-/partners/lincoln"
OFFER = {
    "title": "Library bus",
    "pillar": "expanded_learning_time",
    "ready": "A place to park",
    "lead_days": "21",
    "cost": "Free",
    "blackout": "In July",
}
MEETING = {"name": "Partners in spring", "on": "2026-11-20", "tables": "3"}
QUESTIONS = "What do families do well?\n\nWhat could you bring?"
LINE = {"table": "2", "round": "1", "kind": "offer", "theme": "Reading", "words": "A bus of books"}


def test_an_offer_is_to_be_confirmed_until_somebody_asked_and_again_later(site: Site) -> None:
    browser = site.staff("coordinator")
    browser.post(f"{PLACE}/offers", data=OFFER)
    paper = " ".join(pages_of(browser.get(f"{PLACE}/offers.pdf").data))
    for words in ("Library bus", "A place to park", "21 days", "Free", "In July"):
        assert words in paper
    assert "Ask to confirm before" in paper
    import re

    found = re.search(r"edit=([0-9a-f]+)", browser.get(f"{PLACE}/offers").text)
    assert found is not None

    again = OFFER | {"id": found[1], "checked": "yes", "review_by": "2026-12-01"}
    assert browser.post(f"{PLACE}/offers", data=again).status_code == 303

    assert "Ask to confirm" not in browser.get(f"{PLACE}/offers").text
    past = again | {"review_by": "2026-11-22"}
    browser.post(f"{PLACE}/offers", data=past)
    assert "Ask to confirm" in browser.get(f"{PLACE}/offers").text
    browser.post(f"{PLACE}/offers", data={"id": found[1], "do": "remove"})
    assert "No offers yet." in browser.get(f"{PLACE}/offers").text


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"pillar": "x"},
        {"lead_days": "soon"},
        {"lead_days": "401"},
        {"partner": "nobody"},
        {"effective_from": "2027-01-01", "effective_to": "2026-01-01"},
    ],
)
def test_an_offer_that_is_wrong_is_not_kept_and_stays_typed(
    site: Site, changed: dict[str, str]
) -> None:
    browser = site.staff("coordinator")

    reply = browser.post(f"{PLACE}/offers", data=OFFER | changed)

    assert reply.status_code == 422
    assert "A place to park" in reply.text
    assert "No offers yet." in browser.get(f"{PLACE}/offers").text


@pytest.fixture
def meeting(site: Site) -> str:
    """The address of a meeting."""
    reply = site.staff("coordinator").post(
        f"{PLACE}/meetings", data=MEETING | {"questions": QUESTIONS}
    )
    assert reply.status_code == 303, reply.text
    return str(reply.headers["Location"])


def test_what_tables_say_becomes_themes_and_leads(site: Site, meeting: str) -> None:
    browser = site.staff("coordinator")
    browser.post(meeting, data=LINE)
    browser.post(
        meeting, data=LINE | {"kind": "ask", "theme": "reading", "words": "Books in Khmer"}
    )
    lead = {"kind": "lead", "owner": "The library", "next_step": "Call them", "due": "2026-11-22"}
    browser.post(meeting, data=LINE | lead)

    html = browser.get(meeting).text
    assert html.count("<h3") == 1
    assert "task late" in html
    import re

    done = re.search(r'name="done" value="([^"]+)"', html)
    assert done is not None
    assert browser.post(meeting, data={"done": done[1]}).status_code == 303
    assert "task late" not in browser.get(meeting).text
    matrix = browser.get(f"{meeting}/matrix.pdf").data
    assert "Reading" in pages_of(matrix)[0]
    assert "Books in Khmer" in pages_of(matrix)[0]
    assert {"H1", "Table", "TH"} <= set(structure(matrix))
    with site.works.session() as session:
        for row in session.query(Harvest).all():
            assert b"books" not in row.said.lower()


@pytest.mark.parametrize(
    "changed",
    [
        {"table": "4"},
        {"round": "3"},
        {"kind": "x"},
        {"theme": ""},
        {"words": ""},
        {"kind": "lead"},
        {"kind": "lead", "owner": "x"},
        {"due": "x"},
    ],
)
def test_a_line_that_is_wrong_is_not_kept(
    site: Site, meeting: str, changed: dict[str, str]
) -> None:
    reply = site.staff("coordinator").post(meeting, data=LINE | changed)

    assert reply.status_code == 422
    assert "There is a problem" in reply.text
    with site.works.session() as session:
        assert session.query(Harvest).count() == 0


def test_there_is_a_tent_and_a_sheet_for_every_table(site: Site, meeting: str) -> None:
    browser = site.staff("coordinator")
    tents = pages_of(browser.get(f"{meeting}/tents.pdf").data)
    sheets = pages_of(browser.get(f"{meeting}/harvest.pdf").data)

    assert len(tents) == 3
    for number, page in enumerate(tents, 1):
        assert f"Table {number}" in page
        assert "What could you bring?" in page
    assert sum("Host of the table" in page for page in sheets) == 3


@pytest.mark.parametrize("changed", [{"name": ""}, {"on": ""}, {"tables": "0"}, {"tables": "31"}])
def test_a_meeting_that_is_wrong_is_not_planned(site: Site, changed: dict[str, str]) -> None:
    sent = MEETING | {"questions": QUESTIONS} | changed
    reply = site.staff("coordinator").post(f"{PLACE}/meetings", data=sent)

    assert reply.status_code == 422
    assert "What could you bring?" in reply.text
