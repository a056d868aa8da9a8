"""The guide on paper, in the reader's language and in large print; old entries never without their age."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from farolito.api import qr_svg, render_pdf
from farolito.testing.paper import faults, in_order, pages_of, structure
from farolito_resource_guide.booklet import Chapter, Sheet, render
from farolito_resource_guide.entry import Address, Entry, Phone, Spot
from farolito_resource_guide.reading_hours import read_hours
from farolito_resource_guide.speech import Speech
from farolito_resource_guide.storing import save_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site
    from farolito_resource_guide.taking.read import Read

HOME = "/-/resource_guide/lincoln"
TODAY = date(2026, 11, 26)  # as conftest's clock says


def entry(number: int, **more: Any) -> Entry:
    facts: dict[str, Any] = {
        "id": f"00000000-0000-0000-0000-{number:012}",
        "name": f"Place {number}",
        "categories": ("food_pantry",),
        "checked_on": TODAY - timedelta(3),
        "documents": ("A bag",),
        "translations": {"es": {"name": f"Lugar {number}", "documents": "Una bolsa"}},
        "spots": (
            Spot(
                address=Address("1 Main Street", city="Duarte", state="CA", postal_code="91010"),
                phones=(Phone("(626) 555-0100"),),
                hours=read_hours("2nd & 4th Sat 9 am - 11 am"),
            ),
        ),
    }
    return Entry(**facts | more)


def put(site: Site, *entries: Entry) -> None:
    with site.works.session() as session:
        save_all(session, site.place.id, entries, datetime.now(UTC))


def paper(site: Site, path: str) -> list[str]:
    reply = site.visitor().get(f"{HOME}/{path}")
    assert reply.mimetype == "application/pdf"
    return pages_of(reply.data)


def test_the_booklet_has_contents_and_what_somebody_has_checked(site: Site) -> None:
    put(
        site,
        entry(1),
        entry(2, categories=("clinic", "food")),
        entry(3, checked_on=None, source_as_of=date(2018, 1, 1)),
    )

    pages = paper(site, "booklet.pdf?language=en")

    whole = " ".join(pages)
    assert "What is inside" in pages[0]
    assert whole.count("Place 1") == whole.count("Place 2") == 1
    assert "Place 3" not in whole
    assert whole.count("Checked on ") == 2
    assert "Call 2-1-1 and ask" in whole
    assert "1 / " in pages[0]


def test_old_entries_are_printed_for_whoever_asks_and_say_how_old_they_are(site: Site) -> None:
    put(site, entry(1, checked_on=None, source_as_of=date(2018, 1, 1)))

    empty = " ".join(paper(site, "booklet.pdf?language=en"))
    whole = " ".join(paper(site, "booklet.pdf?old=1&language=en"))

    assert "Nobody has checked an entry of this guide lately" in empty
    assert "Place 1" in whole
    assert "Not checked since 2018. Call before you go." in whole


def test_no_pantry_of_2018_is_printed_without_saying_so(
    site: Site, pantries: list[Read], taken: Callable[[list[Read]], Any]
) -> None:
    taken(pantries)

    [whole] = paper(site, "list.pdf?category=food&zip=91104&language=en")  # on one page

    assert whole.startswith("Lincoln High School Food near 91104")
    assert whole.count("Not checked since 2018. Call before you go.") == 6
    assert whole.count("miles away") + whole.count("less than a mile away") == 6
    assert "More places stand on the page" in whole
    assert len(paper(site, "booklet.pdf?language=en")) == 1


def test_paper_speaks_the_readers_language_and_keeps_the_name_on_the_door(site: Site) -> None:
    put(site, entry(1))

    whole = " ".join(paper(site, "list.pdf?zip=91010&language=es")).replace("\u202f", " ")

    assert "Lugar 1 (Place 1)" in whole
    assert "2.º y 4.º sábado del mes" in whole
    assert "Traiga: Una bolsa" in whole
    assert "Revisado el" in whole
    assert "Place 1" not in whole.replace("(Place 1)", "")


def test_large_print_is_larger_and_says_the_same(site: Site) -> None:
    put(site, *(entry(number) for number in range(1, 10)))

    small, large = (paper(site, f"booklet.pdf?x=1&language=en{more}") for more in ("", "&large=1"))

    assert large[0].count("Place ") < small[0].count("Place ")
    assert all(f"Place {number}" in " ".join(large) for number in range(1, 7))


def test_the_pdf_is_tagged_and_titled_and_leads_to_the_list_as_it_is_today(site: Site) -> None:
    put(site, entry(1))

    made = site.visitor().get(f"{HOME}/booklet.pdf?language=es").data

    tags = structure(made)
    assert tags.count("H1") == 1
    assert {"H2", "H3", "Figure", "L", "LI"} <= set(tags)
    with pikepdf.open(BytesIO(made)) as opened:
        assert str(opened.Root.Lang) == "es"
        assert str(opened.docinfo["/Title"]) == "Ayuda cerca de usted"
    whole = "".join(pages_of(made)).replace(" ", "")
    assert "/-/resource_guide/lincoln?category=food" in whole
    assert faults(made, language="es") == []
    for language, more in (("en", ""), ("es", "&large=1")):
        sheet = site.visitor().get(f"{HOME}/list.pdf?all=1&language={language}{more}").data
        assert faults(sheet, language=language, most_pages=1) == []


WORDS = {"ar": "مساعدة قريبة منك", "km": "ជំនួយ\u200bនៅ\u200bជិត\u200bអ្នក"}


@pytest.mark.parametrize("language", WORDS)
def test_other_scripts_have_every_glyph_and_numbers_keep_their_order(language: str) -> None:
    def translate(sentence: str, language: str) -> str:
        kept = {
            "%(opens)s to %(closes)s": "%(opens)s – %(closes)s",
            "%(days)s, %(times)s": "%(days)s %(times)s",
        }
        return kept.get(sentence, WORDS[language])

    speech = Speech(language, translate)
    said = speech.entry(entry(1), TODAY)
    chapter = Chapter(
        "food", WORDS[language], (said,), qr_svg("https://f.example.org/"), "f.example.org/"
    )
    sheet = Sheet(
        title=WORDS[language],
        place="Lincoln",
        language=language,
        chapters=(chapter,),
        made=WORDS[language],
        foot="f.example.org",
        help_line="2-1-1",
        contents=True,
        large=False,
        say=speech.say,
    )

    html = render(sheet)
    made = render_pdf(html, title="x", language=language)

    assert 'dir="rtl"' in html if language == "ar" else 'dir="ltr"' in html
    assert "(626) 555-0100" in html
    whole = " ".join(pages_of(made))
    assert "555-0100" in whole
    assert in_order(made, "(626) 555-0100")
    assert faults(made, language=language) == []
    with pikepdf.open(BytesIO(made)) as opened:
        fonts = {
            str(font.BaseFont) for page in opened.pages for font in page.resources.Font.values()
        }
    assert any({"ar": "Arab", "km": "Khmer"}[language] in font for font in fonts)


@pytest.mark.parametrize(("many", "words"), [(7, 0), (3, 4)])
def test_what_ends_a_list_in_large_print_never_stands_alone_on_a_sheet(
    many: int, words: int
) -> None:
    speech = Speech("en", lambda sentence, language: sentence)
    last = entry(many, description="A line of words. " * words)
    said = tuple(
        speech.entry(one, TODAY) for one in (*(entry(number) for number in range(1, many)), last)
    )
    sheet = Sheet(
        title="Food near 91010",
        place="Lincoln",
        language="en",
        chapters=(
            Chapter("food", "Food", said, qr_svg("https://f.example.org/"), "f.example.org"),
        ),
        made="Made today",
        foot="f.example.org",
        help_line="2-1-1",
        contents=False,
        large=True,
        say=speech.say,
    )

    pages = pages_of(render_pdf(render(sheet), title="x", language="en"))

    assert len(pages) > 1
    assert f"Place {many}" in pages[-1]
    assert "Did you not find it?" in pages[-1]
