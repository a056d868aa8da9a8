"""A family that fills in a form through HTTP, the way a browser without scripts would."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse


class Family:
    """Holds the page that is open: its address, its HTML, and what stands in its fields."""

    def __init__(self, client: FlaskClient, start: str) -> None:
        self.client = client
        self.start = start
        self.address = start
        self.html = ""
        self.status = 0
        self.page = _Page("")
        """The page, read."""
        self.fields: dict[str, list[str]] = {}

    def open(self, address: str | None = None) -> Family:
        """Type an address and follow where it leads."""
        return self._arrived(self.client.get(address or self.start, follow_redirects=True))

    def press(self, go: str, **typed: str | list[str]) -> Family:
        """Fill in fields (``suffix`` with two underscores for the dot) and press a button of the page."""
        sent: dict[str, list[str]] = {**self.fields, "_go": [go]}
        for name, value in typed.items():
            sent[name.replace("__", ".")] = [value] if isinstance(value, str) else value
        reply = self.client.post(self.action(), data=sent)
        assert reply.status_code in (204, 303), reply.text
        return self if reply.status_code == 204 else self.open(reply.location)

    def switch(self, to: str, **typed: str) -> Family:
        """Press Language with what is typed, named as its fields are, and then a language."""
        sent = {**self.fields, "_go": ["language"], **{name: [it] for name, it in typed.items()}}
        there = self.client.post(self.action(), data=sent).location
        return self.open(self.client.post(there, data={"_go": f"use:{to}"}).location)

    def send(self, go: str, **sent: str | tuple[str, bytes]) -> Family:
        """Press a button of a page that asks for files, whose form a browser sends as multipart.

        A pair is a file: its name and its bytes.
        """
        fields: dict[str, object] = {**self.fields, "_go": go}
        for name, value in sent.items():
            if isinstance(value, tuple):
                fields[f"{name}.file"] = FileStorage(io.BytesIO(value[1]), value[0])
            else:
                fields[name.replace("__", ".")] = value
        boundary, body = encode_multipart(fields)
        kind = f"multipart/form-data; boundary={boundary}"
        reply = self.client.post(self.action(), data=body, content_type=kind)
        assert reply.status_code == 303, reply.text
        return self.open(reply.location)

    def submit(self) -> Family:
        """Press the button of a page that has one only."""
        reply = self.client.post(self.action(), data=self.fields)
        return self.open(reply.location) if reply.status_code == 303 else self._arrived(reply)

    def begin(self, language: str = "en") -> Family:
        """From the poster to the consent page."""
        return self.open().press(f"use:{language}")

    def to_list(self, language: str = "en") -> Family:
        """Up to the household list, everything on the way answered."""
        return (
            self.begin(language)
            .press("next", consent="with_name")
            .press("next", help=["food"])
            .press("next", safe="yes")
        )

    def to_check(self, language: str = "en") -> Family:
        """Up to check-answers, with one child on the list."""
        self.to_list(language).press("next", members="yes")
        self.press("next", member_name="Ana")
        self.press("next", member_born__age="9", member_born__unsure="1").press("next", grade="k")
        self.press("next", members="no")
        self.press("next", full_name="Rosa Díaz", phone="213 555 0142", email="", people="4")
        return self.press("next").press("next", words="Gracias").press("next")

    def action(self) -> str:
        """Where the form of the page is sent."""
        return self.page.action

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.page.title

    def _arrived(self, reply: TestResponse) -> Family:
        self.address = reply.request.path
        self.html = reply.text
        self.status = reply.status_code
        self.page = _Page(self.html)
        self.fields = self.page.fields
        return self


class _Page(HTMLParser):
    """The parts of a page that a browser would use: title, form, fields, headings, language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.title = ""
        self.language = ""
        self.direction = ""
        self.heading = ""
        self.fields: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.buttons: list[str] = []
        self.names: set[str] = set()
        self.choices: dict[str, str] = {}  # value: the name of its field
        self.tick_boxes: set[str] = set()  # names
        self.invalid: list[str] = []
        self._inside: list[str] = []
        self._select = ""
        self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self._inside.append(tag)
        if has.get("id"):
            self.ids.append(str(has["id"]))
        if has.get("aria-invalid") == "true":
            self.invalid.append(str(has.get("name")))
        if tag == "html":
            self.language, self.direction = str(has.get("lang")), str(has.get("dir"))
        elif tag == "form" and not self.action:
            self.action = str(has.get("action"))
        elif tag == "a":
            self.links.append(str(has.get("href")))
        elif tag == "button":
            self.buttons.append(str(has.get("value")))
        elif tag == "select":
            self._select = str(has["name"])
            self.names.add(self._select)
            self.fields.setdefault(self._select, [""])
        elif tag == "option" and "selected" in has:
            self.fields[self._select] = [str(has["value"])]
        elif tag == "textarea":
            self._textarea = str(has["name"])
            self.names.add(self._textarea)
            self.fields[self._textarea] = [""]
        elif tag == "input":
            name, kind = str(has.get("name")), has.get("type")
            self.names.add(name)
            if kind == "file":
                return
            if kind not in ("radio", "checkbox"):
                self.fields.setdefault(name, []).append(has.get("value") or "")
                return
            self.choices.setdefault(str(has.get("value")), name)
            if kind == "checkbox":
                self.tick_boxes.add(name)
            if "checked" in has:
                self.fields.setdefault(name, []).append(str(has.get("value")))

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if "title" in self._inside:
            self.title += data
        elif "h1" in self._inside:
            self.heading += data
        elif self._textarea:
            # a browser drops the first line break of a textarea
            self.fields[self._textarea][0] += data.removeprefix("\n")
