"""Definitions with lists within lists: which may stand where, and what their rules may name."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from farolito.domain.definitions import Form
from farolito.domain.must_not_ask import forbidden_concepts
from farolito.domain.placed import placed
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import canonical, read_form, trusted_form
from tests.web_support.nested_form import nested_form


def read(document: dict[str, Any]) -> Any:
    return read_form(json.dumps(document), question_types=TYPES)


def people(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["sections"][1]
    return found


def jobs(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = people(document)["sections"][0]
    return found


def shifts(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = jobs(document)["sections"][0]
    return found


def need(document: dict[str, Any], rule: str) -> dict[str, Any]:
    document["needs"][0]["when"] = rule
    return document


def test_a_form_knows_its_lists_at_every_depth() -> None:
    form = read(nested_form())
    assert isinstance(form, Form), "\n".join(map(str, form))
    assert list(form.repeats) == ["members", "jobs", "shifts"]
    assert [one.name for one in form.around["shifts_section"]] == ["people", "jobs_section"]
    order = [one.name for one in form.all_questions()]
    assert order[4:9] == ["member_name", "member_age", "job_title", "pay", "overtime"]
    assert order[-2:] == ["rent", "words"]
    assert trusted_form(json.loads(canonical(nested_form()))) == form
    assert reasons_against(form) == []


SPOILT: dict[str, tuple[Any, str]] = {
    "a section within a section that is no list": (
        lambda d: jobs(d).pop("repeat"),
        "/sections/1/sections/0: a section within a section is a list",
    ),
    "sections in a section that is no list": (
        lambda d: d["sections"][0].update(sections=[jobs(d)]),
        "/sections/0/sections: only the entries of a list have sections of their own",
    ),
    "lists four deep": (
        lambda d: shifts(d).update(sections=[another()]),
        "/sections/1/sections/0/sections/0/sections/0: lists stand within each other 4 deep",
    ),
    "more entries than anyone has": (
        lambda d: (
            people(d)["repeat"].update(max=100),
            jobs(d)["repeat"].update(max=100),
        ),
        "/sections: a response could have 40,100 entries",
    ),
    "an entry label of the list around": (
        lambda d: jobs(d)["repeat"].update(entry_label="member_name"),
        "/sections/1/sections/0/repeat/entry_label: “member_name” is no question of this section",
    ),
    "a page of the same name": (
        lambda d: shifts(d)["pages"][0].update(name="job_page"),
        "/sections/1/sections/0/sections/0/pages/0/name: “job_page” is also at",
    ),
    "a section of the same name": (
        lambda d: shifts(d).update(name="end"),
        "/sections/2/name: “end” is also at /sections/1/sections/0/sections/0",
    ),
    "a repeat of the same name": (
        lambda d: shifts(d)["repeat"].update(name="members"),
        "/sections/1/sections/0/sections/0/repeat/name: “members” is also at /sections/1/repeat",
    ),
    "a rule that looks ahead within an entry": (
        lambda d: jobs(d)["pages"][0].update(relevant="pay > 0"),
        "/sections/1/sections/0/pages/0/relevant: character 1: pay is asked later",
    ),
    "a rule of an entry that counts a list still to come": (
        lambda d: people(d)["pages"][1].update(relevant="count(jobs) > 0"),
        "/sections/1/pages/1/relevant: character 7: jobs is asked later",
    ),
    "a rule of an entry that counts its own list": (
        lambda d: shifts(d)["pages"][0].update(relevant="count(jobs) > 1"),
        "/pages/0/relevant: character 7: jobs is asked later",
    ),
    "a list within entries counted from outside": (
        lambda d: need(d, "count(jobs) > 1"),
        "character 7: jobs stands in each entry of members. Write sum(members, count(jobs))",
    ),
    "a list three deep counted from outside": (
        lambda d: need(d, "count(shifts) > 1"),
        "Write sum(members, sum(jobs, count(shifts)))",
    ),
    "a list gone over without the one around it": (
        lambda d: need(d, "any(jobs, pay > 5)"),
        "character 5: jobs stands in each entry of members",
    ),
    "a question within entries named from outside": (
        lambda d: need(d, "pay > 5"),
        "pay is asked for each entry of jobs. Write any(members, any(jobs, …)), "
        "all(members, all(jobs, …)) or sum(members, count(jobs, …)).",
    ),
    "a question within entries named one list too far out": (
        lambda d: need(d, "any(members, pay > 5)"),
        "pay is asked for each entry of jobs. Write any(jobs, …), all(jobs, …)",
    ),
    "a rule that would take too long": (
        lambda d: (
            people(d)["repeat"].update(max=200),
            jobs(d)["repeat"].update(max=8),
            shifts(d)["repeat"].update(max=1),
            need(d, "any(members, any(jobs, pay > 1 and pay < 9 and pay != 4))"),
        ),
        "With as many entries as allowed this takes more than 10000 steps",
    ),
}


def another() -> dict[str, Any]:
    """A list with names of its own."""
    text = json.dumps(shifts(nested_form()))
    return json.loads(text.replace("shift", "pause"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_wrong_is_named_with_its_place(spoil: str) -> None:
    document = deepcopy(nested_form())
    change, expected = SPOILT[spoil]
    change(document)
    faults = read(document)
    assert isinstance(faults, list)
    assert [one for one in map(str, faults) if expected in one], list(map(str, faults))
    assert all(fault.line for fault in faults)


@pytest.mark.parametrize(
    "rule",
    [
        "sum(members, sum(jobs, coalesce(pay, 0))) > 900",
        "any(members, member_age >= 18 and count(jobs) == 0)",
        "all(members, all(jobs, count(shifts, shift_kind == 'night') < 2))",
        "any(members, any(jobs, pay > 100 and member_age < 18 and consent == 'with_name'))",
    ],
)
def test_rules_over_lists_within_lists(rule: str) -> None:
    document = nested_form()
    need(document, rule)
    read_ = read(document)
    assert isinstance(read_, Form), "\n".join(map(str, read_))


def test_a_later_list_of_an_entry_may_count_an_earlier_one() -> None:
    document = nested_form()
    people(document)["sections"].append({**another(), "relevant": "count(jobs) > 0"})
    assert isinstance(read(document), Form)


def test_a_list_later_in_the_form_is_later_within_a_loop_too() -> None:
    document = nested_form()
    cars = json.loads(json.dumps(another()).replace("pause", "car"))
    document["sections"].append(cars)
    document["sections"][2]["pages"][0]["relevant"] = "any(members, count(cars) > 0)"
    assert [str(fault) for fault in read(document) if "cars is asked later" in str(fault)]


def test_what_may_not_be_asked_is_found_within_lists_and_groups() -> None:
    document = nested_form()
    shifts(document)["pages"][0]["questions"][0]["label"]["en"] = "What is your visa status?"
    document["sections"][0]["pages"][1]["questions"][1]["label"]["en"] = "Are you a citizen?"
    document["sections"][0]["pages"][1]["questions"][1]["questions"][1]["label"]["en"] = "Your SSN?"
    found = {fault.pointer for fault in forbidden_concepts(trusted_form(document))}
    assert found == {
        "/sections/1/sections/0/sections/0/pages/0/questions/0/label/en",
        "/sections/0/pages/1/questions/1/label/en",
        "/sections/0/pages/1/questions/1/questions/1/label/en",
    }


def test_a_pointer_leads_to_every_question_however_it_is_nested() -> None:
    document = nested_form()
    for one in placed(trusted_form(document)):
        part: Any = document
        for key in one.pointer.split("/")[1:]:
            part = part[int(key) if isinstance(part, list) else key]
        assert part["name"] == one.question.name
    assert len(list(placed(trusted_form(document)))) == 12
