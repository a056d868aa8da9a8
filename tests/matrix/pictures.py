"""Every document of the demo school as a picture, to look at: in English and Spanish, and in Arabic and Khmer letters.

    python -m tests.matrix.pictures <folder>

A school of the demo is made, its people follow every link, and each document that they are given is drawn; sheets of
twelve pages come to <folder>. No document has Arabic or Khmer words of its own yet: there the English ones are put in
the letters of those languages, so that direction, fonts and line heights are seen. ``pdftoppm`` must be there.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from werkzeug.exceptions import HTTPException

from farolito.app import create_app
from farolito.cli.prepare import prepare
from farolito.domain.access import SYSTEM
from farolito.pdf import Renderer, isolated
from farolito.sandbox import ChildFailed
from farolito.services import demo, sessions, users
from farolito.settings import load_settings
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

STARTS = (
    "/",
    f"/{demo.SCHOOL}",
    f"/staff/{demo.SCHOOL}",
    "/staff/my-day",
    "/-/enrollment_checklists/",
)
MOST_OF_A_KIND = 8
"""Pages with the same rule that one person opens: enough to find each of their documents."""
MOST_PAGES = 3
"""Pages of a document that are drawn."""
ACROSS, DOWN, WIDTH = 4, 3, 400

LETTERS = {
    "ar": ("في", "المدرسة", "ورقة", "عائلة", "من", "مساعدة", "يوم", "الأسرة", "المركز", "اتصل"),
    "km": ("សាលា", "គ្រួសារ", "ជំនួយ", "ក្រដាស", "ថ្ងៃ", "សិស្ស", "នៅ", "ទូរស័ព្ទ", "ការប្រជុំ", "ឆ្នាំ"),
}
"""Words to put in the place of English ones."""


@dataclass
class Found:
    """The documents: what each is, to its page in each language that there is of it."""

    pages: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    given: list[tuple[str, str, str]] = field(default_factory=list)

    def render(self, _: Renderer, html: str, *, title: str, language: str) -> bytes:
        """In the place of the printer: the page is kept instead."""
        self.given.append((html, title, language))
        return b"%PDF-1.7"

    def keep(self, name: str) -> None:
        """What was just printed is this document."""
        for html, title, language in self.given:
            self.pages.setdefault(name, {}).setdefault(language, (html, title))
        self.given.clear()


def find(app: Flask) -> Found:
    """Follow the links of everybody at the school."""
    found, kept = Found(), Renderer.render
    Renderer.render = lambda me, html, **told: found.render(me, html, **told)  # type: ignore[method-assign]
    try:
        for browser in _browsers(app):
            _follow(app, browser, found)
    finally:
        Renderer.render = kept  # type: ignore[method-assign]
    return found


def _browsers(app: Flask) -> Iterator[FlaskClient]:
    works = host_of(app).works
    people = [email for email, _, _, place in demo.PEOPLE if place == demo.SCHOOL]
    for email in ("", *people):
        client = app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        if email:
            with works.open(SYSTEM) as work:
                known = users.by_email(work, email)
                assert known is not None, email
                token = sessions.start_staff(work, known.id, "second_factor").token
            client.set_cookie(NAMES["staff"], token)
        yield client


def _follow(app: Flask, browser: FlaskClient, found: Found) -> None:
    opened, waiting, known = Counter[str](), deque(STARTS), set(STARTS)
    while waiting:
        address = waiting.popleft()
        kind = kind_of(app, address)
        if kind is None or opened[kind] >= MOST_OF_A_KIND or kind in found.pages:
            continue
        opened[kind] += 1
        reply = browser.get(address)
        if reply.mimetype == "application/pdf":
            found.keep(kind)
            path, _, query = re.sub(r"\blanguage=\w+&?", "", address).partition("?")
            path = re.sub(r"/en\.pdf$", "/es.pdf", path)
            spanish = f"{path}?language=es&{query}"
            browser.get(spanish, headers={"Accept-Language": "es"})
            found.keep(kind)
            continue
        links = re.findall(r'href="(/[^"#]*)', reply.get_data(as_text=True))
        for link in map(unescape, (*links, reply.headers.get("Location", ""))):
            if link.startswith("/") and link not in known:
                known.add(link)
                waiting.append(link)


def kind_of(app: Flask, address: str) -> str | None:
    """What is at an address, without whose it is: all events are one kind, as are all forms; each paper is another."""
    path, _, query = address.partition("?")
    try:
        endpoint, parts = app.url_map.bind("127.0.0.1").match(path)
    except HTTPException:
        return None
    place = parts.get("place") or parts.get("place_slug") or parts.get("slug") or demo.SCHOOL
    if place != demo.SCHOOL or endpoint == "static":
        return None
    named = [
        value
        for name, value in sorted(parts.items())
        if not name.endswith(("_id", "place", "slug", "token", "day", "form_name", "language"))
    ]
    if ".pdf" in path:
        named += [
            one for one in query.split("&") if one and not one.startswith(("language", "due"))
        ]
    return " ".join([str(endpoint), *map(str, named)])


def in_letters(html: str, language: str) -> str:
    """An English page with its words in the letters of a language, and its direction."""
    words, said = LETTERS[language], []
    style = ltr = False
    for part in re.split(r"(<[^>]*>)", html):
        if part.startswith("<"):
            if part.startswith("<html"):
                direction = "rtl" if language == "ar" else "ltr"
                part = re.sub('lang="[^"]*"', f'lang="{language}"', part)
                part = re.sub('dir="[^"]*"', f'dir="{direction}"', part)
            style = part.startswith(("<style", "<title")) or (style and not part.startswith("</"))
            ltr = 'dir="ltr"' in part
            said.append(part)
        elif style or ltr or not part.strip():
            said.append(part)
        else:
            turned = re.sub(
                "[^\\W\\d_]{2,}",
                lambda one: words[sum(map(ord, one.group())) % len(words)],
                unescape(part),
            )
            said.append(str(isolated(turned, language)))
    return "".join(said)


def draw(found: Found, folder: Path) -> list[str]:
    """Sheets of pictures by language; what could not be made."""
    renderer, failed = Renderer(wall=120), []
    for language in ("en", "es", "ar", "km"):
        pictures = []
        for name, pages in sorted(found.pages.items()):
            if language in LETTERS and "en" in pages:
                html, title = in_letters(pages["en"][0], language), pages["en"][1]
            elif language in pages:
                html, title = pages[language]
            else:
                continue
            try:
                made = renderer.render(html, title=title, language=language)
            except ChildFailed as error:
                failed.append(f"{language} {name}: {error}")
                continue
            pictures += [(name, one) for one in pictures_of(made)]
        many = ACROSS * DOWN
        for number in range(0, len(pictures), many):
            sheet = contact_sheet(pictures[number : number + many])
            sheet.save(folder / f"{language}-{number // many + 1:02}.png")
    renderer.close()
    return failed


def pictures_of(pdf: bytes) -> list[Image.Image]:
    """The first pages, drawn."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "one.pdf"
        file.write_bytes(pdf)
        subprocess.run(
            ("pdftoppm", "-r", "60", "-png", "-l", str(MOST_PAGES), str(file), f"{name}/page"),
            check=True,
        )
        return [Image.open(one).convert("RGB") for one in sorted(Path(name).glob("page*.png"))]


def contact_sheet(pictures: list[tuple[str, Image.Image]]) -> Image.Image:
    """Pages side by side, each with what it is."""
    height = WIDTH * 11 // 8
    sheet = Image.new("RGB", (ACROSS * WIDTH, DOWN * height), "#888")
    pen = ImageDraw.Draw(sheet)
    for number, (name, picture) in enumerate(pictures):
        x, y = number % ACROSS * WIDTH, number // ACROSS * height
        picture.thumbnail((WIDTH - 8, height - 20))
        sheet.paste(picture, (x + 4, y + 16))
        pen.text((x + 4, y + 3), name[:64], fill="#fff")
    return sheet


def main() -> None:
    """Everything, and what there was."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        settings = load_settings(
            {"FAROLITO_DATA": f"{name}/data", "FAROLITO_ALLOW_UNSAFE_DATABASE": "1"}
        )
        _, refused = prepare(settings, with_demo=True, answered=True)
        found = find(create_app(settings))
    failed = draw(found, folder)
    for one in sorted(found.pages):
        print(one, *sorted(found.pages[one]))  # noqa: T201  for who started us
    print(*refused, *failed, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
