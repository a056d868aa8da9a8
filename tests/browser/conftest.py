"""A real site behind a real port, for a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.server import serve
from tests.web_support.chosen_form import chosen_form
from tests.web_support.sites import close_site, make_empty_database, make_site
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from playwright.sync_api import BrowserContext, Page


@pytest.fixture(scope="session")
def site_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app that is served; the pseudo-locales are offered."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "site").mkdir()
    forms = {"many": chosen_form()}
    app = make_site(folder / "site", make_empty_database(folder), forms, pseudo_locales=True)
    yield app
    close_site(app)


@pytest.fixture(scope="session")
def site(site_app: Flask) -> Iterator[str]:
    """Its address."""
    with serve(site_app) as address:
        yield address


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
