"""What must hold across a definition: names, types, choices, scores, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (
            lambda d: d.page("days").update(name="worry"),
            "/sections/0/pages/1/name: “worry” is also at",
        ),
        (
            lambda d: d.question("words").update(name="member_name"),
            "/sections/2/pages/0/questions/0/name: “member_name” is also at /sections/1/pages/0",
        ),
        (
            lambda d: d.question("words").update(name="members"),
            "/sections/1/repeat/name: “members” is also at /sections/2/pages/0/questions/0",
        ),
        (
            lambda d: d.page("words").update(name="members"),
            "/sections/1/repeat/name: “members” is also at /sections/2/pages/0",
        ),
        (
            lambda d: d.whole["scores"][0].update(name="words"),
            "/scores/0/name: “words” is also at /sections/2/pages/0/questions/0",
        ),
        (
            lambda d: d.sections[2].update(name="food"),
            "/sections/2/name: “food” is also at /sections/0",
        ),
        (
            lambda d: d.whole["needs"].append(d.whole["needs"][0]),
            "/needs/1/name: “food” is also at /needs/0",
        ),
        (
            lambda d: d.question("worried")["choices"][1].update(name="never"),
            "/choices/1/name: the choice “never” is also at",
        ),
        (lambda d: d.page("words").update(name="check"), "/name: “check” is an address of our own"),
        (
            lambda d: d.sections[1]["repeat"].update(name="done"),
            "/name: “done” is an address of our own",
        ),
        (
            lambda d: d.question("words").update(name="today"),
            "/name: “today” is a word of the rules",
        ),
        (
            lambda d: d.sections[1]["repeat"].update(entry_label="worried"),
            "/repeat/entry_label: “worried” is no question of this section",
        ),
        (
            lambda d: d.question("words").update(type="longtext"),
            "/type: there is no question type “longtext” (did you mean “long_text”?)",
        ),
        (
            lambda d: d.question("food_days").update(min=8, max=7),
            "/sections/0/pages/1/questions/0/m",
        ),
        (
            lambda d: d.question("words").update(
                type="consent",
                text="v1",
                declines=["nope"],
                choices=[{"name": n, "label": {"en": n}} for n in ("yes", "no")],
            ),
            "/declines/0: there is no choice “nope”",
        ),
        (
            lambda d: (
                d.page("words")["questions"].append({**d.question("words"), "name": "more"})
                or d.page("words").pop("title")
            ),
            "/sections/2/pages/0: a page with several questions has no “title”",
        ),
        (
            lambda d: d.question("food_days").update(constraint=". < 7"),
            "/questions/0: “constraint_message” is missing",
        ),
        (
            lambda d: d.whole["scores"][0].update(questions=["worryed"]),
            "/scores/0/questions/0: there is no question “worryed” (did you mean “worried”?)",
        ),
        (
            lambda d: d.whole["scores"][0].update(questions=["food_days"]),
            "/scores/0/questions/0: “food_days” has no score",
        ),
        (
            lambda d: d.question("worried")["choices"][1].pop("score"),
            "/scores/0/questions/0: “worried” has no score for “often”",
        ),
        (
            lambda d: d.whole["scores"][0].update(questions=["member_name"]),
            "/scores/0/questions/0: “member_name” is asked for each entry",
        ),
        (
            lambda d: d.whole["scores"][0]["bands"].reverse(),
            "/scores/0/bands/1/at_least: the bands do not rise",
        ),
    ],
)
def test_what_does_not_fit_together_is_a_fault(
    draft: Any, spoil: Callable[[Any], object], fault: str
) -> None:
    spoil(draft)
    assert [said for said in draft.faults() if fault in said], draft.faults()


def test_a_type_of_a_plugin_that_is_not_there_can_be_read_when_the_form_says_so(draft: Any) -> None:
    draft.question("words").update(type="drawing", pens=3)
    draft.whole["uses"] = ["drawing"]
    assert draft.read().questions["words"].options == {"pens": 3}


def test_the_names_of_pages_and_questions_do_not_get_in_each_others_way(draft: Any) -> None:
    draft.page("words").update(name="worried")
    assert "worried" in draft.read().pages


def test_more_questions_than_anyone_answers_are_refused(draft: Any, asking: Any) -> None:
    draft.page("words")["questions"] = [asking("words", "text")] * 50
    draft.sections[2]["pages"] = [draft.page("words")] * 31
    assert draft.faults() == ["/sections: the form has 1,554 questions"]


def translate(draft: Any, state: str | None = None) -> None:
    """Gives every text of the definition Spanish words."""

    def visit(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("en"), str):
                part["es"] = f"{part['en']} (es)"
            for below in list(part.values()):
                visit(below)
        elif isinstance(part, list):
            for below in part:
                visit(below)

    visit(draft.whole)
    draft.whole["languages"] = ["en", "es"]
    if state:
        draft.whole["translations"] = {"es": {"state": state}}


def test_a_language_that_is_complete_is_no_fault(draft: Any) -> None:
    translate(draft, "draft")
    assert draft.read().languages == ("en", "es")


def test_each_text_that_lacks_a_language_is_a_fault(draft: Any) -> None:
    translate(draft)
    del draft.whole["title"]["es"]
    del draft.question("worried")["choices"][1]["label"]["es"]
    del draft.whole["needs"][0]["next_steps"][0]["title"]["es"]
    assert draft.faults() == [
        "/title: the words in Spanish are missing",
        "/sections/0/pages/0/questions/0/choices/1/label: the words in Spanish are missing",
        "/needs/0/next_steps/0/title: the words in Spanish are missing",
    ]


def test_texts_that_only_their_type_knows_need_every_language_too(draft: Any) -> None:
    draft.question("words").update(
        type="consent",
        text="v1",
        points=[{"en": "You choose."}],
        more={"en": "More."},
        choices=[{"name": n, "label": {"en": n}} for n in ("yes", "no")],
    )
    translate(draft)
    del draft.question("words")["points"][0]["es"]
    del draft.question("words")["more"]["es"]
    at = "/sections/2/pages/0/questions/0"
    assert draft.faults() == [
        f"{at}/points/0: the words in Spanish are missing",
        f"{at}/more: the words in Spanish are missing",
    ]


def test_a_language_that_is_not_translated_yet_may_be_declared_missing(draft: Any) -> None:
    draft.whole["languages"] = ["en", "km"]
    draft.whole["translations"] = {"km": {"state": "missing"}}
    assert draft.read().translations["km"].state == "missing"


def test_the_source_language_is_always_needed(draft: Any) -> None:
    translate(draft)
    del draft.whole["title"]["en"]
    assert draft.faults() == ["/title: the words in English are missing"]


def test_words_in_a_language_the_form_does_not_have_are_a_fault(draft: Any) -> None:
    draft.whole["title"]["ko"] = "설문"
    assert draft.faults() == ["/title/ko: nobody will see the words in Korean"]


@pytest.mark.parametrize(
    ("translations", "fault"),
    [
        ({"en": {"state": "draft"}}, "/translations/en: “en” is not translated to"),
        ({"ko": {"state": "draft"}}, "/translations/ko: “ko” is not translated to"),
        (
            {"es": {"state": "reviewed"}},
            "/translations/es: nobody can tell which words were reviewed",
        ),
        ({"es": {"state": "stale"}}, "/translations/es/state: found “stale”"),
        ({"es": {"state": "draft", "of": "x"}}, "/translations/es/of: found “x”"),
    ],
)
def test_a_translation_state_that_makes_no_sense_is_a_fault(
    draft: Any, translations: dict[str, Any], fault: str
) -> None:
    translate(draft)
    draft.whole["translations"] = translations
    assert draft.faults() == [fault]


def test_a_list_with_the_name_of_another_is_told_once(
    draft: Any, asking: Callable[..., Any]
) -> None:
    second = {**draft.sections[1], "name": "more_people"}
    second["pages"] = [{"name": "again", "questions": [asking("other_name", "full_name")]}]
    second["repeat"] = {**second["repeat"], "entry_label": "other_name"}
    draft.sections.append(second)
    assert draft.faults() == ["/sections/3/repeat/name: “members” is also at /sections/1/repeat"]


def test_a_band_that_is_there_twice_is_named(draft: Any) -> None:
    draft.whole["scores"][0]["bands"][1]["name"] = "low"
    assert draft.faults() == ["/scores/0/bands/1/name: “low” is here twice"]


def test_words_of_the_source_can_not_be_declared_missing_instead(draft: Any) -> None:
    translate(draft)
    del draft.whole["title"]["en"]
    [source] = draft.found()
    assert "/translations" not in source.expected
    draft.whole["title"] = {"en": "A form"}
    [translated] = draft.found()
    assert "/translations" in translated.expected


def test_words_that_are_wrong_in_the_source_are_not_missing_too(draft: Any) -> None:
    translate(draft)
    draft.whole["title"] = {"en": 5, "es": "Un formulario"}
    assert [fault.pointer for fault in draft.found()] == ["/title/en"]


def test_a_calculation_gives_something_that_an_answer_can_be(
    draft: Any, asking: Callable[..., Any]
) -> None:
    counted = {"name": "counted", "type": "calculated", "calculation": "members"}
    draft.page("words")["questions"].insert(0, counted)
    draft.page("words")["questions"][1]["required"] = "counted == 2"
    assert draft.faults() == [
        "/sections/2/pages/0/questions/0/calculation: “counted” would be a repeat"
    ]


@pytest.mark.parametrize(
    ("default", "said"),
    [
        ("'a", ["character 1: This text has no closing quote"]),
        ("'oftn'", ["there is no choice “oftn” (did you mean “often”?)"]),
        ("if(food_days > 3, 'often', 'never')", []),
    ],
)
def test_a_default_that_is_chosen_is_checked_as_far_as_it_is_known(
    draft: Any, default: str, said: list[str]
) -> None:
    again = {**draft.question("worried"), "name": "again", "default": default}
    draft.page("words")["questions"].append(again)
    found = draft.found()
    assert [fault.pointer for fault in found] == ["/sections/2/pages/0/questions/1/default"] * len(
        said
    )
    assert all(fault.message.startswith(words) for fault, words in zip(found, said, strict=True))


def test_a_default_of_a_type_that_nobody_knows_is_left_to_its_plugin(draft: Any) -> None:
    draft.question("words").update(type="song", default="'la'")
    draft.whole["uses"] = ["song"]
    assert draft.found() == []


def test_a_constraint_knows_the_choices_of_its_own_question(draft: Any) -> None:
    draft.question("worried").update(constraint=". != 'oftn'", constraint_message={"en": "Again"})
    [fault] = draft.faults()
    assert "has no choice 'oftn'. Did you mean 'often'?" in fault


def test_a_rule_about_its_own_question_is_told_what_to_look_at_instead(draft: Any) -> None:
    words = draft.question("words")
    words.update(
        constraint="words != 'x'", constraint_message={"en": "Again"}, required="words == 'x'"
    )
    required, constraint = sorted(draft.found(), key=lambda fault: fault.pointer, reverse=True)
    assert (required.pointer[-8:], required.expected) == ("required", "an earlier question")
    assert (constraint.pointer[-10:], constraint.expected) == ("constraint", ". for this answer")
