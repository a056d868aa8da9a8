"""Why a form may not be published."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farolito.domain.lint import problems_of
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form

CONSENT: dict[str, Any] = {
    "name": "consent",
    "type": "consent",
    "label": {"en": "May we keep your answers?"},
    "required": True,
    "text": "v1",
    "declines": ["no"],
    "choices": [{"name": "yes", "label": {"en": "Yes"}}, {"name": "no", "label": {"en": "No"}}],
}
WORDS: dict[str, Any] = {"name": "words", "type": "text", "label": {"en": "What would help?"}}


def reasons(*questions: dict[str, Any], **more: Any) -> list[str]:
    pages = [{"name": f"p{n}", "questions": [question]} for n, question in enumerate(questions)]
    document = {
        "name": "form",
        "title": {"en": "Form"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [{"name": "s", "title": {"en": "S"}, "pages": pages}],
        **more,
    }
    return [fault.message for fault in reasons_against(trusted_form(document))]


ANONYMOUS: dict[str, Any] = {
    "regime": "anonymous",
    "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 36},
}


def test_a_form_with_consent_first_may_be_published() -> None:
    note = {"name": "note", "type": "note", "label": {"en": "Welcome"}}
    assert reasons(note, CONSENT, WORDS) == []


def test_an_anonymous_form_needs_no_consent() -> None:
    assert reasons(WORDS, **ANONYMOUS) == []


def test_a_form_that_keeps_who_answered_asks_for_consent_before_anything_else() -> None:
    assert "first question must be one of type consent" in reasons(WORDS)[0]
    assert "first question must be one of type consent" in reasons(WORDS, CONSENT)[0]


def test_consent_is_asked_of_everybody_and_has_a_way_to_say_no() -> None:
    assert "must be required" in reasons({**CONSENT, "required": False}, WORDS)[0]
    assert "no way to say no" in reasons({**CONSENT, "declines": []}, WORDS)[0]
    assert "asked of everybody" in reasons({**CONSENT, "relevant": "true"}, WORDS)[0]


def test_names_are_not_kept_longer_than_answers() -> None:
    longer = {"draft_days": 30, "identity_months": 40, "answers_months": 36}
    assert "names would be kept longer" in reasons(CONSENT, WORDS, retention=longer)[0]


def test_a_form_says_how_long_answers_are_kept() -> None:
    never = {"draft_days": 30, "identity_months": 0, "answers_months": 0}
    assert "how long answers are kept" in reasons(CONSENT, WORDS, retention=never)[0]


def test_an_anonymous_form_does_not_ask_who_somebody_is() -> None:
    phone = {"name": "phone", "type": "phone", "label": {"en": "Your phone?"}}
    assert reasons(phone, **ANONYMOUS) == ["the form is anonymous but phone asks who somebody is"]
    sign = {**phone, "name": "sign", "type": "signature"}
    assert reasons(sign, **ANONYMOUS) == ["the form is anonymous but sign asks who somebody is"]
    for kind in ("photo", "file"):
        sent = {**phone, "name": kind, "type": kind}
        [reason] = reasons(sent, **ANONYMOUS)
        assert reason == f"the form is anonymous but {kind} asks who somebody is"
    kept = {**ANONYMOUS, "retention": {"draft_days": 1, "identity_months": 1, "answers_months": 1}}
    assert reasons(WORDS, **kept) == ["the form is anonymous but keeps names"]


def test_students_are_not_asked_about_protected_areas_without_consent() -> None:
    tagged = {**WORDS, "ppra": ["mental_health", "income"]}
    assert reasons(tagged, audience="student", **ANONYMOUS) == [
        "words asks students about mental_health, income and nobody is asked for consent"
    ]
    assert reasons(tagged, audience="family", **ANONYMOUS) == []
    assert reasons(CONSENT, tagged, audience="student") == []


def test_what_the_law_forbids_to_ask_is_a_reason() -> None:
    [reason] = reasons(CONSENT, {**WORDS, "label": {"en": "Country of birth"}})
    assert "Cal. Educ. Code 234.7" in reason


def test_a_question_whose_plugin_is_gone_is_a_reason() -> None:
    [reason] = reasons(CONSENT, {**WORDS, "type": "drawing"}, uses=["drawing"])
    assert reason.startswith("nobody here knows the type drawing of words")


def test_a_sensitive_question_can_always_be_skipped() -> None:
    private = {**WORDS, "sensitivity": "private"}
    assert reasons(CONSENT, private) == []
    assert reasons(CONSENT, {**private, "required": True}) == [
        "words is private, so families must be able to skip it"
    ]
    assert reasons(CONSENT, {**private, "required": "consent == 'yes'"}) != []


def test_every_reason_is_given_at_once() -> None:
    private = {**WORDS, "sensitivity": "crisis", "required": True, "type": "drawing"}
    assert (
        len(
            reasons(private, retention={"draft_days": 1, "identity_months": 9, "answers_months": 1})
        )
        == 4
    )


def faults_of(*questions: dict[str, Any], group: dict[str, Any] | None = None) -> list[Any]:
    asked = [{**group, "questions": list(questions)}] if group else list(questions)
    document = {
        "name": "form",
        "title": {"en": "Form"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {"name": "s", "title": {"en": "S"}, "pages": [{"name": "p", "questions": asked}]}
        ],
    }
    return reasons_against(trusted_form(document))


def test_the_question_that_should_be_consent_is_pointed_to() -> None:
    first = "/sections/0/pages/0/questions/0"
    note = {"name": "note", "type": "note", "label": {"en": "Welcome"}}
    assert [fault.pointer for fault in faults_of(WORDS)] == [first]
    assert [fault.pointer for fault in faults_of(note)] == ["/sections"]


def test_consent_may_stand_in_a_group_unless_the_group_has_a_rule() -> None:
    group = {"group": "start", "label": {"en": "Start"}}
    assert faults_of(CONSENT, WORDS, group=group) == []
    [fault] = faults_of(CONSENT, WORDS, group={**group, "relevant": "true"})
    assert "must be asked of everybody" in fault.message


def test_sensitive_consent_is_still_required() -> None:
    assert reasons({**CONSENT, "sensitivity": "private"}, WORDS) == []


PHONE: dict[str, Any] = {"name": "phone", "type": "phone", "label": {"en": "Your phone?"}}
SAFE: dict[str, Any] = {**WORDS, "name": "safe_contact", "label": {"en": "What is safe?"}}
ALONE: dict[str, Any] = {"audience": "student", "consent_path": "minor_self"}


@pytest.mark.parametrize("kind", ["phone", "email", "address"])
def test_a_student_who_answers_alone_is_asked_what_is_safe_where_the_form_asks_how_to_reach_them(
    kind: str,
) -> None:
    reach = {**PHONE, "type": kind}
    [reason] = reasons(CONSENT, reach, **ALONE)
    assert "nobody asks what is safe" in reason
    assert reasons(CONSENT, SAFE, reach, **ALONE) == []
    assert reasons(CONSENT, reach) == []  # a family's


def test_a_phone_may_ask_itself_what_is_safe() -> None:
    assert reasons(CONSENT, {**PHONE, "safe_contact": True}, **ALONE) == []
    assert reasons(CONSENT, {**PHONE, "safe_contact": False}, **ALONE) != []


def test_a_form_on_which_a_student_may_say_that_they_answer_alone_is_looked_at_too() -> None:
    who = {
        "name": "who",
        "type": "choice",
        "label": {"en": "Who agrees?"},
        "choices": [{"name": path, "label": {"en": path}} for path in ("parent", "minor_self")],
    }
    assert reasons(CONSENT, who, PHONE, consent_path_from="who") != []
    who = {**who, "choices": [{"name": "parent", "label": {"en": "A parent"}}]}
    assert reasons(CONSENT, who, PHONE, consent_path_from="who") == []


def test_the_question_that_asks_how_to_reach_a_student_is_pointed_to_and_its_line_named() -> None:
    consent = {**CONSENT, "points": [{"en": "You choose."}], "more": {"en": "We keep it."}}
    document = {
        "name": "form",
        "title": {"en": "Form"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {
                "name": "s",
                "title": {"en": "S"},
                "pages": [{"name": "p", "title": {"en": "P"}, "questions": [consent, PHONE]}],
            }
        ],
        **ALONE,
    }
    text = json.dumps(document, indent=1)
    [fault] = [
        one
        for one in problems_of(text, question_types=CORE_QUESTION_TYPES)
        if one.code == "safe_contact"
    ]
    assert fault.pointer == "/sections/0/pages/0/questions/1/type"
    assert text.splitlines()[(fault.line or 0) - 1].strip() == '"type": "phone",'
