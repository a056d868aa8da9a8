"""Ways out before the end: No thanks, Stop here, Leave now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.web.host import host_of

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web_support.family import Family


def statuses(app: Flask) -> list[str]:
    with host_of(app).works.open(SYSTEM, write=False) as work:
        rows = work.connection.exec_driver_sql("SELECT status FROM response")
        return [row[0] for row in rows]


def drafts(app: Flask) -> list[bytes | None]:
    with host_of(app).works.open(SYSTEM, write=False) as work:
        return [row[0] for row in work.connection.exec_driver_sql("SELECT draft FROM response")]


def test_no_thanks_keeps_nothing_and_says_where_help_is(
    app: Flask, client: FlaskClient, family: Family
) -> None:
    family.begin().press("decline:no_thanks")
    assert family.address == "/lincoln/fair/stopped"
    assert "Nothing was kept." in family.html
    assert "(213) 555-0100" in family.html
    assert client.get_cookie("farolito") is None
    assert not any(drafts(app))


def test_no_thanks_typed_as_an_answer_is_no_thanks_too(family: Family) -> None:
    assert "Nothing was kept." in family.begin().press("next", consent="no_thanks").html


def test_the_consent_page_names_its_buttons(family: Family) -> None:
    html = family.begin().html
    assert "I agree, start" in html
    assert "No thanks" in html
    assert "With my name" in html


def test_stop_here_asks_what_to_do_with_the_answers(sensitive_family: Family) -> None:
    family = sensitive_family.begin().press("next", consent="with_name")
    family.press("stop", help=["food"])
    assert family.address == "/lincoln/talk/leave"
    assert family.press("back").address == "/lincoln/talk/help_page"
    assert family.fields["help"] == ["food"]


@pytest.mark.parametrize(
    ("go", "words"), [("erase", "Your answers are erased."), ("keep", "are kept for the school")]
)
def test_stopping_ends_the_session_and_says_what_became_of_the_answers(
    client: FlaskClient, sensitive_family: Family, go: str, words: str
) -> None:
    family = sensitive_family.begin().press("next", consent="with_name").press("stop").press(go)
    assert words in family.html
    assert client.get_cookie("farolito") is None
    assert family.open("/lincoln/talk/help_page").address == "/lincoln/talk"


def test_erasing_leaves_no_draft_behind(app: Flask, sensitive_family: Family) -> None:
    family = sensitive_family.begin().press("next", consent="with_name")
    family.press("next", help=["food"]).press("stop").press("erase")
    assert not any(drafts(app))


def test_keeping_is_recorded_as_stopped(app: Flask, sensitive_family: Family) -> None:
    sensitive_family.begin().press("next", consent="with_name").press("stop").press("keep")
    assert statuses(app) == ["stopped"]


def test_leave_now_closes_the_session_behind_the_person(
    client: FlaskClient, sensitive_family: Family
) -> None:
    family = sensitive_family.begin()
    assert 'rel="noreferrer"' in family.html
    assert client.post("/lincoln/talk/leave", data={"_go": "leave"}).status_code == 204
    assert client.get_cookie("farolito") is None


def test_an_ordinary_form_has_neither_stop_nor_leave(family: Family) -> None:
    html = family.begin().press("next", consent="with_name").html
    assert "Leave now" not in html
    assert "Stop here" not in html


def test_no_tab_of_a_sensitive_form_says_what_it_is_about(sensitive_family: Family) -> None:
    family = sensitive_family.open()
    titles = [family.title, family.begin().title]
    family.press("next", consent="with_name")
    titles += [family.title, family.press("next").title, family.press("stop").title]
    for title in titles:
        assert title.removeprefix("Problem: ").startswith("School form"), title
        assert "help" not in title
        assert "Lincoln" not in title
