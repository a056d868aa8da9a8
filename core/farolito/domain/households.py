"""What a response tells of a household: its people, and what goes for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.drafts import entries
from farolito.domain.matching import dates, names
from farolito.domain.matching.known import known_of
from farolito.domain.names import is_skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Section
    from farolito.domain.matching import Known

Role = Literal["respondent", "member", "student"]

Facts = dict[str, tuple[str, Any]]
"""Name of a fact to the question that asked it and its answer, as both stand in the form and in the response."""


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Somebody of whom a response tells. ``school``: the slug of the student's school, or blank."""

    role: Role
    facts: Facts
    school: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a response tells of its household."""

    people: tuple[PersonTold, ...]
    facts: Facts


def told_by(form: Form, answers: Answers) -> Told:
    """Who answered, the student that the form is about, the people of its lists, and what goes for all of them."""
    own: Facts = {}
    listed: list[PersonTold] = []
    for section in form.sections:
        if section.repeat is None:
            own |= _facts(section, answers)
            continue
        for entry in entries(answers, section.repeat.name):
            facts = _facts(section, entry["answers"])
            if facts:
                listed.append(_person("student" if _about(facts, "student") else "member", facts))
    answering, student = _about(own, "person"), _about(own, "student")
    people = [_person("respondent", answering)] if answering else []
    people += [_person("student", student)] if student else []
    return Told((*people, *listed), _about(own, "household"))


def known(facts: Mapping[str, Sequence[Any]]) -> Known:
    """What there is to compare of a person."""
    said: dict[str, Any] = {}
    for fact, (_, answer) in facts.items():
        what = fact.partition(".")[2]
        if what == "name" and isinstance(answer, dict):  # a child, in one question
            said |= {"name": answer.get("name"), "birth_date": answer.get("born")}
        else:
            said[what] = answer
    return known_of(said)


def together(people: Sequence[Known]) -> list[list[int]]:
    """Which of the people of one household are one: their numbers, in runs, each run in the order that was given.

    Only for showing a person once: the same name, with the same birth date or with none on either side.
    """
    runs: list[list[int]] = []
    for number, one in enumerate(people):
        for run in runs:
            if _is_one(one, people[run[0]]):
                run.append(number)
                break
        else:
            runs.append([number])
    return runs


def components(nodes: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each node with the least of those that the ties lead to: the head under which a household is shown."""
    head = {node: node for node in nodes}

    def root(node: str) -> str:
        while head[node] != node:
            head[node] = node = head[head[node]]
        return node

    for one, other in ties:
        first, second = sorted((root(one), root(other)))
        head[second] = first
    return {node: root(node) for node in head}


def _person(role: Role, facts: Facts) -> PersonTold:
    answer = facts.get("student.school", ("", None))[1]
    school = answer.get("place", "") if isinstance(answer, dict) else ""
    return PersonTold(role, facts, school)


def _about(facts: Facts, whom: str) -> Facts:
    return {fact: said for fact, said in facts.items() if fact.startswith(f"{whom}.")}


def _facts(section: Section, answers: Answers) -> Facts:
    return {
        question.fact: (question.name, answers[question.name])
        for page in section.pages
        for question in page.questions
        if question.fact
        and answers.get(question.name) is not None
        and not is_skipped(answers[question.name])
    }


def _is_one(one: Known, other: Known) -> bool:
    if names.likeness(one.name, other.name) != "same" or names.marks_of(one.name) != names.marks_of(
        other.name
    ):
        return False
    born = dates.likeness(one.birth_date, other.birth_date)
    return born == "same" or not (one.birth_date or other.birth_date)
