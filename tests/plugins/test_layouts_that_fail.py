"""A layout that makes no page costs one sheet; the plugins page names it, and the next document is tried again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar, cast

import pytest

from farolito.api import PdfLayout, Plugin, hookimpl
from farolito.domain.access import NOBODY
from farolito.services.documents.printing import PaperFailed, printed
from farolito.testing.factories import ALL_ASKS
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from farolito.domain.documents import FamilyCopy
    from farolito.testing.site import Site


class Odd(Plugin):
    """Its layout returns what a test says."""

    name = "odd"
    title = "Odd paper"
    summary = "Fails."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS
    made: ClassVar[Any] = None

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """One layout."""

        def make(_document: object) -> str:
            return cast("str", self.made)

        return [PdfLayout("sheet", "family_copy", "Sheet", make)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with the plugin."""
    made = make_site(tmp_path, Odd)
    yield made
    made.close()


def print_one(site: Site) -> None:
    # the layout fails before anybody looks at more of it
    document = cast("FamilyCopy", SimpleNamespace(place_slug=site.place.slug))
    with site.works.open(NOBODY, write=False) as work:
        printed(work, "family_copy", document, "Copy", code=None)


@pytest.mark.parametrize("made", [None, 7, b"<p>", "<p>\ud800"], ids=repr)
def test_what_is_no_page_is_a_failure_of_the_layout(
    made: object, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Odd, "made", made)

    with pytest.raises(PaperFailed, match="sheet"):
        print_one(site)


def test_the_plugins_page_names_a_layout_that_fails_and_it_is_never_paused(site: Site) -> None:
    for _ in range(6):
        with pytest.raises(PaperFailed):
            print_one(site)

    reply = site.staff("platform_admin").get("/admin/plugins")

    assert "sheet.render" in reply.text
    assert "failed 6 times" in reply.text
    assert "Paused after errors" not in reply.text
