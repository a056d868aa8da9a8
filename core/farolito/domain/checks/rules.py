"""Rules: each can be read, names what there is, and never looks ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import (
    PlacedSection,
    groups_of,
    numbered,
    pages_of,
    questions,
    questions_of,
    sections,
    sections_in,
)
from farolito.domain.expressions import ExpressionFault, Scope, check, names_in, parse
from farolito.domain.faults import shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from farolito.domain.checks.outline import Part, PlacedPage, PlacedQuestion
    from farolito.domain.expressions import Function, Kind, Tree
    from farolito.domain.faults import Faults
    from farolito.domain.question_types.base import QuestionType

MOST_UNKNOWN = 5
"""Names that one rule is told about: looking for near misses is slow."""


def check_rules(
    form: Mapping[str, Any],
    question_types: Mapping[str, QuestionType],
    faults: Faults,
    functions: Mapping[str, Function],
) -> None:
    """Walk through the form as a family does, and check each rule against what is known there."""
    walk = _Walk(form, question_types, faults, functions)
    for number, section in enumerate(form["sections"]):
        walk.section(PlacedSection(f"/sections/{number}", section))
    for score in form.get("scores", []):
        walk.names[score["name"]] = "number"
    for pointer, need in numbered("/needs", form.get("needs", [])):
        walk.rule(pointer, need, "when")


class _Walk:
    """What is known at this point of the form. The scope sees the same names as they change."""

    def __init__(
        self,
        form: Mapping[str, Any],
        question_types: Mapping[str, QuestionType],
        faults: Faults,
        functions: Mapping[str, Function],
    ) -> None:
        self.faults = faults
        self.kinds: dict[str, Kind] = {}
        self.unknown: set[str] = (
            set()
        )  # of a type whose plugin is not there: nothing can be checked
        choices: dict[str, list[str]] = {}
        repeats = [placed for placed in sections(form) if "repeat" in placed.section]
        inside: dict[str, dict[str, Kind]] = {
            section["repeat"]["name"]: {} for _, section, _ in repeats
        }
        for _, question, section in questions(form):
            name, question_type = question["name"], question_types.get(question["type"])
            self.kinds[name] = question_type.kind if question_type else "text"
            if question_type is None:
                self.unknown.add(name)
            if "choices" in question:
                choices[name] = [choice["name"] for choice in question["choices"]]
            if "repeat" in section:
                inside[section["repeat"]["name"]][name] = self.kinds[name]
        scores = {score["name"] for score in form.get("scores", [])}
        self.known = self.kinds.keys() | inside.keys() | scores
        self.names: dict[str, Kind] = {}
        self.later = {*self.kinds, *inside}
        self.inside = inside
        self.scope = Scope(
            self.names,
            repeats=inside,
            choices=choices,
            later=self.later,
            most={section["repeat"]["name"]: section["repeat"]["max"] for _, section, _ in repeats},
            nested={
                section["repeat"]["name"]: around[-1]["repeat"]["name"]
                for _, section, around in repeats
                if around and "repeat" in around[-1]
            },
            functions=functions,
            uses=frozenset(form.get("uses", [])),
        )

    def section(self, placed: PlacedSection) -> None:
        """Check the rules of a section and of everything in it; then only its repeat can be named."""
        pointer, section, _ = placed
        self.rule(pointer, section, "relevant")
        outside = self.scope
        if "repeat" in section:
            self.scope = replace(outside, open=outside.open | {section["repeat"]["name"]})
        for page in pages_of(pointer, section):
            self.page(page)
        for inner in sections_in(placed):
            self.section(inner)
        self.scope = outside
        self.leave(section)

    def page(self, page: PlacedPage) -> None:
        """Check a page's rules, and learn what is asked there."""
        self.rule(page.pointer, page.page, "relevant")
        asked = {placed.question["name"] for placed in questions_of(page)}
        for pointer, group in groups_of(page):
            self.rule(pointer, group, "relevant", here=asked)
        here: set[str] = set()
        for placed in questions_of(page):
            self.question(placed, here)
            name = placed.question["name"]
            here.add(name)
            self.names[name] = self.kinds[name]
            self.later.discard(name)

    def question(self, placed: PlacedQuestion, here: set[str]) -> None:
        """Check a question's rules; ``here`` are the questions before it on its page."""
        pointer, question, _ = placed
        name = question["name"]
        self.rule(pointer, question, "relevant", own_name=name, here=here)
        for below, choice in numbered(f"{pointer}/choices", question.get("choices", [])):
            self.rule(below, choice, "relevant", own_name=name, here=here)
        if isinstance(question.get("required"), str):
            self.rule(pointer, question, "required", own_name=name)
        if name not in self.unknown:
            self.rule(pointer, question, "constraint", own_name=name, own=self.kinds[name])

    def leave(self, section: Part) -> None:
        """Outside a repeat only the repeat itself can be named."""
        if "repeat" not in section:
            return
        repeat = section["repeat"]["name"]
        self.later.discard(repeat)
        for name in self.inside.get(repeat, {}):
            self.names.pop(name, None)

    def rule(
        self,
        pointer: str,
        part: Part,
        key: str,
        own_name: str = "",
        here: Collection[str] = (),
        own: Kind | None = None,
    ) -> None:
        """Check one rule; ``own`` is the kind of ``.``, when it may be named."""
        text = part.get(key)
        if not text or self.faults.full:
            return
        pointer = f"{pointer}/{key}"
        try:
            tree = parse(text)
        except ExpressionFault as unreadable:
            self.faults.add(pointer, str(unreadable), code="rule")
            return
        if self._misnamed(pointer, tree, own_name, here, own):
            return
        scope = self.scope
        if own:
            own_choices = scope.choices.get(own_name)
            choices = {**scope.choices, ".": own_choices} if own_choices else scope.choices
            scope = replace(scope, own=own, choices=choices)
        for fault in check(tree, scope):
            self.faults.add(pointer, str(fault), code="rule")

    def _misnamed(
        self,
        pointer: str,
        tree: Tree,
        own_name: str,
        here: Collection[str],
        own: Kind | None,
    ) -> bool:
        """Note names that cannot be used here; whether the rule needs no further checking."""
        named = names_in(tree)
        known = self.known
        for name in sorted(named - known)[:MOST_UNKNOWN]:
            close = suggestion(name, known)
            self.faults.add(pointer, f"there is no question, repeat or score {shown(name)}{close}")
        for name in sorted(named.intersection(here)):
            message = f"{shown(name)} is asked on the same page"
            self.faults.add(pointer, message, "a question of an earlier page")
        for name in sorted(named & self.unknown & self.later - {own_name}):
            self.faults.add(pointer, f"{shown(name)} is asked later in the form")
        if own_name and own_name in named:
            message = f"the rule looks at its own question, {shown(own_name)}"
            self.faults.add(pointer, message, ". for this answer" if own else "an earlier question")
        return not named.isdisjoint({*here, own_name, *self.unknown}) or not named <= known
