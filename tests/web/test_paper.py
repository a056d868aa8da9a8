"""The family's copy on paper: there when a plugin lays it out, honestly missing when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.api import FamilyCopy, PdfLayout, Plugin, hookimpl
from farolito.domain.access import SYSTEM
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks
from farolito.web.host import host_of
from tests.web_support.family import Family

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask


class OneLine(Plugin):
    """Lays out a family copy of one line."""

    name = "one_line"
    title = "One line"
    summary = "For a test."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def register_pdf_layouts(self) -> list[PdfLayout]:
        """The one layout."""
        return [PdfLayout("one_line", "family_copy", "One line", self.lay_out)]

    def lay_out(self, document: FamilyCopy) -> str:
        """A page with the code on it."""
        return (
            f'<html lang="{document.language}"><head><title>{document.title}</title></head>'
            f"<body><h1>{document.code}</h1></body></html>"
        )


class Broken(OneLine):
    """Promises a layout and cannot make it."""

    name = "broken_line"

    def lay_out(self, document: FamilyCopy) -> str:
        """Nothing comes of this."""
        raise ValueError(document.language)


def sent(app: Flask) -> Family:
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return Family(client, "/lincoln/fair").to_check().press("send")


def test_without_a_layout_the_page_offers_no_paper(app: Flask) -> None:
    assert "summary.pdf" not in sent(app).html


def test_with_a_layout_the_family_gets_its_copy(make_site: Callable[..., Flask]) -> None:
    app = make_site(hooks=make_hooks(OneLine))
    family = sent(app)
    assert "/lincoln/fair/done/summary.pdf" in family.page.links
    reply = family.client.get("/lincoln/fair/done/summary.pdf")
    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")
    assert reply.data.startswith(b"%PDF-")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Rosa" not in reply.headers["Content-Disposition"]


def test_that_it_was_printed_is_recorded(make_site: Callable[..., Flask]) -> None:
    app = make_site(hooks=make_hooks(OneLine))
    sent(app).client.get("/lincoln/fair/done/summary.pdf")
    with host_of(app).works.open(SYSTEM, write=False) as work:
        rows = work.connection.exec_driver_sql("SELECT action FROM audit").scalars().all()
    assert "family_copy.printed" in rows


@pytest.mark.parametrize("hooks", [(), (Broken,)], ids=["no plugin", "a broken plugin"])
def test_when_there_is_no_paper_a_page_says_that_the_screen_has_everything(
    make_site: Callable[..., Flask], hooks: tuple[type[Plugin], ...]
) -> None:
    reply = sent(make_site(hooks=make_hooks(*hooks))).client.get("/lincoln/fair/done/summary.pdf")
    assert reply.status_code == 503
    assert "The paper copy is not ready" in reply.text
    assert "You can take a photo of it." in reply.text
    assert 'href="/lincoln/fair/done"' in reply.text


def test_before_sending_there_is_nothing_to_print(family: Family) -> None:
    family.begin()
    reply = family.client.get("/lincoln/fair/done/summary.pdf")
    assert reply.location == "/lincoln/fair/consent_page"


def test_a_strangers_browser_gets_no_paper(make_site: Callable[..., Flask]) -> None:
    app = make_site(hooks=make_hooks(OneLine))
    sent(app)
    reply = app.test_client().get("/lincoln/fair/done/summary.pdf")
    assert reply.location == "/lincoln/fair"
