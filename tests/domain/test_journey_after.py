"""After a change only what depends on it is decided again, and everything is as if all of it had been."""

from __future__ import annotations

import json
import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.definitions import Form, Page, Section
from farolito.domain.drafts import Draft, with_answers
from farolito.domain.journey import journey
from farolito.domain.journey_after import journey_after
from farolito.domain.looking import looking, stop_at
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import read_form
from farolito.domain.relevance import values, walk
from farolito.domain.stops import Asking, Stop
from tests.domain.conftest import TODAY, ask, en, page
from tests.domain.rule_bound import Author, Editor

if TYPE_CHECKING:
    from farolito.domain.steps import Journey

FORMS = 600 if os.environ.get("FAROLITO_LONG") else 60
EDITS = 40


def walked(form: Form, draft: Draft) -> Journey:
    return journey(form, dict(draft.answers), TYPES, TODAY, draft.raw)


@pytest.mark.parametrize("seed", range(FORMS))
def test_the_journey_after_a_change_is_the_one_that_walking_gives(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    form = Author(random).form()
    editor = Editor(random, form)
    draft = editor.filled()
    steps = walked(form, draft)
    for _ in range(EDITS):
        then, draft = draft, editor.edited(draft)
        steps = journey_after(steps, form, then, draft, TYPES, TODAY)
        assert steps == walked(form, draft)


@pytest.mark.parametrize("seed", range(0, FORMS, 4))
def test_looking_at_one_place_shows_what_walking_there_shows(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    form = Author(random).form()
    editor = Editor(random, form)
    draft = editor.filled()
    for _ in range(EDITS):
        draft = editor.edited(draft)
        answers = draft.answers
        stops = walk(form, answers, TYPES, TODAY).stops
        for stop in {stop.within: stop for stop in reversed(stops) if stop.page}.values():
            there = {
                one.page.name: one
                for one in reversed(stops)
                if one.page and one.within == stop.within
            }
            seen = looking(form, answers, TYPES, TODAY, stop.within)
            known = values(form, answers, TYPES, TODAY, stop.within)
            assert seen is not None
            names = [*form.questions, *form.repeats]
            assert [seen.get(name) for name in names] == [known.get(name) for name in names]
            for one in stop.section.pages if stop.within else ():
                found = stop_at(form, one, stop.within, answers, TYPES, TODAY)
                asked = there.get(one.name)
                assert (found and found.questions) == (asked and asked.questions)
        for section in form.sections:
            for one in () if section.repeat else section.pages:
                found = stop_at(form, one, "", answers, TYPES, TODAY)
                asked = next((stop for stop in stops if stop.page is one), None)
                assert (found and found.questions) == (asked and asked.questions)


def listing(*pages: dict[str, Any], **section: Any) -> dict[str, Any]:
    words = {"entry": en("person"), "add": en("Add?"), "empty": en("Nobody")}
    repeat = {"name": "people", "max": 3, "entry_label": "who", **words}
    return {
        "name": "people",
        "title": en("People"),
        "repeat": repeat,
        "pages": list(pages),
        **section,
    }


def read(*sections: dict[str, Any]) -> Form:
    document = {
        "name": "listed", "title": en("Listed"), "purpose": "survey", "regime": "anonymous",
        "languages": ["en", "es"], "sections": list(sections),
        "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36},
    }  # fmt: skip
    found = read_form(json.dumps(document), question_types=TYPES)
    assert isinstance(found, Form), found
    return found


def chain(pages: int) -> Form:
    """Each page is there because of the one before it."""
    made = [page("p0", ask("q0", "yes_no"))]
    made += [page(f"p{n}", ask(f"q{n}", "yes_no"), relevant=f"q{n - 1}") for n in range(1, pages)]
    return read({"name": "all", "title": en("All"), "pages": made})


def test_no_chain_of_rules_is_too_long() -> None:
    form = chain(400)
    then = Draft({f"q{n}": "yes" for n in range(400)})
    now = with_answers(then, {"q0": "no"})
    found = journey_after(walked(form, then), form, then, now, TYPES, TODAY)
    assert [one.key for one in found] == ["p0"]
    back = journey_after(found, form, now, then, TYPES, TODAY)
    assert back == walked(form, then)
    assert len(back) == 400
    assert stop_at(form, form.pages["p399"], "", then.answers, TYPES, TODAY) is not None


def test_only_what_depends_on_the_change_is_decided_again(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [page(f"p{n}", ask(f"q{n}", "yes_no")) for n in range(0, 100, 2)]
    bound = [page(f"p{n}", ask(f"q{n}", "yes_no"), relevant=f"q{n - 1}") for n in range(1, 100, 2)]
    pages = [one for pair in zip(alone, bound, strict=True) for one in pair]
    form = read({"name": "all", "title": en("All"), "pages": pages})
    then = Draft({f"q{n}": "yes" for n in range(100)})
    steps, decided = walked(form, then), list[str]()
    decide = Asking.page

    def noted(asking: Asking, section: Section, one: Page, *more: Any) -> Stop | None:
        decided.append(one.name)
        return decide(asking, section, one, *more)

    now = with_answers(then, {"q50": "no"})
    with monkeypatch.context() as noting:
        noting.setattr(Asking, "page", noted)
        found = journey_after(steps, form, then, now, TYPES, TODAY)
    assert decided == ["p50", "p51"]
    assert found == walked(form, now)


def test_a_change_that_touches_nothing_leaves_the_very_same_journey() -> None:
    form = chain(3)
    then = Draft({"q0": "yes"})
    steps = walked(form, then)
    now = with_answers(then, {"of_another_version": "a"})
    assert journey_after(steps, form, then, now, TYPES, TODAY) is steps


def test_a_list_that_goes_takes_with_it_what_counts_its_entries() -> None:
    form = read(
        {"name": "first", "title": en("First"), "pages": [page("some", ask("any_people", "yes_no"))]},
        listing(page("who_page", ask("who", "text")), relevant="any_people"),
        {"name": "last", "title": en("Last"), "pages": [page("end", ask("end", "text"), relevant="count(people) > 0")]},
    )  # fmt: skip
    people = {"entries": [{"id": "a", "answers": {"who": "Ana"}}], "done": True}
    then = Draft({"any_people": "yes", "people": people, "end": "x"})
    now = with_answers(then, {"any_people": "no"})
    found = journey_after(walked(form, then), form, then, now, TYPES, TODAY)
    assert [one.key for one in found] == ["some"]
    back = journey_after(found, form, now, then, TYPES, TODAY)
    assert [one.key for one in back] == ["some", "people", "people/a/who_page", "end"]


def test_of_two_entries_with_one_id_neither_keeps_the_other_s_pages() -> None:
    form = read(
        listing(
            page("who_page", ask("who", "text")),
            page("more", ask("detail", "text"), relevant="who == 'Ana'"),
        )
    )
    twice = [{"id": "a", "answers": {"who": who}} for who in ("Ana", "Luis")]
    then = Draft({"people": {"entries": twice, "done": True}})
    now = Draft({"people": {"entries": twice[1:], "done": True}})
    found = journey_after(walked(form, then), form, then, now, TYPES, TODAY)
    assert [one.key for one in found] == ["people", "people/a/who_page"]
