"""A roster is tried out first, is taken over once however often it is sent, and is sealed."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.paper import pages_of
from farolito_contact_log.models import Attempt, Student
from farolito_contact_log.roster_reading import MOST_ROWS, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

PLACE = "/-/contact_log/lincoln"
COMMA = (
    "Perm ID,Student Name,Grade,DOB,Home Language,Parent/Guardian,Home Phone,Cell,SSN\n"
    '900101,"Vardanyan, Ani",9,03/14/2011,Armenian,Gor Vardanyan,626-555-0111,,123-45-6789\n'
    "900102,Kim Jisoo,10,11/02/2010,Korean,Minho Kim,(626) 555-0112,626.555.0199,\n"
    "900103,,11,07/21/2009,Spanish,Carmen Reyes,,,\n"
    ",Dara Sok,10,not a day,Klingon,Sophea Sok,12345,,\n"
    "900101,Ani Vardanyan,9,,,,,,\n"
)


def upload(browser: Any, text: str | bytes, do: str = "try") -> Any:
    data = text.encode() if isinstance(text, str) else text
    return browser.post(
        f"{PLACE}/roster",
        data={"do": do, "file": (io.BytesIO(data), "roster.csv")},
        content_type="multipart/form-data",
    )


def take(browser: Any, text: str) -> Any:
    html = upload(browser, text).text
    rows = re.search(r'name="rows" value="([^"]*)"', html)
    assert rows is not None
    from html import unescape

    return browser.post(f"{PLACE}/roster", data={"do": "take", "rows": unescape(rows[1])})


def test_a_messy_table_is_read_row_by_row() -> None:
    sheet = read(COMMA.encode("cp1252"))

    assert [line.fault for line in sheet.lines] == ["", "", "no_name", "no_key", "twice:2"]
    ani, jisoo = sheet.lines[:2]
    assert (ani.name, ani.born, ani.language, ani.phones) == (
        "Ani Vardanyan", "2011-03-14", "hy", ("+16265550111",),
    )  # fmt: skip
    assert jisoo.phones == ("+16265550112", "+16265550199")
    assert set(sheet.lines[3].notes) == {"born", "phone", "language"}
    assert sheet.unused == ("SSN",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "empty"),
        (b"a,b,c\n1,2,3\n", "no_header"),
        (b"Grade,DOB\n9,2011-01-01\n", "no_name"),
        (b"x" * (1024 * 1024 + 1), "large"),
        (b"id,name\n" + b"1,a\n" * (MOST_ROWS + 1), "many"),
        (b"\xff\xfe" + "id,name\n".encode("utf-16-le"), ""),
        (b"\x00\x01\x02\xff", "no_header"),
    ],
)
def test_what_can_not_be_read_is_said_and_nothing_fails(text: bytes, fault: str) -> None:
    assert read(text).fault == fault


def test_columns_in_any_order_with_other_signs_and_lines_above(site: Site) -> None:
    text = "A school\n\nApellidos;Nombres;Matrícula\nReyes Luna;Mateo;77\n"
    (line,) = read(text.encode("cp1252")).lines

    assert (line.name, line.number) == ("Mateo Reyes Luna", "77")


def test_trying_out_changes_nothing_and_says_what_each_row_would_do(site: Site) -> None:
    browser = site.staff("coordinator")

    html = upload(browser, COMMA).text

    for words in ("2 new students", "3 rows left out", "The same student as in row 2.", "SSN"):
        assert words in html
    assert "123-45-6789" not in html
    assert "0 students are on the roster." in browser.get(f"{PLACE}/roster").text


def test_the_same_roster_twice_is_as_good_as_once(site: Site) -> None:
    browser = site.staff("coordinator")
    assert take(browser, COMMA).status_code == 303
    assert take(browser, COMMA).status_code == 303

    assert "2 students are on the roster." in browser.get(f"{PLACE}/roster").text
    assert "2 as they were" in upload(browser, COMMA).text


def test_names_are_sealed(site: Site) -> None:
    take(site.staff("coordinator"), COMMA)

    with site.works.session() as session:
        rows = session.query(Student).all()
    assert len(rows) == 2
    for row in rows:
        assert b"Vardanyan" not in row.facts
        assert "9001" not in row.id


def test_students_without_a_form_are_called_until_their_family_answers(
    site: Site, answers: Callable[..., str]
) -> None:
    browser = site.staff("coordinator")
    take(browser, "id,name,dob,phone\n7,Luz Herrera,2011-03-14,626-555-0142\n")
    assert "Luz Herrera" in browser.get(f"{PLACE}?list=roster").text
    assert "Luz Herrera" in browser.get(f"{PLACE}/today").text

    answers()

    assert "Luz Herrera" not in browser.get(f"{PLACE}?list=roster").text
    assert "Nobody to call today" in browser.get(f"{PLACE}/today").text


def test_an_attempt_is_kept_and_the_student_comes_back_on_the_day(site: Site) -> None:
    browser = site.staff("coordinator")
    take(browser, "id,name\n7,Sam Lee\n")
    found = re.search(
        rf'href="({PLACE}/student/[0-9a-f]+)"', browser.get(f"{PLACE}?list=roster").text
    )
    assert found is not None
    sent = {"channel": "text", "outcome": "sent", "language": "en", "on": "2026-11-23"}

    reply = browser.post(found[1], data=sent | {"next_try": "2026-11-25", "topic": "welcome"})

    assert reply.status_code == 303
    assert "Welcome and forms" in browser.get(found[1]).text
    assert "Sam Lee" not in browser.get(f"{PLACE}/today").text
    site.works.clock = lambda: datetime(2026, 11, 25, 18, tzinfo=UTC)
    browser = site.staff("coordinator")
    assert "Sam Lee" in browser.get(f"{PLACE}/today").text
    wrong = browser.post(found[1], data=sent | {"channel": "fax", "topic": "food"})
    assert wrong.status_code == 422
    assert 'value="food" checked' in wrong.text


def test_who_is_not_on_the_new_roster_stays_until_taken_off(site: Site) -> None:
    browser = site.staff("coordinator")
    take(browser, COMMA)
    assert (
        "1 student is not listed any more"
        in upload(browser, COMMA.replace("900102,Kim", "900109,Kim")).text
    )
    take(browser, COMMA.replace("900102,Kim", "900109,Kim"))
    assert "1 more is not on the latest one." in browser.get(f"{PLACE}/roster").text

    browser.post(f"{PLACE}/roster", data={"do": "forget"})

    with site.works.session() as session:
        assert session.query(Student).count() == 2
        assert session.query(Attempt).count() == 0


def test_everybody_without_a_form_has_a_letter_in_the_familys_language(
    site: Site, answers: Callable[..., str]
) -> None:
    browser = site.staff("coordinator")
    take(
        browser,
        "id,name,dob,language\n7,Luz Herrera,2011-03-14,Spanish\n8,Mateo Reyes,,Spanish\n9,Jisoo Kim,,Korean\n",
    )
    answers()

    pdf = browser.get(f"{PLACE}/letters.pdf")

    assert "Reyes" not in pdf.headers["Content-Disposition"]
    letters = pages_of(pdf.data)
    assert len(letters) == 2
    words = " ".join(letters)
    assert "A la familia de Mateo Reyes" in words
    assert "Jisoo Kim 학생의 가족께" in words
    assert "Herrera" not in words
    assert "/lincoln" in words
    large = browser.get(f"{PLACE}/letters.pdf?large=1").data
    assert large != pdf.data
    assert len(pages_of(large)) == 2  # one sheet for each family here too


def test_letters_are_written_down_once_a_day(site: Site) -> None:
    browser = site.staff("coordinator")
    take(browser, COMMA)
    ids = re.findall(r'name="student" value="([^"]+)"', browser.get(f"{PLACE}?list=roster").text)
    assert len(ids) == 2
    for _ in range(2):
        assert browser.post(f"{PLACE}/letters", data={"student": [*ids, "x"]}).status_code == 303

    with site.works.session() as session:
        assert session.query(Attempt).count() == 2
    assert browser.get(f"{PLACE}?list=roster").text.count("Sent it") == 2
    assert site.staff("counselor").get(f"{PLACE}/letters.pdf").status_code == 404


def test_who_left_the_roster_long_ago_is_erased_at_night(site: Site) -> None:
    browser = site.staff("coordinator")
    take(browser, COMMA)
    take(browser, COMMA.replace("900102,Kim", "900109,Kim"))
    ids = re.findall(r'name="student" value="([^"]+)"', browser.get(f"{PLACE}?list=roster").text)
    browser.post(f"{PLACE}/letters", data={"student": ids})

    def left_after_the_night() -> int:
        site.night()
        with site.works.session() as session:
            return session.query(Student).count()

    site.works.clock = lambda: datetime(2027, 12, 1, 18, tzinfo=UTC)
    assert left_after_the_night() == 3
    site.works.clock = lambda: datetime(2028, 2, 1, 18, tzinfo=UTC)
    assert left_after_the_night() == 2


def test_one_student_is_taken_off_when_a_family_asks(site: Site) -> None:
    browser = site.staff("coordinator")
    take(browser, COMMA)
    page = re.search(rf'"({PLACE}/student/[0-9a-f]+)"', browser.get(f"{PLACE}?list=roster").text)
    assert page is not None
    sent = {"channel": "text", "outcome": "sent", "language": "en", "on": "2026-11-23"}
    browser.post(page[1], data=sent)

    assert browser.post(page[1], data={"do": "forget"}).status_code == 303

    assert browser.get(page[1]).status_code == 404
    with site.works.session() as session:
        assert session.query(Student).count() == 1
        assert session.query(Attempt).count() == 0


def test_others_give_no_roster(site: Site) -> None:
    for role in ("counselor", "volunteer", "district_lead"):
        assert upload(site.staff(role), COMMA).status_code == 404


def test_the_demo_begins_with_students_to_call_each_once(site: Site) -> None:
    site.fill_demo()
    site.fill_demo()

    html = site.staff("coordinator").get(f"{PLACE}?list=roster").text
    for name in ("Ani Vardanyan", "Mateo Reyes", "Dara Sok"):
        assert html.count(name) == 1
    assert "No answer" in html
