"""Windows that show one page of the site after the other, as it came, and are looked at each time.

A page is written into a window that stays: axe-core is loaded and warm, and no family has to press its way in a real
browser for each language. Scripts of the page run anew each time. That a page is the same as where a family came to it
by pressing is shown by ``test_windows.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.testing.browser import COLORS, axe, make_context
from tests.browser.looked_at import schemes
from tests.browser.looking import NARROW, SMALL, left_in_english, too_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

    from tests.web_support.quick_walk import QuickWalk

SHOW = r"""async ([html, typed, unfolded]) => {
  for (let last = setTimeout(() => {}, 0); last > 0; last -= 1) clearTimeout(last); // of the page before
  window.shown = (window.shown ?? 0) + 1;
  document.open();
  // a script of another name is a script of its own; as a module, what it names is its own too
  document.write(html.replace(/<script src="([^"#]+)"/g, `<script type="module" src="$1#${window.shown}"`));
  document.close();
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done));
  if (unfolded) document.querySelector("details").open = true;
  for (const [name, value] of typed)
    for (const field of document.getElementsByName(name))
      if (field.type !== "radio" && field.type !== "checkbox") field.value = value;
      else if (field.value === value) field.checked = true;
  return document.documentElement.lang;
}"""


class Windows:
    """One by day with the width of a phone, and one by night that is as narrow as may be."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.day = opened(browser, address)
        self.night = opened(browser, address, viewport=NARROW, color_scheme="dark")

    def close(self) -> None:
        """Close both."""
        for window in (self.day, self.night):
            window.context.close()

    def faults(self, walk: QuickWalk, language: str) -> list[str]:
        """Everything that is wrong with the screen to which a walk has come; none is what a test asks for."""
        return self.faults_of(walk.html, language, walk.typed, unfolded=walk.unfolded)

    def faults_of(
        self,
        html: str,
        language: str,
        typed: Sequence[tuple[str, str]] = (),
        *,
        unfolded: bool = False,
    ) -> list[str]:
        """The same of a page that came from elsewhere, with what was chosen and typed into its fields."""
        assert show(self.day, html, typed, unfolded=unfolded) == language
        found = [*self.day.evaluate(SMALL), *left_in_english(self.day, language)]
        found += [f"light: {fault}" for fault in axe(self.day)]
        show(self.night, html, typed, unfolded=unfolded)
        if "dark" in schemes(language):
            found += [f"dark: {fault}" for fault in axe(self.night, COLORS)]
        return [*found, *too_wide(self.night)]


def opened(browser: Browser, address: str, **options: Any) -> Page:
    """A window for :func:`show`, of the site at this address; options as those of ``make_context``."""
    context = make_context(browser, bypass_csp=True, service_workers="block", **options)
    page = context.new_page()
    page.goto(address)
    return page


def show(
    page: Page, html: str, typed: Sequence[tuple[str, str]] = (), *, unfolded: bool = False
) -> str:
    """Let a window show a page, filled in and perhaps with its folded part open; the language it says it is in."""
    language: str = page.evaluate(SHOW, [html, list(typed), unfolded])
    return language
