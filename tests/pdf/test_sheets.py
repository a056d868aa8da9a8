"""Many documents as one PDF: the pages in order, tagged, titled, nothing of one document mixed up with another's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from farolito.pdf import Pile
from farolito.testing.paper import elements, pages_of, structure

if TYPE_CHECKING:
    from farolito.pdf import Renderer

TABLE = "<table><tr><th scope=row>Phone</th><td>213 555 0100</td></tr></table>"


def page(words: str, more: str = "") -> str:
    return f"<!doctype html><html lang=es><body><h1>{words}</h1><p>Uno (1 0 R) dos.</p>{more}</body></html>"


def piled(
    renderer: Renderer, *documents: str, language: str = "es", both_sides: bool = False
) -> bytes:
    file = io.BytesIO()
    pile = Pile(file.write, title="Lincoln & (5 0 R)", language=language, both_sides=both_sides)
    for html in documents:
        pile.add(renderer.sheets(html, title="t", language=language))
    pile.end()
    return file.getvalue()


def test_the_documents_follow_one_another_with_all_their_words(renderer: Renderer) -> None:
    long = page("Dos", "<p style='break-before:page'>Segunda página</p>")
    made = pages_of(piled(renderer, page("Uno"), long, page("Tres ñ")))
    assert [one.split()[0] for one in made] == ["Uno", "Dos", "Segunda", "Tres"]
    assert all("Uno (1 0 R) dos." in made[at] for at in (0, 1, 3))


def test_a_pile_is_tagged_titled_and_has_its_language(renderer: Renderer) -> None:
    made = piled(renderer, page("Uno", TABLE), page("Dos"))
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.Root.Lang).lstrip("\ufeff") == "es"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo.Title) == "Lincoln & (5 0 R)"
        with opened.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == "Lincoln & (5 0 R)"
        assert opened.check_pdf_syntax() == []
    names = structure(made)
    assert [one for one in names if one not in ("NonStruct", "Span", "TBody")] == [
        *("Document", "H1", "P", "Table", "TR", "TH", "TD"),
        *("Document", "H1", "P"),
    ]


def test_every_mark_on_a_page_leads_to_an_element_of_that_page(renderer: Renderer) -> None:
    """What a reader of the screen follows: from the words to the structure, in each document of the pile."""
    made = piled(renderer, page("Uno", TABLE), page("Dos"), page("Tres", TABLE))
    with pikepdf.open(io.BytesIO(made)) as opened:
        nums = list(opened.Root.StructTreeRoot.ParentTree.Nums)
        tree = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        assert [int(one.StructParents) for one in opened.pages] == [0, 1, 2]
        for number, one in enumerate(opened.pages):
            owners = list(tree[number])
            assert owners
            assert {str(owner.Pg.objgen) for owner in owners} == {str(one.objgen)}
        tops = {str(one.P.objgen) for one in opened.Root.StructTreeRoot.K}
        assert tops == {str(opened.Root.StructTreeRoot.objgen)}
        assert {str(one.S) for one in elements(opened)} >= {"/H1", "/TH", "/TD"}


def test_on_both_sides_no_two_documents_share_a_sheet_of_paper(renderer: Renderer) -> None:
    made = piled(renderer, page("Uno"), page("Dos"), both_sides=True)
    assert [bool(one) for one in pages_of(made)] == [True, False, True, False]
    with pikepdf.open(io.BytesIO(piled(renderer, page("Uno")))) as opened:
        assert str(opened.Root.ViewerPreferences.Duplex) == "/Simplex"


@pytest.mark.parametrize("language", ["ar", "km"])
def test_other_scripts_are_piled_as_well(renderer: Renderer, language: str) -> None:
    words = {"ar": "مرحبا", "km": "សួស្តី"}[language]
    made = piled(renderer, page(words), page(words), language=language)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == 2
        assert ("/Metadata" in opened.Root) is (language != "km")
