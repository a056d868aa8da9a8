"""A family in a real browser: fills in the form ``fair``, one screen after the other."""

from __future__ import annotations

from mimetypes import guess_type
from typing import TYPE_CHECKING

from farolito.testing.browser import press

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

MEMBERS = "members"


class Walk:
    """Presses buttons and fills in fields by their names, in whatever language the page is."""

    def __init__(self, page: Page, site: str, link: str = "fair") -> None:
        self.page = page
        self.start = f"{site}/lincoln/{link}"

    def button(self, go: str) -> Locator:
        """The visible button of this value; one that ends in a colon stands for any entry."""
        match = f'[value^="{go}"]' if go.endswith(":") else f'[value="{go}"]'
        return self.page.locator(f"button[name=_go]{match}:not(.vh)").first

    def press(self, go: str) -> Walk:
        """Press a button and wait for the page that follows."""
        press(self.button(go))
        return self

    def open(self, address: str) -> Walk:
        """Type an address."""
        self.page.goto(address)
        return self

    def submit(self) -> Walk:
        """Press the main button of a page that has one only."""
        press(self.page.locator("main .act .btn"))
        return self

    def forget(self) -> Walk:
        """Another phone: nothing of this family is on it."""
        self.page.context.clear_cookies()
        return self

    @property
    def code(self) -> str:
        """The code that the page gives."""
        return self.page.text_content(".code") or ""

    def asks(self, name: str) -> bool:
        """Whether the page has a field of this name."""
        return bool(self.page.locator(f'[name="{name}"]').count())

    def offers(self, value: str) -> bool:
        """Whether this can be chosen on the page."""
        return bool(self.page.locator(f'input[value="{value}"]').count())

    def tick(self, value: str) -> Walk:
        """Choose a radio button or tick box by its value."""
        self.page.check(f'input[value="{value}"]')
        return self

    def check(self, name: str, value: str) -> Walk:
        """Choose a radio button or tick box of this name."""
        self.page.check(f'[name="{name}"][value="{value}"]')
        return self

    def choose(self, name: str, value: str) -> Walk:
        """Choose from a menu."""
        self.page.select_option(f'[name="{name}"]', value)
        return self

    def unfold(self) -> Walk:
        """Open the part of the page that is folded."""
        self.page.locator("summary").click()
        return self

    def fill(self, **typed: str) -> Walk:
        """Type into fields; two underscores stand for the dot of a suffix."""
        for name, text in typed.items():
            field = name.replace("__", ".")
            if field.endswith(".month"):
                self.page.select_option(f'[name="{field}"]', text)
            else:
                self.page.fill(f'[name="{field}"]', text)
        return self

    def attach(self, question: str, name: str, data: bytes) -> Walk:
        """Choose a file, as with the phone's own picker."""
        kind = guess_type(name)[0] or "application/octet-stream"
        chosen = {"name": name, "mimeType": kind, "buffer": data}
        self.page.set_input_files(f'[name="{question}.file"]', chosen)  # type: ignore[arg-type]
        return self

    def begin(self, language: str = "en") -> Walk:
        """From the link to the consent page."""
        return self.open(self.start).press(f"use:{language}")

    def to_help(self, language: str = "en") -> Walk:
        """The first question."""
        return self.begin(language).tick("with_name").press("next")

    def screens(self, language: str) -> Iterator[str]:
        """Every screen of the form, errors and side pages included; yields the name of the one that is open."""
        self.open(self.start)
        yield "landing"
        self.press(f"use:{language}")
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
        self.open(self.start)
        yield "landing, sent"

    def _household(self) -> Iterator[str]:
        yield "list, empty"
        self.press("next")
        yield "list, problem"
        self.tick("yes").press("next")
        yield "text"
        self.fill(member_name="Ana María de la Luz").press("next")
        self.unfold()
        yield "birth date"
        self.fill(member_born__age="9").press("next")
        yield "choice"
        self.tick("k").press("next")
        yield "list"
        self.press("remove:")
        yield "remove"
        self.press("removed:")
        yield "list, removed"
        self.press("undo:").tick("no").press("next")

    def _reach(self) -> Iterator[str]:
        yield "several fields"
        self.fill(full_name="Rosa Díaz", phone="12", email="rosa", people="99").press("next")
        yield "several fields, problem"
        self.fill(phone="2135550142", email="rosa@example.com", people="4").press("next")
        yield "address"
        self.check("stay.none", "1").press("next")
        yield "long text"
        self.fill(words="Gracias.\nDos líneas.").press("next")
        yield "note"
        self.press("next")
        yield "check"

    def to_check(self, language: str = "en") -> Walk:
        """All answered, nothing sent."""
        for name in self.screens(language):
            if name == "check":
                break
        return self
