"""How much, how often, how well: one point of a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.digits import plain_number
from farolito.domain.languages import pick
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.choice import shown_choice, skip_named
from farolito.domain.question_types.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw


class RatingType(QuestionType):
    """A number ``from`` … ``to``, with words at its ends; or the name of one of ``choices``, each with a score.

    Rules see a number: the point of the scale, or the score of the choice. A score of the form adds it up.
    """

    name = "rating"
    kind = "number"
    has_choices = True
    needs_choices = False
    is_chosen = True
    is_points = True
    options: ClassVar[Mapping[str, Option]] = {
        "from": Option("integer", "The first number of a scale, 0 or 1.", 0, 1),
        "to": Option("integer", "The last number of a scale.", 2, 10),
        "from_label": Option("text", "What the first number means."),
        "to_label": Option("text", "What the last number means."),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        chosen = typed(raw)
        if not chosen:
            return Parsed()
        if question.choices:
            known = chosen in question.choice_by_name
            return Parsed(chosen) if known else refused(question, "not_a_choice")
        number = plain_number(chosen)
        known = number in {str(point) for point in points(question)}
        return Parsed(int(number)) if known else refused(question, "not_a_choice")

    def recognises(self, question: Question, answer: Answer) -> bool:
        if question.choices:
            return isinstance(answer, str) and answer in question.choice_by_name
        is_whole = isinstance(answer, int) and not isinstance(answer, bool)
        return is_whole and answer in points(question)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if question.choices:
            return (shown_choice(question, answer, language),)
        number = Shown(str(answer), "number")
        label, spoken = pick(end_label(question, answer), language)
        return (number, Shown(label, "words", spoken)) if label else (number,)

    def value(self, question: Question, answer: Answer) -> Value:
        if not question.choices:
            return int(answer)
        return question.choice_by_name[answer].score

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        if not question.choices:
            return {"": answer}
        score = None if answer is None else question.choice_by_name[answer].score
        return {"": answer, "score": score}

    def loses(self, question: Question, before: Question) -> str:
        gone = [point for point in points(before) if point not in points(question)]
        numbers = " or ".join(map(str, gone))
        return f"whoever chose {numbers} has no answer in the new version" if gone else ""

    def check(self, question: Question) -> list[tuple[str, str]]:
        scale = [key for key in self.options if key in question.options]
        if question.choices:
            without = [
                (f"/choices/{place}", f"{choice.name!r} has no score: a rating counts.")
                for place, choice in enumerate(question.choices)
                if choice.score is None
            ]
            both = [(f"/{key}", "A rating has choices or a scale, not both.") for key in scale]
            return [*skip_named(question), *without, *both]
        if {"from", "to"} <= question.options.keys():
            return []
        return [("", "A rating needs \u201cfrom\u201d and \u201cto\u201d, or \u201cchoices\u201d.")]


def points(question: Question) -> Sequence[int]:
    """The numbers of a scale, in order; none where it has choices."""
    if question.choices:
        return ()
    return range(int(question.options.get("from", 1)), int(question.options.get("to", 5)) + 1)


def end_label(question: Question, point: int) -> Mapping[str, str]:
    """The words at a number of a scale: at its two ends, none between them."""
    scale = points(question)
    ends = {scale[0]: "from_label", scale[-1]: "to_label"}
    label: Mapping[str, str] = question.options.get(ends.get(point, ""), {})
    return label
