"""The forms that ship with Farolito, filled in from end to end in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web_support.family import Family
from tests.web_support.sites import pack_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

FORMS = ("family-needs", "quick-check-in", "community-needs-survey")


def skip_to_the_end(family: Family) -> Family:
    """Agree, skip what can be skipped, add nobody."""
    for _ in range(40):
        if family.address.endswith("/check"):
            return family
        skipped = dict.fromkeys(re.findall(r'name="(\w+)" value="_skip"', family.html), "_skip")
        agreed = re.findall(r'name="consent" value="(\w+)"', family.html)[:1]
        family.press("next", **skipped, members="no", **({"consent": agreed} if agreed else {}))
        assert "problems" not in family.page.ids, family.html
    pytest.fail(f"no end in sight at {family.address}")


@pytest.fixture
def start(make_site: Callable[..., Flask]) -> Callable[[str], Family]:
    """Opens one of our forms."""
    client = make_site({name: pack_form(name) for name in FORMS}).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return lambda name: Family(client, f"/lincoln/{name}")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", FORMS)
def test_a_family_can_skip_everything_and_still_send(
    start: Callable[[str], Family], name: str, language: str
) -> None:
    family = skip_to_the_end(start(name).begin(language))
    family.press("send")
    assert family.address == f"/lincoln/{name}/done"
    assert family.page.language == language


def test_an_anonymous_survey_gives_no_code_and_nothing_to_print(
    start: Callable[[str], Family],
) -> None:
    family = skip_to_the_end(start("community-needs-survey").begin()).press("send")
    assert "Your code" not in family.html
    assert "summary.pdf" not in family.html
    assert family.open(family.address).page.heading == "Thank you. We got your answers."


def test_check_answers_says_when_everything_was_skipped(start: Callable[[str], Family]) -> None:
    family = skip_to_the_end(start("community-needs-survey").begin())
    assert "You skipped every question." in family.html
