"""Choices that a form shares between questions leave with each question that asks them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]  # ships no types

from farolito.domain.reading import complete_document
from farolito.exports.forms.fhir_questionnaire import to_fhir
from farolito.exports.forms.surveyjs import to_surveyjs
from farolito.exports.forms.xlsform import to_xlsform
from farolito.services.blocks import read_bank

FORMS = Path(__file__).parents[3] / "forms"


def document() -> dict[str, Any]:
    """The family's needs with GAD-7 at the end, whose seven questions share one list."""
    family = json.loads((FORMS / "needs-assessment" / "family-needs.json").read_text("utf-8"))
    sections = [*family["sections"], {"use": "gad-7"}]
    return dict(complete_document({**family, "sections": sections}, read_bank(FORMS)))


def test_xlsform_has_the_choices_of_every_question() -> None:
    book = load_workbook(BytesIO(to_xlsform(document()).data))
    names = [cell.value for row in book["choices"].iter_rows() for cell in row]
    assert names.count("nearly_every_day") >= 1
    kinds = [cell.value for row in book["survey"].iter_rows() for cell in row]
    assert sum(str(kind).startswith("select_one gad7_") for kind in kinds) == 7


def test_surveyjs_and_fhir_have_the_choices_of_every_question() -> None:
    assert to_surveyjs(document()).data.decode().count("nearly_every_day") >= 7
    assert to_fhir(document()).data.decode().count("LA6571-9") == 7
