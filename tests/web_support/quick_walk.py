"""A family that walks as in a browser, through HTTP: what is shown are the pages that the site sends."""

from __future__ import annotations

import base64
import re
from html import unescape
from typing import TYPE_CHECKING

from farolito.web.cookies import NAMES
from tests.web_support.family import Family
from tests.web_support.walk import Walk

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page


PICTURE = re.compile(r'(?P<before><img[^>]* src=")(?P<src>/[^"]+)"')


class QuickWalk(Walk):
    """Takes the same steps as a :class:`Walk`, twenty times as fast.

    Holds the page that is open, and what was chosen and typed into it: a browser that is to show it wants both.
    """

    def __init__(self, app: Flask, link: str = "fair", language: str = "en") -> None:
        self.app = app
        self.start = f"/lincoln/{link}"
        self.prefers = language
        self.forget()

    @property
    def html(self) -> str:
        """The page that is open, as it came; pictures that only this family is shown are in it."""
        return PICTURE.sub(self._picture, self.family.html)

    def _picture(self, found: re.Match[str]) -> str:
        reply = self.family.client.get(unescape(found["src"]))
        data = base64.b64encode(reply.data).decode()
        return f'{found["before"]}data:{reply.mimetype};base64,{data}"'

    def _arrived(self) -> QuickWalk:
        self.typed: list[tuple[str, str]] = []
        self.unfolded = False
        self._files: dict[str, tuple[str, bytes]] = {}
        return self

    def forget(self) -> QuickWalk:
        client = self.app.test_client()
        client.environ_base |= {
            "HTTP_ACCEPT_LANGUAGE": self.prefers,
            "HTTP_SEC_FETCH_SITE": "same-origin",
        }
        self.family = Family(client, self.start)
        return self._arrived()

    def go_on(self, page: Page, site: str) -> Walk:
        """In a browser from here on, which opens the page that is open with what this family was given."""
        name = NAMES["family"]
        given = self.family.client.get_cookie(name)
        assert given, self.family.address
        page.context.add_cookies([{"name": name, "value": given.value, "url": site}])
        page.goto(site + self.family.address)
        return Walk(page, site)

    def open(self, address: str) -> QuickWalk:
        self.family.open(address)
        return self._arrived()

    def press(self, go: str) -> QuickWalk:
        pressed = next(
            one
            for one in self.family.page.buttons
            if one == go or (go.endswith(":") and one.startswith(go))
        )
        if "multipart/form-data" in self.html:
            self.family.send(pressed, **self._files)
        else:
            self.family.press(pressed)
        return self._arrived()

    def submit(self) -> QuickWalk:
        self.family.submit()
        return self._arrived()

    @property
    def code(self) -> str:
        found = re.search(r'class="code"[^>]*>([^<]+)', self.html)
        assert found, self.family.address
        return found[1]

    def asks(self, name: str) -> bool:
        return name in self.family.page.names

    def offers(self, value: str) -> bool:
        return value in self.family.page.choices

    def tick(self, value: str) -> QuickWalk:
        return self.check(self.family.page.choices[value], value)

    def check(self, name: str, value: str) -> QuickWalk:
        page, fields = self.family.page, self.family.fields
        before = fields.get(name, []) if name in page.tick_boxes else []
        fields[name] = [*(one for one in before if one != value), value]
        self.typed.append((name, value))
        return self

    def choose(self, name: str, value: str) -> QuickWalk:
        return self._type(name, value)

    def fill(self, **typed: str) -> QuickWalk:
        for name, text in typed.items():
            self._type(name.replace("__", "."), text)
        return self

    def _type(self, name: str, text: str) -> QuickWalk:
        assert self.asks(name), f"there is no {name}"
        self.family.fields[name] = [text]
        self.typed.append((name, text))
        return self

    def attach(self, question: str, name: str, data: bytes) -> QuickWalk:
        self._files[question] = (name, data)
        return self

    def unfold(self) -> QuickWalk:
        self.unfolded = True
        return self
