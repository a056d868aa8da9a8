"""A place of the site: a school or a district, chosen by name. Where somebody is now is never asked of a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.folding import folded
from farolito.domain.question_types.base import Option, Shown
from farolito.domain.question_types.searched import (
    Candidate,
    SearchedType,
    is_other,
    takes_other,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Answer, OfferedPlace, ParseContext


class LocationType(SearchedType):
    """``{"place": "lincoln", "name": "Lincoln High School"}``, or ``{"other": "..."}`` where the form takes one.

    What may be chosen is no part of the form: it comes with the context (``ParseContext.places``), so that a
    published version never changes when a school opens. What is stored has the place's name as it was shown, so that
    the answer can be read when the school is gone. Rules see the slug, ``other`` for a written one.
    """

    name = "location"
    offers_places = True
    options: ClassVar[Mapping[str, Option]] = {
        **SearchedType.options,
        "districts": Option("boolean", "Offers districts instead of schools and other sites."),
    }

    def chosen(self, question: Question, value: str, context: ParseContext) -> Answer | None:
        before = context.before
        if isinstance(before, dict) and before.get("place") == value:
            return before  # with the name it had then
        for place in offered(question, context):
            if place.slug == value:
                return {"place": place.slug, "name": place.name}
        return None

    def value_of(self, answer: Answer) -> str:
        return str(answer["place"])

    def candidates(self, question: Question, context: ParseContext) -> Iterable[Candidate]:
        for place in offered(question, context):
            yield Candidate(place.slug, (folded(f"{place.name} {place.within}"),))

    def recognises(self, question: Question, answer: Answer) -> bool:
        if takes_other(question) and is_other(answer):
            return True
        return (
            isinstance(answer, dict)
            and answer.keys() == {"place", "name"}
            and all(isinstance(part, str) and part for part in answer.values())
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        if is_other(answer):
            return super().show(question, answer, language)
        return (Shown(answer["name"], "typed"),)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        known = answer or {}
        columns = {"": known.get("place"), "name": known.get("name")}
        if takes_other(question):
            columns["other"] = known.get("other")
        return columns


def offered(question: Question, context: ParseContext) -> Iterable[OfferedPlace]:
    """The places that this question offers."""
    wanted = "district" if question.options.get("districts", False) else "site"
    return (place for place in context.places if place.kind == wanted)
