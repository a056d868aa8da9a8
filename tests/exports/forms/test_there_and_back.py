"""What goes out comes in again: every form that ships, in every format, and what others change in between."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from farolito.domain.carrying import NotCarried
from farolito.exports.forms.farolito_json import to_farolito
from farolito.exports.forms.fhir_like import like
from farolito.exports.forms.fhir_questionnaire import to_fhir
from farolito.exports.forms.surveyjs import to_surveyjs
from farolito.exports.forms.xlsform import to_xlsform
from farolito.exports.forms.xlsform_sheets import MOST_LETTERS, cells
from farolito.imports.opening import imported
from farolito.imports.schools import with_placeholders
from tests import shipped
from tests.shipped import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.exports.forms.parts import Exported

ROOT = Path(__file__).parents[3]
FORMATS: dict[str, tuple[Callable[[Any], Exported], str]] = {
    "xlsform": (to_xlsform, "form.xlsx"),
    "fhir": (to_fhir, "form.json"),
    "surveyjs": (to_surveyjs, "form.json"),
}


def document(path: Path) -> dict[str, Any]:
    read = shipped.document(path)
    read.pop("$schema", None)
    return read


FAMILY = document(ROOT / "forms/needs-assessment/family-needs.json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", FORMATS)
def test_a_form_comes_back_as_it_went(path: Path, name: str) -> None:
    write, file = FORMATS[name]
    found = imported(write(document(path)).data, file)
    assert found.document == document(path)
    assert not found.report


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pyxform_converts_our_workbooks_and_fhir_resources_reads_our_questionnaires(
    path: Path,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert "<h:html" in convert(to_xlsform(document(path)).data).xform
    read = Questionnaire.model_validate_json(to_fhir(document(path)).data)
    assert read.item


def test_the_report_of_an_export_names_what_others_do_not_see() -> None:
    for write, _ in FORMATS.values():
        named = {note.construct for note in write(FAMILY).report.notes}
        assert {"regime", "retention", "needs", "sensitivity"} <= named


def edited(data: bytes, column: str, old: str, new: str) -> bytes:
    """The workbook with one cell of the sheet "survey" changed, as somebody would in a spreadsheet."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["survey"]
    at = next(cell.column for cell in sheet[1] if cell.value == column)
    cell = next(row[at - 1] for row in sheet.iter_rows(min_row=2) if row[at - 1].value == old)
    cell.value = new
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def hello(**question: Any) -> dict[str, Any]:
    pages = [
        {
            "name": "days",
            "questions": [{"name": "days", "type": "integer", "label": {"en": "Days?"}, "max": 7}],
        },
        {
            "name": "more",
            "questions": [{"name": "more", "type": "text", "label": {"en": "More?"}, **question}],
        },
    ]
    section = {"name": "food", "title": {"en": "Food"}, "pages": pages}
    made, _ = with_placeholders(
        {"name": "hello", "title": {"en": "Hello"}, "languages": ["en"], "sections": [section]}
    )
    return {**made, "regime": "anonymous"}


def test_a_rule_that_was_changed_in_the_sheet_is_taken_and_named() -> None:
    whole = hello(relevant="days > 3", sensitivity="private")
    changed = edited(to_xlsform(whole).data, "relevant", "${days} > 3", "${days} > 5")
    found = imported(changed, "form.xlsx")
    more = found.document["sections"][0]["pages"][1]["questions"][0]
    assert more["relevant"] == "days > 5"
    assert more["sensitivity"] == "private"
    (note,) = found.report.notes
    assert note.where == "survey, row 4, column relevant"
    assert "days > 3" in note.became


def test_words_that_were_changed_in_the_sheet_are_taken() -> None:
    changed = edited(to_xlsform(hello()).data, "label::English (en)", "More?", "Anything more?")
    found = imported(changed, "form.xlsx")
    assert found.document["sections"][0]["pages"][1]["questions"][0]["label"] == {
        "en": "Anything more?"
    }
    assert not found.report


def test_a_rule_that_a_format_cannot_say_is_named_and_still_comes_back() -> None:
    whole = hello(
        relevant="days % 2 == 1 or max(days, 3) == 3",
        constraint="length(.) != 4",
        constraint_message={"en": "No."},
    )
    for write, file in FORMATS.values():
        made = write(whole)
        assert imported(made.data, file).document == whole
    assert any("enableWhen" in note.became for note in to_fhir(whole).report.notes)


def test_a_cell_never_becomes_a_formula() -> None:
    whole = hello()
    whole["sections"][0]["pages"][1]["questions"][0]["label"] = {
        "en": '=HYPERLINK("http://a.example")'
    }
    book = load_workbook(io.BytesIO(to_xlsform(whole).data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_what_farolito_has_no_place_for_comes_back_from_the_original() -> None:
    original: dict[str, Any] = {
        "resourceType": "Questionnaire",
        "url": "http://a.example/q",
        "title": "T",
        "publisher": "P",
        "subjectType": ["Patient"],
        "item": [
            {
                "linkId": "/1-8",
                "type": "choice",
                "text": "One?",
                "prefix": "1.",
                "answerOption": [
                    {
                        "valueCoding": {
                            "system": "http://loinc.org",
                            "code": code,
                            "display": code,
                        },
                        "modifierExtension": [],
                    }
                    for code in ("LA1-0", "LA2-0")
                ],
            }
        ],
    }
    found = imported(json.dumps(original).encode(), "form.json")
    whole, _ = with_placeholders(found.document)
    alone = json.loads(to_fhir(whole).data)
    assert "prefix" not in alone["item"][0]
    again = like(alone, original)
    for member in ("url", "title", "publisher", "subjectType"):
        assert again[member] == original[member]
    assert again["item"] == [{**original["item"][0], "required": False}]


def test_a_bundle_keeps_form_and_examples_byte_for_byte() -> None:
    form = (ROOT / "forms/needs-assessment/family-needs.json").read_bytes()
    folder = ROOT / "forms/needs-assessment/examples/family-needs"
    examples = {path.stem: path.read_bytes() for path in folder.glob("*.json")}
    bundle = to_farolito(form, examples).data
    found = imported(bundle, "family-needs.zip")
    assert (found.text, found.examples) == (form, examples)
    assert to_farolito(found.text or b"", found.examples).data == bundle


def test_a_bundle_with_a_fault_is_refused_whole() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as bundle:
        bundle.writestr("form.json", '{"name": "a"}')
    with pytest.raises(NotCarried, match="title"):
        imported(data.getvalue(), "a.zip")


@pytest.mark.parametrize("words", ["y ", " ", "one two ", "\u00e9 \n "])
def test_what_takes_several_cells_is_never_cut_at_a_space(words: str) -> None:
    """A reader of workbooks takes spaces away at the ends of a cell."""
    kept = {"marks": words * MOST_LETTERS}
    parts = [*cells(kept).values()]
    assert len(parts) > 1
    assert [part.strip() for part in parts] == parts
    assert all(len(part) <= MOST_LETTERS for part in parts)
    assert json.loads("".join(parts)) == kept
