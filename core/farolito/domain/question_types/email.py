"""An e-mail address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.domain.digits import ascii_digits, unmarked
from farolito.domain.question_types.base import Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.typed import is_readable, one_line, typed

if TYPE_CHECKING:
    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import Answer, ParseContext, Raw

LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets

# Whether mail arrives only sending tells; this finds what was left out or mistyped.
_ADDRESS = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:.]+(\.[^@\s<>,;:.]+)+\Z")


class EmailType(QuestionType):
    """A string with one ``@`` and a dot after it, letter for letter; its digits in ASCII."""

    name = "email"
    also_reads = frozenset({"text", "long_text", "full_name"})

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text = typed(raw)
        if not is_readable(text):
            return refused(question, "characters")
        address = one_line(ascii_digits(unmarked(text))).replace("\uff20", "@")
        if not address:
            return Parsed()
        if len(address) > LONGEST:
            return refused(question, "too_long", max=LONGEST, used=len(address))
        return Parsed(address) if _ADDRESS.match(address) else refused(question, "email")

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        return (Shown(answer, "code"),)
