"""Numbered sheets of paper: printed, found by their number, typed in once in their own language and order."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from farolito.api import PdfLayout, Plugin, hookimpl
from farolito.domain.access import SYSTEM
from farolito.services import jobs, made_files
from farolito.services.responses.finding import typed_from_paper
from farolito.services.retention import erasing
from farolito.services.work import Work
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from farolito.domain.documents import BlankForm
    from tests.web.staff.school import School

FIND = "/staff/lincoln/paper"
ONE = f"{FIND}/P-1001"


class Blank(Plugin):
    """Prints the number of a sheet, on two pages."""

    name = "blank"
    title = "Blank"
    summary = "Prints."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        return [PdfLayout("blank", "blank_form", "Paper", self.laid_out)]

    def laid_out(self, document: BlankForm) -> str:
        return (
            f'<!doctype html><html lang="{document.language}"><body><h1>{document.sheet}</h1>'
            f'<p>{document.second_language}</p><p style="break-before:page">x</p></body></html>'
        )


@pytest.fixture
def school(make_school: Callable[..., School]) -> School:
    return make_school(make_hooks(Blank))


def number(
    school: School, client: FlaskClient, many: int = 1, form: str = "needs", **more: str
) -> str:
    """Print so many sheets in Spanish; the address of the page about the file."""
    fields = {"form": form, "language": "es", "many": str(many), **more}
    reply = client.post("/staff/lincoln/sheets", data=fields)
    assert reply.status_code == 303, reply.text
    made_files.make_all(school.works)
    return reply.location


def written(**more: Any) -> dict[str, Any]:
    """What stands on a sheet, on both of its pages."""
    return {
        "agree": "yes", "food": "often", "words": "Gracias", "_page": ["1", "2"], "_original": "kept", **more
    }  # fmt: skip


def send(client: FlaskClient, page: str = ONE, **fields: Any) -> TestResponse:
    """As from the page that was opened just now."""
    return client.post(page, data={"go": "send", "_revision": revision(client, page), **fields})


def revision(client: FlaskClient, page: str = ONE) -> str:
    [found] = re.findall(r'name="_revision" value="([0-9]+)"', client.get(page).text) or ["0"]
    return str(found)


def answers(school: School) -> list[tuple[Any, ...]]:
    return school.rows("SELECT channel, language, status FROM response")


def test_every_sheet_has_a_number_of_its_own_and_the_next_ones_go_on(school: School) -> None:
    client = school.staff("coordinator")
    page = number(school, client, 2, second="en")
    assert "2 sheets" in client.get(page).text
    paper = PdfReader(io.BytesIO(client.post(f"{page}/take", data={"part": "1-0"}).data))
    assert [one.extract_text().split()[0] for one in paper.pages] == ["P-1001", "x", "P-1002", "x"]
    assert "en" in paper.pages[0].extract_text()
    number(school, client, 1)
    assert school.rows("SELECT number, of_pages, state FROM paper_sheet ORDER BY number") == [
        (1001, 2, "printed"), (1002, 2, "printed"), (1003, 2, "printed"),
    ]  # fmt: skip


@pytest.mark.parametrize("many", ["0", "301", "x", ""])
def test_too_many_or_none_are_not_printed(school: School, many: str) -> None:
    fields = {"form": "needs", "language": "es", "many": many}
    reply = school.staff("coordinator").post("/staff/lincoln/sheets", data=fields)
    assert reply.status_code == 422
    assert "300" in reply.text
    assert school.rows("SELECT number FROM paper_sheet") == []


@pytest.mark.parametrize(
    "typed", ["P-1001", "1001", " p 1001 ", "P-1001 · 2/4", "needs/e37beb8f/es/P-1001/2"]
)
def test_a_sheet_is_found_however_its_number_is_typed_or_scanned(
    school: School, typed: str
) -> None:
    client = school.staff("coordinator")
    number(school, client)
    assert client.get(FIND, query_string={"sheet": typed}).location == ONE


def test_a_number_that_was_never_given_is_said_to_be_none(school: School) -> None:
    reply = school.staff("coordinator").get(f"{FIND}?sheet=P-77")
    assert reply.status_code == 404
    assert "no sheet of this number" in reply.text
    assert 'value="P-77"' in reply.text


def test_the_sheet_opens_in_its_own_language_and_order_with_ours_beside(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    page = client.get(ONE).text
    assert "Sheet P-1001: 0 of 2 pages entered" in page
    places = [
        page.index(words) for words in ("¿Podemos empezar?", "preocupa la comida", "¿Algo más?")
    ]
    assert places == sorted(places)
    assert "How often do you worry about food?" in page
    assert page.count("¿Cómo se llama?") == 3  # the form takes three people
    assert re.search(r'type="radio" name="agree" value="yes"', page)


def test_what_is_typed_becomes_the_familys_response_from_paper(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    fields = written(**{"members-p1-member_name": "Ana", "_mark.words": "unread"})
    assert send(client, **fields).location == f"{FIND}?entered=P-1001"
    assert answers(school) == [("paper", "es", "completed")]
    [(response,)] = school.rows("SELECT id FROM response")
    shown = client.get(f"/staff/lincoln/responses/{response}").text
    for words in (
        "Often",
        "Gracias",
        "Ana",
        "Sheet P-1001",
        "The original is kept",
        "can’t be read",
    ):
        assert words in shown
    assert shown.count("What is their name?") == 1
    actions = [one for (one,) in school.rows("SELECT action FROM audit")]
    assert "sheets.numbered" in actions
    assert "sheet.entered" in actions


def test_a_sheet_is_entered_once(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    assert send(client, **written()).status_code == 303
    assert "was entered already" in client.get(ONE).text
    assert send(client, **written()).status_code == 409
    assert len(answers(school)) == 1


def test_without_its_box_for_consent_a_sheet_is_not_sent_and_nothing_typed_is_lost(
    school: School,
) -> None:
    client = school.staff("coordinator")
    number(school, client)
    reply = send(client, **written(agree=""))
    assert reply.status_code == 422
    assert "Gracias" in reply.text
    assert answers(school) == [("paper", "es", "in_progress")]
    assert "Gracias" in client.get(ONE).text


def test_each_page_and_what_becomes_of_the_paper_must_be_said(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    fields = written(_page=["1"], _original="")
    reply = send(client, **fields)
    assert reply.status_code == 422
    assert "Tick each page" in reply.text
    assert "Choose what happens with the paper" in reply.text


def test_typing_can_be_left_and_gone_on_with_by_somebody_else(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    client.post(ONE, data={"go": "save", "_revision": "0", "words": "Gracias", "_page": "1"})
    other = school.staff("parent_engagement_coordinator")
    assert "1 of 2 pages entered" in other.get(FIND).text
    assert "Gracias" in other.get(ONE).text
    assert send(other, **written()).status_code == 303
    assert "P-1001" not in re.sub("entered=P-1001", "", other.get(FIND).text)


def test_an_answer_that_was_not_asked_for_stands_on_paper_and_is_not_sent(school: School) -> None:
    """A rule takes the question away; the family answered it all the same."""
    from tests.web.staff.form import CONSENT, FOOD, WORDS, document, section

    asked = {**WORDS, "relevant": "food == 'never'"}
    form = document("ruled", section("all", CONSENT, FOOD, asked))
    school.open_form(form)
    client = school.staff("coordinator")
    number(school, client, form="ruled")
    assert send(client, **written()).status_code == 303
    [(response,)] = school.rows("SELECT id FROM response")
    assert "Gracias" not in client.get(f"/staff/lincoln/responses/{response}").text


def test_when_the_response_is_erased_the_number_stays_used_and_leads_nowhere(
    school: School,
) -> None:
    client = school.staff("coordinator")
    number(school, client)
    send(client, **written())
    [(response,)] = school.rows("SELECT id FROM response")
    with school.works.open(SYSTEM) as work:
        erasing.erase(work, school.places["lincoln"].id, response, "all", "request")
    assert school.rows("SELECT number FROM paper_entry") == []
    assert "was entered already" in client.get(ONE).text
    number(school, client)
    assert school.rows("SELECT max(number) FROM paper_sheet") == [(1002,)]


def test_nothing_leads_from_a_sheet_to_an_anonymous_response(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client, form="survey")
    names = re.findall(r'name="([a-z_]+)" value="often"', client.get(ONE).text)
    fields = dict.fromkeys(names, "often")
    assert send(client, _page=["1", "2"], _original="shredded", **fields).status_code == 303
    assert school.rows("SELECT status FROM response") == [("completed",)]
    assert school.rows("SELECT * FROM paper_entry") == []
    assert school.rows("SELECT state FROM paper_sheet") == [("entered",)]


def test_nothing_leads_there_either_when_whoever_sent_it_died_just_then(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = school.staff("coordinator")
    number(school, client, form="survey")
    names = re.findall(r'name="([a-z_]+)" value="often"', client.get(ONE).text)
    fields = dict.fromkeys(names, "often")
    with monkeypatch.context() as patch:
        patch.setattr(Work, "afterwards", lambda *_: None)
        send(client, _page=["1", "2"], _original="shredded", **fields)
    assert school.rows("SELECT number FROM paper_entry") == [(1001,)]
    jobs.run_all(school.works)
    assert school.rows("SELECT status FROM response") == [("completed",)]
    assert school.rows("SELECT * FROM paper_entry") == []
    assert school.rows("SELECT state FROM paper_sheet") == [("entered",)]


@pytest.mark.parametrize("role", ["volunteer", "district_lead", "platform_admin", "counselor"])
def test_who_may_not_read_the_records_of_a_form_types_none_in(school: School, role: str) -> None:
    number(school, school.staff("coordinator"))
    assert is_hidden(school.staff(role), ONE)
    assert send(school.staff(role), **written()).status_code == 404
    assert is_hidden(school.staff("coordinator", place="grant"), ONE)


def test_two_who_type_the_same_sheet_do_not_overwrite_one_another_unseen(school: School) -> None:
    client, other = school.staff("coordinator"), school.staff("coordinator")
    number(school, client)
    opened = revision(other)
    client.post(ONE, data={"go": "save", "_revision": opened, "words": "Gracias"})
    late = {"go": "save", "_revision": opened, "food": "often"}
    reply = other.post(ONE, data=late)
    assert reply.status_code == 409
    assert "Somebody else typed here meanwhile" in reply.text
    assert re.search(r'value="often" checked', reply.text)
    assert "Gracias" in client.get(ONE).text


def test_what_is_for_other_roles_is_typed_and_not_shown_again(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    fields = {"go": "save", "_revision": "0", "private_words": "for her eyes"}
    client.post(ONE, data=fields)
    assert "for her eyes" not in client.get(ONE).text
    assert send(client, **written()).status_code == 303
    with school.works.open(SYSTEM, write=False) as work:
        [one] = school.rows("SELECT id FROM response")
        found = typed_from_paper(work, school.places["lincoln"].id, one[0])
    assert found.draft.answers["private_words"] == "for her eyes"


def test_a_mark_of_a_question_that_is_not_on_the_sheet_is_left_aside(school: School) -> None:
    client = school.staff("coordinator")
    number(school, client)
    client.post(
        ONE, data={"go": "save", "_revision": "0", "_mark.words": "crossed", "_mark.x": "unread"}
    )
    assert school.rows("SELECT marks FROM paper_entry") == [('{"words":"crossed"}',)]
