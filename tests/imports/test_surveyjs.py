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


def test_a_dynamic_panel_in_a_dynamic_panel_is_a_list_of_each_entry() -> None:
    pets = {
        "type": "paneldynamic",
        "name": "pets",
        "title": "Pets",
        "visibleIf": "{panel.age} > 3",
        "templateElements": [
            {"type": "text", "name": "name"},
            {
                "type": "text",
                "name": "sitter",
                "visibleIf": "{parentPanel.age} < 9 and {panel.name} notempty and {name} empty",
            },
        ],
    }
    kids = {
        "type": "paneldynamic",
        "name": "kids",
        "maxPanelCount": 6,
        "templateElements": [
            {"type": "text", "name": "kid"},
            {"type": "text", "inputType": "number", "name": "age"},
            pets,
        ],
    }
    end = {"type": "text", "name": "end", "visibleIf": "{kids.length} > 1"}
    asked = questions(from_json(survey({"type": "text", "name": "name"}, kids, end)))
    assert asked["kid"]["section"]["sections"][0] is asked["name_2"]["section"]
    assert asked["name_2"]["section"]["repeat"]["name"] == "pets"
    assert asked["name_2"]["section"]["relevant"] == "age > 3"
    assert asked["sitter"]["relevant"] == "age < 9 and answered(name_2) and not answered(name)"
    assert asked["end"]["relevant"] == "coalesce(count(kids), 0) > 1"


def test_a_panel_is_a_page_and_a_panel_on_it_a_group() -> None:
    owner = {
        "type": "panel",
        "name": "owner",
        "title": "Your landlord",
        "description": "If you have one",
        "visibleIf": "{rent} = true",
        "elements": [{"type": "text", "name": "called"}, {"type": "text", "name": "told"}],
    }
    home = {
        "type": "panel",
        "name": "home",
        "title": "Home",
        "description": "Where you live",
        "elements": [{"type": "text", "name": "street"}, owner],
    }
    found = from_json(survey({"type": "boolean", "name": "rent"}, home))
    asked = questions(found)
    assert asked["street"]["page"] is asked["called"]["page"]
    assert asked["street"]["page"]["title"] == {"en": "Home"}
    assert asked["street"]["page"]["intro"] == {"en": "Where you live"}
    group = asked["called"]["group"]
    assert group is asked["told"]["group"]
    assert group["label"] == {"en": "Your landlord"}
    assert group["hint"] == {"en": "If you have one"}
    assert group["relevant"] == "rent"
    assert not notes(found)


@pytest.mark.parametrize(
    ("element", "became"),
    [
        (
            {"rateMax": 7, "minRateDescription": "Not at all"},
            {"type": "rating", "from": 1, "to": 7, "from_label": {"en": "Not at all"}},
        ),
        ({"rateMin": 0, "rateMax": 10}, {"type": "rating", "from": 0, "to": 10}),
        (
            {"rateValues": [1, {"value": 5, "text": "Good"}]},
            {
                "type": "rating",
                "choices": [
                    {"name": "1", "label": {"en": "1"}, "score": 1},
                    {"name": "5", "label": {"en": "Good"}, "score": 5},
                ],
            },
        ),
        (
            {"rateValues": ["bad", "good"]},
            {
                "type": "choice",
                "choices": [
                    {"name": "bad", "label": {"en": "bad"}},
                    {"name": "good", "label": {"en": "good"}},
                ],
            },
        ),
        (
            {"rateMax": 30, "rateStep": 10, "rateMin": 10, "maxRateDescription": "Much"},
            {
                "type": "rating",
                "choices": [
                    {"name": "10", "label": {"en": "10"}, "score": 10},
                    {"name": "20", "label": {"en": "20"}, "score": 20},
                    {"name": "30", "label": {"en": "30 (Much)"}, "score": 30},
                ],
            },
        ),
    ],
)
def test_a_rating_is_a_scale_or_steps_with_scores(
    element: dict[str, Any], became: dict[str, Any]
) -> None:
    found = from_json(survey({"type": "rating", "name": "q", "title": "Q", **element}))
    asked = questions(found)["q"]
    assert {key: asked[key] for key in became} == became
    exact = became["type"] == "rating" and "rateStep" not in element
    assert exact is not any(note.construct == "rating" for note in notes(found))


def test_rankings_signatures_and_pictures_that_are_chosen_come_along() -> None:
    ranking = {"type": "ranking", "choices": ["a", "b", "c"], "maxSelectedChoices": 2}
    found = from_json(
        survey(
            {**ranking, "name": "first", "selectToRankEnabled": True},
            {"type": "signaturepad", "name": "signed"},
            {"type": "imagepicker", "name": "one", "choices": ["a", "b"]},
            {"type": "imagepicker", "name": "many", "multiSelect": True, "choices": ["a", "b"]},
        )
    )
    asked = questions(found)
    assert (asked["first"]["type"], asked["first"]["most"]) == ("ranking", 2)
    assert (asked["signed"]["type"], asked["signed"]["drawing"]) == ("signature", True)
    assert (asked["one"]["type"], asked["many"]["type"]) == ("choice", "choices")
    said = [(note.where, note.construct) for note in notes(found)]
    assert said == [
        ("/pages/0/elements/1", "signaturepad"),
        ("/pages/0/elements/2", "imagepicker"),
        ("/pages/0/elements/3", "imagepicker"),
    ]


def test_a_table_of_cells_is_a_page_with_a_group_for_each_row() -> None:
    table = {
        "type": "matrixdropdown",
        "name": "week",
        "title": "Your week",
        "choices": ["yes", "no"],
        "columns": [{"name": "am", "title": "Morning"}, {"name": "pm", "title": "Evening"}],
        "rows": ["mon", {"value": "tue", "text": "Tuesday"}],
    }
    later = {"type": "text", "name": "why", "visibleIf": "{week.tue.pm} = 'no'"}
    asked = questions(from_json(survey(table, later)))
    assert asked["week_mon_am"]["page"] is asked["week_tue_pm"]["page"]
    assert asked["week_mon_am"]["page"]["title"] == {"en": "Your week"}
    assert asked["week_tue_am"]["group"]["label"] == {"en": "Tuesday"}
    assert asked["week_tue_am"]["group"] is asked["week_tue_pm"]["group"]
    assert asked["why"]["relevant"] == "week_tue_pm == 'no'"


def test_a_matrix_whose_rows_have_rules_is_a_question_for_each_row() -> None:
    rows = ["a", {"value": "b", "visibleIf": "{m.a} = 'yes'"}]
    table = {"type": "matrix", "name": "m", "columns": ["yes", "no"], "rows": rows}
    asked = questions(from_json(survey(table)))
    assert asked.keys() == {"m_a", "m_b"}
    assert asked["m_b"]["relevant"] == "m_a == 'yes'"


def test_a_matrix_with_too_many_choices_is_a_question_for_each_row() -> None:
    table = {"type": "matrix", "name": "m", "columns": list(range(12)), "rows": ["a", "b"]}
    found = from_json(survey(table))
    assert questions(found).keys() == {"m_a", "m_b"}
    assert ("matrix", "Each row is a question of its own.") in [
        (note.construct, note.became) for note in notes(found)
    ]


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


@pytest.mark.parametrize(
    "element",
    [
        {"type": "rating", "rateMin": -(10**14), "rateMax": 10**14},
        {"type": "rating", "rateMax": True, "rateStep": 0},
        {"type": "matrix", "rows": ["a"], "columns": [1, 2], "farolito": {"rows": ["a"]}},
        {"type": "matrix", "rows": ["a"], "columns": [1, 2], "farolito": {"rows": {"a": 1}}},
        {"type": "matrix", "rows": {"a": 1}, "columns": [1, 2]},
        {"type": "panel", "elements": [{"type": "panel", "elements": 3}]},
        {"type": "paneldynamic", "templateElements": [], "farolito": {"section": {"name": 3}}},
    ],
)
def test_elements_of_no_use_do_no_harm(element: dict[str, Any]) -> None:
    found = from_json(survey({"type": "text", "name": "a"}, {"name": "q", **element}))
    assert "a" in questions(found)


def test_a_panel_or_list_in_which_nothing_is_asked_is_named() -> None:
    empty = {"type": "panel", "name": "e", "title": "Empty", "elements": []}
    listed = {"type": "paneldynamic", "name": "l", "templateElements": [empty]}
    found = from_json(survey({"type": "text", "name": "a"}, {**empty, "name": "p"}, listed))
    left = {note.construct: note.became for note in notes(found, "left_out")}
    assert left.keys() == {"the group p", "the group l"}
    assert "Empty" in left["the group p"]


def test_what_is_no_survey_is_refused() -> None:
    with pytest.raises(NotCarried, match="neither pages nor elements"):
        from_json({"pages": []})
