"""Drawing a signature with a mouse, and typing it where no script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.drawing import drawn
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.web.staff.form import CONSENT, both, document, section
from tests.web.staff.school import School
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

SIGN = {
    "name": "sign",
    "type": "signature",
    "required": True,
    "drawing": True,
    "label": both("Sign for your child to join", "Firme para que participe su hijo o hija"),
}


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[School, str]]:
    """A school with a form that asks for a signature, and its address."""
    school = School(tmp_path_factory.mktemp("signing"))
    school.open_form(document("signing", section("start", CONSENT), section("end", SIGN)))
    with serve(school.app) as address:
        yield school, address
    school.close()


def to_sign(page: Page, address: str) -> Walk:
    walk = Walk(page, address, "signing")
    page.goto(walk.start)
    return walk.press("use:en").press("next")


def draw(page: Page) -> None:
    box = page.locator(".pad").bounding_box()
    assert box
    for start in (20, 120):
        page.mouse.move(box["x"] + start, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + start + 60, box["y"] + 70, steps=12)
        page.mouse.up()


def test_what_is_drawn_with_a_mouse_reaches_staff_as_a_path(
    make_context: Callable[..., BrowserContext], signing: tuple[School, str]
) -> None:
    school, address = signing
    page = make_context().new_page()
    walk = to_sign(page, address)
    draw(page)
    path = page.input_value("[name='sign.drawing']")
    assert path.count("M") == 2
    assert drawn(path) == path
    walk.press("next")  # no name: a problem, and the drawing is still there
    assert "Type your name too" in page.inner_text("#problems")
    assert page.get_attribute(".pad path", "d") == path
    page.get_by_role("button", name="Clear the drawing").click()
    assert page.input_value("[name='sign.drawing']") == ""
    draw(page)
    path = page.input_value("[name='sign.drawing']")
    walk.fill(sign="Rosa Díaz").press("next").press("send")

    user, _ = school.add_user("coordinator", name="Chidi Okafor")
    staff = make_context()
    staff.add_cookies([{"name": NAMES["staff"], "value": school.token(user), "url": address}])
    inbox = staff.new_page()
    inbox.goto(f"{address}/staff/lincoln")
    inbox.locator("main tbody a").first.click()
    assert (
        inbox.get_by_role("img", name="Drawn signature").locator("path").get_attribute("d") == path
    )


def test_without_scripts_typing_signs_and_nothing_asks_to_draw(
    make_context: Callable[..., BrowserContext], signing: tuple[School, str]
) -> None:
    page = make_context(javascript=False).new_page()
    walk = to_sign(page, signing[1])
    assert not page.locator(".pad").is_visible()
    walk.fill(sign="Rosa Díaz").press("next")
    assert "Rosa Díaz" in page.inner_text("main")
    walk.press("send")
    assert page.url.endswith("/done")
