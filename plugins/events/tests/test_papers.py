"""Paper about an event: tagged, titled, in the language that was asked for, with nothing of nobody on it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from farolito.testing.paper import pages_of
from farolito_events.papers import names_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

DESK = "/-/events/desk/lincoln"


@pytest.mark.parametrize("name", ["flyer", "certificate"])
def test_in_large_print_it_is_one_page_too(site: Site, plan: Callable[..., str], name: str) -> None:
    event = plan(title_es="Estudiantes bajo estrés: qué ayuda en clase", presenter="Promotores")

    made = site.staff("coordinator").get(f"{DESK}/{event}/{name}.pdf?language=es&large=1").data

    assert len(pages_of(made)) == 1


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("flyer", "en", "Scan this to read more and to sign up"),
        ("flyer", "es", "Sueño y estrés"),
        ("slips", "en", "One slip for each person."),
        ("certificate", "es", "Sueño y estrés"),
        ("permission", "es", "Permission slip"),
    ],
)
def test_each_paper_says_what_it_is(
    site: Site, plan: Callable[..., str], name: str, language: str, words: str
) -> None:
    event = plan(kind="trip")

    reply = site.staff("coordinator").get(f"{DESK}/{event}/{name}.pdf?language={language}")

    assert reply.mimetype == "application/pdf"
    assert words in " ".join(" ".join(pages_of(reply.data)).split())
    reader = PdfReader(io.BytesIO(reply.data))
    assert reader.metadata is not None
    assert "trés" in str(reader.metadata.title) or "stress" in str(reader.metadata.title)
    assert str(reader.root_object["/Lang"]) == language
    assert len(reply.data) < 400_000
    assert len(reader.pages) == 1


def test_certificates_have_a_page_for_each_name_and_names_are_kept_nowhere(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(kind="staff_development", shown="link", hours="1.5", day="2026-11-20")
    staff = site.staff("coordinator")

    sent = staff.post(
        f"{DESK}/{event}/certificate.pdf", data={"names": "Ana\n\nBeto", "language": "en"}
    )

    pages = pages_of(sent.data)
    assert ["Ana" in pages[0], "Beto" in pages[1], len(pages)] == [True, True, 2]
    assert "Hours: 1.5" in pages[0]
    assert "Ana" not in staff.get(f"{DESK}/{event}").text


def test_names_are_read_one_from_each_line() -> None:
    assert names_typed(" Ana  María \r\n\r\nBeto") == ("Ana María", "Beto")
    assert names_typed("\n") == ("",)
    assert len(names_typed("x\n" * 500)) == 200


def test_there_is_no_permission_slip_for_a_workshop_and_no_flyer_for_a_meeting(
    site: Site, plan: Callable[..., str]
) -> None:
    workshop, meeting = plan(), plan(kind="meeting", shown="team")
    staff = site.staff("coordinator")

    assert staff.get(f"{DESK}/{workshop}/permission.pdf").status_code == 404
    assert staff.get(f"{DESK}/{meeting}/flyer.pdf").status_code == 404
    assert staff.get(f"{DESK}/{workshop}/nothing.pdf").status_code == 404


def test_notes_of_a_meeting_are_no_minutes_of_an_hour(site: Site, plan: Callable[..., str]) -> None:
    """The host has the word too: on a page of this plugin and on its paper its own word is taken."""
    meeting = plan(kind="meeting", shown="team", title_en="Committee")
    staff = site.staff("coordinator")

    page = staff.get(f"{DESK}/{meeting}", headers={"Accept-Language": "es"}).text
    paper = staff.get(f"{DESK}/{meeting}/minutes.pdf?language=es")

    assert "Acta" in page
    title = PdfReader(io.BytesIO(paper.data)).metadata
    assert title is not None
    assert str(title.title).startswith("Acta: ")
