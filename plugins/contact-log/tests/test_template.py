"""A school adapts its tracker, and another one takes its template over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from farolito_contact_log.template import Template, read, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

PAGE = "/-/contact_log/lincoln/template"


def test_what_is_written_is_read_back() -> None:
    made = Template(("language", "internet"), {"bus": {"en": "Bus", "es": "Autobús"}})

    assert read(write(made)) == (made, [])


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"farolito": "form"}, ["other_kind"]),
        ({"version": 2}, ["other_kind"]),
        ({"columns": ["phone"]}, ["column:phone"]),
        ({"columns": []}, ["no_columns"]),
        ({"topics": [{"code": "A b", "label": {"en": "x"}}]}, ["code:A b"]),
        ({"topics": [{"code": "a", "label": {"es": "x"}}]}, ["words:a"]),
        ({"topics": [{"code": "a", "label": {"en": "x" * 81}}]}, ["words:a"]),
        ({"topics": [{"code": "a", "label": {"en": "x"}}] * 2}, ["twice:a"]),
        ({"topics": "all"}, ["code:None"]),
        ({"outcomes": {"dead": {"en": "x"}}}, ["outcome:dead"]),
        ({"outcomes": ["sent"]}, ["outcome:outcomes"]),
    ],
)
def test_everything_that_is_wrong_is_named(change: dict[str, Any], wrong: list[str]) -> None:
    assert read(json.dumps(json.loads(write(Template())) | change))[1] == wrong


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100000])
def test_anything_else_is_refused(text: str) -> None:
    assert read(text)[1] in (["not_json"], ["other_kind"])


def test_a_school_changes_columns_topics_and_words(site: Site, answers: Callable[..., str]) -> None:
    answers()
    browser = site.staff("coordinator")
    sent = {
        "column": ["language", "device"],
        "topics": "Food | Comida\nBus pass",
        "sent-en": "Mailed",
    }

    assert browser.post(PAGE, data=sent).status_code == 303

    tracker = browser.get("/-/contact_log/lincoln").text
    assert "Device" in tracker
    assert "Referrals open" not in tracker
    made = json.loads(browser.get(f"{PAGE}.json").text)
    assert [one["code"] for one in made["topics"]] == ["food", "bus_pass"]
    assert made["outcomes"] == {"sent": {"en": "Mailed"}}


def test_a_file_of_another_district_is_taken_over_or_named_wrong(site: Site) -> None:
    browser = site.staff("coordinator")
    good = write(Template(("language",), {"bus": {"en": "Bus"}}))

    assert browser.post(PAGE, data={"do": "file", "json": good}).status_code == 303
    assert json.loads(browser.get(f"{PAGE}.json").text)["columns"] == ["language"]
    bad = browser.post(PAGE, data={"do": "file", "json": good.replace("language", "blood type")})
    assert bad.status_code == 422
    assert "There is no such column: blood type" in bad.text
    assert "blood type" in bad.text
    assert json.loads(browser.get(f"{PAGE}.json").text)["columns"] == ["language"]


def test_who_does_not_arrange_the_school_changes_nothing(site: Site) -> None:
    for role in ("parent_engagement_coordinator", "counselor"):
        assert site.staff(role).get(PAGE).status_code == 404
        assert site.staff(role).post(PAGE, data={"column": "language"}).status_code == 404
    assert site.staff("district_lead").get(PAGE).status_code == 200
