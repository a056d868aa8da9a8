"""Rules: each can be read, names what there is, and never looks ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import (
    PlacedSection,
    groups_of,
    named,
    numbered,
    pages_of,
    questions,
    questions_of,
    sections,
    sections_in,
)
from farolito.domain.choice_lists import answers_within, narrowed
from farolito.domain.expressions import ExpressionFault, Scope, check, kind_of, names_in, parse
from farolito.domain.expressions.kinds import WORDS
from farolito.domain.expressions.nodes import Constant
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
        self.types = question_types
        self.kinds: dict[str, Kind] = {}
        self.unknown: set[str] = (
            set()
        )  # of a type whose plugin is not there: nothing can be checked
        choices: dict[str, list[str]] = {}
        repeats = [placed for placed in sections(form) if "repeat" in placed.section]
        inside: dict[str, dict[str, Kind]] = {
            section["repeat"]["name"]: {} for _, section, _ in repeats
        }
        for placed in questions(form):
            question, section = placed.question, placed.section
            question_type = question_types.get(question["type"])
            for _, name in named(placed):
                self.kinds[name] = question_type.kind if question_type else "text"
                if question_type is None:
                    self.unknown.add(name)
                if "choices" in question:
                    choices[name] = _codes_of(question)
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
        asked = {name for placed in questions_of(page) for _, name in named(placed)}
        for pointer, group in groups_of(page):
            self.rule(pointer, group, "relevant", here=asked)
        here: set[str] = set()
        for placed in questions_of(page):
            self.question(placed, here)
            for _, name in named(placed):
                here.add(name)
                self.names[name] = self.kinds[name]
                self.later.discard(name)

    def question(self, placed: PlacedQuestion, here: set[str]) -> None:
        """Check a question's rules; ``here`` are the questions before it on its page."""
        pointer, question, _ = placed
        name = next((name for _, name in named(placed)), question["name"])  # rows share their rules
        self.rule(pointer, question, "relevant", own_name=name, here=here)
        self.calculation(pointer, question)
        self.default(pointer, question, here)
        self.within(pointer, question, here)
        for below, choice in numbered(f"{pointer}/choices", question.get("choices", [])):
            self.rule(below, choice, "relevant", own_name=name, here=here)
        if isinstance(question.get("required"), str):
            self.rule(pointer, question, "required", own_name=name)
        if name not in self.unknown and name in self.kinds:
            self.rule(pointer, question, "constraint", own_name=name, own=self.kinds[name])

    def calculation(self, pointer: str, question: Part) -> None:
        """Check what a calculated value is made of, and find out its kind. Nobody sees it come and go, so it may
        look at questions of its own page that stand before it.
        """
        name = question["name"]
        if "calculation" not in question:
            return
        given = self.rule(pointer, question, "calculation", name, result=None)
        if given in ("entries", "nothing"):
            message = f"{shown(name)} would be {WORDS[given]}"
            self.faults.add(f"{pointer}/calculation", message, "text, a number, a day or a choice")
        if given in ("entries", "nothing", None):
            self.unknown.add(name)  # its fault is noted; rules that name it have no other
        else:
            self.kinds[name] = given
            for questions_inside in self.inside.values():
                if name in questions_inside:
                    questions_inside[name] = given

    def default(self, pointer: str, question: Part, here: Collection[str]) -> None:
        """Check that what stands in the fields at first can be an answer."""
        if "default" not in question:
            return
        name, question_type = question["name"], self.types.get(question["type"])
        if question_type is not None and not question_type.takes_default:
            message = f"a question of type {question['type']} has no default"
            self.faults.add(f"{pointer}/default", message)
            return
        given = self.rule(pointer, question, "default", name, here, result=None)
        wanted = self.kinds[name]
        if given is not None and given != wanted and {given, wanted} != {"text", "code"}:
            message = f"the default is {WORDS[given]}, and the answer {WORDS[wanted]}"
            self.faults.add(f"{pointer}/default", message)
        choices = self.scope.choices.get(name)
        if given == "text" and choices is not None:
            chosen = _constant(question["default"])
            if chosen is not None and chosen not in choices:
                message = f"there is no choice {shown(chosen)}{suggestion(chosen, choices)}"
                self.faults.add(f"{pointer}/default", message, "a choice's name")

    def within(self, pointer: str, question: Part, here: Collection[str]) -> None:
        """Check that an earlier question of choosing narrows the choices down, with answers it has."""
        parent = question.get("choices_within")
        if parent is None:
            return
        pointer, expected = f"{pointer}/choices_within", "an earlier question with choices"
        choices = self.scope.choices.get(parent)
        if parent not in self.kinds:
            close = suggestion(parent, self.kinds)
            self.faults.add(pointer, f"there is no question {shown(parent)}{close}", expected)
        elif choices is None or self.kinds[parent] not in ("code", "list"):
            self.faults.add(pointer, f"{shown(parent)} has no choices", expected)
        elif parent in here:
            self.faults.add(pointer, f"{shown(parent)} is asked on the same page", expected)
        elif parent not in self.names:
            self.faults.add(pointer, f"{shown(parent)} is not known here", expected)
        else:
            self._answers_within(pointer, question, parent, choices)

    def _answers_within(
        self, pointer: str, question: Part, parent: str, choices: Collection[str]
    ) -> None:
        at = pointer.removesuffix("_within")
        for below, choice in numbered(at, question.get("choices", [])):
            for answer in answers_within(choice):
                if answer not in choices:
                    close = suggestion(answer, choices)
                    message = f"{shown(parent)} has no choice {shown(answer)}{close}"
                    self.faults.add(f"{below}/within", message)
            try:
                parse(
                    narrowed(choice, parent, many=self.kinds[parent] == "list").get(
                        "relevant", "true"
                    )
                )
            except ExpressionFault as too_long:
                if "relevant" not in choice or _is_readable(choice["relevant"]):
                    self.faults.add(f"{below}/within", str(too_long))

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
        result: Kind | None = "boolean",
    ) -> Kind | None:
        """Check one rule; ``own`` is the kind of ``.``, when it may be named. What it gives, if that is known."""
        text = part.get(key)
        if not text or self.faults.full:
            return None
        pointer = f"{pointer}/{key}"
        try:
            tree = parse(text)
        except ExpressionFault as unreadable:
            self.faults.add(pointer, str(unreadable), code="rule")
            return None
        if self._misnamed(pointer, tree, own_name, here, own):
            return None
        scope = replace(self.scope, result=result)
        if own:
            own_choices = scope.choices.get(own_name)
            choices = {**scope.choices, ".": own_choices} if own_choices else scope.choices
            scope = replace(scope, own=own, choices=choices)
        found = check(tree, scope)
        for fault in found:
            self.faults.add(pointer, str(fault), code="rule")
        return None if found else kind_of(tree, scope)

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


def _constant(text: str) -> str | None:
    """The one text that a rule gives always; None when it depends on something."""
    root = parse(text).root
    return root.value if isinstance(root, Constant) and isinstance(root.value, str) else None


def _is_readable(text: str) -> bool:
    try:
        parse(text)
    except ExpressionFault:
        return False
    return True


def _codes_of(question: Part) -> list[str]:
    """What the answer may be equal to in a rule."""
    codes = [choice["name"] for choice in question["choices"]]
    return [*codes, "other"] if question.get("other") is True else codes
