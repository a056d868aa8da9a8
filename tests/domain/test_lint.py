"""What is said about a definition before it is published: each thing with pointer, line and code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.lint import CODES, problems_of
from farolito.domain.question_types import CORE_QUESTION_TYPES
from tests.domain.test_publishing import ANONYMOUS, CONSENT, WORDS

LONG = "What would help you and the people who live with you most, at home or at school, right now?"
HARD = (
    "Eligibility determinations necessitate documentation of household composition, residency, "
    "residents\u2019 representation, utilities and verified remuneration from all applicable sources "
    "of supplementary participation in administrative proceedings."
)


def document(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    pages = [{"name": f"p{n}", "questions": [question]} for n, question in enumerate(questions)]
    return {
        "name": "form",
        "title": {"en": "Form"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [{"name": "s", "title": {"en": "S"}, "pages": pages}],
        **more,
    }


def problems(*questions: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    text = json.dumps(document(*questions, **more), indent=1)
    found = problems_of(text, question_types=CORE_QUESTION_TYPES)
    lines = text.splitlines()
    for one in found:
        assert one.code in CODES
        assert one.line is not None
        last = one.pointer.rpartition("/")[2]
        assert last.isdecimal() or f'"{last}"' in lines[one.line - 1] or not last
    return [(one.pointer, one.code) for one in found]


def choices(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"name": f"c{n}", "label": {"en": f"Choice {n}"}, **more} for n in range(number)]


Q = "/sections/0/pages/1/questions/0"


def test_a_well_mannered_form_has_no_problems() -> None:
    assert problems(CONSENT, WORDS) == []


def test_a_fact_is_no_use_where_records_join_no_household() -> None:
    grade = {**WORDS, "type": "text", "fact": "student.grade"}
    assert problems(CONSENT, grade) == []
    apart = {"regime": "counseling", "audience": "student"}
    assert (f"{Q}/fact", "fact_unshared") in problems(CONSENT, grade, **apart)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"sensitivity": "private", "audience_print": []}, [(Q, "why_missing")]),
        ({"type": "phone"}, [(Q, "why_missing")]),
        ({"sensitivity": "crisis", "why": {"en": "To help."}}, [(Q, "audience_missing")]),
        ({"label": {"en": LONG}}, [(f"{Q}/label", "long_label")]),
        ({"label": {"en": LONG}, "attribution": "An instrument, item 1"}, []),
        ({"type": "choices", "choices": choices(8)}, [(f"{Q}/choices", "many_choices")]),
        ({"type": "choice", "choices": choices(8), "attribution": "An instrument"}, []),
        (
            {
                "type": "choices",
                "choices": [*choices(7), {**choices(1)[0], "name": "none", "exclusive": True}],
            },
            [],
        ),
        ({"label": {"en": "What is your Social Security number?"}}, [(f"{Q}/label/en", "must_not_ask")]),
        (
            {"sensitivity": "private", "required": True, "why": {"en": "x"}, "audience_view": []},
            [(f"{Q}/required", "sensitive_required")],
        ),
    ],
)  # fmt: skip
def test_each_thing_is_named_where_it_stands(
    question: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert problems(CONSENT, {**WORDS, **question}) == found


PRIVATE: dict[str, Any] = {"sensitivity": "private", "why": {"en": "To help."}}


def matrix(*labels: str, **more: Any) -> dict[str, Any]:
    rows = [{"name": f"r{n}", "label": {"en": label}} for n, label in enumerate(labels)]
    whole = {"name": "safe", "type": "matrix", "label": {"en": "Safe?"}, "choices": choices(2)}
    return {**whole, "rows": rows, **more}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (matrix("Bus", "Yard"), []),
        (matrix("Bus", LONG), [(f"{Q}/rows/1/label", "long_label")]),
        (matrix(LONG[:80], "Yard"), []),  # what stands alone is longer, and nobody reads it here
        (matrix("Bus", "Yard", label={"en": LONG}), [(f"{Q}/label", "long_label")]),
        (matrix("Bus", "Yard", choices=choices(8)), [(f"{Q}/choices", "many_choices")]),
        (matrix("Bus", "Yard", **PRIVATE), [(Q, "audience_missing")]),
        (
            matrix("Bus", "Yard", **PRIVATE, required=True, audience_view=["coordinator"]),
            [(f"{Q}/required", "sensitive_required")],
        ),
    ],
)  # fmt: skip
def test_a_matrix_is_judged_once_and_its_rows_where_they_stand(
    question: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert problems(CONSENT, question, WORDS) == found


def test_one_reason_serves_the_questions_that_follow_it() -> None:
    private = {**WORDS, "sensitivity": "private", "audience_print": []}
    first = {**private, "why": {"en": "To help you."}}
    assert problems(CONSENT, first, {**private, "name": "more"}) == []
    second = "/sections/0/pages/2/questions/0"
    assert problems(CONSENT, private, {**first, "name": "more"}) == [(Q, "why_missing")]
    assert problems(CONSENT, WORDS, {**private, "name": "more"}) == [(second, "why_missing")]


def test_hard_english_is_named_where_it_stands_and_for_the_form() -> None:
    assert problems(CONSENT, {**WORDS, "hint": {"en": HARD}}) == [
        ("", "grade_level"),
        (f"{Q}/hint", "grade_level"),
    ]
    published = {**WORDS, "hint": {"en": HARD}, "attribution": "An instrument"}
    assert problems(CONSENT, published) == []


def test_a_language_that_is_promised_and_missing_is_named() -> None:
    states = {"es": {"state": "missing"}}
    assert problems(CONSENT, WORDS, languages=["en", "es"], translations=states) == [
        ("/translations/es", "language_incomplete")
    ]


def test_protected_areas_without_consent_are_named() -> None:
    tagged = {**WORDS, "ppra": ["income"], "why": {"en": "To plan."}}
    assert problems(tagged, audience="student", **ANONYMOUS) == [
        ("/sections/0/pages/0/questions/0/ppra", "ppra_consent")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json"),
        ("[]", "definition"),
        (json.dumps(document(CONSENT, {**WORDS, "relevant": "consent =="})), "rule"),
        (json.dumps(document(CONSENT, {**WORDS, "label": {"es": "x"}})), "language"),
        (json.dumps(document(CONSENT, {**WORDS, "type": "sing"}, uses=["sing"])), "plugin_missing"),
    ],
)
def test_what_cannot_be_read_has_a_code_too(text: str, code: str) -> None:
    found = problems_of(text, question_types=CORE_QUESTION_TYPES)
    assert code in [one.code for one in found]


def test_hard_english_is_told_as_the_forms_or_as_these_words() -> None:
    text = json.dumps(document(CONSENT, {**WORDS, "hint": {"en": HARD}}))
    form, words = problems_of(text, question_types=CORE_QUESTION_TYPES)
    assert form.message.startswith("the words of this form need ")
    assert words.message.startswith("these words need ")


def test_english_is_judged_where_it_is_the_source() -> None:
    def spanish(whole: dict[str, Any]) -> Any:
        """The form, with its English as a translation of a Spanish source."""
        if isinstance(whole, dict):
            said = {key: spanish(value) for key, value in whole.items()}
            return {"es": whole["en"], **said} if "en" in whole else said
        return [spanish(one) for one in whole] if isinstance(whole, list) else whole

    whole = spanish(document(CONSENT, {**WORDS, "hint": {"en": HARD}}))
    whole.update(languages=["es", "en"], translations={"en": {"state": "draft"}})
    assert problems_of(json.dumps(whole), question_types=CORE_QUESTION_TYPES) == []


def test_a_shared_list_is_judged_where_a_question_of_ours_takes_it() -> None:
    lists = {"hard": [{"name": "a", "label": {"en": HARD}}, {"name": "b", "label": {"en": "No"}}]}
    own = {**WORDS, "type": "choice", "choices_from": "hard"}
    published = {**own, "name": "published", "attribution": "An instrument"}
    assert problems(CONSENT, published, choice_lists=lists) == []
    assert problems(CONSENT, published, own, choice_lists=lists) == [
        ("", "grade_level"),
        ("/choice_lists/hard/0/label", "grade_level"),
    ]


def test_a_reason_may_stand_in_the_words_before_but_not_in_another_section() -> None:
    private = {**WORDS, "sensitivity": "private", "audience_print": []}
    whole = document(CONSENT, {**private, "why": {"en": "To help you."}})
    other = {"name": "t", "title": {"en": "T"}}
    asked = {"name": "q", "questions": [{**private, "name": "more"}]}
    grouped = {"group": "g", "label": {"en": "G"}, "questions": asked["questions"]}
    why = {"en": "We ask so that we can help."}

    def without_reason(page: dict[str, Any]) -> bool:
        text = json.dumps({**whole, "sections": [*whole["sections"], {**other, "pages": [page]}]})
        found = problems_of(text, question_types=CORE_QUESTION_TYPES)
        assert {fault.code for fault in found} <= {"why_missing"}
        return bool(found)

    assert without_reason(asked)
    assert not without_reason({**asked, "intro": why})
    assert without_reason({**asked, "questions": [grouped]})
    assert not without_reason({**asked, "questions": [{**grouped, "hint": why}]})


def test_a_protected_area_has_a_reason_though_it_is_not_private() -> None:
    assert problems(CONSENT, {**WORDS, "ppra": ["income"]}) == [(Q, "why_missing")]


def test_consent_explains_itself_and_may_be_long() -> None:
    consent = {**CONSENT, "sensitivity": "private", "label": {"en": LONG}}
    assert problems(consent, WORDS) == []
    assert problems(CONSENT, {"name": "note", "type": "note", "label": {"en": LONG}}, WORDS) == []


def test_the_label_of_a_matrix_is_measured_without_its_rows() -> None:
    assert problems(CONSENT, matrix("Bus", "Yard", label={"en": LONG[:88]})) == []


def test_a_question_with_a_search_may_have_many_choices() -> None:
    assert problems(CONSENT, {**WORDS, "type": "long_choice", "choices": choices(20)}) == []


def test_a_photo_in_an_anonymous_form_is_named_with_its_line() -> None:
    face = {"name": "face", "type": "photo", "label": {"en": "Your room"}, "why": {"en": "Why."}}
    found = problems(face, **ANONYMOUS)
    assert ("/sections/0/pages/0/questions/0/type", "anonymous_identity") in found


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("A photo of your passport", True),
        ("Your driver\u2019s license", True),
        ("Your ID card, both sides", True),
        ("A photo of the leak", False),
        ("The bill with your passport number hidden", True),
        ("Your lease", False),
    ],
)
def test_a_picture_of_an_identity_document_is_discouraged(label: str, named: bool) -> None:
    asked = {"name": "it", "type": "photo", "label": {"en": label}, "why": {"en": "To help you."}}
    assert ((f"{Q}/label", "identity_document") in problems(CONSENT, asked)) == named
    typed = {**asked, "type": "text"}
    assert (f"{Q}/label", "identity_document") not in problems(CONSENT, typed)


def test_what_may_not_be_asked_may_not_be_photographed_either() -> None:
    asked = {"name": "it", "type": "photo", "label": {"en": "Your green card"}}
    asked["why"] = {"en": "To help you."}
    assert (f"{Q}/label/en", "must_not_ask") in problems(CONSENT, asked)
