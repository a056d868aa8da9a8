"""One line of text, kept letter for letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.question_types.base import Option, Parsed, QuestionType, refused
from farolito.domain.question_types.typed import is_readable, one_line, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import ParseContext, Raw


class TextType(QuestionType):
    """A string of 1 to ``max`` characters, 200 unless the form says otherwise."""

    name = "text"
    takes_default = True
    options: ClassVar[Mapping[str, Option]] = {
        "max": Option("integer", "The most characters the answer may have.", least=1, most=1000),
    }
    default_max: ClassVar[int] = 200
    also_reads = frozenset({"text", "long_text", "full_name", "email"})

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text = typed(raw)
        if not is_readable(text):
            return refused(question, "characters")
        kept = self.kept(text)
        longest = int(question.options.get("max", self.default_max))
        if len(kept) > longest:
            return refused(question, "too_long", max=longest, used=len(kept))
        return Parsed(kept or None)

    def kept(self, text: str) -> str:
        """The readable ``text`` as it is stored."""
        return one_line(text)
