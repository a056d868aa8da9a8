"""What a widget's macro is given to draw a question with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from farolito.domain.question_types.matrix import row_of
from farolito.domain.question_types.searched import takes_other
from farolito.web.filters import form_words
from farolito.web.host import host
from farolito.web.i18n import gettext
from farolito.web.widgets.binding import field_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.definitions import Choice, Question
    from farolito.domain.question_types.matrix import MatrixRow
    from farolito.web.respond.holes import Holes


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice as a widget draws it."""

    name: str
    words: Markup
    exclusive: bool = False


class QuestionView:
    """A question as a widget's macro sees it, called ``q`` there. Words are escaped and marked with their language."""

    def __init__(
        self,
        question: Question,
        language: str,
        holes: Holes,
        *,
        chosen: bool,
        heading: bool,
        about_me: bool,
    ) -> None:
        self.question = question
        self.language = language
        self.hole = holes
        self.chosen = chosen  # answered by choosing: Skip stands among the choices
        self.heading = heading  # the label is the heading of the page
        self.about_me = about_me  # the browser may offer what it knows about its owner
        self.label = spoken_words(question.label, question.audio, language)
        self.hint = self.words(question.hint)
        self.why = self.words(question.why)

    def words(self, text: Mapping[str, str]) -> Markup:
        """Words of the form in the page's language, or marked where they are in another."""
        return form_words(text, self.language)

    @property
    def choices(self) -> list[ChoiceView]:
        """The choices in order; yes and no where the type has no others."""
        if self.question.type == "yes_no":
            return [
                ChoiceView("yes", escape(gettext("Yes"))),
                ChoiceView("no", escape(gettext("No"))),
            ]
        return choice_views(self.question.choices, self.language)

    @property
    def agreeing(self) -> list[ChoiceView]:
        """The choices of a consent question that say yes."""
        declines = self.question.options.get("declines", ())
        agreeing = [choice for choice in self.question.choices if choice.name not in declines]
        return choice_views(agreeing, self.language)

    @property
    def points(self) -> list[Markup]:
        """What a consent question says, point by point."""
        return [self.words(point) for point in self.question.options.get("points", ())]

    @property
    def more(self) -> Markup:
        """The longer text of a consent question."""
        return self.words(self.question.options.get("more", {}))

    @property
    def row(self) -> MatrixRow | None:
        """Where a row stands in its matrix."""
        return row_of(self.question)

    @property
    def takes_other(self) -> bool:
        """Whether an answer that is not on the list may be written."""
        return takes_other(self.question)

    def field(self, suffix: str = "") -> str:
        """The ``name`` of a field."""
        return field_name(self.question.name, suffix)

    def id(self, suffix: str = "") -> str:
        """The ``id`` of a field; links in the summary of problems lead to it."""
        return field_id(self.question.name, suffix)

    def part(self, prefix: str) -> str:
        """The ``id`` of a text beside the field: hint, why, optional, error."""
        return f"{prefix}-{self.question.name}"

    def fill(self, token: str) -> str:
        """The ``autocomplete`` token of a question about the person who answers; ``off`` about anyone else."""
        return token if self.about_me else "off"

    def described(self, *, optional: bool) -> Markup:
        """The hole of ``aria-describedby``."""
        always = [self.part("h")] if self.hint else []
        always += [self.part("w")] if self.why else []
        return self.hole("described", " ".join(always), self.part("o") if optional else "")

    def begin(self, kind: str, name: str = "") -> Markup:
        """The start of a part that is not always shown."""
        return self.hole("begin", kind, name)

    def end(self, kind: str, name: str = "") -> Markup:
        """Its end."""
        return self.hole("end", kind, name)


def field_id(question: str, suffix: str = "") -> str:
    """The id of the field of a question."""
    return f"{question}-{suffix}" if suffix else question


def spoken_words(text: Mapping[str, str], audio: Mapping[str, str], language: str) -> Markup:
    """Words of a form, with where the sound file of them is heard that a plugin brings in this language."""
    words, sound = form_words(text, language), host().assets.sound(audio.get(language))
    return Markup('<span data-say="{}">{}</span>').format(sound, words) if sound else words


def choice_views(choices: Iterable[Choice], language: str) -> list[ChoiceView]:
    """Choices with their words."""
    return [
        ChoiceView(
            choice.name, spoken_words(choice.label, choice.audio, language), choice.exclusive
        )
        for choice in choices
    ]
