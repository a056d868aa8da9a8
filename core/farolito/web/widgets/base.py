"""What a widget is, and how the right one for a question is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.web.widgets.fields import RawField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from farolito.domain.definitions import Question

    Context = Callable[[Question, str], Mapping[str, Any]]


def nothing(question: Question, language: str) -> Mapping[str, Any]:
    """No context besides the question."""
    return {}


@dataclass(frozen=True, slots=True)
class Widget:
    """How one question type is asked.

    ``template`` has a macro ``draw(q)``; it is run once per form version and language, with what ``context``
    gives for the question and the language. ``field`` binds every field of the question.
    """

    question_type: str
    template: str
    field: type[RawField] = RawField
    appearance: str | None = None  # None: the usual one
    context: Context = nothing


UNAVAILABLE = Widget("", "widgets/unavailable.html")


class Widgets:
    """The widgets by (question type, appearance); the core's own are registered in the same way as a plugin's."""

    def __init__(self, widgets: Iterable[Widget]) -> None:
        self._known: dict[tuple[str, str | None], Widget] = {}
        for widget in widgets:
            key = (widget.question_type, widget.appearance)
            if key in self._known:
                raise ValueError(
                    f"Two widgets for {widget.question_type} (appearance {widget.appearance})."
                )
            self._known[key] = widget

    def of(self, question: Question) -> Widget:
        """The widget that asks ``question``: of its appearance, else the usual one of its type, else a notice."""
        usual = self._known.get((question.type, None), UNAVAILABLE)
        return self._known.get((question.type, question.appearance), usual)
