"""A matrix and a search in a group of questions, and on the pages of an entry within an entry."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from farolito.web.compression import squeezed
from tests.web.conftest import own_client
from tests.web_support.chosen_form import HOW_OFTEN, ROWS, languages
from tests.web_support.family import Family
from tests.web_support.nested_form import nested_form
from tests.web_support.trial_form import question

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

SPEAK = question("speak", "long_choice", "Which language?", "¿Qué idioma?", choices=languages(60))
TONGUE = {**SPEAK, "name": "tongue"}


def matrix(name: str) -> dict[str, object]:
    choices = deepcopy(HOW_OFTEN)
    return question(name, "matrix", "How often?", "¿Qué tan seguido?", rows=ROWS, choices=choices)


@pytest.fixture
def family(make_site: Callable[..., Flask]) -> Family:
    """On the page with the group, which asks for a language and three rows."""
    form = deepcopy(nested_form())
    form["sections"][0]["pages"][1]["questions"][1]["questions"] = [SPEAK, matrix("safe")]
    jobs = form["sections"][1]["sections"][0]
    jobs["pages"][1]["questions"] = [TONGUE, matrix("calm")]
    form["sections"][2]["pages"][0].pop("relevant")
    started = Family(own_client(make_site({"work": form})), "/lincoln/work").begin()
    return started.press("next", consent="with_name")


def rows(name: str, value: str) -> dict[str, str]:
    return {f"{name}_{one['name']}": value for one in ROWS}


def to_job(family: Family) -> Family:
    """On the page of Ana's first job that asks for a language and three rows."""
    family.press("next", nickname="Rosa", speak="_skip", **rows("safe", "_skip"))
    family.press("next", members="yes").press("next", member_name="Ana")
    family.press("next", member_age="40")
    family.press("next", **{family.address.removeprefix("/lincoln/work/"): "yes"})
    return family.press("next", job_title="Cook")


def test_the_table_stands_whole_in_its_group(family: Family) -> None:
    html = family.html
    assert html.count("<fieldset") == html.count("</fieldset>")
    assert html.count("Safe ways to reach you") == 1
    assert html.count('class="mr mh"') == 1
    group = html[html.index("Safe ways to reach you") :]
    assert [group.index(f'name="safe_{one["name"]}"') for one in ROWS] == sorted(
        group.index(f'name="safe_{one["name"]}"') for one in ROWS
    )
    assert len(squeezed(html.encode())) <= 8 * 1024


def test_a_search_in_a_group_keeps_the_rows_that_were_chosen(family: Family) -> None:
    family.press("find:speak", nickname="Rosa", speak__find="arm", safe_bus="often")
    assert re.findall(r'name="speak" value="([a-z]+)"', family.html) == ["armenian"]
    assert family.fields["safe_bus"] == ["often"]
    assert "There is a problem" not in family.html
    family.press("next", speak="armenian", safe_yard="never")
    assert 'href="#safe_class">In class: Choose an answer' in family.html


def test_a_job_of_a_person_is_asked_in_rows_and_with_search(family: Family) -> None:
    to_job(family)
    address = family.address
    assert address.count("/") > 5
    family.press("find:tongue", tongue__find="kore", calm_bus="often")
    assert family.address == address
    assert re.findall(r'name="tongue" value="([a-z]+)"', family.html) == ["korean"]
    family.press("next", tongue="korean", calm_yard="never")
    assert 'href="#calm_class">In class: Choose an answer' in family.html
    family.press("next", calm_class="_skip")
    assert family.address != address
    family.open(address)
    assert family.fields["tongue"] == ["korean"]
    assert family.fields["calm_yard"] == ["never"]
