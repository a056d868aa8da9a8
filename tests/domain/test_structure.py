"""Lists that questions share, choices that an answer narrows down, calculated values, defaults, random order."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from farolito.domain.answers import accept, problems, relevant_answers, values
from farolito.domain.definitions import Form
from farolito.domain.drafts import Draft
from farolito.domain.fields import default_fields
from farolito.domain.journey import journey, step
from farolito.domain.ordering import ORDERS, in_order, order_of
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types import ParseContext
from farolito.domain.reading import canonical, read_form, trusted_form
from farolito.domain.summary import Copy, summarise

TODAY = date(2026, 11, 23)
CONTEXT = ParseContext(TODAY, "en")


def question(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "label": {"en": f"{name}?"}, **more}


def choice(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "label": {"en": name.title()}, **more}


def document(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A form with a page for each question."""
    return {
        "name": "form",
        "title": {"en": "Form"},
        "purpose": "survey",
        "regime": "self_service",
        "languages": ["en"],
        "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
        "sections": [
            {
                "name": "all",
                "title": {"en": "All"},
                "pages": [{"name": f"p_{q['name']}", "questions": [q]} for q in questions],
            }
        ],
        **more,
    }


def form(*questions: dict[str, Any], **more: Any) -> Form:
    read = read_form(json.dumps(document(*questions, **more)), question_types=TYPES)
    assert isinstance(read, Form), "\n".join(map(str, read))
    return read


def faults(*questions: dict[str, Any], **more: Any) -> str:
    read = read_form(json.dumps(document(*questions, **more)), question_types=TYPES)
    return "" if isinstance(read, Form) else "\n".join(map(str, read))


def pages(of: Form, answers: dict[str, Any]) -> list[str]:
    return [one.key.removeprefix("p_") for one in journey(of, answers, TYPES, TODAY)]


YES = [choice("yes"), choice("maybe"), choice("no")]


class TestLists:
    """choice_lists, choices_from."""

    def test_questions_share_a_list(self) -> None:
        of = form(
            question("one", "choice", choices_from="yes"),
            question("two", "choices", choices_from="yes"),
            choice_lists={"yes": YES},
        )
        for name in ("one", "two"):
            assert list(of.questions[name].choice_by_name) == ["yes", "maybe", "no"]

    def test_what_is_stored_has_the_list_once_and_is_built_again_the_same(self) -> None:
        whole = document(
            question("one", "choice", choices_from="yes"),
            question("two", "choice", choices_from="yes"),
            choice_lists={"yes": YES},
        )
        stored = canonical(whole).decode()
        assert stored.count("Maybe") == 1
        assert trusted_form(json.loads(stored)) == trusted_form(whole)

    def test_a_list_that_is_not_there_is_named(self) -> None:
        said = faults(question("one", "choice", choices_from="yse"), choice_lists={"yes": YES})
        assert "/choices_from: there is no list “yse” (did you mean “yes”?)" in said

    def test_a_question_has_a_list_or_choices_of_its_own(self) -> None:
        one = question("one", "choice", choices_from="yes", choices=YES)
        said = faults(one, choice_lists={"yes": YES})
        assert "the question has “choices” of its own too" in said
        assert "“choices” is missing" in faults(question("one", "choice"))

    def test_a_choice_twice_in_a_list_is_told_once(self) -> None:
        said = faults(
            question("one", "choice", choices_from="yes"),
            question("two", "choice", choices_from="yes"),
            choice_lists={"yes": [*YES, choice("no")]},
        )
        assert said.count("is also at") == 1
        assert "/choice_lists/yes/3/name" in said

    def test_rules_know_the_choices_of_a_list(self) -> None:
        first = question("one", "choice", choices_from="yes")
        second = question("two", "text", relevant="one == 'yess'")
        assert "one has no choice 'yess'. Did you mean 'yes'?" in faults(
            first, second, choice_lists={"yes": YES}
        )

    def test_words_that_a_list_lacks_are_named(self) -> None:
        lists = {"yes": [choice("a"), {"name": "b", "label": {"es": "B"}}]}
        said = faults(question("one", "choice", choices_from="yes"), choice_lists=lists)
        assert "/choice_lists/yes/1/label: the words in English are missing" in said

    def test_only_a_question_with_choices_may_name_a_list(self) -> None:
        said = faults(question("one", "text", choices_from="yes"), choice_lists={"yes": YES})
        assert "/choices_from: a question of type text has no choices" in said


COUNTY = question("county", "choice", choices=[choice("la"), choice("kern"), choice("inyo")])
CITY = question(
    "city",
    "choice",
    choices_within="county",
    choices=[
        choice("duarte", within="la"),
        choice("taft", within="kern"),
        choice("frazier_park", within=["kern", "la"]),
    ],
)


class TestCascades:
    """choices_within, within."""

    def offered(self, answers: dict[str, Any], of: Form | None = None) -> list[str]:
        here = step(journey(of or form(COUNTY, CITY), answers, TYPES, TODAY), "p_city")
        return [one.name for one in here.questions[0].choices] if here else []

    def test_only_choices_that_fit_the_earlier_answer_are_offered(self) -> None:
        assert self.offered({"county": "la"}) == ["duarte", "frazier_park"]
        assert self.offered({"county": "kern"}) == ["taft", "frazier_park"]

    def test_with_nothing_to_choose_from_nothing_is_asked(self) -> None:
        of = form(COUNTY, CITY, question("end", "text"))
        assert pages(of, {"county": "inyo"}) == ["county", "end"]
        assert pages(of, {"county": {"skipped": True}}) == ["county", "end"]
        assert relevant_answers(of, {"county": "inyo", "city": "taft"}, TYPES, TODAY) == {
            "county": "inyo"
        }

    def test_a_choice_without_within_is_always_offered(self) -> None:
        city = deepcopy(CITY)
        city["choices"].append(choice("other"))
        assert self.offered({"county": "inyo"}, form(COUNTY, city)) == ["other"]

    def test_several_answers_offer_what_fits_any_of_them(self) -> None:
        county = {**COUNTY, "type": "choices"}
        of = form(county, CITY)
        assert self.offered({"county": ["la", "kern"]}, of) == ["duarte", "taft", "frazier_park"]

    def test_its_own_rule_still_holds(self) -> None:
        city = deepcopy(CITY)
        city["choices"][0]["relevant"] = "small"
        of = form(question("small", "yes_no"), COUNTY, city)
        assert self.offered({"small": "no", "county": "la"}, of) == ["frazier_park"]
        assert self.offered({"small": "yes", "county": "la"}, of) == ["duarte", "frazier_park"]

    def test_a_stored_answer_that_no_longer_fits_is_a_problem_and_never_sent_silently(self) -> None:
        of = form(COUNTY, CITY)
        answers = {"county": "kern", "city": "duarte"}
        assert [(p.question, p.code) for p in problems(of, answers, TYPES, TODAY)] == [
            ("city", "not_a_choice")
        ]
        here = journey(of, answers, TYPES, TODAY)[-1]
        assert not here.finished

    def test_a_posted_choice_that_is_not_offered_is_refused(self) -> None:
        of = form(COUNTY, CITY)
        draft = Draft(answers={"county": "kern"})
        here = journey(of, draft.answers, TYPES, TODAY)[-1]
        _, wrong = accept(of, here, {"city": {"": ("duarte",)}}, draft, TYPES, CONTEXT)
        assert [one.code for one in wrong] == ["not_a_choice"]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"choices_within": "couny"}, "there is no question “couny” (did you mean “county”?)"),
            ({"choices_within": "name"}, "“name” has no choices"),
            ({"choices_within": "later"}, "“later” is not known here"),
            ({"choices_within": "city"}, "“city” is not known here"),
        ],
    )
    def test_what_narrows_must_be_an_earlier_question_with_choices(
        self, change: dict[str, Any], said: str
    ) -> None:
        later = question("later", "choice", choices=YES)
        assert f"/choices_within: {said}" in faults(
            question("name", "text"), COUNTY, {**CITY, **change}, later
        )

    def test_a_question_of_the_same_page_can_not_narrow(self) -> None:
        whole = document(COUNTY, CITY)
        both = whole["sections"][0]["pages"]
        both[0]["questions"] += both.pop()["questions"]
        both[0]["title"] = {"en": "Where?"}
        read = read_form(json.dumps(whole), question_types=TYPES)
        assert "“county” is asked on the same page" in str(read)

    def test_within_names_a_choice_of_the_earlier_question(self) -> None:
        city = deepcopy(CITY)
        city["choices"][1]["within"] = ["kren"]
        assert "/choices/1/within: “county” has no choice “kren” (did you mean “kern”?)" in faults(
            COUNTY, city
        )

    def test_a_choice_within_too_many_answers_is_a_fault_of_its_own(self) -> None:
        many = [choice(f"c{number}") for number in range(200)]
        lists = {"choice_lists": {"all": many}}
        county = question("county", "choices", choices_from="all")
        within = [one["name"] for one in many]
        city = {**CITY, "choices": [choice("anywhere", within=within), choice("other")]}
        said = faults(county, city, **lists).splitlines()
        assert len(said) == 1
        assert "/pages/1/questions/0/choices/0/within: " in said[0]
        assert "more than 500 parts" in said[0]
        city["choices"][0]["relevant"] = "answered(county)"
        assert "more than 500 parts" in faults(county, city, **lists)
        city["choices"][0]["relevant"] = "county ="
        said = faults(county, city, **lists).splitlines()
        assert len(said) == 1
        assert "/pages/1/questions/0/choices/0/relevant: " in said[0]

    def test_within_needs_a_question_to_be_within(self) -> None:
        city = deepcopy(CITY)
        del city["choices_within"]
        assert faults(COUNTY, city).count("“choices_within” is missing in this question") == 3


ADULTS = question("adults", "integer")
CHILDREN = question("children", "integer")
PEOPLE = question("people", "calculated", calculation="adults + children")


class TestCalculated:
    """Values that nobody is asked for."""

    def test_it_is_never_asked_and_later_rules_see_it(self) -> None:
        of = form(ADULTS, CHILDREN, PEOPLE, question("big", "text", relevant="people >= 4"))
        assert pages(of, {}) == ["adults", "children"]
        assert pages(of, {"adults": 2, "children": 2}) == ["adults", "children", "big"]

    def test_it_is_sent_with_the_answers_as_what_it_is_now(self) -> None:
        of = form(ADULTS, CHILDREN, PEOPLE)
        answers = {"adults": 2, "children": 3, "people": 99}
        assert relevant_answers(of, answers, TYPES, TODAY)["people"] == 5
        assert "people" not in relevant_answers(of, {"adults": 2, "people": 99}, TYPES, TODAY)

    def test_what_is_posted_under_its_name_is_ignored(self) -> None:
        whole = document(ADULTS, CHILDREN)
        whole["sections"][0]["pages"][1]["questions"].append(PEOPLE)
        of = trusted_form(whole)
        draft = Draft(answers={"adults": 1})
        here = journey(of, draft.answers, TYPES, TODAY)[1]
        posted = {"children": {"": ("1",)}, "people": {"": ("99",)}}
        kept, wrong = accept(of, here, posted, draft, TYPES, CONTEXT)
        assert (kept.answers, wrong) == ({"adults": 1, "children": 1}, ())

    @pytest.mark.parametrize(
        ("calculation", "rule"),
        [
            ("adults + 1", "it > 2"),
            ("adults > 1", "it"),
            ("today", "it > date('2026-01-01')"),
            ("if(adults > 1, 'many', 'one')", "it == 'many'"),
        ],
    )
    def test_its_kind_is_found_for_other_rules(self, calculation: str, rule: str) -> None:
        it = question("it", "calculated", calculation=calculation)
        assert faults(ADULTS, it, question("end", "text", relevant=rule)) == ""
        wrong = question("end", "text", relevant="count(it, true) > 1")
        assert faults(ADULTS, it, wrong)

    @pytest.mark.parametrize(
        ("calculation", "said"),
        [
            ("adults + 'x'", "works with a number"),
            ("adlts + 1", "there is no question, repeat or score “adlts”"),
            ("later + 1", "later is asked later in the form"),
            ("it + 1", "the rule looks at its own question"),
            ("adults +", "/calculation"),
        ],
    )
    def test_a_wrong_calculation_is_named(self, calculation: str, said: str) -> None:
        it = question("it", "calculated", calculation=calculation)
        assert said in faults(ADULTS, it, question("later", "integer"))

    def test_only_a_calculated_question_has_a_calculation_and_it_needs_one(self) -> None:
        assert "a question of type integer is not calculated" in faults(
            question("it", "integer", calculation="1")
        )
        assert "“calculation” is missing" in faults(question("it", "calculated"))

    def test_it_may_have_no_label_where_every_other_question_needs_one(self) -> None:
        nameless = {key: value for key, value in PEOPLE.items() if key != "label"}
        assert faults(ADULTS, CHILDREN, nameless) == ""
        assert "“label” is missing" in faults({"name": "words", "type": "text"})

    @pytest.mark.parametrize(
        ("copy", "more", "shown"),
        [
            ("staff", {}, ["5"]),
            ("staff_copy", {}, ["5"]),
            ("family_copy", {}, []),
            ("family_copy", {"audience_print": ["family_copy"]}, ["5"]),
            ("respondent", {}, []),
            ("staff", {"label": {}}, []),
        ],
    )
    def test_staff_see_it_and_the_family_copy_only_when_the_form_says_so(
        self, copy: Copy, more: dict[str, Any], shown: list[str]
    ) -> None:
        people = {**PEOPLE, **more}
        if not people["label"]:
            del people["label"]
        of = form(ADULTS, CHILDREN, people)
        sent = relevant_answers(of, {"adults": 2, "children": 3}, TYPES, TODAY)
        [section] = summarise(of, sent, TYPES, TODAY, "en", copy).sections
        rows = [row for row in section.rows if row.question == "people"]
        assert [piece.text for row in rows for piece in row.answer] == shown

    def test_inside_a_repeat_it_belongs_to_the_entry(self) -> None:
        whole = document(question("before", "text"))
        texts = {key: {"en": key} for key in ("entry", "add", "empty")}
        repeat = {"name": "members", "max": 5, "entry_label": "age", **texts}
        adult = question("adult", "calculated", calculation="age >= 18")
        inside = document(question("age", "integer"), adult)["sections"][0]
        whole["sections"].append({**inside, "name": "list", "repeat": repeat})
        whole["needs"] = [
            {"name": "alone", "label": {"en": "Alone"}, "when": "count(members, adult) == 1"}
        ]
        read = read_form(json.dumps(whole), question_types=TYPES)
        assert isinstance(read, Form), "\n".join(map(str, read))
        answers = {
            "members": {
                "entries": [
                    {"id": "a", "answers": {"age": 40}},
                    {"id": "b", "answers": {"age": 4}},
                ],
                "done": True,
            }
        }
        sent = relevant_answers(read, answers, TYPES, TODAY)
        assert [one["answers"] for one in sent["members"]["entries"]] == [
            {"age": 40, "adult": True},
            {"age": 4, "adult": False},
        ]
        assert values(read, sent, TYPES, TODAY)["members"] == [
            {"age": 40.0, "adult": True},
            {"age": 4.0, "adult": False},
        ]


class TestDefaults:
    """What stands in the fields at first."""

    @pytest.mark.parametrize(
        ("asked", "raw"),
        [
            (question("it", "text", default="'hello'"), {"": ("hello",)}),
            (question("it", "integer", default="before + 1"), {"": ("4",)}),
            (question("it", "yes_no", default="true"), {"": ("yes",)}),
            (question("it", "choice", choices=YES, default="'no'"), {"": ("no",)}),
            (question("it", "choices", choices=YES, default="['yes', 'no']"), {"": ("yes", "no")}),
            (
                question("it", "date", default="today"),
                {"month": ("11",), "day": ("23",), "year": ("2026",)},
            ),
        ],
    )
    def test_fields_show_the_default(self, asked: dict[str, Any], raw: dict[str, Any]) -> None:
        of = form(question("before", "integer"), asked)
        names = values(of, {"before": 3}, TYPES, TODAY)
        assert default_fields(of.questions["it"], TYPES, names, TODAY) == raw

    def test_without_what_it_depends_on_nothing_is_shown(self) -> None:
        of = form(question("before", "integer"), question("it", "integer", default="before + 1"))
        assert default_fields(of.questions["it"], TYPES, {}, TODAY) == {}

    def test_a_default_that_can_not_be_an_answer_is_left_out(self) -> None:
        of = form(question("before", "integer"), question("it", "integer", default="before / 2"))
        names = values(of, {"before": 3}, TYPES, TODAY)
        assert default_fields(of.questions["it"], TYPES, names, TODAY) == {}

    def test_it_is_no_answer_until_continue(self) -> None:
        of = form(question("it", "text", default="'hello'"), question("end", "text"))
        assert relevant_answers(of, {}, TYPES, TODAY) == {}
        assert pages(of, {})[0] == "it"
        assert not journey(of, {}, TYPES, TODAY)[0].finished

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (
                question("it", "integer", default="'x'"),
                "the default is text, and the answer a number",
            ),
            (question("it", "choice", choices=YES, default="'nо'"), "there is no choice"),
            (question("it", "address", default="'x'"), "a question of type address has no default"),
            (question("it", "text", default="it"), "the rule looks at its own question"),
        ],
    )
    def test_a_wrong_default_is_named(self, asked: dict[str, Any], said: str) -> None:
        assert f"/default: {said}" in faults(asked)


MIXED = question(
    "it",
    "choice",
    randomize=True,
    choices=[*(choice(f"c{n}") for n in range(6)), choice("none", exclusive=True)],
)


class TestRandomOrder:
    """The same choices, in another order in each response."""

    def test_one_response_has_one_order(self) -> None:
        of = form(question("first", "text"), MIXED)
        page = of.pages["p_it"]
        orders = {order_of(page, "some-response") for _ in range(9)}
        assert len(orders) == 1
        assert 1 <= orders.pop() <= ORDERS

    def test_every_choice_stands_at_every_place_equally_often_and_exclusive_ones_last(self) -> None:
        of = form(question("first", "text"), MIXED)
        seen = Counter(
            (place, one.name)
            for order in range(1, ORDERS + 1)
            for place, one in enumerate(in_order(of.questions["it"], order).choices)
        )
        assert seen[6, "none"] == ORDERS
        assert {seen[place, f"c{n}"] for place in range(6) for n in range(6)} == {ORDERS // 6}

    def test_every_order_is_used(self) -> None:
        page = form(question("first", "text"), MIXED).pages["p_it"]
        assert {order_of(page, f"r{n}") for n in range(1_000)} == set(range(1, ORDERS + 1))

    def test_before_somebody_begins_and_elsewhere_it_is_the_authors_order(self) -> None:
        of = form(question("first", "text"), MIXED)
        assert order_of(of.pages["p_it"], None) == 0
        assert order_of(of.pages["p_first"], "r1") == 0
        asked = of.questions["it"]
        assert in_order(asked, 0) is asked
        plain = form(question("first", "choice", choices=YES)).questions["first"]
        assert in_order(plain, 5) is plain

    def test_the_first_page_is_the_same_for_everybody(self) -> None:
        assert "/randomize: the first page is the same for everybody" in faults(MIXED)

    def test_only_choices_can_be_mixed(self) -> None:
        said = faults(question("first", "text"), question("it", "text", randomize=True))
        assert "/randomize: a question of type text has no choices" in said
