"""docs/running-a-fair.md, done by hand without a script: from an empty site to the tally. It makes the pictures there.

``FAROLITO_PICTURES=1`` writes them anew; otherwise what the document shows must be there, and stay small.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from farolito.testing.browser import press
from farolito.testing.plugins import make_hooks
from farolito.testing.server import serve
from farolito_printables.plugin import Printables
from tests.browser.fair_site import FairSite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"
MOST = 600_000  # bytes, all of them
PHONE = {"width": 390, "height": 720}
LAPTOP = {"width": 800, "height": 600}
COLOURS = 48
WRITES = bool(os.environ.get("FAROLITO_PICTURES"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[FairSite]:
    site = FairSite(tmp_path, hooks=make_hooks(Printables))
    with serve(site.school.app) as site.address:
        yield site
    site.school.close()


def picture(page: Page, name: str, *, whole: bool = True) -> None:
    """The page as the document shows it; few colours, for few bytes."""
    taken = page.screenshot(full_page=whole)
    if WRITES:
        PICTURES.mkdir(exist_ok=True)
        small = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS)
        small.save(PICTURES / f"{name}.png", optimize=True)


def test_the_pictures_of_the_document_are_there_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\((pictures/[^)]+)\)", (DOCS / "running-a-fair.md").read_text())
    there = {f"pictures/{one.name}" for one in PICTURES.glob("*.png")}
    assert shown
    assert set(shown) <= there
    assert sum(one.stat().st_size for one in PICTURES.glob("*.png")) < MOST


def test_a_coordinator_comes_from_an_empty_site_to_the_tally(
    make_context: Callable[..., BrowserContext], site: FairSite
) -> None:
    page = make_context(javascript=False, viewport=LAPTOP).new_page()
    site.log_in(page)
    page.goto(f"{site.address}/staff/lincoln/forms")
    press(page.get_by_role("link", name="Fairs"))
    press(page.get_by_role("link", name="Plan a fair"))
    page.get_by_label("What is it called?").fill("Fall resource fair")
    page.get_by_label("What does your family need?").check()
    for language in ("Español", "ខ្មែរ", "فارسی", "Հայերեն"):
        page.get_by_label(language).check()
    page.get_by_label("Who sits there").fill("Food pantry\nClinic\nLibrary")
    picture(page, "plan")
    press(page.get_by_role("button", name="Save"))
    site.fair = page.url.removeprefix(site.address)

    page.get_by_label("How many more?").fill("40")
    made = site.staff.post(site.fair, data={"do": "tickets", "many": "40"})
    assert made.location == f"{site.fair}/tickets.pdf?from=1"
    assert site.staff.get(f"{site.fair}/tickets.pdf?from=37").data.startswith(b"%PDF")
    site.pair("Table 1 – blue", 0)
    press(page.get_by_role("button", name="Make the PIN"))
    pin = page.locator(".code").inner_text()
    press(page.get_by_role("link", name="Fall resource fair"))
    assert page.get_by_text("Done: PIN for helpers").count() == 1
    picture(page, "ready")

    phone = make_context(javascript=False, viewport=PHONE).new_page()
    phone.goto(f"{site.address}/staff/event?place=lincoln")
    phone.get_by_label("PIN of today").fill(pin)
    phone.get_by_label("Your first name").fill("Lupe")
    press(phone.get_by_role("button", name="Start helping"))
    for language in ("Español", "Español", "Հայերեն", "فارسی"):
        press(phone.get_by_role("button", name=language))
    press(phone.get_by_role("link", name="Point to your language"))
    picture(phone, "point", whole=False)
    press(phone.get_by_role("link", name="ខ្មែរ"))
    phone.get_by_label("Needs an interpreter").check()
    press(phone.get_by_role("button", name="Give the ticket"))
    picture(phone, "board")

    press(phone.get_by_role("link", name="Start #1", exact=True))
    picture(phone, "ticket")
    code = phone.locator(".box b").inner_text()
    family = make_context(javascript=False, locale="es").new_page()
    family.goto(f"{site.address}/ticket/{code}")
    press(family.get_by_role("button"))
    assert family.locator("html").get_attribute("lang") == "es"
    for number, said in (("2", "They left"), ("3", "They answer on paper")):
        phone.goto(f"{site.address}{site.fair}/tickets/{number}")
        press(phone.get_by_role("button", name=said))
    phone.goto(f"{site.address}{site.fair}/tickets/4")
    phone.get_by_label("Which tablet?").select_option(label="Table 1 – blue")
    press(phone.get_by_role("button", name="They answer on it"))
    site.pair("Table 2", 1)  # as if its family had just finished there

    page.goto(f"{site.address}{site.fair}/end")
    page.get_by_label("Given out").fill("12")
    page.get_by_label("Came back").fill("9")
    press(page.get_by_role("region", name="Paper").get_by_role("button", name="Save"))
    for table, visits in (("Food pantry", "31"), ("Clinic", "4"), ("Library", "18")):
        page.get_by_label(f"Families that came: {table}").fill(visits)
    press(page.get_by_role("region", name="Visits").get_by_role("button", name="Save"))
    assert page.get_by_role("listitem").filter(has_text="All visits").inner_text().endswith("53")
    assert page.get_by_text("Not shown").count() == 2
    assert page.get_by_text("It adds up.").count() == 1
    picture(page, "end")
    press(page.get_by_role("button", name="Close the fair"))
    assert page.get_by_role("alert").count() == 1  # a tablet is not empty
    page.get_by_label("I have the rescue file").check()
    press(page.get_by_role("button", name="Close the fair"))
    assert page.get_by_text("What a tablet had not sent was in a file then.").count() == 1
    phone.reload()
    assert "/staff/log-in" in phone.url
