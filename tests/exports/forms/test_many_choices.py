"""A form with a long choice, a matrix, a ranking and a place goes out and comes in again as it was."""

from __future__ import annotations

import json

import pytest

from farolito.exports.forms.surveyjs import to_surveyjs
from farolito.imports.opening import imported
from tests.exports.forms.test_there_and_back import FORMATS
from tests.web_support.chosen_form import chosen_form, languages


@pytest.mark.parametrize("name", FORMATS)
def test_it_comes_back_with_its_rules_about_rows(name: str) -> None:
    form = chosen_form()
    pages = form["sections"][1]["pages"]
    pages[0]["questions"][0]["choices"] = languages(6)
    pages[2]["relevant"] = "safe_bus == 'never'"
    write, file = FORMATS[name]
    sent = write(form)
    found = imported(sent.data, file)
    assert found.document == form
    assert not found.report
    named = {note.construct for note in sent.report.notes} & {"rows", "relevant"}
    assert named == (set() if name == "surveyjs" else {"rows", "relevant"})


def test_surveyjs_sees_the_rows_of_a_matrix_and_how_many_are_ranked() -> None:
    form = chosen_form()
    form["sections"][1]["pages"][2]["relevant"] = "safe_bus == 'never'"
    sent = json.loads(to_surveyjs(form).data)
    elements = {one["name"]: one for page in sent["pages"] for one in page["elements"]}
    assert elements["safe"]["type"] == "matrix"
    assert [row["value"] for row in elements["safe"]["rows"]] == ["bus", "yard", "class"]
    assert elements["first"]["maxSelectedChoices"] == 3
    rule = next(page["visibleIf"] for page in sent["pages"] if "visibleIf" in page)
    assert "{safe.bus} = 'never'" in rule
