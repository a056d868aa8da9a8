"""What the engine costs as forms grow: reading, journey, checking, and a page turn on a very long form."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import typed
from benchmarks.figures import Figure
from benchmarks.long_forms import PER_PAGE, RULE_EVERY, long_answers, long_form
from farolito.domain.access import NOBODY
from farolito.domain.answers import problems
from farolito.domain.definitions import Form
from farolito.domain.journey import journey
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form
from farolito.services import links, responses, sessions
from farolito.testing.site import Site, make_site
from farolito.web.cookies import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from flask.testing import FlaskClient

SIZES = (10, 100, 1_000)
ENTRIES = 150
ROUNDS = 15
TURNS = 8
TODAY = date(2026, 11, 23)
MOST_TURN = 2.0  # × the page turn of a form of ten questions


def measure(folder: Path) -> Iterator[Figure]:
    """Ratios to typed decoding of the same document, and of the long form's page turn to the short one's."""
    for size in SIZES:
        yield from _engine(size)
    yield from _page_turns(folder)


def _engine(size: int) -> Iterator[Figure]:
    document = long_form(size)
    answers, text = long_answers(document), json.dumps(document)
    form = read_form(text, question_types=CORE_QUESTION_TYPES)
    if not isinstance(form, Form):
        raise AssertionError("\n".join(map(str, form)))
    said, model = json.dumps(answers), typed.answers_model(typed.Form.model_validate_json(text))
    if model.model_validate_json(said).model_dump() != answers:
        raise AssertionError("the floor reads other answers")
    # a new copy each time: the walk over the very same answers is remembered
    copies = [dict(answers) for _ in range(2 * ROUNDS)]
    loaded, typed_form, typed_answers, read, walked, checked = _timed(
        lambda: json.loads(text),
        lambda: typed.Form.model_validate_json(text),
        lambda: model.model_validate_json(said),
        lambda: read_form(text, question_types=CORE_QUESTION_TYPES),
        lambda: journey(form, copies.pop(), CORE_QUESTION_TYPES, TODAY),
        lambda: problems(form, copies.pop(), CORE_QUESTION_TYPES, TODAY),
    )
    for what, cost, floor, of in (
        ("compile", read, typed_form, "form"),
        ("journey", walked, typed_answers, "answers"),
        ("validate", checked, typed_answers, "answers"),
    ):
        more = f"; json.loads {loaded * 1e3:.2f} ms" if of == "form" else ""
        yield Figure(
            f"{size:,} questions: {what}, against pydantic decoding the same {of}",
            cost / floor,
            "×",
            f"{cost * 1e3:.2f} ms : {floor * 1e3:.2f} ms{more}",
        )


def _page_turns(folder: Path) -> Iterator[Figure]:
    data = folder / "forms"
    data.mkdir()
    site = make_site(data)
    try:
        turns = [_turn(site, 10, 0), *_long_turns(site)]
        short, *longer = _timed(*turns, rounds=5 * ROUNDS)
    finally:
        site.close()
    what = f"page turn, 1,000 questions and {ENTRIES} entries, against 10 questions"
    for which, long in zip(("", ", when a rule looks at what changed"), longer, strict=True):
        yield Figure(
            f"{what}{which}",
            long / short,
            "×",
            f"{long * 1e3:.1f} ms : {short * 1e3:.1f} ms CPU, POST and GET, all answered, one process",
            most=MOST_TURN,
        )


def _long_turns(site: Site) -> Iterator[Callable[[], object]]:
    """In the middle of a long form: on pages that no rule looks at, and on those that one does."""
    middle = 1_000 // PER_PAGE // 2
    looked_at = [place for place in range(middle, middle + 40) if (place + 1) % RULE_EVERY == 0]
    others = [place for place in range(middle, middle + 40) if (place + 1) % RULE_EVERY]
    for places in (others[:TURNS], looked_at[:TURNS]):
        yield _turn(site, 1_000, ENTRIES, places)


def _turn(
    site: Site, questions: int, entries: int, places: Sequence[int] = (0,)
) -> Callable[[], object]:
    """Continue on one of these pages of a form that is all answered, with new answers, and the next page."""
    document = long_form(questions, entries)
    name = site.open_form(document)
    client = _visitor(site, name, long_answers(document, entries))
    pages = [page for s in document["sections"] if "repeat" not in s for page in s["pages"]]
    count = iter(range(10**9))

    def turn() -> None:
        number = next(count)
        page = pages[places[number % len(places)]]
        again = number // len(places)
        fields = {q["name"]: _typed(q, again) for q in page["questions"]}
        reply = client.post(f"/lincoln/{name}/{page['name']}", data={**fields, "_go": "next"})
        shown = client.get(reply.location)
        if reply.status_code != 303 or shown.status_code != 200 or "problems" in reply.location:
            raise AssertionError(f"{reply.status_code} {reply.location} {shown.status_code}")

    return turn


def _typed(question: dict[str, Any], again: int) -> str:
    """An answer that differs from the one before on this page."""
    kinds = {"choice": ("often", "sometimes"), "yes_no": ("yes", "no"), "integer": ("12", "13")}
    return kinds.get(question["type"], ("Lincoln", "Garfield"))[again % 2]


def _visitor(site: Site, name: str, answers: dict[str, Any]) -> FlaskClient:
    with site.works.open(NOBODY) as work:
        session = sessions.start_family(work)
        responses.start(work, links.open_link(work, "lincoln", name), "en", session.id)
    with site.works.open(NOBODY) as work:
        handle = responses.load(work, session.token, "lincoln", name)
        responses.save(work, handle, replace(handle.draft, answers=answers))
    client = site.visitor()
    client.set_cookie(NAMES["family"], session.token)
    return client


def _timed(*calls: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median seconds of CPU of each call, made in turns: of a busy disk nobody knows whose fault it is."""
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, times in zip(calls, found, strict=True):
            begin = time.process_time()
            call()
            times.append(time.process_time() - begin)
    return [median(times) for times in found]
