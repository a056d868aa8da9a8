"""Every document of the demo school as a picture, to look at: in English and Spanish, and in Arabic and Khmer letters.

    python -m tests.matrix.pictures <folder> [words in the names of those to draw]

A school of the demo is made, its people follow every link and press the buttons that print, and each document that they
are given is drawn; sheets of twelve pages come to <folder>. In Arabic and Khmer English words are put in the letters
of those languages, so that direction, fonts and line heights are seen. ``pdftoppm`` must be there.

:data:`DRAWN` names every address of a PDF, by its endpoint; a test compares it with the registry of routes. What was
to be drawn and could not be found is said at the end.
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
from farolito.services import demo, places, sessions, users
from farolito.services.retention import erasing
from farolito.settings import load_settings
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flask import Flask
    from flask.testing import FlaskClient

STARTS = (
    "/",
    f"/{demo.SCHOOL}",
    f"/staff/{demo.SCHOOL}",
    "/staff/my-day",
    "/-/enrollment_checklists/",
)
DRAWN = frozenset(
    {
        "community_assessment.paper",
        "contact_log.history",
        "contact_log.letters",
        "contact_log.today_paper",
        "enrollment_checklists.caregiver_affidavit",
        "enrollment_checklists.letter_for_the_doctor",
        "enrollment_checklists.print_list",
        "enrollment_checklists.printed",
        "events.members_on_paper",
        "events.paper",
        "events.with_names",
        "margarets_place.card",
        "margarets_place.first_talk",
        "margarets_place.limits_sheet",
        "margarets_place.year_printed",
        "partners.offers_paper",
        "partners.papers",
        "partners.register_paper",
        "partners.sheet",
        "partners.team_paper",
        "resource_guide.booklet",
        "resource_guide.list_paper",
        "staff_fairs.signs",
        "staff_fairs.tickets_on_paper",
        "staff_forms.blank_form",
        "staff_forms.poster",
        "staff_numbers.report_pdf",
        "staff_referrals.slip",
        "staff_requests.letter",
        "staff_response.family_copy",
        "staff_response.staff_copy",
        "wellbeing_centers.help_printed",
        "wellbeing_centers.printed_passes",
        "wellbeing_centers.to_print",
    }
)
NOT_DRAWN = {
    "respond.paper": "the family copy, as staff print it",
}
"""An address of a PDF that is left out, and why. Piles of copies and of numbered sheets are made by the worker, of the
same pages as one copy and one blank form."""

MOST_OF_A_KIND = 12
"""Pages with the same rule that one person opens: enough to find each of their documents."""
OTHERS = re.compile(r"\blanguage=(?!en\b|es\b)")
"""Links to a page in another language than those that are drawn: not followed."""
LARGE_OF = ("calfresh", "")
"""Of the checklists, the one that is drawn in large print too."""
MOST_PAGES = 3
"""Pages of a document that are drawn."""
ACROSS, DOWN, WIDTH = 4, 3, 400

LETTERS = {
    "ar": ("في", "المدرسة", "ورقة", "عائلة", "من", "مساعدة", "يوم", "الأسرة", "المركز", "اتصل"),
    "km": ("សាលា", "គ្រួសារ", "ជំនួយ", "ក្រដាស", "ថ្ងៃ", "សិស្ស", "នៅ", "ទូរស័ព្ទ", "ការប្រជុំ", "ឆ្នាំ"),
}
"""Words to put in the place of English ones."""
DIRECTIONS = {"ar": "rtl", "km": "ltr"}


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
        browsers = dict(_browsers(app))
        for browser in browsers.values():
            _follow(app, browser, found)
        _press(app, browsers, found)
    finally:
        Renderer.render = kept  # type: ignore[method-assign]
    return found


def _browsers(app: Flask) -> Iterator[tuple[str, FlaskClient]]:
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
        yield email.partition("@")[0], client


def _press(app: Flask, browsers: Mapping[str, FlaskClient], found: Found) -> None:
    """What is printed by a form: with names, for somebody, after a request."""
    coordinator, counselor = browsers["coordinator"], browsers["counselor"]
    names = {"names": "Ana Pérez\nLevon Vardanyan"}
    desk = f"/-/events/desk/{demo.SCHOOL}"
    for path in _links(coordinator, f"{desk}?past=1", rf"{desk}/\w{{16}}"):
        for language in ("en", "es"):
            coordinator.post(f"{path}/certificate.pdf", data={**names, "language": language})
            found.keep("events.with_names")
            coordinator.get(f"{path}/minutes.pdf?language={language}")
            found.keep(f"events.paper minutes {path[-1]}")
    room = f"/-/margarets_place/{demo.SCHOOL}"
    for path in _links(counselor, room, rf"{room}/people/[\w-]+"):
        for language in ("en", "es"):
            on = f"on=2026-12-01&at=14:15&room=210&language={language}"
            counselor.get(f"{path}/card.pdf?{on}")
            found.keep("margarets_place.card")
            counselor.post(f"{path}/intake.pdf", headers={"Accept-Language": language})
            found.keep("margarets_place.first_talk")
    _for_families(app, coordinator, found)


def _for_families(app: Flask, coordinator: FlaskClient, found: Found) -> None:
    """Slips of referrals, and the letters that answer a request; the last family has everything erased."""
    here = f"/staff/{demo.SCHOOL}"
    ids = [
        path.rpartition("/")[2] for path in _links(coordinator, here, rf"{here}/responses/[\w-]+")
    ]
    for one in ids:
        page = f"{here}/responses/{one}/referrals"
        for slip in _links(coordinator, page, rf"{here}/referrals/[\w-]+/slip\.pdf"):
            coordinator.get(slip)
            found.keep("staff_referrals.slip")
        for kind in ("show", "show&large=1", "correct"):
            name, _, size = kind.partition("&")
            coordinator.get(f"{here}/requests/{one}/{name}.pdf?who=parent&{size}")
            found.keep(f"staff_requests.letter {kind}")
    with host_of(app).works.open(SYSTEM) as work:
        erasing.erase(work, places.by_slug(work, demo.SCHOOL).id, ids[-1], "all", "request")
    for language in ("en", "es"):
        coordinator.get(f"{here}/requests/{ids[-1]}/erase.pdf?language={language}")
        found.keep("staff_requests.letter erase")


def _links(browser: FlaskClient, page: str, pattern: str) -> list[str]:
    """Addresses on a page, each once."""
    text = browser.get(page).get_data(as_text=True)
    return list(dict.fromkeys(re.findall(f'href="({pattern})"', text)))


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
            if link.startswith("/") and link not in known and not OTHERS.search(link):
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
        if name == "checklist_id"
        or not name.endswith(("_id", "place", "slug", "token", "day", "form_name", "language"))
    ]
    if ".pdf" in path and "large" in query and parts.get("checklist_id", "") not in LARGE_OF:
        return None
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
                part = re.sub('lang="[^"]*"', f'lang="{language}"', part)
                part = re.sub('dir="[^"]*"', f'dir="{DIRECTIONS[language]}"', part)
            elif part.startswith("<section") and ' dir="' in part:  # a letter among several
                part = re.sub('dir="[^"]*"', f'dir="{DIRECTIONS[language]}"', part)
                part = re.sub('lang="[^"]*"', f'lang="{language}"', part)
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


def draw(found: Found, folder: Path, words: Sequence[str] = ()) -> list[str]:
    """Sheets of pictures by language, of what has one of ``words`` in its name if there are any; what failed."""
    renderer, failed = Renderer(wall=120), []
    for language in ("en", "es", "ar", "km"):
        pictures = []
        for name, pages in sorted(found.pages.items()):
            if words and not any(word in name for word in words):
                continue
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
    there = {one.split()[0] for one in found.pages}
    failed = [f"not found: {name}" for name in sorted(DRAWN - there)]
    failed += draw(found, folder, sys.argv[2:])
    for one in sorted(found.pages):
        print(one, *sorted(found.pages[one]))  # noqa: T201  for who started us
    print(*refused, *failed, sep="\n")  # noqa: T201
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
