"""The school of the pictures: forms in twelve languages, whoever runs its fair, and a camera."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from farolito.domain.languages import OF_STAFF
from farolito.services import jobs
from farolito.services.tablets import pins
from farolito.testing.browser import PHONE, make_context
from farolito.testing.paper import picture
from farolito.testing.plugins import make_hooks
from farolito.testing.server import serve
from farolito_printables.plugin import Printables
from tests.browser.fair_site import FairSite
from tests.tablet_support.fair import Tablet
from tests.web_support.sites import pack_form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LAPTOP: Any = {"width": 1280, "height": 800}
TABLET: Any = {"width": 800, "height": 1280}
FORMS = ("quick-check-in", "family-needs")
FIRST = ("es", "fa", "km", "hy")


class Day:
    """One fair, and who looks at it: ``language`` is what the family reads, ``team`` what staff do."""

    def __init__(self, browser: Browser, site: FairSite, language: str, folder: Path) -> None:
        self.browser, self.site, self.language, self._folder = browser, site, language, folder
        self._taken: Counter[str] = Counter()
        self.team = language if language in OF_STAFF else "en"
        self.pin = ""
        self.staff = self.page(LAPTOP)
        self.helper = self.page(PHONE)
        self.ticket = ""
        site.log_in(self.staff)

    def page(self, window: Any, language: str = "", **more: Any) -> Page:
        """A browser of somebody who reads a language, the family's if none is named."""
        locale = language or self.language
        return make_context(self.browser, viewport=window, locale=locale, **more).new_page()

    def open(self, page: Page, path: str) -> Page:
        """Open a page of the site."""
        page.goto(self.site.address + path)
        return page

    def take(self, page: Page, name: str) -> None:
        """A picture of the whole page, ``<who>-<screen>``."""
        who, _, screen = name.partition("-")
        self._taken[who] += 1
        called = f"{who}-{self._taken[who]:02}-{screen}.{self.language}.png"
        page.screenshot(path=self._folder / called, full_page=True)

    def keep(self, name: str, made: bytes) -> None:
        """A PDF, each of its pages as a picture."""
        for number in range(len(PdfReader(io.BytesIO(made)).pages)):
            drawn = picture(made, page=number, dpi=60)
            drawn.save(self._folder / f"{name}-{number + 1}.{self.language}.png")

    def do_jobs(self) -> None:
        """What the worker does."""
        jobs.run_all(self.site.school.works)


class Held(Tablet):
    """A tablet whose PIN is known, in whatever language its screens are."""

    def done(self) -> None:
        """Press what ends it for a family."""
        self.page.click("footer [data-do=done]")

    def back_to_staff(self, pin: str) -> None:
        """Take it back."""
        self.pin(pin)
        self.page.wait_for_selector("#team-h")


@contextmanager
def picture_day(browser: Browser, language: str, data: Path, folder: Path) -> Iterator[Day]:
    """A school in its morning, served until the block ends."""
    rounds, pins.ROUNDS = pins.ROUNDS, 1000
    site = FairSite(data, hooks=make_hooks(Printables), pseudo_locales=False)
    for form in FORMS:
        site.school.open_form(pack_form(form))
    try:
        with serve(site.school.app) as site.address:
            yield Day(browser, site, language, folder)
    finally:
        site.school.close()
        pins.ROUNDS = rounds
