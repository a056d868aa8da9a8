"""Rules as written directions: "If you marked Rent in question 3, answer question 4. If not, go to question 5."

For a rule without plain words the direction says honestly which answers decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.api import N_
from farolito_printables.conditions import Conditions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from farolito.api import Form
    from farolito_printables.numbering import Direction
    from farolito_printables.speech import Speech


@dataclass(frozen=True, slots=True)
class Directions:
    """Says rules of one form in one language. ``numbers`` are the printed ones, by name of question or repeat."""

    form: Form
    numbers: Mapping[str, str]
    speech: Speech

    def say(self, direction: Direction) -> Markup:
        """The sentences that stand before what a rule governs."""
        condition = Conditions(self.form, self.numbers, self.speech).of(direction.rule)
        if condition is None:
            return self._honest(direction.rule)
        values = {
            "condition": condition,
            "first": direction.first,
            "last": direction.last,
            "next": direction.next,
        }
        if direction.count == 0:
            return self.speech.say(N_("If {condition}, read this."), **values)
        if direction.count == 1:
            do = self.speech.say(N_("If {condition}, answer question {first}."), **values)
        else:
            do = self.speech.say(
                N_("If {condition}, answer questions {first} to {last}."), **values
            )
        return do + " " + self._otherwise(direction)

    def _otherwise(self, direction: Direction) -> Markup:
        if direction.next is not None:
            return self.speech.say(N_("If not, go to question {next}."), next=direction.next)
        if direction.depth == 1:
            return self.speech.say(N_("If not, go to the next person."))
        if direction.depth:
            return self.speech.say(N_("If not, go to the next one."))
        return self.speech.say(N_("If not, you are at the end."))

    def _honest(self, rule: Any) -> Markup:
        asked = sorted(
            {self.numbers[name] for name in names_in(rule) if name in self.numbers}, key=_order
        )
        if not asked:
            return self.speech.say(N_("Answer this only if we ask you to."))
        if len(asked) == 1:
            return self.speech.say(
                N_(
                    "Answer this only if your answer to question {number} calls for it. Not sure? Ask us."
                ),
                number=asked[0],
            )
        return self.speech.say(
            N_(
                "Answer this only if your answers to questions {numbers} call for it. Not sure? Ask us."
            ),
            numbers=", ".join(asked),
        )


def names_in(rule: Any) -> Iterator[str]:
    """The names of questions and repeats that a rule looks at."""
    if isinstance(rule, dict):
        for operator, arguments in rule.items():
            if operator == "var":
                yield from (name for name in arguments if isinstance(name, str))
            else:
                yield from names_in(arguments)
    elif isinstance(rule, list):
        for part in rule:
            yield from names_in(part)


def _order(number: str) -> tuple[int, str]:
    digits = "".join(letter for letter in number if letter.isdigit())
    return int(digits or 0), number
