"""Copies and blank forms: a PDF without a name in its name, or words that say why not and what to do."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, ClassVar

import pytest
from pypdf import PdfReader

from farolito import pdf
from farolito.api import PdfLayout, Plugin, hookimpl
from farolito.errors import LimitExceeded
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.web.staff.school import School

PURPOSES = ("family_copy", "staff_copy", "blank_form")
COPIES = ("family-copy.pdf", "staff-copy.pdf")


class Printing(Plugin):
    """Prints every paper, with no more on it than which one it is."""

    name = "printing"
    title = "Printing"
    summary = "Prints."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS
    denied: ClassVar[bool] = False

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        return [PdfLayout(purpose, purpose, "Paper", self.laid_out) for purpose in PURPOSES]  # type: ignore[arg-type]

    def laid_out(self, document: object) -> str:
        kind, language = type(document).__name__, document.language  # type: ignore[attr-defined]
        size = "large" if document.large_print else ""  # type: ignore[attr-defined]
        return (
            f'<!doctype html><html lang="{language}"><title>Paper</title>'
            f"<body><h1>{kind} in {language}</h1>{size}</body></html>"
        )


class Jammed(Printing):
    """Fails with an answer in its mouth."""

    name = "jammed"

    def laid_out(self, document: object) -> str:
        raise ValueError("Gracias por todo")


class Strict(Plugin):
    """Lets nobody print."""

    name = "strict"
    title = "Strict"
    summary = "Denies."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def decide_access(self, permission: str) -> bool | None:
        return False if permission == "responses.print" else None


@pytest.fixture
def printing(make_school: Callable[..., School]) -> School:
    """The site with a plugin that prints."""
    return make_school(make_hooks(Printing))


def words_of(content: bytes) -> str:
    return PdfReader(io.BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize(
    ("file", "reader", "words"),
    [
        ("family-copy.pdf", "en", "FamilyCopy in es"),
        ("staff-copy.pdf", "en", "StaffCopy in en"),
        ("staff-copy.pdf", "es", "StaffCopy in es"),
    ],
)
def test_a_copy_opens_and_its_name_has_nobodys_name(
    printing: School, file: str, reader: str, words: str
) -> None:
    reply = printing.staff("coordinator", language=reader).get(f"{printing.send()}/{file}")
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    assert reply.data.startswith(b"%PDF")
    assert words in words_of(reply.data)
    name = reply.headers["Content-Disposition"]
    assert re.fullmatch(r'inline; filename="lincoln-\w{4}-\w{4}-es\.pdf"', name)
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_blank_form_opens_in_every_language_that_families_see(printing: School) -> None:
    client = printing.staff("coordinator")
    page = client.get("/staff/lincoln/forms").text
    links = re.findall(r'href="(/staff/lincoln/forms/needs/\w+\.pdf)"', page)
    assert len(links) == 2
    for link in links:
        reply = client.get(link)
        language = link[-6:-4]
        assert f"BlankForm in {language}" in words_of(reply.data)
        assert f'filename="lincoln-needs-{language}.pdf"' in reply.headers["Content-Disposition"]


def test_each_copy_is_written_down(printing: School) -> None:
    client, response = printing.staff("coordinator"), printing.send()
    for file in COPIES:
        client.get(f"{response}/{file}")
    done = printing.rows("SELECT action FROM audit WHERE actor <> 'family' ORDER BY number")
    assert done.count(("response.printed",)) == 2


def test_whoever_may_not_see_a_response_gets_no_paper_of_it_either(printing: School) -> None:
    stranger = printing.staff("coordinator", place="grant")
    admin = printing.staff("platform_admin", place="county")
    counselor = printing.staff("counselor")
    response = printing.send()
    for client in (stranger, admin, counselor):
        for file in COPIES:
            assert is_hidden(client, f"{response}/{file}")
    assert is_hidden(printing.staff("coordinator"), f"{printing.send('talk')}/staff-copy.pdf")
    assert is_hidden(stranger, "/staff/lincoln/forms/needs/en.pdf")
    assert is_hidden(admin, "/staff/lincoln/forms/needs/km.pdf")


def test_the_page_offers_the_copies_that_there_can_be(printing: School) -> None:
    client = printing.staff("coordinator")
    offered = re.compile(r'href="[^"]+/([\w-]+\.pdf)"')
    assert offered.findall(client.get(printing.send()).text) == list(COPIES)
    assert offered.findall(client.get(printing.send("survey")).text) == ["staff-copy.pdf"]


def test_who_may_not_print_is_offered_nothing(make_school: Callable[..., School]) -> None:
    school = make_school(make_hooks(Printing, Strict))
    client, response = school.staff("coordinator"), school.send()
    page = client.get(response)
    assert page.status_code == 200
    assert "Print the" not in page.text
    assert is_hidden(client, f"{response}/staff-copy.pdf")


@pytest.mark.parametrize("file", COPIES)
def test_where_no_plugin_prints_words_say_what_to_do(school: School, file: str) -> None:
    client, response = school.staff("coordinator"), school.send()
    page = client.get(response).text
    assert "Ask an admin to turn on the plugin “printables”." in page
    assert ".pdf" not in page
    reply = client.get(f"{response}/{file}")
    assert reply.status_code == 404
    assert "No plugin that prints this is on." in reply.text
    assert "Ask an admin to turn on the plugin “printables”." in reply.text
    assert f'href="{response}"' in reply.text
    assert "style-src 'self'" in reply.headers["Content-Security-Policy"]


def test_where_no_plugin_prints_the_forms_page_says_so_once(school: School) -> None:
    client = school.staff("coordinator")
    page = client.get("/staff/lincoln/forms").text
    assert page.count("Ask an admin to turn on the plugin “printables”.") == 1
    assert ".pdf" not in page
    reply = client.get("/staff/lincoln/forms/needs/en.pdf")
    assert reply.status_code == 404
    assert 'href="/staff/lincoln/forms"' in reply.text
    assert "answers" not in reply.text


def test_a_layout_that_fails_costs_the_paper_and_its_words_are_nowhere(
    make_school: Callable[..., School], caplog: pytest.LogCaptureFixture
) -> None:
    school = make_school(make_hooks(Jammed))
    client, response = school.staff("coordinator"), school.send()
    for file in COPIES:
        reply = client.get(f"{response}/{file}")
        assert reply.status_code == 503
        assert "This paper can’t be printed now" in reply.text
        assert "The plugin that lays it out failed." in reply.text
        assert f'href="{response}/{file}"' in reply.text
        assert f'href="{response}"' in reply.text
        code = re.search(r'class="ltr">([0-9a-f]{8})<', reply.text)
        assert code is not None
        assert code[1] in caplog.text
        assert "Gracias" not in reply.text + caplog.text
    assert client.get(response).status_code == 200


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (LimitExceeded("too long"), "Wait a minute, then try again."),
        (pdf.PdfUnavailable("no fonts"), "./run farolito check"),
    ],
)
def test_paper_that_can_not_be_made_is_a_page_with_words(
    printing: School, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(pdf, "render", fails)
    client, response = printing.staff("coordinator"), printing.send()
    for address in (
        *(f"{response}/{file}" for file in COPIES),
        "/staff/lincoln/forms/needs/es.pdf",
    ):
        reply = client.get(address)
        assert (reply.status_code, reply.mimetype) == (503, "text/html")
        assert words in reply.text
        assert "Log out" in reply.text


def test_beside_each_button_to_print_stands_large_print(printing: School) -> None:
    page = printing.send()
    client = printing.staff("coordinator")
    shown = client.get(page).text
    for file in COPIES:
        assert f'href="{page}/{file}?large=1"' in shown
        assert "large" in words_of(client.get(f"{page}/{file}?large=1").data)
        assert "large" not in words_of(client.get(f"{page}/{file}").data)
    forms = "/staff/lincoln/forms"
    assert f'href="{forms}/needs/es.pdf?large=1"' in client.get(forms).text
    assert "large" in words_of(client.get(f"{forms}/needs/es.pdf?large=1").data)
