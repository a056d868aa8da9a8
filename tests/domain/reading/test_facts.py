"""Questions bound to shared facts: what is refused, where, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.shapes import QUESTION
from farolito.domain.shared_facts import FACTS, OFFERED, bound_at_top

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.reading.conftest import Draftsman

END = "/sections/2/pages/0/questions"
MEMBER = "/sections/1/pages/1/questions/0/fact"


def test_a_question_may_be_bound_and_keeps_its_name(draft: Draftsman) -> None:
    draft.question("member_name")["fact"] = "person.name"
    draft.question("member_born")["fact"] = "person.birth_date"
    form = draft.read()
    assert form.questions["member_born"].fact == "person.birth_date"
    assert form.questions["words"].fact is None
    assert list(bound_at_top(form)) == []


def test_who_answers_and_somebody_of_a_list_may_say_the_same_fact(
    draft: Draftsman, asking: Callable[..., Any]
) -> None:
    draft.question("member_name")["fact"] = "person.name"
    draft.page("words")["questions"] += [
        asking("own_name", "full_name", fact="person.name"),
        asking("child_name", "full_name", fact="student.name"),
    ]
    found = [(fact, question.name) for fact, question in bound_at_top(draft.read())]
    assert found == [("person.name", "own_name"), ("student.name", "child_name")]


@pytest.mark.parametrize(
    ("name", "fact", "said"),
    [
        ("words", "person.nickname", f"{END}/0/fact: found “person.nickname”"),
        ("words", "person.phone", f"{END}/0/fact: a question of type long_text does not say"),
        (
            "words",
            "household.large_print",
            f"{END}/0/fact: a question of type long_text does not say",
        ),
        ("member_born", "person.name", f"{MEMBER}: a question of type birth_date does not say"),
        ("member_born", "household.size", f"{MEMBER}: “household.size” is asked for each entry"),
    ],
)
def test_a_fact_that_a_question_can_not_say_is_refused(
    draft: Draftsman, name: str, fact: str, said: str
) -> None:
    draft.question(name)["fact"] = fact
    assert any(fault.startswith(said) for fault in draft.faults())


def test_a_fact_is_asked_once_of_each_person(draft: Draftsman, asking: Callable[..., Any]) -> None:
    draft.question("member_name")["fact"] = "person.name"
    draft.page("who")["questions"].append(asking("again", "text", fact="student.name"))
    draft.page("words")["questions"] += [
        asking("one", "phone", fact="person.phone"),
        asking("two", "phone", fact="person.phone"),
    ]
    assert draft.faults() == [
        "/sections/1/pages/0/questions/1/fact: “member_name” says this already",
        f"{END}/2/fact: “one” says this already",
    ]


def test_a_fact_has_no_audience_of_its_own(draft: Draftsman) -> None:
    draft.question("member_born").update(fact="person.birth_date", audience_view=["coordinator"])
    (fault,) = draft.faults()
    assert fault.startswith(f"{MEMBER}: a fact is seen by whoever sees the household")


def test_a_list_within_a_list_holds_no_people_of_the_household(
    draft: Draftsman, asking: Callable[..., Any]
) -> None:
    inner = {
        "name": "jobs",
        "title": {"en": "Jobs"},
        "repeat": {**draft.sections[1]["repeat"], "name": "jobs", "entry_label": "boss"},
        "pages": [{"name": "boss_page", "questions": [asking("boss", "text", fact="person.name")]}],
    }
    draft.sections[1]["sections"] = [inner]
    (fault,) = draft.faults()
    assert fault.startswith(
        "/sections/1/sections/0/pages/0/questions/0/fact: an entry within an entry"
    )


def test_every_fact_is_said_by_types_that_there_are() -> None:
    assert all(fact.types and fact.types <= CORE_QUESTION_TYPES.keys() for fact in FACTS.values())
    assert set(OFFERED) < set(FACTS)
    (member,) = [field for field in QUESTION.fields if field.name == "fact"]
    assert member.kind.schema() == {"enum": list(FACTS)}
