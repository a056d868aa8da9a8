"""Every JSON block of docs/writing-a-form.md is what the page says it is."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from farolito.cli.forms import forms
from farolito.domain.answers import problems, values
from farolito.domain.blocks import Block, read_block
from farolito.domain.definitions import Form
from farolito.domain.demands import DEMANDED
from farolito.domain.journey import journey
from farolito.domain.packs import EXAMPLE
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import read_form, trusted_form
from farolito.domain.reference import reference
from farolito.domain.scoring import needs
from farolito.services.blocks import read_bank
from tests.guide import GUIDE, first_form, put_in, steps, whole_form

BLOCKS = {
    what: body
    for _, what, body in re.findall(r"^```(json|text) (\w+)\n(.*?)^```$", GUIDE, re.M | re.S)
}
FIRST = first_form()


def assert_may_be_published(document: dict[str, Any]) -> None:
    read = read_form(json.dumps(document), question_types=TYPES)
    assert isinstance(read, Form), "\n".join(map(str, read))
    assert reasons_against(read) == []


def with_pages(questions: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The first form of the path, its last section asking other questions."""
    pages = [{"name": f"page_{n}", "questions": [one]} for n, one in enumerate(questions)]
    section = {"name": "more", "title": {"en": "More"}, "pages": pages}
    return {**deepcopy(FIRST), "sections": [FIRST["sections"][0], section], "needs": [], **more}


def test_the_page_has_all_its_blocks() -> None:
    expected = {"types", "questions", "choosing", "group", "wrong", "faults", "example"}
    expected |= {"shared", "calculated", "use", "block", "facts", "heard"}
    assert BLOCKS.keys() == {*expected, "members", "columns"}
    of_the_path = [step for step in steps() if step.verb in {"file", "add", "members"}]
    assert GUIDE.count("```json") == len(expected) - 1 + len(of_the_path) - 1


def test_the_form_of_the_path_may_be_published_before_and_after_each_piece() -> None:
    form = first_form()
    assert_may_be_published(form)
    for step in steps():
        if step.verb in {"add", "members"}:
            put_in(form, step)
    assert_may_be_published(form)


def test_the_questions_of_many_types_and_the_rules_about_them_may_be_published() -> None:
    document = with_pages(json.loads(BLOCKS["types"]))
    rules = re.findall(r"`(\w+ [<>=]+ [^`]+|\w+\(\w+, today\)[^`]*)`", GUIDE)
    document["needs"] = [
        {"name": f"n{number}", "label": {"en": "Need"}, "when": rule}
        for number, rule in enumerate(dict.fromkeys(rules))
    ]
    assert len(document["needs"]) >= 6
    assert_may_be_published(document)


def test_the_questions_with_rules_may_be_published() -> None:
    assert_may_be_published(with_pages(json.loads(BLOCKS["questions"])))


def test_the_question_that_is_heard_may_be_published() -> None:
    assert_may_be_published(with_pages([json.loads(BLOCKS["heard"])]))


def test_the_questions_that_choose_may_be_published() -> None:
    assert_may_be_published(with_pages(json.loads(BLOCKS["choosing"])))


def test_the_questions_bound_to_facts_may_be_published() -> None:
    assert_may_be_published(with_pages(json.loads(BLOCKS["facts"])))


def test_the_rules_about_lists_may_be_published() -> None:
    rules = re.findall(r"`((?:any|sum)\(members, [^`]*)`", GUIDE)
    assert len(rules) == 2
    document = whole_form()
    document["needs"] += [
        {"name": f"n{number}", "label": {"en": "Need"}, "when": rule}
        for number, rule in enumerate(rules)
    ]
    [job] = document["sections"][2]["sections"]
    inner = re.findall(r"`(count\(jobs\)|any\(jobs, [^`]*)`", GUIDE)
    assert len(inner) == 2
    job_page = {"name": "later", "label": {"en": "Later"}}
    document["needs"] += [
        {
            **job_page,
            "name": f"m{number}",
            "when": f"any(members, {rule.replace('count(jobs)', 'count(jobs) > 1')})",
        }
        for number, rule in enumerate(inner)
    ]
    assert job["repeat"]["name"] == "jobs"
    assert_may_be_published(document)


def test_the_group_may_be_published() -> None:
    document = with_pages([])
    pages = [{"name": "ways", "title": {"en": "Ways"}, "questions": [json.loads(BLOCKS["group"])]}]
    document["sections"][1]["pages"] = pages
    assert_may_be_published(document)


def test_the_shared_and_calculated_questions_may_be_published() -> None:
    block = json.loads(BLOCKS["shared"])
    questions = block.pop("questions")
    assert_may_be_published(with_pages(questions, **block))
    assert_may_be_published(with_pages(json.loads(BLOCKS["calculated"])))


def test_the_sections_with_blocks_may_be_published() -> None:
    document = with_pages([])
    document["sections"][1:] = json.loads(BLOCKS["use"])
    bank = read_bank(Path(__file__).parents[3] / "forms")
    read = read_form(json.dumps(document), question_types=TYPES, bank=bank)
    assert isinstance(read, Form), "\n".join(map(str, read))
    assert reasons_against(read) == []


def test_the_block_has_no_faults() -> None:
    assert isinstance(read_block(BLOCKS["block"], question_types=TYPES), Block)


def test_every_demand_is_explained() -> None:
    assert all(f"| `{demand}` |" in GUIDE for demand in DEMANDED)


def test_the_faults_are_the_ones_that_are_named() -> None:
    read = read_form(BLOCKS["wrong"], question_types=TYPES)
    assert isinstance(read, list)
    assert "".join(f"{fault}\n" for fault in read) == BLOCKS["faults"]


def test_the_example_comes_true() -> None:
    form, example = trusted_form(whole_form()), EXAMPLE.build(json.loads(BLOCKS["example"]))
    steps = journey(form, example.answers, TYPES, example.today)
    assert [step.key for step in steps] == list(example.pages)
    assert problems(form, example.answers, TYPES, example.today) == []
    meant = values(form, example.answers, TYPES, example.today)
    assert [need.name for need in needs(form, meant, example.today)] == list(example.needs)


def test_the_tables_are_those_of_the_code() -> None:
    _, _, tables = GUIDE.partition("<!-- reference -->\n")
    assert tables.strip() == reference().strip(), "farolito forms reference"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"farolito forms (\w+)", GUIDE))))
def test_every_command_of_the_page_exists(command: str) -> None:
    assert command in forms.commands


def test_other_pages_that_are_linked_exist() -> None:
    for link in re.findall(r"\]\((\w[\w/.-]*\.md)\)", GUIDE):
        assert (Path(__file__).parents[3] / "docs" / link).is_file()
