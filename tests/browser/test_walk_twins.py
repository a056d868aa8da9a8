"""The way through a form in a real browser: the same pages, answers and problems as on the server, for any typing."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from farolito.domain.collected import draft_of
from farolito.domain.copying import question_rules, rules_of
from farolito.domain.definitions import Choice, Question
from farolito.domain.definitions import Page as PageOf
from farolito.domain.journey import journey
from farolito.domain.ordering import in_order, order_of
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types.base import OfferedPlace, ParseContext
from farolito.domain.reading import trusted_form
from farolito.domain.relevance import relevant_answers, values
from farolito.domain.scoring import needs
from farolito.domain.steps import after, before, furthest
from tests import shipped
from tests.domain.rule_bound import Author
from tests.tablet_support.families import collected
from tests.web_support.chosen_form import chosen_form
from tests.web_support.more_types import more_types_form
from tests.web_support.nested_form import nested_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from farolito.domain.definitions import Form

TODAY = date(2026, 11, 23)
PLACES = (OfferedPlace("lincoln", "Lincoln Community School"),)
CONTEXT = ParseContext(TODAY, "en", "2026-11-23T12:00:00-08:00", places=PLACES)
BOUND = 40
FAMILIES = 12
"""Of each form."""

WALK = """async (text) => {
  const journey = await import("/static/0/tablet/journey.js");
  const places = [{ slug: "lincoln", name: "Lincoln Community School", kind: "site", within: "" }];
  const context = { today: "2026-11-23", language: "en", at: "2026-11-23T12:00:00-08:00", places };
  return JSON.stringify(JSON.parse(text).map(({ rules, drafts }) => drafts.map((draft) => {
    const walked = journey.walk(rules, draft, context), { steps } = walked;
    return {
      steps: steps.map((one) => [one.kind, one.key, one.section.name, one.within, one.finished,
        one.questions.map(({ name, choices = [] }) => [name, choices.map((choice) => choice.name)])]),
      ways: steps.map((one) => [1, -1].map((way) => journey.beside(steps, one, way)?.key ?? null)),
      furthest: journey.furthest(steps)?.key ?? null,
      answers: walked.answers,
      problems: Object.entries(walked.said).flatMap(([path, { problems = [] }]) =>
        problems.map(({ suffix, code, params }) => [path, suffix, code, params])),
      needs: journey.needsOf(rules, walked),
    };
  })));
}"""


def in_python(form: Form, typed: dict[str, Any]) -> dict[str, Any]:
    """What the server makes of the same typing."""
    draft, wrong = draft_of(form, typed, TYPES, CONTEXT)
    steps = journey(form, draft.answers, TYPES, TODAY, draft.raw)
    answers = relevant_answers(form, draft.answers, TYPES, TODAY)
    last = furthest(steps)
    return {
        "steps": [
            [
                one.kind, one.key, one.section.name, one.within, one.finished,
                [[q.name, [c.name for c in q.choices]] for q in one.questions],
            ]
            for one in steps
        ],
        "ways": [[_key(after(steps, one.key)), _key(before(steps, one.key))] for one in steps],
        "furthest": _key(last),
        "answers": answers,
        "problems": [[one.question, one.suffix, one.code, dict(one.params)] for one in wrong],
        "needs": [
            need.name
            for need in needs(form, values(form, draft.answers, TYPES, TODAY), TODAY)
        ],
    }  # fmt: skip


def _key(step: Any) -> str | None:
    return step.key if step else None


ORDERS = """async (sids) => {
  const { orderOf } = await import("/static/0/tablet/journey.js");
  return Promise.all(sids.map(orderOf));
}"""


def forms() -> dict[str, Form]:
    """All that ship, the ones that tests are made for, and random ones in which everything depends on something."""
    written = {path.stem: shipped.document(path) for path in shipped.FILES}
    written |= {"many": chosen_form(), "more": more_types_form(), "nested": nested_form()}
    made = {name: trusted_form(document) for name, document in written.items()}
    for seed in range(BOUND):
        made[f"bound {seed}"] = Author(Random(seed)).form()  # noqa: S311
    return made


@pytest.fixture
def page(open_page: Callable[..., Page], site: str) -> Page:
    """A page that may load our scripts."""
    opened = open_page()
    opened.goto(f"{site}/lincoln/fair")
    return opened


def test_a_response_has_the_same_order_of_choices_on_both_sides(page: Page) -> None:
    sids = [str(UUID(int=Random(at).getrandbits(128))) for at in range(300)]  # noqa: S311
    choices = tuple(Choice(name, {}, exclusive=name == "none") for name in ("none", *"abcde"))
    question = Question("q", "choices", choices=choices, randomize=True)
    orders = question_rules(question, TYPES["choices"])["orders"]
    found = page.evaluate(ORDERS, sids)
    wanted = [in_order(question, order_of(PageOf("p", (question,)), sid)) for sid in sids]
    assert [orders[at] for at in found] == [[c.name for c in one.choices] for one in wanted]
    assert len({*found}) == len(orders) == 24
    assert {one[-1] for one in orders} == {"none"}


def test_a_function_that_is_not_there_is_missing_and_everything_goes_on(page: Page) -> None:
    """A question that only it brings up is not asked; a rule that it may break is not broken."""
    call: dict[str, Any] = {"gone.far": [{"var": ["a"]}]}
    first = {"name": "a", "type": "text", "constraint": call, "required": call}
    rules = {"sections": [{"name": "s", "pages": [
        {"name": "p", "questions": [first]},
        {"name": "only", "relevant": call, "questions": [{"name": "b", "type": "text"}]},
        {"name": "last", "questions": [
            {"name": "c", "type": "calculated", "calculation": call}, {"name": "d", "type": "text"},
        ]},
    ]}], "needs": [{"name": "n", "when": call}]}  # fmt: skip
    draft = {"raw": {"a": {"": ["x"]}, "d": {"": ["y"]}}, "entries": {}}
    [[found]] = json.loads(page.evaluate(WALK, json.dumps([{"rules": rules, "drafts": [draft]}])))
    assert [one[1] for one in found["steps"]] == ["p", "last"]
    assert (found["furthest"], found["problems"], found["needs"]) == (None, [], [])
    assert found["answers"] == {"a": "x", "d": "y"}


def test_any_typing_gives_the_same_journey_on_both_sides(page: Page) -> None:
    asked, wanted = [], []
    for name, form in forms().items():
        random = Random(name)  # noqa: S311
        drafts = [
            collected(random, form, share=random.choice([0.5, 0.95, 1])) for _ in range(FAMILIES)
        ]
        asked.append({"rules": rules_of(form, TYPES), "drafts": drafts})
        wanted.append((name, [in_python(form, typed) for typed in drafts]))
    found = json.loads(page.evaluate(WALK, json.dumps(asked)))
    differ, whole = [], 0
    for (name, ours), theirs, sent in zip(wanted, found, asked, strict=True):
        for here, there, draft in zip(ours, theirs, sent["drafts"], strict=True):
            as_json = json.loads(json.dumps(here))
            differ += [
                (name, key, there[key], as_json[key], draft)
                for key in as_json
                if there[key] != as_json[key]
            ]
            whole += here["furthest"] is None
    assert differ == []
    assert whole > 50  # families that could send
