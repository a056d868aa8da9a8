"""SurveyJS forms become forms of ours."""

from __future__ import annotations

from typing import Any

import pytest

from farolito.domain.carrying import NotCarried
from tests.imports.workbooks import from_json, notes, questions


def survey(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "T", "pages": [{"name": "one", "elements": list(elements)}], **more}


@pytest.mark.parametrize(
    ("element", "type_"),
    [
        ({"type": "text"}, "text"),
        ({"type": "text", "inputType": "number"}, "integer"),
        ({"type": "text", "inputType": "email"}, "email"),
        ({"type": "text", "inputType": "tel"}, "phone"),
        ({"type": "text", "inputType": "date"}, "date"),
        ({"type": "comment"}, "long_text"),
        ({"type": "boolean"}, "yes_no"),
        ({"type": "radiogroup", "choices": ["a", "b"]}, "choice"),
        ({"type": "dropdown", "choices": [1, 2]}, "choice"),
        ({"type": "tagbox", "choices": ["a", "b"]}, "choices"),
    ],
)
def test_elements_get_our_types_and_lose_nothing(element: dict[str, Any], type_: str) -> None:
    found = from_json(survey({**element, "name": "q", "title": "Q"}))
    assert questions(found)["q"]["type"] == type_
    assert not notes(found)


def test_words_rules_and_limits_come_along() -> None:
    found = from_json(
        survey(
            {
                "type": "text",
                "inputType": "number",
                "name": "age",
                "title": {"default": "Age?", "es": "¿Edad?"},
                "min": 0,
            },
            {
                "type": "checkbox",
                "name": "help",
                "choices": ["food", "rent"],
                "showNoneItem": True,
                "maxSelectedChoices": 1,
            },
            {
                "type": "text",
                "name": "why",
                "visibleIf": "{help} contains 'food' and {age} > 17",
                "requiredIf": "{age} < 99",
            },
        )
    )
    asked = questions(found)
    assert asked["age"]["label"] == {"en": "Age?", "es": "¿Edad?"}
    assert asked["age"]["min"] == 0
    assert asked["help"]["choices"][-1] == {
        "name": "none",
        "label": {"en": "None"},
        "exclusive": True,
    }
    assert asked["help"]["constraint"] == "count(.) <= 1"
    assert asked["why"]["relevant"] == "'food' in help and age > 17"
    assert (
        asked["why"]["required"] == "coalesce(age < 99, false)"
        or asked["why"]["required"] == "age < 99"
    )


def test_a_matrix_stays_one_and_rules_find_its_rows() -> None:
    found = from_json(
        survey(
            {
                "type": "matrix",
                "name": "mood",
                "columns": ["never", "often"],
                "rows": ["calm", "sad"],
            },
            {"type": "comment", "name": "c", "visibleIf": "{mood.sad} = 'often'"},
        )
    )
    asked = questions(found)
    assert asked["mood"]["type"] == "matrix"
    assert [row["name"] for row in asked["mood"]["rows"]] == ["calm", "sad"]
    assert asked["c"]["relevant"] == "mood_sad == 'often'"
    assert not notes(found)


def test_a_dynamic_panel_is_a_list() -> None:
    panel = {
        "type": "paneldynamic",
        "name": "kids",
        "title": "Children",
        "maxPanelCount": 6,
        "templateElements": [
            {"type": "text", "name": "kid"},
            {"type": "text", "name": "school", "visibleIf": "{panel.kid} notempty"},
        ],
    }
    asked = questions(from_json(survey(panel)))
    assert asked["kid"]["section"]["repeat"]["max"] == 6
    assert asked["school"]["relevant"] == "answered(kid)"


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ({"enableIf": "{a} = 1"}, "{a} = 1"),
        ({"defaultValue": "x"}, "x"),
        ({"visibleIf": "{a} >"}, "{a} >"),
        ({"visibleIf": "isContainerReady('a')"}, "isContainerReady"),
        ({"validators": [{"type": "regex", "regex": "^[0-9]+$"}]}, "^[0-9]+$"),
        ({"choicesByUrl": {"url": "https://a.example"}}, "a.example"),
    ],
)
def test_what_a_question_has_no_place_for_is_named(element: dict[str, Any], said: str) -> None:
    found = from_json(
        survey({"type": "text", "name": "a"}, {"type": "text", "name": "q", **element})
    )
    assert any(
        said in note.became and note.where.startswith("/pages/0/elements/1")
        for note in notes(found, "left_out")
    )


def test_triggers_and_looks_are_named() -> None:
    found = from_json(
        survey(
            {"type": "text", "name": "a"},
            triggers=[{"type": "complete", "expression": "{a} = 1"}],
            logo="x.png",
        )
    )
    assert [note.where for note in notes(found)] == ["/triggers/0", "/logo"]


def test_what_is_no_survey_is_refused() -> None:
    with pytest.raises(NotCarried, match="neither pages nor elements"):
        from_json({"pages": []})
