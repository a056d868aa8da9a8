"""What was typed means the same on a tablet without internet as on the server; and what would be noticed."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

import farolito.web
from farolito.domain.copying import question_rules
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.relevance import walk
from farolito.testing.twins import same
from farolito.web.scripts import joined
from tests.packs.test_examples import EXAMPLES, PACKS, form_of, source_of
from tests.tablet_support.reading_mistakes import MUTATIONS
from tests.tablet_support.typing import CONTEXTS, QUESTIONS, ZEROS, Typed, questions, typings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from playwright.sync_api import BrowserContext, Page

SOURCE = Path(farolito.web.__file__).parent / "static" / "tablet" / "reading.js"

PROMISES: Mapping[str, str] = {
    # the same answer, and the same problems in the same order
    **dict.fromkeys(
        (
            "text", "long_text", "full_name", "integer", "decimal", "yes_no", "choice", "matrix", "choices", "money",
            "rating", "ranking", "date", "month", "time", "consent",
        ),
        "exact",
    ),
    # the same answer, refused when it is refused there; in hostile text another problem may be named first
    **dict.fromkeys(("long_choice", "language", "birth_date", "child", "address", "barcode"), "answers"),
    # never refused when it is taken there, and then the same answer
    **dict.fromkeys(("email", "signature"), "never stricter"),
    # never refused when it is taken there; the same answer only for the United States, or a place that is offered
    **dict.fromkeys(("phone", "location"), "plausible"),
    # something is there, and the server says what
    **dict.fromkeys(("photo", "file", "note", "calculated"), "unread"),
}  # fmt: skip

_HOLD = "(text) => { globalThis.held = JSON.parse(text); }"
_READ = """async ([text, isFirst]) => {
  const twin = await import(`data:text/javascript;base64,${text}`);
  const read = ({ question, raw, context }) => {
    try {
      const found = twin.read(question, raw, context);
      return { ...found, value: twin.valueOf(question, found.answer) };
    } catch (error) {
      return { error: String(error) };
    }
  };
  const signed = (_, value) => (Object.is(value, -0) ? { negative: 0 } : value); // JSON does not know it
  const found = held.map((one) => JSON.stringify(read(one), signed));
  if (isFirst) globalThis.first = found;
  globalThis.recognised = (rows) => rows.map(([question, answer]) => [
    twin.recognises(question, answer), twin.valueOf(question, answer) !== null,
  ]);
  return found.flatMap((one, at) => (isFirst || one !== first[at] ? [[at, one]] : []));
}"""


class Reader:
    """The module in a page of a real browser, which holds cases and reads them with any text of the module."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def read(self, cases: Iterable[Typed]) -> list[Any]:
        """What it makes of these cases, which it holds from now on."""
        # as text: half a character would not survive the way otherwise
        self.page.evaluate(_HOLD, json.dumps([case.json for case in cases]))
        return list(self._found(served(), is_first=True).values())

    def mistaken(self, text: str) -> dict[int, Any]:
        """What another text of the module makes of the cases that are held, where that differs, by their numbers."""
        return self._found(text, is_first=False)

    def _found(self, text: str, *, is_first: bool) -> dict[int, Any]:
        module = base64.b64encode(text.encode()).decode()
        found = self.page.evaluate(_READ, [module, is_first])
        return {at: json.loads(one) for at, one in found}


def source() -> str:
    """The module as it was written."""
    return SOURCE.read_text("utf-8")


def served() -> str:
    """The same as it is served."""
    return joined("tablet/reading.js", lambda _: source())


@pytest.fixture
def reader(make_context: Callable[..., BrowserContext]) -> Reader:
    return Reader(make_context().new_page())


def broken(case: Typed, ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether the browser says what is not promised of the type."""
    promise = PROMISES[case.question.type]
    if "error" in theirs:
        return True
    if promise == "unread" and ours.get("answer") != {"skipped": True}:
        return theirs != {"problems": [], "unread": True, "value": None}
    if "unread" in theirs:
        return True
    agrees = same(ours.get("answer"), theirs.get("answer")) and same(ours["value"], theirs["value"])
    if promise == "exact":
        return not (agrees and same(ours["problems"], theirs["problems"]))
    if promise == "answers":
        return not (agrees and bool(ours["problems"]) == bool(theirs["problems"]))
    if "answer" not in ours:
        return not ours["problems"] and bool(theirs["problems"])
    if promise == "never stricter" or _is_known(case, ours["answer"]):
        return not agrees
    return "answer" not in theirs


def _is_known(case: Typed, answer: Any) -> bool:
    number = answer.get("number", "+1") if isinstance(answer, dict) else answer
    return case.question.type == "location" or (
        number.startswith("+1") and case.question.options.get("region", "US") == "US"
    )


def cases(seed: int, count: int) -> list[Typed]:
    """So many cases of each type."""
    random = Random(seed)  # noqa: S311  the same cases each time
    return [case for name in QUESTIONS for case in typings(random, name, count)]


def test_every_core_type_is_tried_and_something_is_promised_of_it() -> None:
    assert QUESTIONS.keys() == PROMISES.keys() == TYPES.keys()


def test_what_was_typed_means_the_same_on_both_sides(reader: Reader) -> None:
    tried = cases(20261123, 320)
    ours = [case.in_python() for case in tried]
    theirs = reader.read(tried)
    assert [
        (case.json, one, other)
        for case, one, other in zip(tried, ours, theirs, strict=True)
        if broken(case, one, other)
    ][:5] == []
    for name in PROMISES.keys() - {"photo", "file", "note", "calculated"}:
        found = [one for case, one in zip(tried, ours, strict=True) if case.question.type == name]
        assert sum("answer" in one for one in found) > 12, name
        assert sum(bool(one["problems"]) for one in found) > 5, name


def test_what_the_families_of_the_examples_typed_is_read_too(
    reader: Reader,
) -> None:
    tried = []
    for folder, example in EXAMPLES:
        form = form_of(source_of(PACKS[folder], example))
        context = replace(CONTEXTS[0], today=example.today)
        for stop in walk(form, example.answers, TYPES, example.today).stops:
            for question in stop.questions:
                answer, kind = stop.answers.get(question.name), TYPES[question.type]
                if kind.is_asked and answer is not None and kind.recognises(question, answer):
                    tried.append(Typed(question, kind.raw(question, answer), context))
    assert len(tried) > 150
    ours = [case.in_python() for case in tried]
    theirs = reader.read(tried)
    differ = [
        case.json for case, *both in zip(tried, ours, theirs, strict=True) if broken(case, *both)
    ]
    assert differ[:5] == []


def test_the_digits_of_every_script_are_the_same_number(reader: Reader) -> None:
    (question,) = (one for one in questions("integer") if not one.options)
    tried = [
        Typed(question, {"": ("".join(chr(zero + digit) for digit in range(1, 10)),)}, CONTEXTS[0])
        for zero in ZEROS
    ]
    assert len(ZEROS) > 60
    assert {one["answer"] for one in reader.read(tried)} == {123_456_789}


def test_an_answer_whose_choice_is_not_offered_any_more_means_nothing(reader: Reader) -> None:
    rows = []
    for case in cases(8, 120):
        answer = case.in_python().get("answer")
        if case.question.choices and answer not in (None, {"skipped": True}):
            fewer = replace(case.question, choices=case.question.choices[1:])
            kind = TYPES[fewer.type]
            stands = kind.recognises(fewer, answer)
            rows.append((question_rules(fewer, kind), answer, stands))
    assert {stands for *_, stands in rows} == {True, False}
    reader.read([])
    found = reader.page.evaluate(
        "(text) => recognised(JSON.parse(text))", json.dumps([row[:2] for row in rows])
    )
    assert found == [[stands, stands] for *_, stands in rows]


def test_a_mistake_of_ours_keeps_nobody_from_going_on(reader: Reader) -> None:
    asked = replace(questions("money")[0], options={})  # not even the form's own ranges
    case = Typed(asked, {"": ("500_999",)}, CONTEXTS[0])
    assert reader.read([case]) == [{"problems": [], "unread": True, "value": None}]


def test_every_seeded_mistake_is_found(reader: Reader) -> None:
    tried = cases(7, 160)
    ours = [case.in_python() for case in tried]
    reader.read(tried)
    unnoticed = []
    for mistake, (before, after) in MUTATIONS.items():
        assert source().count(before) == 1, mistake
        theirs = reader.mistaken(source().replace(before, after))
        if not any(broken(tried[at], ours[at], found) for at, found in theirs.items()):
            unnoticed.append(mistake)
    assert unnoticed == []
