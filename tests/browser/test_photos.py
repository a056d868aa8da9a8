"""A photo that says where it was taken, from a real browser to the database: its picture arrives, the rest does not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sqlalchemy import text

from farolito.db.sealing import Cell, unseal
from farolito.testing.browser import press
from farolito.testing.server import serve
from farolito.web.cookies import NAMES
from tests.web.staff.form import CONSENT, both, document, section
from tests.web.staff.school import School
from tests.web_support.pictures import WHERE, phone_photo
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext

ROOM = {"name": "room", "type": "photo", "label": both("The room", "El cuarto")}
SECRETS = (WHERE.encode(), b"Rosa", b"Exif", b"taken at home", b"http://ns.adobe.com")


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[tuple[School, str]]:
    """A school with a form that asks for a photo, and its address."""
    school = School(tmp_path)
    school.open_form(document("rooms", section("start", CONSENT), section("end", ROOM)))
    with serve(school.app) as address:
        yield school, address
    school.close()


def stored(school: School) -> list[tuple[str, bytes, bytes]]:
    """The id, the whole and the small picture of every photo, opened with the keys of the site."""
    with school.works.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM attachment ORDER BY added_at")).all()
    return [
        (
            row.id,
            *(
                unseal(
                    school.works.keyring,
                    Cell("attachment", column, row.place_id, f"{row.response_id}/{row.id}"),
                    getattr(row, column),
                )
                for column in ("content", "small")
            ),
        )
        for row in rows
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_photo_with_gps_arrives_upright_and_without_where_it_was_taken(
    make_context: Callable[..., BrowserContext], asking: tuple[School, str], scripts: bool
) -> None:
    school, address = asking
    photo = phone_photo(3000, 2000)
    assert all(secret in photo for secret in SECRETS)
    page = make_context(javascript=scripts).new_page()
    walk = Walk(page, address, "rooms")
    page.goto(walk.start)
    walk.press("use:en").press("next").attach("room", "IMG_2031.jpg", photo).press("attach:room")
    picture = page.locator("main img")
    assert picture.evaluate("(img) => img.decode().then(() => img.naturalHeight)") == 480
    walk.press("next")
    assert page.locator("main img").count() == 1
    walk.press("send")
    file_id, whole, small = stored(school)[-1]
    for data in (whole, small):
        assert not [secret for secret in SECRETS if secret in data]
        opened = Image.open(io.BytesIO(data))
        assert opened.height > opened.width
        assert not dict(opened.getexif())
        red, _green, blue = opened.getpixel((opened.width // 2, 5))  # type: ignore[misc]
        assert red > 200 > 50 > blue

    user, _ = school.add_user("coordinator", name=f"Chidi {scripts}")
    staff = make_context()
    staff.add_cookies([{"name": NAMES["staff"], "value": school.token(user), "url": address}])
    inbox = staff.new_page()
    inbox.goto(f"{address}/staff/lincoln")
    inbox.locator("main tbody a").first.click()
    link = inbox.locator("main a.pic")
    assert str(link.get_attribute("href")).endswith(file_id)
    link.click()
    inbox.wait_for_url(f"**/{file_id}")
    shown = inbox.locator("img")
    assert shown.evaluate("(img) => img.decode().then(() => img.naturalHeight)") == 2048


def test_after_adding_a_photo_the_page_begins_at_what_it_holds_and_after_removing_at_the_field(
    make_context: Callable[..., BrowserContext], asking: tuple[School, str]
) -> None:
    page = make_context(javascript=False).new_page()
    walk = Walk(page, asking[1], "rooms")
    walk.begin().press("next").attach("room", "IMG_1.jpg", phone_photo())
    press(walk.button("attach:room"), "Enter")
    assert page.evaluate("document.activeElement.id") == "room-held"
    assert page.locator("#room-held img").count() == 1
    press(walk.button("detach:room:"), "Enter")
    assert page.evaluate("document.activeElement.id") == "room"
    assert page.locator("main img").count() == 0


def test_a_script_sends_a_large_photo_smaller(
    make_context: Callable[..., BrowserContext], asking: tuple[School, str]
) -> None:
    noise = Image.effect_noise((2600, 2000), 80).convert("RGB")
    written = io.BytesIO()
    noise.save(written, "JPEG", quality=95)
    page = make_context().new_page()
    walk = Walk(page, asking[1], "rooms")
    page.goto(walk.start)
    walk.press("use:en").press("next").attach("room", "IMG_1.jpg", written.getvalue())
    page.wait_for_function(
        "(most) => document.querySelector('[type=file]').files[0].size < most",
        arg=len(written.getvalue()),
    )
    walk.press("attach:room")
    assert page.locator("main img").count() == 1
