"""A family at a tablet in a real browser: the form comes from the offline copy, in a bare document of the tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.domain.access import NOBODY
from farolito.services import links
from farolito.web.host import host_of
from farolito.web.tablet.copy import copied_forms
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from playwright.sync_api import Page

DOCUMENT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tablet</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/0/base.css"><link rel="icon" href="data:,"></head><body>
<form autocomplete="off" novalidate>
<header class="top"><button class="vh" name="_go" value="next" tabindex="-1" aria-hidden="true">Next</button>
<div class="wrap"><b>Lincoln Community School</b></div></header>
<main class="wrap" id="main"></main></form></body></html>"""

OPEN = """async ([form, language, draft]) => {
  const { openForm } = await import("/static/0/tablet/pages.js");
  const read = async (address) => (await fetch(address)).json();
  const load = (language) => read(form.pages[language]);
  const main = document.getElementById("main");
  globalThis.family = { draft, language, ended: null };
  globalThis.opened = openForm(main, {
    rules: await read(form.rules), pages: await load(language), load, languages: form.languages, draft,
    context: { today: "2026-11-23", places: form.places }, help: { phone: "(213) 555-0100", room: "Room 12" },
    ended: (how) => { family.ended = how; if (how === "sent") opened.last(); },
    spoke: (language) => { family.language = language; },
  });
  Object.assign(document.documentElement, { lang: language, dir: (await load(language)).dir });
}"""


class OfflineWalk(Walk):
    """Presses the same buttons as :class:`Walk`, without a server behind them."""

    def __init__(self, page: Page, site: str, app: Flask, link: str = "fair") -> None:
        super().__init__(page, site, link)
        page.route("**/tablet-of-the-tests", lambda route: route.fulfill(
            body=DOCUMENT, content_type="text/html"
        ))  # fmt: skip
        self.address = f"{site}/tablet-of-the-tests"
        with app.test_request_context("/"), host_of(app).works.open(NOBODY, write=False) as work:
            (self.form,) = copied_forms(work, [links.open_link(work, "lincoln", link)])

    def press(self, go: str) -> OfflineWalk:
        """Press a button; what follows is there at once."""
        self.button(go).click()
        if go.startswith("use:"):
            self.page.wait_for_function(f"family.language === {json.dumps(go[4:])}")
        return self

    def begin(self, language: str = "en", draft: dict[str, Any] | None = None) -> OfflineWalk:
        """The first page, in a language."""
        self.page.goto(self.address)
        given = draft or {"raw": {}, "entries": {}}
        self.page.evaluate(OPEN, [self.form, language, given])
        return self

    def screens(self, language: str) -> Iterator[str]:
        """Those of :meth:`Walk.screens` that a tablet has."""
        self.begin(language)
        yield "consent"
        self.press("next")
        yield "consent, problem"
        self.tick("with_name").press("next")
        yield "choices"
        self.press("next")
        yield "choices, problem"
        self.tick("food").tick("rent")
        yield "choices, ticked"
        self.press("next")
        yield "date"
        self.fill(rent_due__month="4", rent_due__day="31", rent_due__year="26").press("next")
        yield "date, problem"
        self.press("language")
        yield "language"
        self.press("back").fill(rent_due__day="30", rent_due__year="2027").press("next")
        yield "yes or no"
        self.tick("yes").press("next")
        yield from self._household()
        yield from self._reach()
        self.press("send")
        yield "done"

    @property
    def draft(self) -> Any:
        """What the tablet keeps."""
        return self.page.evaluate("family.draft")

    @property
    def ended(self) -> str | None:
        """How it ended, if it did."""
        return self.page.evaluate("family.ended")  # type: ignore[no-any-return]
