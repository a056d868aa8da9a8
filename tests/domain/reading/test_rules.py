"""Rules are read, checked against the form, and never look ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.sections[2].update(relevant="worried == 'often' and count(members) > 0"),
        lambda d: d.page("words").update(relevant="food_days > 3 or not answered(worried)"),
        lambda d: d.page("words").update(relevant="any(members, age_on(member_born, today) < 6)"),
        lambda d: d.page("born").update(relevant="answered(member_name) and worried == 'never'"),
        lambda d: d.question("words").update(required="worried == 'often'"),
        lambda d: d.question("food_days").update(
            constraint=". >= 1 and worried == 'often'", constraint_message={"en": "1 or more"}
        ),
        lambda d: d.question("worried").update(
            constraint=". == 'often'", constraint_message={"en": "Be honest"}
        ),
        lambda d: d.whole["needs"][0].update(
            when="risk > 0 and any(members, answered(member_born))"
        ),
    ],
)
def test_a_rule_may_look_at_what_is_known(draft: Any, spoil: Callable[[Any], object]) -> None:
    spoil(draft)
    draft.read()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (
            lambda d: d.page("words").update(relevant="worried == "),
            "/relevant: character 12: The rule stops",
        ),
        (
            lambda d: d.page("words").update(relevant="woried == 'often'"),
            "/relevant: there is no question, repeat or score “woried” (did you mean “worried”?)",
        ),
        (
            lambda d: d.page("words").update(relevant="worried == 'oftn'"),
            "/relevant: character 12: worried has no choice 'oftn'. Did you mean 'often'?",
        ),
        (
            lambda d: d.page("words").update(relevant="food_days"),
            "/relevant: character 1: This must give",
        ),
        (
            lambda d: d.page("words").update(relevant="food_days == 'x'"),
            "/relevant: character 14: food_days is a number",
        ),
        (
            lambda d: d.page("words").update(relevant="member_name == 'Ana'"),
            "/relevant: character 1: member_name is asked for each entry of members",
        ),
        (
            lambda d: d.page("words").update(relevant=". == 'a'"),
            "/relevant: character 1: Only a constraint",
        ),
        (
            lambda d: d.page("words").update(relevant="risk > 0"),
            "/relevant: character 1: There is no",
        ),
        (
            lambda d: d.page("worry").update(relevant="food_days > 1"),
            "/sections/0/pages/0/relevant: character 1: food_days is asked later",
        ),
        (
            lambda d: d.sections[0].update(relevant="count(members) > 1"),
            "/sections/0/relevant: character 7: members is asked later",
        ),
        (
            lambda d: d.page("who").update(relevant="answered(member_born)"),
            "/sections/1/pages/0/relevant: character 10: member_born is asked later",
        ),
        (
            lambda d: d.page("born").update(relevant="count(members) > 1"),
            "/sections/1/pages/1/relevant: character 7: members is asked later",
        ),
        (
            lambda d: d.question("words").update(required="answered(words)"),
            "/required: the rule looks at its own question, “words”",
        ),
        (
            lambda d: d.question("words").update(
                constraint="words != 'x'", constraint_message={"en": "No"}
            ),
            "/constraint: the rule looks at its own question, “words”",
        ),
        (
            lambda d: d.question("worried")["choices"][0].update(relevant="food_days > 1"),
            "/choices/0/relevant: character 1: food_days is asked later",
        ),
        (
            lambda d: d.whole["needs"][0].update(when="risk >"),
            "/needs/0/when: character 7: The rule stops",
        ),
    ],
)
def test_a_rule_that_cannot_work_is_a_fault(
    draft: Any, spoil: Callable[[Any], object], fault: str
) -> None:
    spoil(draft)
    assert [said for said in draft.faults() if fault in said], draft.faults()


def test_a_question_is_shown_or_not_before_its_page_is(draft: Any, asking: Any) -> None:
    more = asking("more", "text", relevant="answered(words)")
    draft.page("words")["questions"].append(more)
    assert draft.faults() == [
        "/sections/2/pages/0/questions/1/relevant: “words” is asked on the same page"
    ]


def test_whether_an_answer_is_needed_may_depend_on_the_same_page(draft: Any, asking: Any) -> None:
    draft.page("words")["questions"].append(asking("more", "text", required="answered(words)"))
    assert draft.read().questions["more"].required


def test_a_rule_on_a_question_of_an_unknown_type_is_left_alone(draft: Any) -> None:
    draft.whole["uses"] = ["drawing"]
    draft.question("food_days").update(type="drawing")
    draft.page("words").update(relevant="food_days > 'anything'")
    draft.read()


def test_a_rule_looks_ahead_at_a_question_of_an_unknown_type_no_more_than_at_others(
    draft: Any,
) -> None:
    draft.whole["uses"] = ["drawing"]
    draft.question("words").update(type="drawing")
    draft.page("days").update(relevant="answered(words)")
    assert draft.faults() == ["/sections/0/pages/1/relevant: “words” is asked later in the form"]
