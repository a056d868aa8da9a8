"""Taking answers away: who is offered it, what is chosen, what comes."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest

from farolito.exports.answers import read_csv
from tests.web.staff.form import AGREED, CONSENT, both, choice, document, section
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.web.staff.school import School

PAGE = "/staff/lincoln/export"


def take(client: FlaskClient, form: str = "needs", **fields: str) -> TestResponse:
    return client.post(PAGE, data={"form": form, "format": "csv", "words": "", **fields})


def test_the_way_there_is_shown_to_who_may_go_it(school: School) -> None:
    school.send()
    assert f'href="{PAGE}"' in school.staff("coordinator").get("/staff/lincoln").text
    assert PAGE not in school.staff("parent_engagement_coordinator").get("/staff/lincoln").text


@pytest.mark.parametrize(
    "role", ["parent_engagement_coordinator", "counselor", "platform_admin", "district_lead"]
)
def test_who_may_not_export_finds_nothing_there(school: School, role: str) -> None:
    school.send()
    client = school.staff(role)
    assert is_hidden(client, PAGE)
    assert take(client).status_code == 404
    assert not [
        row for row in school.rows("SELECT action FROM audit") if row[0] == "responses.exported"
    ]


def test_a_coordinator_of_another_school_takes_nothing_from_here(school: School) -> None:
    school.send()
    client = school.staff("coordinator", place="grant")
    assert is_hidden(client, PAGE)
    assert take(client).status_code == 404


def test_one_form_is_chosen_first_and_counseling_is_none_of_them(school: School) -> None:
    for link in ("needs", "survey", "talk"):
        school.send(link)
    page = school.staff("coordinator").get(PAGE).text
    assert f"{PAGE}?form=needs" in page
    assert f"{PAGE}?form=survey" in page
    assert "talk" not in page
    assert school.staff("coordinator").get(f"{PAGE}?form=talk").status_code == 404


def test_the_page_says_what_will_not_be_in_the_file(school: School) -> None:
    school.send()
    page = school.staff("coordinator").get(PAGE).text
    missing = page.partition("What is not in the file")[2]
    assert "Only for the counselor" in missing
    school.send("survey")
    survey = school.staff("coordinator").get(f"{PAGE}?form=survey").text
    assert "this form is anonymous" in survey


def test_the_page_says_that_what_students_agreed_to_alone_is_not_in_the_file(
    school: School,
) -> None:
    who = {
        "name": "who",
        "type": "choice",
        "label": both("Who agrees?", "¿Quién está de acuerdo?"),
        "choices": [
            choice("parent", "A parent", "Mamá o papá"), choice("minor_self", "I do", "Yo"),
        ],
    }  # fmt: skip
    asked = document(
        "asked", section("s", CONSENT, who), audience="student", consent_path_from="who"
    )
    school.open_form(asked)
    school.send("asked", agree=AGREED, who="minor_self")
    coordinator = school.staff("coordinator")
    assert "nothing to export yet" in coordinator.get(PAGE).text
    school.send("asked", agree=AGREED, who="parent")
    page = coordinator.get(PAGE).text
    assert "1 response" in page
    assert "Records that a student agreed to alone" in page.partition("What is not in the file")[2]


def test_nothing_to_export_is_said_in_words(school: School) -> None:
    assert "There is nothing to export yet" in school.staff("coordinator").get(PAGE).text


def test_the_file_is_a_download_with_a_name_that_says_nothing(school: School) -> None:
    school.send(private_words="canary")
    reply = take(school.staff("coordinator"))
    assert reply.status_code == 200
    assert (
        reply.headers["Content-Disposition"]
        == 'attachment; filename="lincoln-responses-2026-11-23.zip"'
    )
    assert reply.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(reply.data)) as archive:
        header, row = read_csv(archive.read("responses.csv"))
        assert archive.namelist() == ["responses.csv", "members.csv", "about.txt"]
        assert b"canary" not in b"".join(map(archive.read, archive.namelist()))
    assert dict(zip(header, row, strict=True))["words"] == "Gracias <b>por todo</b>"


def test_choices_are_written_out_in_the_language_that_was_chosen(school: School) -> None:
    school.send()
    reply = take(school.staff("coordinator"), format="xlsx", words="es")
    sheet = openpyxl.load_workbook(io.BytesIO(reply.data))["responses"]
    cells = [[cell.value for cell in row] for row in sheet.rows]
    assert (
        dict(zip(*cells, strict=True))["¿Con qué frecuencia le preocupa la comida? [food]"]
        == "Muchas veces"
    )


def test_every_download_is_written_down(school: School) -> None:
    school.send()
    user, _ = school.add_user("coordinator")
    take(school.logged_in(user), format="jsonl")
    assert school.rows("SELECT actor, action, target FROM audit ORDER BY number")[-1] == (
        f"user:{user}", "responses.exported", "form/needs/jsonl",
    )  # fmt: skip


def test_another_site_can_not_make_a_browser_download(school: School) -> None:
    school.send()
    client = school.staff("coordinator")
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert take(client).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"format": "exe"}, {"words": "xx"}, {"form": "nothing"}, {"form": "a\0b"}]
)
def test_what_the_page_does_not_offer_is_not_there(school: School, wrong: dict[str, str]) -> None:
    school.send()
    assert take(school.staff("coordinator"), **wrong).status_code == 404


def test_too_much_for_one_download_names_the_command(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("farolito.web.staff.export"), "MOST", 1)
    for _ in range(2):
        school.send()
    client = school.staff("coordinator")
    page = client.get(PAGE).text
    assert "farolito responses export needs --place lincoln" in page
    assert "Download the file" not in page
    assert take(client).status_code == 404


def test_a_long_download_says_that_it_is_alive(school: School) -> None:
    school.send()
    signs: list[int] = []
    client = school.staff("coordinator")
    client.environ_base["farolito.alive"] = lambda: signs.append(1)  # type: ignore[assignment]
    assert take(client).data
    assert signs
