"""Several lines of text, kept letter for letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.question_types.base import Option
from farolito.domain.question_types.text import TextType
from farolito.domain.question_types.typed import lines

if TYPE_CHECKING:
    from collections.abc import Mapping


class LongTextType(TextType):
    """A string of 1 to ``max`` characters, 2000 unless the form says otherwise; lines end with ``\\n``."""

    name = "long_text"
    options: ClassVar[Mapping[str, Option]] = {
        "max": Option("integer", "The most characters the answer may have.", least=1, most=10_000),
    }
    default_max = 2000

    def kept(self, text: str) -> str:
        return lines(text)
