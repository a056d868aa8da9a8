"""A real Chromium for tests: small windows, JavaScript on or off, an accessibility check, pictures to look at.

The browser is the system's ``chromium-headless-shell`` (or the one in ``$CHROMIUM``, or one that Playwright
has downloaded). Its absence is an error that says what to install, never a skipped test.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from farolito.testing.tools import MissingTool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        BrowserType,
        CDPSession,
        Locator,
        Page,
    )

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HOW_TO_INSTALL = (
    "Type: apt-get install chromium-headless-shell; or, where there is no such package: "
    ".venv/bin/playwright install --only-shell chromium"
)
# --no-sandbox: Chromium refuses to start as root otherwise. The rest keeps it quiet: no request of its own.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 640}
"""The window of a cheap phone, in CSS pixels."""

PATIENCE = 60_000
"""Milliseconds after which a page is taken to never do what is waited for; never how fast something is."""

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLORS = ("color-contrast", "link-in-text-block")
"""Those of the rules that may find something else when nothing but colors change, as between day and night."""


def program(kind: BrowserType) -> str:
    """The path of a browser; :class:`MissingTool` when there is none."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen
    for name in PROGRAMS:
        path = shutil.which(name)
        if path is not None:
            return path
    downloaded = kind.executable_path
    if Path(downloaded).exists():
        return downloaded
    raise MissingTool(f"No Chromium on this machine. {HOW_TO_INSTALL}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser; closes it, and all its windows, at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(playwright.chromium), args=list(FLAGS)
        )
        try:
            yield browser
        finally:
            browser.close()


def make_context(browser: Browser, *, javascript: bool = True, **options: Any) -> BrowserContext:
    """A fresh browser profile: no cookies, a phone's window, English; ``options`` as Playwright names them.

    It waits for a minute, so that a page that never answers fails its own test and not the whole run, and one that
    is only slow on a busy machine fails nothing.
    """
    settings: dict[str, Any] = {
        "viewport": PHONE,
        "locale": "en-US",
        "timezone_id": "America/Los_Angeles",
    }
    context = browser.new_context(java_script_enabled=javascript, **(settings | options))
    context.set_default_timeout(PATIENCE)
    if not javascript:
        _plain.add(context)
    return context


def press(button: Locator, key: str = "") -> None:
    """Press a button or a link that leads to another page, or ``key`` on it, and wait until that page is there."""
    with button.page.expect_navigation():
        if key:
            button.press(key)
        else:
            button.click()


def axe(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe-core finds wrong with the page as it stands; one line each, empty when there is nothing.

    ``rules``: names of rules, or of sets of them. A page that was looked at and is shown in other colors needs only
    :data:`COLORS`. Works on pages whose own scripts are off or forbidden: the browser's debugger runs the check.
    """
    options = json.dumps({"runOnly": list(rules), "resultTypes": ["violations"]})
    # in one go, and only what is said comes back: to bring all that was looked at here takes longer than to look
    run = f"axe.run({options}).then({_LINES})"
    with _timers(page):
        found: list[str] | None = page.evaluate(f"typeof axe === 'object' ? {run} : null")
        if found is None:
            found = page.evaluate(f"{_axe_script()}\n{run}")
    return found


def overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window; 0 when nothing has to be scrolled sideways."""
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return int(wider)


def look(page: Page, name: str, folder: Path = Path(".cache/looks")) -> Path:
    """Save a picture of the whole page as ``<name>.png``, for a person to look at; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


_LINES = """(found) => found.violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ html }) => `${id} (${impact}): ${help}: ${html.slice(0, 200)}`))"""

_plain: WeakSet[BrowserContext] = WeakSet()  # the contexts without JavaScript
_debuggers: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


@contextmanager
def _timers(page: Page) -> Iterator[None]:
    """Let timers fire, which axe waits for, also on a page without JavaScript; its own scripts stay unrun."""
    if page.context not in _plain:
        yield
        return
    # the session stays attached: leaving would switch the page's scripts on for good
    debugger = _debuggers.get(page) or page.context.new_cdp_session(page)
    _debuggers[page] = debugger
    # what was never set can not be unset: off, then on
    for off in (True, False):
        debugger.send("Emulation.setScriptExecutionDisabled", {"value": off})
    try:
        yield
    finally:
        debugger.send("Emulation.setScriptExecutionDisabled", {"value": True})


@lru_cache(maxsize=1)
def _axe_script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
