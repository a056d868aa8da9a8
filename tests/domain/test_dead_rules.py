"""What nobody is ever asked is named before a form is published, once, at the rule that is to blame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.dead_rules import dead_rules
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import canonical, read_form
from tests.domain.reading.conftest import DEFINITION, ask, page, scored

if TYPE_CHECKING:
    from farolito.domain.definitions import Form


def form_of(*sections: dict[str, Any], **more: Any) -> Form:
    definition = {key: value for key, value in DEFINITION.items() if key not in {"scores", "needs"}}
    named = [
        {"name": f"part_{number}", "title": {"en": "Part"}, **section}
        for number, section in enumerate(sections)
    ]
    read = read_form(canonical(definition | {"sections": named} | more), question_types=TYPES)
    assert not isinstance(read, list), "\n".join(map(str, read))
    return read


def said(form: Form) -> list[str]:
    return [f"{fault.code} {fault.pointer}: {fault.message}" for fault in dead_rules(form, TYPES)]


HOME = page("home", ask("home", "choice", choices=scored("rents", "owns", "street")))
DAYS = page("days", ask("days", "integer", min=0, max=7))
REPEAT = {
    "name": "members", "max": 3, "entry_label": "who", "entry": {"en": "person"},
    "add": {"en": "Add?"}, "empty": {"en": "None."},
}  # fmt: skip


def test_a_form_whose_rules_can_all_be_true_has_nothing_to_mend() -> None:
    second = page("more", ask("more", "text"), relevant="home == 'rents' and days > 3")
    assert said(form_of({"pages": [HOME, DAYS, second]})) == []


def test_a_page_whose_rule_contradicts_itself_is_never_asked() -> None:
    second = page("more", ask("more", "text"), relevant="home == 'rents' and home == 'owns'")
    assert said(form_of({"pages": [HOME, second]})) == [
        "unreachable /sections/0/pages/1/relevant: the page more is never asked: its rule can never be true"
    ]


def test_a_number_outside_what_may_be_answered_is_named() -> None:
    second = page("more", ask("more", "text", relevant="days > 7"))
    assert said(form_of({"pages": [DAYS, second]})) == [
        "unreachable /sections/0/pages/1/questions/0/relevant: more is never asked: its rule can never be true"
    ]


def test_a_rule_that_contradicts_what_led_there_is_named() -> None:
    pages = [page("more", ask("more", "text", relevant="home == 'owns'"), relevant="days > 2")]
    form = form_of({"pages": [HOME, DAYS]}, {"pages": pages, "relevant": "home == 'rents'"})
    assert said(form) == [
        "unreachable /sections/1/pages/0/questions/0/relevant: "
        "more is never asked: its rule is never true where it stands"
    ]


def test_what_depends_on_a_question_that_is_never_asked_is_never_asked_either() -> None:
    pages = [
        HOME,
        page("first", ask("first", "yes_no"), relevant="home == 'rents' and home != 'rents'"),
        page("second", ask("second", "text"), relevant="first"),
        page("third", ask("third", "text"), relevant="not answered(first)"),
    ]
    assert [one.split(":")[0] for one in said(form_of({"pages": pages}))] == [
        "unreachable /sections/0/pages/1/relevant",
        "unreachable /sections/0/pages/2/relevant",
    ]


def test_a_section_that_is_never_asked_is_named_once_and_its_repeat_has_no_entries() -> None:
    inner = [page("who", ask("who", "text"), ask("age", "integer", relevant="home == 'owns'"))]
    form = form_of(
        {"pages": [HOME]},
        {"pages": inner, "repeat": REPEAT, "relevant": "home == 'rents' and home == 'owns'"},
        {"pages": [page("more", ask("more", "text"), relevant="count(members) > 0")]},
    )
    assert [one.split(":")[0] for one in said(form)] == [
        "unreachable /sections/1/relevant",
        "unreachable /sections/2/pages/0/relevant",
    ]


def test_a_choice_that_is_never_offered_is_named_and_nobody_can_have_chosen_it() -> None:
    choices = scored("a", "b")
    choices[1]["relevant"] = "days > 9"
    pages = [
        DAYS,
        page("pick", ask("pick", "choice", choices=choices)),
        page("more", ask("more", "text"), relevant="pick == 'b'"),
        page("other", ask("other", "text"), relevant="pick == 'a'"),
    ]
    assert [one.split(":")[0] for one in said(form_of({"pages": pages}))] == [
        "unreachable /sections/0/pages/1/questions/0/choices/1/relevant",
        "unreachable /sections/0/pages/2/relevant",
    ]


def test_rules_inside_a_repeat_know_what_its_questions_can_be() -> None:
    inner = [
        page("who", ask("who", "text")),
        page("age", ask("age", "integer", min=0, max=120)),
        page("job", ask("job", "text"), relevant="age > 120"),
        page("school", ask("school", "text"), relevant="age < 20 and any(members, age > 20)"),
    ]
    form = form_of(
        {"pages": inner[:2], "repeat": REPEAT},
        {"pages": [page("x", ask("x", "text"), relevant="any(members, age < 0)")]},
        {"pages": [page("y", ask("y", "text"), relevant="count(members) > 3")]},
        {"pages": [page("z", ask("z", "text"), relevant="count(members) == 3")]},
    )
    assert [one.split(":")[0] for one in said(form)] == [
        "unreachable /sections/1/pages/0/relevant",
        "unreachable /sections/2/pages/0/relevant",
    ]
    assert [one.split(":")[0] for one in said(form_of({"pages": inner[:3], "repeat": REPEAT}))] == [
        "unreachable /sections/0/pages/2/relevant"
    ]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"constraint": ". > 7", "constraint_message": {"en": "x"}}, "never_true /constraint"),
        ({"constraint": ". > 6", "constraint_message": {"en": "x"}}, None),
        ({"required": "home == 'rents' and home == 'owns'"}, "never_true /required"),
        ({"relevant": "home == 'rents' or home == 'owns' and home == 'street'"}, "never_true /relevant"),
        ({"relevant": "home != 'rents' or home != 'owns'"}, "always_true /relevant"),
    ],
)  # fmt: skip
def test_every_kind_of_rule_of_a_question_is_looked_at(
    rule: dict[str, Any], says: str | None
) -> None:
    form = form_of({"pages": [HOME, page("days", ask("days", "integer", min=0, max=7, **rule))]})
    at = "/sections/0/pages/1/questions/0"
    found = [one.split(":")[0].replace(f" {at}", " ") for one in said(form)]
    assert found == ([says] if says else [])


def test_a_need_that_is_never_found_keeps_a_form_from_being_published() -> None:
    need = {"name": "food", "label": {"en": "Food"}, "when": "days in [8, 9]"}
    form = form_of({"pages": [DAYS]}, needs=[need])
    codes = [(fault.code, fault.pointer) for fault in reasons_against(form)]
    assert ("never_true", "/needs/0/when") in codes


def test_groups_and_lists_within_entries_are_walked_too() -> None:
    jobs = REPEAT | {"name": "jobs", "max": 2, "entry_label": "job"}
    grouped = {
        "group": "apart",
        "label": {"en": "Apart"},
        "relevant": "home == 'rents' and home == 'owns'",
        "questions": [ask("inner", "text")],
    }
    member = {
        "pages": [page("who", ask("who", "text")), page("age", ask("age", "integer", min=0, max=99))],
        "repeat": REPEAT,
        "sections": [
            {
                "name": "jobs_part",
                "title": {"en": "Jobs"},
                "repeat": jobs,
                "relevant": "age > 15",
                "pages": [
                    page("job", ask("job", "text")),
                    page("pay", ask("pay", "integer", min=0, max=9), relevant="age < 10"),
                ],
            }
        ],
    }  # fmt: skip
    form = form_of(
        {"pages": [HOME, page("mixed", ask("first", "text"), grouped)]},
        member,
        {"pages": [page("x", ask("x", "text"), relevant="answered(inner)")]},
        {"pages": [page("y", ask("y", "text"), relevant="any(members, any(jobs, pay > 2))")]},
        {"pages": [page("z", ask("z", "text"), relevant="any(members, count(jobs) == 2)")]},
    )
    assert [one.split(":")[0] for one in said(form)] == [
        "unreachable /sections/0/pages/1/questions/1/relevant",
        "unreachable /sections/1/sections/0/pages/1/relevant",
        "unreachable /sections/2/pages/0/relevant",
        "unreachable /sections/3/pages/0/relevant",
    ]


def test_a_choice_of_several_that_is_never_offered_is_never_among_the_chosen() -> None:
    choices = scored("a", "b")
    choices[1]["relevant"] = "days > 9"
    pages = [
        DAYS,
        page("pick", ask("pick", "choices", choices=choices)),
        page("more", ask("more", "text"), relevant="'b' in pick"),
        page("other", ask("other", "text"), relevant="'a' in pick"),
    ]
    assert [one.split(":")[0] for one in said(form_of({"pages": pages}))] == [
        "unreachable /sections/0/pages/1/questions/0/choices/1/relevant",
        "unreachable /sections/0/pages/2/relevant",
    ]


def test_a_list_within_entries_that_is_never_asked_has_no_entries_there() -> None:
    job = {**REPEAT, "name": "jobs", "entry_label": "job"}
    inner = {
        "name": "work",
        "title": {"en": "Work"},
        "repeat": job,
        "relevant": "age > 17 and age < 3",
        "pages": [page("job", ask("job", "text"))],
    }
    outer = [page("who", ask("who", "text")), page("age", ask("age", "integer"))]
    form = form_of(
        {"pages": outer, "repeat": REPEAT, "sections": [inner]},
        {"pages": [page("more", ask("more", "text"), relevant="any(members, count(jobs) > 0)")]},
    )
    assert [one.split(":")[0] for one in said(form)] == [
        "unreachable /sections/0/sections/0/relevant",
        "unreachable /sections/1/pages/0/relevant",
    ]


@pytest.mark.parametrize(("letters", "quoted"), [(80, 80), (81, 80)])
def test_a_long_part_of_a_rule_is_cut_where_it_is_quoted(letters: int, quoted: int) -> None:
    owns = "o" * (letters - len("where_they_live == 'rents' and where_they_live == ''"))
    home = ask("where_they_live", "choice", choices=scored("rents", owns))
    part = f"where_they_live == 'rents' and where_they_live == '{owns}'"
    second = page("more", ask("more", "text"), relevant=f"days > 3 or {part}")
    [told] = said(form_of({"pages": [page("home", home), DAYS, second]}))
    found = told.partition("\u201c")[2].partition("\u201d")[0]
    assert len(found) == quoted
    assert (found == part) == (letters == quoted)
