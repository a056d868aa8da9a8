"""The list of responses: everyone exactly once, newest first, whatever stands in the address."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School


def listed(page: str) -> list[str]:
    """The addresses of the responses on a page, in order."""
    return re.findall(r'<th scope="row"><a href="([^"]+)"', page)


def following(page: str) -> str | None:
    found = re.search(r'rel="next" href="([^"]+)"', page)
    return html.unescape(found[1]) if found else None


def test_paging_shows_each_of_120_responses_once_newest_first(school: School) -> None:
    sent = []
    for number in range(120):
        if number % 7 == 0:  # seven at the same instant: the id decides among them
            school.clock.advance(minutes=1)
        sent.append(school.send("needs"))
    client = school.staff("coordinator")
    seen, address = [], "/staff/lincoln"
    pages = 0
    while address:
        page = client.get(address).text
        pages += 1
        seen += listed(page)
        address = following(page) or ""
    assert pages == 3
    assert sorted(seen) == sorted(sent)
    moments = {response: number // 7 for number, response in enumerate(sent)}
    assert [moments[one] for one in seen] == sorted(moments.values(), reverse=True)


def test_responses_that_come_while_somebody_pages_move_nothing(school: School) -> None:
    sent = []
    for _ in range(55):
        school.clock.advance(minutes=1)
        sent.append(school.send())
    client = school.staff("coordinator")
    first = client.get("/staff/lincoln").text
    school.clock.advance(minutes=1)
    school.send()
    second = client.get(following(first) or "").text
    assert listed(first) + listed(second) == sent[::-1]


@pytest.mark.parametrize(
    "after",
    [
        "",
        "~",
        "x",
        "~x",
        "9999-99-99~a",
        "2026-11-23T18:31:00+99:00~a",
        "0001-01-01T00:00:00+14:00~a",
        "9999-12-31T23:59:59-14:00~a",
        "2026-11-23T18:31:00+00:00~\x00",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "٢٠٢٦-11-23T18:31:00+00:00~a",
        "2026-11-23T18:31:00+00:00" * 400,
        "' OR 1=1 --",
    ],
)
def test_a_place_in_the_list_that_we_never_gave_is_not_found(school: School, after: str) -> None:
    client = school.staff("coordinator")
    school.send()
    assert client.get("/staff/lincoln", query_string={"after": after}).status_code == 404


@pytest.mark.parametrize(
    ("after", "count"),
    [("2026-11-23T18:31:00+00:00~", 0), ("2030-01-01~a", 1), ("2026-11-23T18:31:00~~~", 1)],
)
def test_a_made_up_place_that_can_be_read_shows_what_follows_it(
    school: School, after: str, count: int
) -> None:
    client = school.staff("coordinator")
    school.send()
    reply = client.get("/staff/lincoln", query_string={"after": after})
    assert reply.status_code == 200
    assert len(listed(reply.text)) == count
    assert ("There are no older responses." in reply.text) == (count == 0)


def test_an_empty_list_says_what_to_do(school: School) -> None:
    page = school.staff("coordinator").get("/staff/lincoln").text
    assert "No responses yet. Share a link or print the blank form." in page
    assert "<table" not in page
    assert page.count('href="/staff/lincoln/forms"') == 1


def test_a_row_says_code_time_form_language_and_status(school: School) -> None:
    school.send(language="es")
    page = school.staff("coordinator").get("/staff/lincoln").text
    assert re.search(r'<span class="ltr">\w{4}-\w{4}</span></a></th>', page)
    for cell in (
        "November 23, 2026, 10:31\u202fAM",
        "What does your family need?",
        '<bdi lang="es">Español</bdi>',
        "New",
        "<caption>1 response, newest first</caption>",
    ):
        assert cell in page
    assert "Gracias" not in page


def test_an_anonymous_response_shows_its_day_and_no_code(school: School) -> None:
    school.send("survey")
    page = school.staff("coordinator").get("/staff/lincoln").text
    assert re.search(r'data-name="Sent">November 23, 2026</td>', page)
    assert "No code" in page


def test_a_response_that_was_stopped_and_kept_is_listed_as_such(school: School) -> None:
    address = school.stop(food="often")
    client: FlaskClient = school.staff("coordinator")
    assert listed(client.get("/staff/lincoln").text) == [address]
    assert "Stopped" in client.get("/staff/lincoln").text


def test_a_filter_is_a_link_and_the_way_back_is_one_too(school: School) -> None:
    needs = school.send()
    school.send("survey")
    client = school.staff("coordinator")
    page = client.get("/staff/lincoln?form=needs").text
    assert listed(page) == [needs]
    assert '<a href="/staff/lincoln">Clear filters</a>' in page
    nothing = client.get("/staff/lincoln?form=needs&language=en").text
    assert "Nothing matches. <a" in nothing
    assert "No responses yet" not in nothing


@pytest.mark.parametrize(
    "query",
    ["state=x", "assigned=x", "since=2026-99-99", "until=x", "since=9999-12-31", "overdue=1", "form=\x00"],
)  # fmt: skip
def test_a_filter_that_nobody_could_have_chosen_breaks_nothing(school: School, query: str) -> None:
    school.send()
    assert school.staff("coordinator").get(f"/staff/lincoln?{query}").status_code in (200, 404)


def picked(page: str) -> list[str]:
    return re.findall(r'name="picked" value="([^"]+)"', page)


def test_several_are_assigned_and_marked_with_a_sentence_that_says_so(school: School) -> None:
    for _ in range(3):
        school.clock.advance(minutes=1)
        school.send()
    maria, _ = school.add_user("coordinator", name="Maria Peña")
    client = school.logged_in(maria)
    ticked = picked(client.get("/staff/lincoln").text)
    reply = client.post(
        "/staff/lincoln/change?state=new",
        data={"picked": ticked[:2], "do": "assign", "to": maria},
    )
    assert reply.status_code == 303
    page = client.get(reply.location).text
    assert '<p class="note" role="status">2 assigned to Maria Peña</p>' in page
    assert reply.location.startswith("/staff/lincoln?state=new&")
    # one of these two was changed since the list was shown
    reply = client.post(
        "/staff/lincoln/change", data={"picked": ticked[1:], "do": "mark", "state": "done"}
    )
    page = client.get(reply.location).text
    assert "1 marked “Done”" in page
    assert "1 was changed by somebody else meanwhile. Look at it, then try again." in page


def test_who_ticks_nothing_is_told_to(school: School) -> None:
    school.send()
    client = school.staff("coordinator")
    reply = client.post("/staff/lincoln/change", data={"do": "assign", "to": ""})
    assert "Tick the responses first" in client.get(reply.location).text


def test_nobody_changes_what_is_at_another_school(school: School) -> None:
    school.send()
    [ticked] = picked(school.staff("coordinator").get("/staff/lincoln").text)
    for client in (school.staff("coordinator", place="grant"), school.staff("counselor")):
        client.post("/staff/lincoln/change", data={"picked": ticked, "do": "mark", "state": "done"})
    assert school.rows("SELECT work_state FROM response") == [("new",)]
