"""A real site behind a real port, for a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import FLAGS, program
from farolito.testing.browser import make_context as make
from farolito.testing.server import serve
from tests.browser.windows import Windows
from tests.web_support.chosen_form import chosen_form
from tests.web_support.in_languages import in_languages
from tests.web_support.quick_walk import QuickWalk
from tests.web_support.sites import close_site, make_empty_database, make_site
from tests.web_support.trial_form import sensitive_form, trial_form
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

TABLET_WINDOW: ViewportSize = {"width": 800, "height": 1100}


@pytest.fixture(scope="session")
def site_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app that is served; the pseudo-locales are offered."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "site").mkdir()
    forms = {"fair": trial_form(), "talk": sensitive_form(), "many": chosen_form()}
    forms = {link: in_languages(form) for link, form in forms.items()}
    app = make_site(folder / "site", make_empty_database(folder), forms, pseudo_locales=True)
    yield app
    close_site(app)


@pytest.fixture(scope="session")
def site(site_app: Flask) -> Iterator[str]:
    """Its address."""
    with serve(site_app) as address:
        yield address


@pytest.fixture(scope="session")
def windows(browser: Browser, site: str) -> Iterator[Windows]:
    """Windows in which pages of any site are looked at; each process of the tests has them once."""
    both = Windows(browser, site)
    yield both
    both.close()


@pytest.fixture
def open_page(make_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a page in a fresh browser profile; options as those of ``make_context``."""

    def open_one(**options: object) -> Page:
        return make_context(**options).new_page()

    return open_one


@pytest.fixture
def walk(open_page: Callable[..., Page], site: str) -> Walk:
    """A family with a script-capable phone."""
    return Walk(open_page(), site)


@pytest.fixture
def plain_walk(open_page: Callable[..., Page], site: str) -> Walk:
    """A family whose phone runs no scripts."""
    return Walk(open_page(javascript=False), site)


@pytest.fixture
def almost_sent(site_app: Flask, site: str) -> Callable[[Page], Walk]:
    """Opens a family's check-answers in a window; what leads there was answered without one."""

    def opened(page: Page) -> Walk:
        quick = QuickWalk(site_app)
        quick.to_check()
        return quick.go_on(page, site)

    return opened


@pytest.fixture
def with_memory(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps pages for Back and Forward, as people's browsers do and those of tests do not."""
    kept = browser.browser_type.launch(
        executable_path=program(browser.browser_type),
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield make(kept, viewport=TABLET_WINDOW)
    kept.close()
