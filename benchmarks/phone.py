"""A form on a slow phone: how long it takes from the link until somebody can type into its first field.

The form has 12 questions on one page, or 300 with 50 on a page, which is the most that a page of ours may have. Whoever
opens it has agreed before, so the page is made for them alone. The floor is a page of the same
questions without style, script, places for problems or any other comfort: the least that HTML can be.

A field can be used when it is seen, nothing lies over it, and what is typed is still there after a moment; no sooner
than the browser has painted something.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain, islice
from statistics import quantiles
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli  # type: ignore[import-untyped]  # ships no types
from flask import Flask, Response

from benchmarks.figures import Figure
from benchmarks.rounds import interleaved
from farolito.domain.access import NOBODY
from farolito.services import links, responses, sessions
from farolito.testing.browser import chromium, make_context
from farolito.testing.server import serve
from farolito.testing.site import make_site
from farolito.web.cookies import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from farolito.testing.site import Site

SIZES = {12: 0.8, 300: 0.9}
"""Questions of a form, and in how many seconds the first of them can be answered."""
PER_PAGE = 50
MOST_RATIO = 1.15
ROUNDS = 11
SLOWER = 4  # times
LATENCY = 400  # milliseconds
THROUGHPUT = 50_000  # bytes a second: 400 kbit/s
WINDOW = {"width": 412, "height": 823}

ASKED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("name", "full_name", "What is your name?", ()),
    ("email", "email", "What is your email?", ()),
    ("phone", "phone", "What is your phone number?", ()),
    ("born", "date", "When were you born?", ()),
    ("people", "integer", "How many people live with you?", ()),
    ("income", "integer", "How much do you earn in a month?", ()),
    ("housing", "choice", "Where do you live?", ("We rent", "We own", "With family", "Shelter")),
    (
        "benefits",
        "choices",
        "Which do you get?",
        ("CalFresh", "Medi-Cal", "WIC", "CalWORKs", "SSI"),
    ),
    ("employed", "yes_no", "Do you work?", ()),
    ("employer", "text", "Who do you work for?", ()),
    ("contact", "choice", "How can we reach you?", ("Call", "Text", "Email")),
    ("notes", "long_text", "What else should we know?", ()),
)

# runs in every document before anything else does
_WATCH = """globalThis.usable = new Promise((found) => {
  const isFree = (field) => {
    const { x, y, width, height } = field.getBoundingClientRect();
    return !field.disabled && width && document.elementFromPoint(x + width / 2, y + height / 2) === field;
  };
  const look = () => {
    const field = [...document.querySelectorAll("input:not([type]), input[type=text]")].find(isFree);
    if (!field) return setTimeout(look, 5);
    const typed = performance.now();
    field.value += "x";
    setTimeout(() => {
      if (!field.isConnected || !field.value.endsWith("x")) return look();
      const [{ startTime }] = performance.getEntriesByName("first-contentful-paint");
      const [{ encodedBodySize }] = performance.getEntriesByType("navigation");
      found([Math.max(typed, startTime) / 1000, encodedBodySize]);
    }, 600);
  };
  look();
});"""


class View(NamedTuple):
    """A page that was opened: seconds until its first field could be used, bytes of the document as they came."""

    seconds: float
    size: int


def measure(folder: Path) -> Iterator[Figure]:
    """Seconds to the first field, and against the thin page, in turns."""
    data = folder / "phone"
    data.mkdir()
    site = make_site(data)
    visitors = {size: _family(site, site.open_form(_form(size))) for size in SIZES}
    try:
        with serve(site.app) as ours, serve(_floor()) as floor, chromium() as browser:
            pages = {
                **{f"ours {size}": (ours, *family) for size, family in visitors.items()},
                **{f"thin {size}": (floor, f"/{size}", {}) for size in SIZES},
            }
            views = interleaved(
                {what: partial(_view, browser, *page) for what, page in pages.items()}, ROUNDS
            )
    finally:
        site.close()
    for size, most in SIZES.items():
        ours_seconds, thin_seconds = (
            [view.seconds for view in views[f"{who} {size}"]] for who in ("ours", "thin")
        )
        what = f"first field usable, {size} questions, CPU ÷{SLOWER}, 400 kbit/s, {LATENCY} ms"
        remark = f"{min(ours_seconds):.2f} to {max(ours_seconds):.2f} s, {views[f'ours {size}'][0].size:,} bytes"
        yield Figure(what, _quiet(ours_seconds), "s", remark, most=most)
        remark = (
            f"{_quiet(ours_seconds):.3f} s : {_quiet(thin_seconds):.3f} s; "
            f"{views[f'thin {size}'][0].size:,} bytes without style or script"
        )
        against = _quiet(ours_seconds) / _quiet(thin_seconds)
        yield Figure(
            "  against a thin page of the same questions", against, "×", remark, most=MOST_RATIO
        )


def _quiet(seconds: list[float]) -> float:
    """The first quartile: whatever else the machine does only ever adds to a view."""
    return quantiles(seconds, n=4)[0]


def _family(site: Site, form: str) -> tuple[str, dict[str, str]]:
    """Somebody who has agreed: the address of the questions, and their cookie."""
    with site.works.open(NOBODY) as work:
        session = sessions.start_family(work)
        responses.start(work, links.open_link(work, "lincoln", form), "en", session.id)
    with site.works.open(NOBODY) as work:
        handle = responses.load(work, session.token, "lincoln", form)
        agreed = {"choice": "yes", "text": "phone", "language": "en", "at": f"{work.today()}"}
        responses.save(work, handle, replace(handle.draft, answers={"consent": agreed}))
    return f"/lincoln/{form}/page_0", {NAMES["family"]: session.token}


def _view(browser: Browser, site: str, path: str, cookies: dict[str, str], _: int) -> View:
    """One visit with nothing in the browser but these cookies."""
    context = make_context(browser, viewport=WINDOW)
    context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
    )
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        debugger = context.new_cdp_session(page)
        debugger.send("Network.enable")
        network = {"downloadThroughput": THROUGHPUT, "uploadThroughput": THROUGHPUT}
        debugger.send(
            "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **network}
        )
        debugger.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        reply = page.goto(site + path, wait_until="commit")
        if reply is None or reply.status != 200:
            raise AssertionError(f"{reply and reply.status} {path}")
        return View(*page.evaluate("usable"))
    finally:
        context.close()


def _questions(size: int) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for number in range(size // len(ASKED)):
        for name, kind, label, choices in ASKED:
            yield f"{name}{number or ''}", kind, label, choices


def _form(size: int) -> dict[str, Any]:
    """Those questions as a form of ours."""
    asked: list[dict[str, Any]] = []
    for name, kind, label, choices in _questions(size):
        question: dict[str, Any] = {"name": name, "type": kind, "label": {"en": label}}
        if choices:
            question["choices"] = [
                {"name": f"c{at}", "label": {"en": choice}} for at, choice in enumerate(choices)
            ]
        asked.append(question)
    asked[0]["required"] = True
    consent = {
        "name": "consent", "type": "consent", "label": {"en": "May we keep your answers?"}, "text": "phone",
        "points": [{"en": "You choose what to answer."}], "declines": ["no_thanks"], "required": True,
        "choices": [{"name": "yes", "label": {"en": "Yes"}}, {"name": "no_thanks", "label": {"en": "No thanks"}}],
    }  # fmt: skip
    return {
        "name": f"phone-{size}",
        "title": {"en": "A form"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 12, "answers_months": 36},
        "sections": [
            {
                "name": "all",
                "title": {"en": "About you"},
                "pages": [
                    {"name": "agree", "questions": [consent]},
                    *(
                        {
                            "name": f"page_{at}",
                            "title": {"en": "About you"},
                            "questions": asked[at : at + PER_PAGE],
                        }
                        for at in range(0, size, PER_PAGE)
                    ),
                ],
            }
        ],
    }


def _floor() -> Flask:
    app = Flask("thin")
    packed = {size: brotli.compress(_thin(size).encode()) for size in SIZES}

    @app.get("/<int:size>")
    def page(size: int) -> Response:
        return Response(packed[size], mimetype="text/html", headers={"Content-Encoding": "br"})

    return app


def _thin(size: int) -> str:
    fields = "\n".join(
        chain.from_iterable(_field(*one) for one in islice(_questions(size), PER_PAGE))
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A form</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"></head><body>
<h1>About you</h1><form method="post">
{fields}
<button>Continue</button></form></body></html>"""


def _field(name: str, kind: str, label: str, choices: tuple[str, ...]) -> Iterator[str]:
    if kind == "yes_no":
        choices = ("Yes", "No")
    if choices:
        yield f"<fieldset><legend>{label}</legend>"
        box = "checkbox" if kind == "choices" else "radio"
        for at, choice in enumerate(choices):
            yield f'<label><input type="{box}" name="{name}" value="c{at}"> {choice}</label>'
        yield "</fieldset>"
        return
    yield f'<p><label for="{name}">{label}</label>'
    if kind == "long_text":
        yield f'<textarea id="{name}" name="{name}"></textarea></p>'
    else:
        kinds = {"email": "email", "phone": "tel", "date": "date", "integer": "number"}
        yield f'<input id="{name}" name="{name}" type="{kinds.get(kind, "text")}"></p>'
