"""Whatever is posted, in whatever order: no exception, nothing lost, and only what is right can be sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farolito.domain.answers import problems, relevant_answers
from farolito.domain.drafts import Draft, answer_at, entries, remove_entry, restore_entry
from farolito.domain.fields import is_blank, read_fields, storable, wants_skip, without_skip
from farolito.domain.journey import after, before, furthest, may_visit
from farolito.domain.lists import accept_list
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from farolito.domain.summary import summarise
from tests.domain.conftest import Person
from tests.web_support.nested_form import nested_form

often = settings(
    deadline=None,
    database=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

ANSWERS = """
    named unnamed food rent none _skip yes no tuesday delivery 1 0 9 40 12 2026 ۱۹۹۰ 2135550142 a@b.co Ana
"""
NAMES = """
    consent help_wanted food_days food_worried rent_due.day rent_due.month rent_due.year rent_note pantry
    member_name member_name.skip member_birth_date.age member_birth_date.unsure member_school contact_name
    phone phone.none email stay.city stay.none stay.skip adults unknown
"""
likely = st.sampled_from([*ANSWERS.split(), "", " ", "\0"])
text = likely | st.text(st.characters(), max_size=12)
names = st.sampled_from(NAMES.split())
fields = st.dictionaries(names, st.lists(likely | text, min_size=1, max_size=3), max_size=12)
acts = st.tuples(
    st.sampled_from(["continue", "continue", "continue", "leave", "list", "remove", "restore"]),
    st.integers(0, 30),
    fields,
    st.sampled_from(["yes", "yes", "no", ""]),
)


@pytest.fixture(scope="module")
def nested() -> Any:
    """People, their jobs and their shifts."""
    return trusted_form(nested_form())


def carry_out(person: Any, act: tuple[str, int, dict[str, list[str]], str]) -> None:
    """One press of a button somewhere in the form."""
    verb, number, posted, more = act
    steps = person.steps
    here = steps[number % len(steps)]
    listed = entries(person.draft.answers, "members")
    if verb == "list":
        person.lists(more)
    elif verb == "remove" and listed:
        person.draft = remove_entry(person.draft, "members", listed[number % len(listed)]["id"])
    elif verb == "restore" and person.draft.removed.get("members") and len(listed) < 3:
        back = person.draft.removed["members"][-1]["id"]
        person.draft = restore_entry(person.draft, "members", back)
    elif verb == "continue":
        person.continues(here.key, **posted)
    elif verb == "leave":
        person.leaves(here.key, **posted)


def meaning(person: Any, question: Any, raw: Any) -> Any:
    kind = CORE_QUESTION_TYPES[question.type]
    return kind.parse(question, storable(raw, kind, question), person.context).answer


@often
@given(script=st.lists(acts, max_size=12), last=fields, number=st.integers(0, 30))
def test_nothing_that_is_posted_raises_or_is_lost(
    household: Any, person: Any, script: list[Any], last: dict[str, list[str]], number: int
) -> None:
    person.draft, person.added = Draft(), 0
    person.continues("agree", consent="named")
    person.continues("help", help_wanted=["food", "rent"])
    for act in script:
        carry_out(person, act)
    pages = [one for one in person.steps if one.kind == "page"]
    here = pages[number % len(pages)]
    person.leaves(here.key, **last)
    posted = read_fields(here, last, CORE_QUESTION_TYPES)
    for question in here.questions:
        kind = CORE_QUESTION_TYPES[question.type]
        if not kind.is_asked:
            continue
        typed = storable(posted[question.name], kind, question)
        seen = person.sees(here.key, question.name)
        if seen == typed or (is_blank(typed) and is_blank(without_skip(seen, kind))):
            continue
        if wants_skip(typed, kind, answer_at(person.draft.answers, here.path(question.name))):
            assert wants_skip(seen, kind, None)  # skipped before, and skipped still
        else:
            written = meaning(person, question, without_skip(typed, kind))
            assert written is not None
            assert written == meaning(person, question, seen)


@often
@given(script=st.lists(acts, max_size=14))
def test_every_draft_can_be_stored_summarised_and_walked(
    household: Any, person: Any, script: list[Any]
) -> None:
    person.draft, person.added = Draft(), 0
    for act in script:
        carry_out(person, act)
    stored = json.dumps(person.draft.to_json(), ensure_ascii=False).encode()
    assert Draft.from_json(json.loads(stored)) == person.draft
    for copy in ("respondent", "staff", "family_copy", "staff_copy"):
        summarise(
            household, person.draft.answers, CORE_QUESTION_TYPES, person.context.today, "fa", copy
        )
    steps = person.steps
    end = furthest(steps)
    assert end is None or may_visit(steps, end.key)
    for one in steps:
        for other in (after(steps, one.key), before(steps, one.key)):
            assert other is None or other in steps


WORK = """
    consent nickname mail text_ok member_name member_age job_title pay overtime shift_kind rent words
"""
WORKED = [
    "with_name",
    "without_name",
    "yes",
    "no",
    "17",
    "40",
    "300",
    "day",
    "night",
    "Ana",
    "Cook",
    "_skip",
    "a@b.co",
]
posts = st.fixed_dictionaries(
    {name: st.sampled_from(WORKED).map(lambda typed: [typed]) for name in WORK.split()}
)
moves = st.tuples(
    st.sampled_from(["continue", "continue", "leave", "list", "list", "remove", "restore"]),
    st.integers(0, 60),
    posts,
    st.sampled_from(["yes", "yes", "no", ""]),
)


def carry_out_nested(person: Any, act: tuple[str, int, dict[str, list[str]], str]) -> None:
    """One press of a button, on any page and any list, however deep."""
    verb, number, posted, more = act
    steps = person.steps
    lists = [one.key for one in steps if one.kind == "list"]
    where = lists[number % len(lists)]
    listed = entries(person.draft.answers, where)
    if verb == "list":
        person.added += 1
        person.draft, _, _ = accept_list(
            person.form,
            person.at(where),
            more,
            person.draft,
            CORE_QUESTION_TYPES,
            person.context.today,
            f"e{person.added}",
        )
    elif verb == "remove" and listed:
        person.draft = remove_entry(person.draft, where, listed[number % len(listed)]["id"])
    elif verb == "restore" and person.draft.removed.get(where) and len(listed) < 3:
        back = person.draft.removed[where][-1]["id"]
        person.draft = restore_entry(person.draft, where, back)
    elif verb == "continue":
        person.continues(steps[number % len(steps)].key, **posted)
    elif verb == "leave":
        person.leaves(steps[number % len(steps)].key, **posted)


@often
@given(script=st.lists(moves, min_size=6, max_size=30))
def test_lists_within_lists_are_walked_stored_and_sent_whatever_is_posted(
    nested: Any, script: list[Any]
) -> None:
    types = CORE_QUESTION_TYPES
    person = Person(nested)
    for act in script:
        carry_out_nested(person, act)
    answers, today = person.draft.answers, person.context.today
    stored = json.dumps(person.draft.to_json(), ensure_ascii=False).encode()
    assert Draft.from_json(json.loads(stored)) == person.draft
    summarise(nested, answers, types, today, "es", "respondent")
    steps = person.steps
    by_key = {one.key: one for one in steps}
    assert len(by_key) == len(steps)
    for one in steps:
        for other in (after(steps, one.key), before(steps, one.key)):
            assert other is None or other in steps
            # nobody is led into an entry but by its list, nor out of one past its list
            assert other is None or other.within in (one.within, other_side(one))
        if one.within and may_visit(steps, one.key):
            assert may_visit(steps, one.within.rpartition("/")[0])
        if not one.finished and one.within:
            assert not by_key[one.within.rpartition("/")[0]].finished
    sent = relevant_answers(nested, answers, types, today)
    assert relevant_answers(nested, sent, types, today) == sent
    if furthest(steps) is None:
        assert problems(nested, answers, types, today) == []
        assert problems(nested, sent, types, today) == []


def other_side(step: Any) -> str:
    """The path of the entry around the one in which a step stands."""
    return str(step.within.rpartition("/")[0].rpartition("/")[0])


@often
@given(script=st.lists(acts, max_size=14))
def test_what_can_be_sent_has_no_problem_and_is_the_same_when_it_comes_back(
    household: Any, person: Any, script: list[Any]
) -> None:
    person.draft, person.added = Draft(), 0
    person.continues("agree", consent="unnamed")
    person.continues("help", help_wanted="none")
    person.lists("no")
    for act in script:
        carry_out(person, act)
    types, today = CORE_QUESTION_TYPES, person.context.today
    if furthest(person.steps) is not None:
        return
    assert problems(household, person.draft.answers, types, today) == []
    sent = relevant_answers(household, person.draft.answers, types, today)
    assert problems(household, sent, types, today) == []
    assert relevant_answers(household, sent, types, today) == sent
