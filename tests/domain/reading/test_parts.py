"""Each part of a definition has its shape, and a fault says where it has not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.definitions import Form
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import (
    canonical,
    content_hash,
    document_of,
    read_form,
    trusted_form,
)
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_well_made_definition_becomes_a_form(draft: Any) -> None:
    form = draft.read()
    assert isinstance(form, Form)
    assert list(form.pages) == ["worry", "days", "who", "born", "words"]
    assert form.questions["food_days"].options == {"min": 0, "max": 7}
    assert form.questions["worried"].choices[1].score == 1
    assert form.repeats["members"].repeat is not None
    assert form.needs[0].next_steps[0].phone == "211"
    assert form.scores[0].bands[1].name == "high"
    assert form.hash == content_hash(draft.whole)


def test_a_stored_form_is_the_form_that_was_read(draft: Any) -> None:
    stored = json.loads(canonical(draft.whole))
    assert trusted_form(stored) == draft.read()
    assert trusted_form(stored, content_hash="given").hash == "given"


def test_the_order_of_members_and_white_space_do_not_change_the_hash(draft: Any) -> None:
    turned = dict(reversed(draft.whole.items()))
    assert content_hash(turned) == content_hash(draft.whole)
    turned["minutes"] = 5
    assert content_hash(turned) != content_hash(draft.whole)


def test_a_question_of_an_unknown_type_stays_readable_in_a_stored_form(draft: Any) -> None:
    draft.question("words").update(type="drawing", pens=[{"en": "Red"}], width=3)
    question = trusted_form(draft.whole).questions["words"]
    assert question.options == {"pens": [{"en": "Red"}], "width": 3}


def test_every_fault_is_named_at_once_with_its_line(draft: Any) -> None:
    draft.whole["titel"] = draft.whole.pop("title")
    draft.whole["purpose"] = "intak"
    draft.whole["minutes"] = "five"
    draft.question("words")["lable"] = draft.question("words").pop("label")
    draft.page("born")["questions"] = []
    read = read_form(draft.text, question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, list)
    assert [fault.pointer for fault in read] == [
        "",
        "/purpose",
        "/sections/1/pages/1/questions",
        "/sections/2/pages/0/questions/0",
        "/sections/2/pages/0/questions/0/lable",
        "/titel",
        "/minutes",
    ]
    lines = draft.text.splitlines()
    for fault in read[1:]:
        assert fault.line is not None
        assert fault.column is not None
        member = fault.pointer.rpartition("/")[2]
        at = lines[fault.line - 1][fault.column - 1 :]
        assert at.startswith("{" if member == "0" else f'"{member}"')


def test_a_fault_reads_as_one_sentence(draft: Any) -> None:
    draft.whole["purpose"] = "intak"
    read = read_form(draft.text, question_types=CORE_QUESTION_TYPES)
    assert isinstance(read, list)
    assert str(read[0]) == (
        "line 7, /purpose: found “intak” (did you mean “intake”?); expected one of intake, survey, "
        "screener, checklist, referral, request, visit."
    )


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda d: d.whole.update(colour="red"), "/colour: there is no “colour” here"),
        (lambda d: d.whole.pop("retention"), ": “retention” is missing"),
        (lambda d: d.whole.update(name="Small Form"), "/name: found “Small Form”"),
        (lambda d: d.whole.update(name="x" * 41), "/name: found “xxx"),
        (lambda d: d.whole.update(languages=[]), "/languages: found a list of 0"),
        (lambda d: d.whole.update(languages=["en", "en"]), "/languages/1: “en” is here a second"),
        (lambda d: d.whole.update(languages=["english"]), "/languages/0: found “english”"),
        (lambda d: d.whole.update(title="Plain"), "/title: found “Plain”"),
        (lambda d: d.whole.update(title={}), "/title: found an empty object"),
        (lambda d: d.whole.update(title={"en": " "}), "/title/en: found an empty text"),
        (lambda d: d.whole.update(title={"en": None}), "/title/en: found null"),
        (lambda d: d.whole.update(title={"en": "x", "EN": "y"}), "/title/EN: “EN” is no language"),
        (lambda d: d.whole.update(title={"en": "x" * 4_001}), "/title/en: found “xxx"),
        (lambda d: d.whole.update(minutes=2.5), "/minutes: found the number 2.5"),
        (lambda d: d.whole.update(minutes=True), "/minutes: found true"),
        (lambda d: d.whole.update(leave_now="yes"), "/leave_now: found “yes”"),
        (lambda d: d.whole.update(sections={}), "/sections: found an empty object"),
        (lambda d: d.whole.update(sections=[1]), "/sections/0: found the number 1"),
        (
            lambda d: d.sections[1]["repeat"].update(max=0),
            "/sections/1/repeat/max: found the number",
        ),
        (
            lambda d: d.question("worried").update(choices=[]),
            "/questions/0/choices: found a list of 0",
        ),
        (
            lambda d: d.question("worried")["choices"][0].update(name="Never!"),
            "/choices/0/name: found “Never!”",
        ),
        (
            lambda d: d.question("worried").pop("choices"),
            "“choices” is missing in a question of type",
        ),
        (lambda d: d.question("worried").update(min=1), "/min: there is no “min” here"),
        (
            lambda d: d.question("words").update(choices=[]),
            "/choices: a question of type long_text has no",
        ),
        (lambda d: d.question("food_days").update(min="0"), "/min: found “0”"),
        (
            lambda d: d.question("words").update(audience_view=["boss"]),
            "/audience_view/0: found “boss”",
        ),
        (lambda d: d.question("words").update(ppra=["money"]), "/ppra/0: found “money”"),
        (lambda d: d.question("words").update(codes={"LOINC": "1"}), "/codes/LOINC: found “LOINC”"),
        (lambda d: d.question("words").update(relevant=5), "/relevant: found the number 5"),
        (lambda d: d.question("words").update(required="  "), "/required: found an empty text"),
        (lambda d: d.whole["needs"][0].pop("when"), "/needs/0: “when” is missing"),
        (
            lambda d: d.whole["needs"][0]["next_steps"][0].update(phone="call us"),
            "/next_steps/0/phone: found “call us”",
        ),
        (
            lambda d: d.whole["needs"][0]["next_steps"][0].update(url="javascript:alert(1)"),
            "/next_steps/0/url: found “javascript:alert(1)”",
        ),
    ],
)
def test_a_part_that_is_wrong_is_a_fault(
    draft: Any, spoil: Callable[[Any], object], fault: str
) -> None:
    spoil(draft)
    assert [said for said in draft.faults() if fault in said], draft.faults()


def test_a_misspelt_member_is_recognised(draft: Any) -> None:
    draft.question("words")["hnit"] = {"en": "Help"}
    assert draft.faults() == [
        "/sections/2/pages/0/questions/0/hnit: there is no “hnit” here (did you mean “hint”?)"
    ]


def test_one_wrong_value_is_one_fault(draft: Any) -> None:
    draft.question("food_days")["type"] = 7
    assert len(draft.faults()) == 1
    draft.question("food_days")["type"] = "integer"
    draft.whole["title"] = {"en": 7}
    assert len(draft.faults()) == 1


def test_a_document_is_kept_as_its_author_wrote_it(draft: Any) -> None:
    assert document_of(draft.text) == draft.whole


def test_what_is_no_document_is_refused_with_its_faults() -> None:
    with pytest.raises(FarolitoError, match="not a JSON object"):
        document_of("[]")
    with pytest.raises(FarolitoError, match="line 2"):
        document_of('{\n"a": NaN}')
