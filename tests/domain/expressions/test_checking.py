"""What a form's author is told about a rule before anyone answers it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from farolito.domain.expressions import Function, Scope, check, names_in, parse

SCOPE = Scope(
    names={
        "housing": "code",
        "food_worried": "code",
        "help_wanted": "list",
        "children": "number",
        "since": "date",
        "birth_date": "date",
        "phone": "text",
        "intro": "nothing",
        "hits": "number",
        "member_of_club": "boolean",
    },
    repeats={"members": {"member_name": "text", "born": "date", "wants": "list"}},
    choices={
        "housing": ("rents", "owns", "shelter"),
        "food_worried": ("often", "sometimes", "never"),
        "help_wanted": ("food", "legal", "rent"),
        "wants": ("tutoring", "sports"),
    },
    later=("sent_on",),
    most={"members": 12},
    functions={
        "probe.share": Function(("number", "number"), "number", lambda part, whole: part / whole),
        "probe.grade": Function(("text",), "text", str),
        "probe.late": Function(("date",), "boolean", bool),
    },
    uses=("probe", "gone"),
)

FITTING = [
    "housing == 'shelter' and count(members) > 0",
    "any(members, age_on(born, today) < 5)",
    "'food' in help_wanted",
    "food_worried in ['often', 'sometimes']",
    "not (housing == 'rents')",
    "housing != food_worried",
    "answered(phone) or answered(help_wanted)",
    "length(phone) > 5",
    "since >= date('2026-01-01')",
    "min(since, birth_date, today) == since",
    "any(members, 'sports' in wants)",
    "count(members, housing == 'rents') > 0",
    "sum(members, age_on(born, today)) / count(members) < 18",
    "coalesce(hits, 0) >= 11",
    "if(children > 0, since < today, true)",
    "if(answered(phone), phone, housing) == 'x'",
    "days_between(since, today) % 7 == 0",
    "count(help_wanted) > 1",
    "any(members, any(members, born < birth_date))",
    "count(filter(members, born < today)) > 1",
    "sum(filter(filter(members, born < today), answered(wants)), age_on(born, today)) > 1",
    "any(filter(members, age_on(born, today) < 5), 'sports' in wants)",
    "add_months(since, 6) < add_days(today, 30)",
    "month(birth_date) == month(today) and year(since) > 2000",
    "starts_with(concat(phone, '-', lower(housing)), '+1') or contains(phone, '555')",
    "sum([1, 2.5]) > children",
    "probe.share(children, 5) > 10",
    "coalesce(probe.grade(phone), 'none') == 'high'",
    "probe.late(since)",
    "gone.anything(children, phone, members) or gone.more() > 2",
]

FAULTY = {
    # names
    "housng == 'rents'": (0, "Did you mean housing?"),
    "true and xyz > 1": (9, "There is no question, repeat or score named xyz."),
    "sent_on < today": (0, "asked later"),
    "born < today": (0, "asked for each entry of members"),
    ". > 1": (0, "Only a constraint can use ."),
    "any(member, true)": (4, "Did you mean members?"),
    "any(members, member_nam == 'A')": (13, "Did you mean member_name?"),
    # choices
    "housing == 'rent'": (11, "housing has no choice 'rent'. Did you mean 'rents'?"),
    "'zzz' != housing": (0, "It has owns, rents, shelter."),
    "food_worried in ['often', 'sometime']": (26, "Did you mean 'sometimes'?"),
    "'fod' in help_wanted": (0, "Did you mean 'food'?"),
    "any(members, 'sport' in wants)": (13, "Did you mean 'sports'?"),
    # kinds
    "housing == 5": (11, "housing is a choice, and 5 is a number"),
    "children == '5'": (12, "they can never be the same"),
    "children": (0, "must give true or false, but it gives a number"),
    "housing": (0, "Compare it, as in housing == 'yes'."),
    "help_wanted": (0, "but it gives a list of choices"),
    "not housing": (4, "Compare it, as in housing == 'yes'."),
    "help_wanted == 'food'": (0, "Write 'choice' in help_wanted."),
    "help_wanted and true": (0, "Write 'choice' in help_wanted."),
    "members == 2": (0, "members is a repeat. Write count(members)"),
    "answered(members)": (9, "members is a repeat."),
    "answered(intro)": (9, "intro has no answer that a rule can use."),
    "'food' in housing": (10, "in works with a list, and housing is a choice."),
    "2 in help_wanted": (0, "help_wanted holds choices, and 2 is none."),
    "housing in [1, 'rents']": (12, "housing is a choice, and 1 is a number"),
    "phone > 5": (0, "works with a number or a date, and phone is text."),
    "children > since": (11, "they can never be the same"),
    "phone + 1 > 0": (0, "+ works with a number, and phone is text."),
    "children and true": (0, "and works with something true or false, and children is a number."),
    "length(children) > 0": (7, "length works with text"),
    "any(housing, true)": (4, "any works with the name of a repeat"),
    "count(phone) > 0": (6, "count works with a repeat or a list"),
    "sum(members, member_name) > 0": (13, "sum works with a number"),
    "any(members, born)": (13, "any works with something true or false, and born is a date."),
    "coalesce(children, 'none') == 1": (19, "children is a number, and 'none' is text"),
    "if(children > 0, 1, 'a') == 1": (20, "1 is a number, and 'a' is text"),
    "if(children, true, false)": (3, "if works with something true or false"),
    "member_of_club == 'yes'": (18, "Write member_of_club for yes, and not member_of_club for no."),
    "'no' == member_of_club": (8, "Write member_of_club for yes, and not member_of_club for no."),
    "member_of_club in ['yes']": (19, "Write member_of_club for yes"),
    # dates
    "since == '2026-01-01'": (9, "Write date('2026-01-01') for a day."),
    "since < '2026-01-01'": (8, "Write date('2026-01-01') for a day."),
    "age_on('2020-01-01', today) > 5": (7, "Write date('2020-01-01') for a day."),
    "since > 'monday'": (8, "> works with a number or a date"),
    "since == 'monday'": (9, "Write date('monday') for a day."),
    "since > date('2026-02-30')": (13, "no day of the calendar"),
    "since > date(phone)": (13, "Write the day itself"),
    "add_days(since, phone) > today": (16, "add_days works with a number, and phone is text."),
    "year(children) > 5": (5, "year works with a date"),
    # lists and texts
    "count(help_wanted, true) > 0": (6, "count works with the name of a repeat"),
    "filter(members, born < today)": (0, "must give true or false, but it gives a repeat"),
    "answered(filter(members, true))": (9, "is a repeat"),
    "any(filter(members, housng == 'a'), true)": (20, "Did you mean housing?"),
    "any(filter(housing, true), true)": (11, "filter works with the name of a repeat"),
    "sum(help_wanted) > 1": (4, "Write count(help_wanted)."),
    "sum([1, 'a']) > 1": (8, "sum works with numbers, and 'a' is none."),
    "sum(children) > 1": (4, "sum works with a list"),
    "contains(help_wanted, 'food')": (9, "Write 'choice' in help_wanted."),
    "concat(phone, children) == 'a'": (14, "concat works with text, and children is a number."),
    # functions of plugins
    "other.share(1) > 2": (0, "Name other in “uses” of the form."),
    "probe.shar(1) > 2": (0, "It has probe.grade, probe.late, probe.share."),
    "probe.share(children) > 2": (0, "probe.share takes 2 parts; here it has 1."),
    "probe.share(children, phone) > 2": (22, "probe.share works with a number, and phone is text."),
    "probe.share(children, 2)": (0, "must give true or false, but it gives a number"),
    "probe.late(housng)": (11, "Did you mean housing?"),
}


@pytest.mark.parametrize("text", FITTING)
def test_a_fitting_rule_has_no_faults(text: str) -> None:
    assert [str(fault) for fault in check(parse(text), SCOPE)] == []


@pytest.mark.parametrize("text", FAULTY)
def test_a_faulty_rule_has_one_fault_at_its_place_that_says_what_to_write(text: str) -> None:
    position, message = FAULTY[text]
    faults = check(parse(text), SCOPE)
    assert [fault.position for fault in faults] == [position], [str(fault) for fault in faults]
    assert message in faults[0].message


def test_all_faults_of_a_rule_are_reported_in_the_order_of_its_text() -> None:
    faults = check(parse("housng == 'a' and phone > 1 and housing == 'x' and nope"), SCOPE)
    assert [fault.position for fault in faults] == [0, 18, 43, 51]
    assert [fault.code for fault in faults] == [
        "unknown_name",
        "kind",
        "unknown_name",
        "unknown_name",
    ]


def test_a_constraint_knows_its_own_answer_by_a_dot() -> None:
    scope = replace(SCOPE, own="number")
    assert check(parse(". >= 0 and . <= 20"), scope) == []
    assert "number" in check(parse(". == 'many'"), scope)[0].message


def test_the_choices_of_the_own_answer_are_known() -> None:
    scope = replace(SCOPE, own="code", choices={".": ("rents", "owns")})
    assert check(parse(". == 'rents'"), scope) == []
    assert "Did you mean 'owns'?" in check(parse(". == 'own'"), scope)[0].message


def test_a_rule_may_be_asked_for_another_result_or_for_any() -> None:
    number = replace(SCOPE, result="number")
    assert check(parse("children + 1"), number) == []
    assert "must give a number" in check(parse("children > 1"), number)[0].message
    assert check(parse("since"), replace(SCOPE, result=None)) == []


def test_a_rule_that_could_run_out_of_steps_is_refused_beforehand() -> None:
    rule = parse("any(members, any(members, any(members, any(members, member_name == 'a'))))")
    assert [fault.code for fault in check(rule, SCOPE)] == ["too_many_steps"]
    assert check(rule, replace(SCOPE, most={"members": 4})) == []


def test_calls_of_plugins_and_filters_count_as_steps() -> None:
    call = parse("all(filter(members, probe.late(born)), probe.late(since))")  # 2 x (2 + 20) each
    assert check(call, replace(SCOPE, most={"members": 227})) == []
    faults = check(call, replace(SCOPE, most={"members": 228}))
    assert [fault.code for fault in faults] == ["too_many_steps"]


def test_inside_a_repeat_function_the_questions_of_its_entries_hide_others() -> None:
    scope = replace(SCOPE, names={**SCOPE.names, "born": "number"})
    assert check(parse("born > 5 and any(members, born < today)"), scope) == []


def test_the_names_of_a_rule_include_those_in_repeat_functions_but_not_the_dot() -> None:
    rule = parse(". > 1 and any(members, born > since) and 'food' in help_wanted and today > since")
    assert names_in(rule) == {"members", "born", "since", "help_wanted"}
