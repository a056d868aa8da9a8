"""Rules of a form in plain words: the middle of "If …, answer this". The common shapes have words; others have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from farolito.api import N_, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from farolito.api import Form, Question
    from farolito_printables.speech import Speech

COMPARISONS = {
    "==": N_("{what} is {number}"),
    "!=": N_("{what} is not {number}"),
    ">=": N_("{what} is {number} or more"),
    ">": N_("{what} is more than {number}"),
    "<=": N_("{what} is {number} or less"),
    "<": N_("{what} is less than {number}"),
}
TURNED = {"==": "==", "!=": "!=", ">=": "<=", ">": "<", "<=": ">=", "<": ">"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """Says rules of one form in one language. ``numbers`` are the printed ones, by name of question or repeat."""

    form: Form
    numbers: Mapping[str, str]
    speech: Speech

    def of(self, rule: Any) -> Markup | None:
        """A rule as the middle of "If …, answer this"; None when there are no plain words for it."""
        match rule:
            case {"and": [*parts]}:
                return self._joined(N_("{one} and {other}"), self._ages(parts), "or")
            case {"or": [*parts]}:
                return self._joined(N_("{one} or {other}"), self._merged(parts), "and")
            case {"!": [{"!": [part]}]}:
                return self.of(part)
            case {"!": [part]}:
                return self._negated(part)
            case {"answered": [{"var": [name]}]} if name in self.numbers:
                return self.speech.say(
                    N_("you answered question {number}"), number=self.numbers[name]
                )
            case {"var": [name]}:
                return self._chosen(name, [True])
            case {"==": [{"var": [name]}, value]} | {"==": [value, {"var": [name]}]} if self._known(
                name, value
            ):
                return self._chosen(name, [value])
            case {"!=": [{"var": [name]}, value]} | {"!=": [value, {"var": [name]}]} if self._known(
                name, value
            ):
                return self._chosen(name, [value], marked=False)
            case {"in": [{"var": [name]}, [*values]]}:
                return self._chosen(name, values)
            case {"in": [str(value), {"var": [name]}]}:
                return self._chosen(name, [value])
            case dict():
                return self._compared(rule)
        return None

    def _negated(self, part: Any) -> Markup | None:
        match part:
            case {"answered": [{"var": [name]}]} if name in self.numbers:
                return self.speech.say(
                    N_("you left question {number} blank"), number=self.numbers[name]
                )
            case {"var": [name]}:
                return self._chosen(name, [False])
            case {"==": [{"var": [name]}, value]} if self._known(name, value):
                return self._chosen(name, [value], marked=False)
            case {"in": [{"var": [name]}, [*values]]}:
                return self._chosen(name, values, marked=False)
            case {"in": [str(value), {"var": [name]}]}:
                return self._chosen(name, [value], marked=False)
        return None

    def _chosen(self, name: str, values: Sequence[Any], *, marked: bool = True) -> Markup | None:
        question = self.form.questions.get(name)
        if question is None or name not in self.numbers:
            return None
        found = [self._label(question, value) for value in values]
        labels = [label for label in found if label is not None]
        if not labels or len(labels) < len(found):
            return None
        if question.type == "long_choice":  # on paper its answer is written
            message = (
                N_("you wrote {choices} in question {number}")
                if marked
                else N_("you did not write {choices} in question {number}")
            )
        else:
            message = (
                N_("you marked {choices} in question {number}")
                if marked
                else N_("you did not mark {choices} in question {number}")
            )
        joined = labels[0]
        for label in labels[1:]:
            joined = self.speech.say(N_("{one} or {other}"), one=joined, other=label)
        return self.speech.say(message, choices=joined, number=self.numbers[name])

    def _label(self, question: Question, value: Any) -> Markup | None:
        if question.type == "yes_no" and isinstance(value, bool):
            label = self.speech.say(N_("Yes") if value else N_("No"))
        elif isinstance(value, str) and value in question.choice_by_name:
            label = Markup.escape(
                _short(words(question.choice_by_name[value].label, self.speech.language))
            )
        else:
            return None
        return Markup("<b>{}</b>").format(label)

    def _known(self, name: Any, value: Any) -> bool:
        question = self.form.questions.get(name) if isinstance(name, str) else None
        return question is not None and self._label(question, value) is not None

    def _compared(self, rule: Mapping[str, Any]) -> Markup | None:
        ((operator, sides),) = rule.items()
        if operator not in COMPARISONS or len(sides) != 2:
            return None
        what, number = sides
        if isinstance(what, int | float):
            operator, what, number = TURNED[operator], number, what
        subject = self._subject(what)
        if subject is None or isinstance(number, bool) or not isinstance(number, int | float):
            return None
        return self.speech.say(COMPARISONS[operator], what=subject, number=number)

    def _subject(self, what: Any) -> Markup | None:
        match what:
            case {"var": [name]} if self._is(name, "integer") or self._is(name, "decimal"):
                message = N_("your answer to question {number}")
            case {"age_on": [{"var": [name]}, {"today": []}]} if name in self.numbers:
                message = N_("the age in question {number}")
            case {"count": [{"var": [name]}]} if self._is(name, "choices"):
                message = N_("the number of boxes you marked in question {number}")
            case {"count": [{"var": [name]}]} if name in self.form.repeats:
                message = N_("the number of people in question {number}")
            case _:
                return None
        return self.speech.say(message, number=self.numbers[name])

    def _is(self, name: str, kind: str) -> bool:
        question = self.form.questions.get(name)
        return question is not None and question.type == kind and name in self.numbers

    def _joined(self, message: str, parts: Sequence[Any], other: str) -> Markup | None:
        said: Markup | None = None
        for part in parts:
            if isinstance(part, dict) and other in part:
                return None  # "a and b or c" means two things in words
            words_ = part if isinstance(part, Markup) else self.of(part)
            if words_ is None:
                return None
            said = words_ if said is None else self.speech.say(message, one=said, other=words_)
        return said

    def _merged(self, parts: Sequence[Any]) -> list[Any]:
        """Alternatives about one question as one: marked A or B in question 3."""
        merged: dict[str, list[Any]] = {}
        rest: list[Any] = []
        flat = list(_flat("or", parts))
        for part in flat:
            match part:
                case {"!": [{"answered": [{"var": [name]}]}]} if _denied(name, flat):
                    continue  # on paper, "did not mark" says that too
                case {"==": [{"var": [name]}, value]} | {"in": [str(value), {"var": [name]}]}:
                    merged.setdefault(name, []).append(value)
                case {"in": [{"var": [name]}, [*values]]}:
                    merged.setdefault(name, []).extend(values)
                case _:
                    rest.append(part)
        return [self._chosen(name, values) or {} for name, values in merged.items()] + rest

    def _ages(self, parts: Sequence[Any]) -> list[Any]:
        """Two bounds of one age or number as one: is from 4 to 21."""
        flat = list(_flat("and", parts))
        match flat:
            case [{">=": [what, int(least)]}, {"<=": [same, int(most)]}] if what == same:
                subject = self._subject(what)
                if subject is not None:
                    message = N_("{what} is from {least} to {most}")
                    return [self.speech.say(message, what=subject, least=least, most=most)]
        return flat


def _denied(name: str, parts: Sequence[Any]) -> bool:
    """Whether one of the alternatives is that a question was answered otherwise."""
    asked = {"var": [name]}
    return any("!=" in part and asked in part["!="] for part in parts if isinstance(part, dict))


def _short(label: str) -> str:
    """A label without the examples in parentheses at its end: enough to find its box again."""
    short, opened, _rest = label.partition(" (")
    return short if opened and label.endswith(")") else label


def _flat(operator: str, parts: Sequence[Any]) -> Iterator[Any]:
    for part in parts:
        if isinstance(part, dict) and operator in part:
            yield from _flat(operator, part[operator])
        else:
            yield part
