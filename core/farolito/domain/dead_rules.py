"""Rules that decide nothing: never true, so that what they stand for is never asked, or true whatever is answered.

Found from what a form lets people answer, without trying answers. What is named here is surely wrong: a rule that is
merely unlikely, or that this cannot see through, is not named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import Facts, PossibleAnswers, Tree, always_true, one_of
from farolito.domain.faults import Fault
from farolito.domain.placed import pointers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form, Page, Question, Section
    from farolito.domain.expressions import Known
    from farolito.domain.question_types.base import QuestionType

NEVER = Facts(answered=False)


def dead_rules(form: Form, question_types: Mapping[str, QuestionType]) -> list[Fault]:
    """Sections, pages, questions and choices that nobody is asked, and other rules that are never or always true.

    A part of something that is never asked is not named again. Pointers lead to the rules.
    """
    return list(_Walk(form, question_types).over(form))


class _Walk:
    """Goes through the form as a family does, with what must have been answered to get there."""

    def __init__(self, form: Form, question_types: Mapping[str, QuestionType]) -> None:
        self.known: dict[str, Facts] = {}
        self.inside: dict[str, dict[str, Facts]] = {}
        self.types = question_types
        self.most: dict[str, int] = {}
        for section in form.sections:
            self.gather(section)
        self.answers = PossibleAnswers(self.known, self.inside, self.most)

    def gather(self, section: Section) -> dict[str, Facts]:
        """What its questions can be, and those of the lists within its entries; noted for its repeat."""
        facts = {
            question.name: _facts(question, self.types.get(question.type))
            for page in section.pages
            for question in page.questions
        }
        self.known |= facts
        for inner in section.sections:
            self.gather(inner)
            if inner.repeat:
                facts[inner.repeat.name] = Facts()
        if section.repeat:
            self.inside[section.repeat.name] = facts
            self.most[section.repeat.name] = section.repeat.max
        return facts

    def over(self, form: Form) -> Iterator[Fault]:
        for number, section in enumerate(form.sections):
            yield from self.section(f"/sections/{number}", section, {})
        for number, need in enumerate(form.needs):
            at, what = f"/needs/{number}/when", f"the need {need.name} is never found"
            found = self.answers.assuming(need.when)
            yield from self.told(at, need.when, found, what, "never_true")

    def section(
        self, at: str, section: Section, known: Known, around: Section | None = None
    ) -> Iterator[Fault]:
        here = self.reached(section.relevant, known)
        what = f"the section {section.name} is never asked"
        yield from self.told(f"{at}/relevant", section.relevant, here, what)
        if here is None:
            self.forget(section, around)
            return
        for number, page in enumerate(section.pages):
            yield from self.page(f"{at}/pages/{number}", section, page, here)
        for number, inner in enumerate(section.sections):
            yield from self.section(f"{at}/sections/{number}", inner, here, section)

    def page(self, at: str, section: Section, page: Page, known: Known) -> Iterator[Fault]:
        here = self.reached(page.relevant, known)
        what = f"the page {page.name} is never asked"
        yield from self.told(f"{at}/relevant", page.relevant, here, what)
        if here is None:
            for question in page.questions:
                self.learn(section, question.name, NEVER)
            return
        asked: dict[str, Known | None] = {}
        for end, question in pointers(page):
            group, pointer = question.group, f"{at}{end}"
            around: Known | None = here
            if group is not None:
                if group.name not in asked:
                    asked[group.name] = self.reached(group.relevant, here)
                    what = f"the group {group.name} is never asked"
                    rule = f"{pointer.rpartition('/questions/')[0]}/relevant"
                    yield from self.told(rule, group.relevant, asked[group.name], what)
                around = asked[group.name]
            yield from self.placed(pointer, section, question, around)

    def placed(
        self, at: str, section: Section, question: Question, around: Known | None
    ) -> Iterator[Fault]:
        known = None if around is None else self.reached(question.relevant, around)
        if around is not None:
            what = f"{question.name} is never asked"
            yield from self.told(f"{at}/relevant", question.relevant, known, what)
        if known is None:
            self.learn(section, question.name, NEVER)
        else:
            yield from self.question(at, section, question, known)

    def question(
        self, at: str, section: Section, question: Question, known: Known
    ) -> Iterator[Fault]:
        gone = set()
        for number, choice in enumerate(question.choices):
            pointer, what = f"{at}/choices/{number}/relevant", f"{choice.name} is never offered"
            found = self.reached(choice.relevant, known)
            yield from self.told(pointer, choice.relevant, found, what)
            if found is None:
                gone.add(choice.name)
        if isinstance(question.required, Tree):
            found, what = (
                self.reached(question.required, known),
                f"{question.name} is never required",
            )
            yield from self.told(f"{at}/required", question.required, found, what, "never_true")
        own = {**known, ".": self.known[question.name]}
        what = f"no answer to {question.name} can fulfil this"
        found = self.reached(question.constraint, own)
        yield from self.told(f"{at}/constraint", question.constraint, found, what, "never_true")
        if gone:
            self.learn(section, question.name, _without(self.known[question.name], gone))

    def reached(self, rule: Tree | None, known: Known) -> Known | None:
        """What is known where a rule holds; None when it never does."""
        return known if rule is None else self.answers.assuming(rule, known)

    def told(
        self, at: str, rule: Tree | None, found: Known | None, what: str, code: str = "unreachable"
    ) -> Iterator[Fault]:
        if rule is None:
            return
        if found is None:
            alone = self.answers.assuming(rule) is None
            why = (
                "its rule can never be true" if alone else "its rule is never true where it stands"
            )
            yield Fault(at, f"{what}: {why}", "a rule that some answers fulfil", code=code)
            return
        for part in self.answers.dead_parts(rule):
            yield Fault(at, f"\u201c{_short(part)}\u201d can never be true", code="never_true")
        slip = always_true(rule)
        if slip is not None:
            message = f"\u201c{_short(slip)}\u201d is true whatever is answered"
            yield Fault(
                at, message, "\u201cand\u201d instead of \u201cor\u201d", code="always_true"
            )

    def learn(self, section: Section, name: str, facts: Facts) -> None:
        """From here on, rules know this of a question or of a list within an entry."""
        self.known[name] = facts
        if section.repeat:
            self.inside[section.repeat.name][name] = facts

    def forget(self, section: Section, around: Section | None) -> None:
        """A section that is never asked: none of its questions is, and of its repeat there are no entries."""
        for page in section.pages:
            for question in page.questions:
                self.learn(section, question.name, NEVER)
        for inner in section.sections:
            self.forget(inner, section)
        if section.repeat:
            self.known[section.repeat.name] = NEVER
            if around:
                self.learn(around, section.repeat.name, NEVER)


def _facts(question: Question, question_type: QuestionType | None) -> Facts:
    """What answers to a question can be, as rules see them."""
    kind = question_type.kind if question_type else None
    names = [choice.name for choice in question.choices]
    if kind == "boolean":
        return one_of([True, False])
    if kind == "code" and names:
        return one_of(names)
    if kind == "list" and names:
        return Facts(items=frozenset(names))
    if kind == "number":
        least, most = question.options.get("min"), question.options.get("max")
        return Facts(low=_number(least), high=_number(most))
    return Facts()


def _without(facts: Facts, choices: set[str]) -> Facts:
    if facts.items is not None:
        return Facts(items=facts.items - choices)
    return one_of((facts.only or frozenset()) - choices)


def _number(value: object) -> float | None:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if plain else None  # type: ignore[arg-type]  # just checked


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}\u2026"
