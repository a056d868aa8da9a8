"""What holds on every staff and admin screen: nothing from elsewhere, nothing inline, nothing kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.staff.school import School

SCREENS = (
    "/staff/log-in",
    "/staff/",
    "/staff/grant",
    "/staff/lincoln/forms",
    "/staff/lincoln/promises",
    "/admin/plugins",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_screen_loads_only_our_own_files_and_is_never_kept(
    school: School, language: str
) -> None:
    user, _ = school.add_user("coordinator", place="county")
    school.grant(user, "platform_admin", "county")
    client = school.logged_in(user, language)
    response = school.send()
    for address in (*SCREENS, "/staff/lincoln", response, f"{response}/staff-copy.pdf"):
        reply = client.get(address)
        assert reply.mimetype == "text/html", address
        assert f'<html lang="{language}" dir="ltr">' in reply.text
        assert reply.headers["Cache-Control"] == "no-store"
        policy = reply.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'self'" in policy
        assert not re.search(
            r'\sstyle="|\son[a-z]+="|<script(?! src="/static/)|<style|javascript:', reply.text
        )
        loaded = re.findall(r'<(?:link|img|script)[^>]+(?:href|src)="([^"]+)"', reply.text)
        assert loaded
        assert all(one.startswith("/static/") for one in loaded)


def test_the_stylesheets_are_kept_for_ever(school: School) -> None:
    page = school.visitor().get("/staff/log-in").text
    for sheet in re.findall(r'rel="stylesheet" href="([^"]+)"', page):
        reply = school.visitor().get(sheet)
        assert (reply.status_code, reply.mimetype) == (200, "text/css")
        assert "immutable" in reply.headers["Cache-Control"]


def test_the_staff_stylesheet_has_logical_properties_only(school: School) -> None:
    page = school.visitor().get("/staff/log-in").text
    (sheet,) = re.findall(r'href="([^"]+/staff\.css)"', page)
    css = school.visitor().get(sheet).text
    sides = "left|right|top|bottom"
    physical = rf"(?:margin|padding|border)-(?:{sides})|(?<![-\w])(?:{sides}|width|height)\s*:"
    found = [
        line for line in css.splitlines() if re.search(physical, line) and "@media" not in line
    ]
    assert found == []
