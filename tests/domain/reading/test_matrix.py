"""A matrix is one question per row, for everything that comes after reading."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.definitions import Form
from farolito.domain.must_not_ask import forbidden_concepts
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.domain.scoring import scores
from farolito.domain.translations import source_fingerprint

OFTEN = [
    {"name": "never", "label": {"en": "Never", "es": "Nunca"}, "score": 0},
    {"name": "often", "label": {"en": "Often", "es": "Seguido"}, "score": 2},
]


def both(words: str) -> dict[str, str]:
    return {"en": words, "es": f"{words} (es)"}


def matrix(**more: Any) -> dict[str, Any]:
    rows = [{"name": "bus", "label": both("Bus")}, {"name": "yard", "label": both("Yard")}]
    whole = {"name": "safe", "type": "matrix", "label": both("Safe?"), "rows": rows}
    return {**whole, "choices": OFTEN, **more}


def document(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    pages = [{"name": f"p{n}", "questions": [one]} for n, one in enumerate(questions)]
    return {
        "name": "small",
        "title": both("Small"),
        "purpose": "survey",
        "regime": "anonymous",
        "languages": ["en", "es"],
        "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
        "sections": [{"name": "s", "title": both("All"), "pages": pages}],
        **more,
    }


def read(*questions: dict[str, Any], **more: Any) -> Form:
    form = read_form(json.dumps(document(*questions, **more)), question_types=CORE_QUESTION_TYPES)
    assert isinstance(form, Form), "\n".join(map(str, form))
    return form


def faults(*questions: dict[str, Any], **more: Any) -> list[str]:
    found = read_form(json.dumps(document(*questions, **more)), question_types=CORE_QUESTION_TYPES)
    assert isinstance(found, list)
    return [fault.pointer for fault in found]


def test_each_row_is_a_question_with_words_that_stand_alone() -> None:
    form = read(matrix(codes={"loinc": "1-1"}))
    assert list(form.questions) == ["safe_bus", "safe_yard"]
    assert form.questions["safe_yard"].label == {
        "en": "Safe? – Yard",
        "es": "Safe? (es) – Yard (es)",
    }
    assert reasons_against(form) == []


def test_a_row_may_have_a_code_of_its_own() -> None:
    rows = [
        {"name": "bus", "label": both("Bus"), "codes": {"loinc": "2-2"}},
        {"name": "yard", "label": both("Yard")},
    ]
    form = read(matrix(codes={"loinc": "1-1"}, rows=rows))
    assert [one.codes["loinc"] for one in form.all_questions()] == ["2-2", "1-1"]


def test_rules_and_scores_know_the_rows() -> None:
    again = {
        "name": "why",
        "type": "text",
        "label": both("Why?"),
        "relevant": "safe_bus == 'never'",
    }
    score = {"name": "safety", "label": both("S"), "questions": ["safe_bus", "safe_yard"]}
    form = read(matrix(), again, scores=[score])
    answers = {"safe_bus": "often", "safe_yard": "often"}
    assert scores(form, answers, CORE_QUESTION_TYPES) == {"safety": 4}


@pytest.mark.parametrize(
    ("questions", "pointer"),
    [
        ([matrix(rows=[])], "/rows"),
        ([matrix(rows=[{"name": "bus", "label": both("Bus")}])], "/rows"),
        ([matrix(rows=[{"name": "bus", "label": both("Bus")}] * 2)], "/rows/1/name"),
        ([matrix(name="s" * 39)], "/rows/0/name"),
        ([matrix(rows=[{"name": "a", "label": {"en": "A"}}, {"name": "b", "label": both("B")}])], "/rows/0/label"),
        ([matrix(rows=[{"name": "a", "labels": both("A")}, {"name": "b", "label": both("B")}])], "/rows/0/labels"),
        ([matrix(relevant="safe_bus == 'often'")], "/relevant"),
        ([matrix(choices=OFTEN * 6)], "/choices"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_named_where_it_stands(
    questions: list[dict[str, Any]], pointer: str
) -> None:
    assert f"/sections/0/pages/0/questions/0{pointer}" in faults(*questions)


def test_nothing_else_may_be_called_like_a_matrix_or_one_of_its_rows() -> None:
    for name in ("safe", "safe_bus"):
        other = {"name": name, "type": "text", "label": both("?")}
        assert faults(matrix(), other) == ["/sections/0/pages/1/questions/0/name"]


def test_a_rule_about_the_whole_is_told_what_there_is() -> None:
    again = {"name": "why", "type": "text", "label": both("Why?"), "relevant": "answered(safe)"}
    assert faults(matrix(), again) == ["/sections/0/pages/1/questions/0/relevant"]


def test_the_words_of_rows_are_translated_words_too() -> None:
    changed = matrix()
    changed["rows"][0]["label"]["en"] = "Train"
    assert source_fingerprint(document(matrix())) != source_fingerprint(document(changed))


def test_a_row_that_must_not_be_asked_is_found_where_it_stands() -> None:
    rows = [
        {"name": "bus", "label": both("Bus")},
        {"name": "x", "label": both("Your immigration status")},
    ]
    form = read({"name": "a", "type": "text", "label": both("A")}, matrix(rows=rows))
    found = {fault.pointer.rpartition("/")[0] for fault in forbidden_concepts(form)}
    assert found == {"/sections/0/pages/1/questions/0/rows/1/label"}


def test_two_thousand_choices_are_read_for_a_long_choice_and_for_nothing_else() -> None:
    many = [{"name": f"c{n}", "label": both(str(n))} for n in range(2_000)]
    question = {"name": "school", "type": "long_choice", "label": both("School?"), "choices": many}
    assert len(read(question).questions["school"].choices) == 2_000
    at = "/sections/0/pages/0/questions/0/choices"
    assert faults({**question, "choices": [*many, {**many[0], "name": "one_more"}]}) == [at]
    assert faults({**question, "type": "choice"}) == [at]


def test_a_rule_may_ask_whether_an_answer_was_written() -> None:
    long = {"name": "school", "type": "long_choice", "label": both("School?"), "choices": OFTEN}
    why = {"name": "why", "type": "text", "label": both("?"), "relevant": "school == 'other'"}
    assert "why" in read({**long, "other": True}, why).questions
    assert faults(long, why) == ["/sections/0/pages/1/questions/0/relevant"]


def test_rows_whose_names_are_wrong_have_no_other_fault() -> None:
    bad = {"name": "9 x", "label": both("Bus")}
    found = read_form(
        json.dumps(document(matrix(rows=[bad, bad]), {**matrix(rows=[bad, bad]), "name": "8 y"})),
        question_types=CORE_QUESTION_TYPES,
    )
    assert isinstance(found, list)
    assert sorted(fault.pointer.removeprefix("/sections/0/pages/") for fault in found) == [
        "0/questions/0/rows/0/name",
        "0/questions/0/rows/1/name",
        "1/questions/0/name",
        "1/questions/0/rows/0/name",
        "1/questions/0/rows/1/name",
    ]


def test_rows_of_matrices_whose_own_names_are_wrong_are_not_compared() -> None:
    whole = document({**matrix(), "name": "8 y"}, {**matrix(), "name": "9 x"})
    found = read_form(json.dumps(whole), question_types=CORE_QUESTION_TYPES)
    assert isinstance(found, list)
    assert [fault.pointer for fault in found] == [
        "/sections/0/pages/0/questions/0/name",
        "/sections/0/pages/1/questions/0/name",
    ]


def test_what_all_rows_share_is_looked_at_once() -> None:
    form = read(matrix(label=both("Your immigration status?")))
    assert [fault.pointer.rpartition("/questions/0")[2] for fault in forbidden_concepts(form)] == [
        "/label/en",
        "/label/es",
    ]
