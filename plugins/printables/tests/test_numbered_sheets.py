"""Numbered sheets: the number with the page in print and as a code on every page, a second language for a clerk."""

from __future__ import annotations

import json
from pathlib import Path

import zxingcpp

from farolito.testing.factories import form_in
from farolito.testing.paper import faults, pages_of, picture, printed
from farolito_printables.blank_form import render
from farolito_printables.samples import blank

FAMILY_NEEDS = Path(__file__).parents[3] / "forms" / "needs-assessment" / "family-needs.json"


def test_every_page_of_a_numbered_sheet_says_which_one_it_is_in_print_and_as_a_code() -> None:
    of = form_in(FAMILY_NEEDS)
    made = printed(render(blank(of, "es", sheet="P-2041", second_language="en")), "es")
    pages = pages_of(made)
    for number, page in enumerate(pages, 1):
        assert f"P-2041 · {number}/{len(pages)}" in page
    for number in (1, len(pages)):
        [found] = zxingcpp.read_barcodes(picture(made, number - 1, 200))
        assert found.text == f"family-needs/{of.hash[:8]}/es/P-2041/{number}"
    assert faults(made, language="es") == []


def test_the_code_of_a_sensitive_form_does_not_name_it(tmp_path: Path) -> None:
    document = json.loads(FAMILY_NEEDS.read_text("utf-8"))
    document["neutral_title"] = dict.fromkeys(document["languages"], "School form")
    path = tmp_path / "form.json"
    path.write_text(json.dumps(document), "utf-8")
    of = form_in(path)
    made = printed(render(blank(of, "en", sheet="P-7")))
    [found] = zxingcpp.read_barcodes(picture(made, 0, 200))
    assert found.text == f"form/{of.hash[:8]}/en/P-7/1"


def test_a_clerk_reads_along_in_a_second_language() -> None:
    of = form_in(FAMILY_NEEDS)
    question = of.questions["food_worried"]
    [page] = [
        one
        for one in pages_of(printed(render(blank(of, "es", second_language="en")), "es"))
        if question.label["es"][:40] in one
    ]
    assert question.label["en"][:40] in page
    assert question.choices[0].label["en"] in page
    assert 'class="also"' not in render(blank(of, "es"))
