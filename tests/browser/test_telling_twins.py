"""An answer is told by a tablet in just the words, and the HTML, of the family's own check page."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

import farolito.web
from farolito.domain.copying import question_rules
from farolito.domain.definitions import Form, Page, Retention, Section
from farolito.domain.languages import LANGUAGES
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.web.filters import shown
from farolito.web.i18n import speaking
from farolito.web.scripts import joined
from farolito.web.tablet.told_answers import told_answers
from tests.tablet_support.typing import QUESTIONS, questions, typings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask
    from playwright.sync_api import BrowserContext

    from farolito.domain.definitions import Question

SOURCE = Path(farolito.web.__file__).parent / "static" / "tablet" / "telling.js"
NEVER_TOLD = {"note", "calculated", "photo", "file"}
ASKED = {name: questions(name) for name in QUESTIONS if name not in NEVER_TOLD}

_TELL = """async ([module, text]) => {
  const { tell } = await import(`data:text/javascript;base64,${module}`);
  const { told, rows } = JSON.parse(text);
  return rows.map(([question, answer]) => tell(question, answer, told));
}"""

FORM = Form(
    "all", {"en": "All"}, "intake", "self_service", ("en",),
    (Section("s", {"en": "S"}, (Page("p", tuple(one for listed in ASKED.values() for one in listed)),)),),
    Retention(1, 1, 1), "0" * 64,
)  # fmt: skip


def answers() -> Iterable[tuple[Question, Any]]:
    """Answers of every type, as they come out of what people type, and every way to write a day and an hour."""
    random = Random(20261126)  # noqa: S311  the same cases each time
    for name in ASKED:
        read = (
            (case.question, case.in_python().get("answer")) for case in typings(random, name, 60)
        )
        yield from [one for one in read if one[1] not in (None, {"skipped": True})]
    for month in range(1, 13):
        yield ASKED["month"][0], f"2026-{month:02}"
        for day in (1, 5, 10, 23, 28):
            yield ASKED["date"][0], f"2026-{month:02}-{day:02}"
    for hour in range(24):
        for minute in ("00", "05", "37"):
            yield ASKED["time"][0], f"{hour:02}:{minute}"


def plainly(html: str) -> str:
    """HTML with one way to write the signs that have a name."""
    return html.replace("&amp;", "&#38;").replace("&lt;", "&#60;").replace("&gt;", "&#62;")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_told_as_on_the_familys_own_page(
    site_app: Flask, make_context: Callable[..., BrowserContext], language: str
) -> None:
    rows = list(answers())
    with site_app.test_request_context("/"), speaking(language):
        told = told_answers(FORM, language, TYPES)
        wanted = [
            str(shown(TYPES[q.type].show(q, answer, language), language)) for q, answer in rows
        ]
    sent = [(question_rules(question, TYPES[question.type]), answer) for question, answer in rows]
    served = joined("tablet/telling.js", lambda _: SOURCE.read_text("utf-8"))
    module = base64.b64encode(served.encode()).decode()
    page = make_context().new_page()
    found = page.evaluate(_TELL, [module, json.dumps({"told": told, "rows": sent})])
    differ = [
        (question.name, answer, ours, theirs)
        for (question, answer), ours, theirs in zip(rows, wanted, found, strict=True)
        if plainly(ours) != plainly(theirs) and not _of_another_country(question, answer)
    ]
    assert differ[:5] == []


def _of_another_country(question: Question, answer: Any) -> bool:
    number = answer.get("number", "+1") if isinstance(answer, dict) else answer
    return question.type == "phone" and not number.startswith("+1")


def test_only_what_a_form_needs_is_in_its_copy(site_app: Flask) -> None:
    page = Page("p", questions("text") + questions("choice"))
    form = Form(
        "few",
        {},
        "intake",
        "self_service",
        ("en",),
        (Section("s", {}, (page,)),),
        Retention(1, 1, 1),
        "1" * 64,
    )
    with site_app.test_request_context("/"), speaking("es"):
        told = told_answers(form, "es", TYPES)
    assert told.keys() == {"labels"}
    assert told["labels"].keys() == {"choice_0"}
