"""What rules may see at one point of a form: the answers that were asked for, each put in its meaning when needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import QuestionType


def is_skipped(answer: object) -> bool:
    """Whether this stored answer is a skip."""
    return isinstance(answer, dict) and answer.get("skipped") is True


class Names(Mapping[str, "Value"]):
    """Names and their values, at the top of a form or in an entry of a repeat; further out stand those ``around``.

    A rule needs few of the answers of a long form, so what an answer means is found out when it is first looked up.
    """

    __slots__ = ("_answers", "_around", "_asked", "_known", "_lists", "_own", "_types")

    def __init__(
        self,
        types: Mapping[str, QuestionType],
        answers: Mapping[str, Any],
        around: Names | None = None,
        own: Collection[str] = (),
    ) -> None:
        """``own``: names that are there without an answer too, since an entry has all its names."""
        self._types = types
        self._answers = answers
        self._around = around
        self._own = own
        self._asked: dict[str, Question] = {}
        self._lists: dict[str, Sequence[Names]] = {}
        self._known: dict[str, Value] = {}

    def tell(self, asked: Mapping[str, Question]) -> None:
        """These questions are asked, by name: from here on rules see their answers."""
        self._asked.update(asked)

    def tell_list(self, repeat: str, listed: Sequence[Names]) -> None:
        """A repeat was reached, and has these entries."""
        self._lists[repeat] = listed

    def tell_value(self, name: str, value: Value) -> None:
        """What a calculated question comes to."""
        self._known[name] = value

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name; ``default`` where nobody answered it."""
        known = self._known
        if name in known:
            return known[name]
        question = self._asked.get(name)
        if question is not None and (stored := self._answers.get(name)) is not None:
            known[name] = self._meaning(question, stored)
            return known[name]
        if name in self._lists:
            known[name] = [entry.as_entry() for entry in self._lists[name]]
            return known[name]
        if self._around is not None and name not in self._own:
            return self._around.get(name, default)
        return default

    def as_entry(self) -> dict[str, Value]:
        """An entry as rules around it see it: every name of its own, None where there is no answer."""
        return {name: self.get(name) for name in self._own}

    def __getitem__(self, name: str) -> Value:
        if name not in self:
            raise KeyError(name)
        value: Value = self.get(name)
        return value

    def __contains__(self, name: object) -> bool:
        return any(name == one for one in self)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for names in self._layers() for name in names))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _layers(self) -> Iterable[Iterable[str]]:
        answered = (name for name in self._asked if self._answers.get(name) is not None)
        yield from (answered, self._known, self._lists, self._own)
        if self._around is not None:
            yield self._around

    def _meaning(self, question: Question, stored: Any) -> Value:
        kind = self._types.get(question.type)
        if kind is None or is_skipped(stored) or not kind.recognises(question, stored):
            return None
        return kind.value(question, stored)
