"""An amount of money as one of the form's ranges: nobody is asked for an exact income."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

PERIODS = ("week", "month", "year")
LARGEST = 10**9


class Range(NamedTuple):
    """Whole dollars from ``least`` to ``most``, both inside; no ``most`` in the last range."""

    least: int
    most: int | None

    @property
    def name(self) -> str:
        """What is stored: ``500_999``, ``2000_up``."""
        return f"{self.least}_{'up' if self.most is None else self.most}"


class MoneyType(QuestionType):
    """The name of a range between two bounds of ``ranges``: ``"500_999"``, or ``"2000_up"`` for the last.

    Rules see where the range begins, in dollars: whoever chose $500 to $999 has ``500``. So ``income < 1000``
    is exact when 1000 is a bound, and a bound is what a rule should name. US dollars, whole ones.
    """

    name = "money"
    kind = "number"
    is_chosen = True
    options: ClassVar[Mapping[str, Option]] = {
        "ranges": Option(
            "numbers",
            "Where each range begins, rising: [0, 500, 1000] offers less than $500, $500 to $999, $1,000 or more.",
            0,
            LARGEST,
            required=True,
        ),
        "period": Option("one_of", "The time in which the money comes or goes.", words=PERIODS),
    }

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        chosen = typed(raw)
        if not chosen:
            return Parsed()
        return Parsed(chosen) if chosen in _by_name(question) else refused(question, "not_a_choice")

    def recognises(self, question: Question, answer: Answer) -> bool:
        return isinstance(answer, str) and answer in _by_name(question)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown("amount", "phrase", params=amount(question, _by_name(question)[answer])),)

    def value(self, question: Question, answer: Answer) -> Value:
        return _by_name(question)[answer].least

    def loses(self, question: Question, before: Question) -> str:
        gone = [name for name in _by_name(before) if name not in _by_name(question)]
        ranges_gone = " or ".join(gone)
        return f"whoever chose {ranges_gone} has no answer in the new version" if gone else ""

    def check(self, question: Question) -> list[tuple[str, str]]:
        bounds = question.options.get("ranges", ())
        if bounds and bounds[0] != 0:
            return [("/ranges/0", f"The first range begins at {bounds[0]}: 0 leaves nobody out.")]
        return [
            (f"/ranges/{place}", f"{bound} does not come after {before}: the bounds must rise.")
            for place, (before, bound) in enumerate(pairwise(bounds), start=1)
            if bound <= before
        ]


def ranges(question: Question) -> tuple[Range, ...]:
    """The ranges that a money question offers, in order."""
    bounds = [int(bound) for bound in question.options.get("ranges", ())]
    ends = [bound - 1 for bound in bounds[1:]]
    return tuple(Range(*pair) for pair in zip(bounds, [*ends, None], strict=False))


def amount(question: Question, one: Range) -> Mapping[str, object]:
    """A range as the params of the phrase ``amount``."""
    return {"least": one.least, "most": one.most, "period": question.options.get("period", "")}


def _by_name(question: Question) -> Mapping[str, Range]:
    return {one.name: one for one in ranges(question)}
