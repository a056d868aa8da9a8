"""What photo and file share: descriptions of what was sent, in the order in which it came.

What arrives from a phone is looked at before a type ever sees it (:mod:`farolito.services.uploads`); the bytes lie
elsewhere, sealed. The fields of these types are written by the server alone: the list of what is held, as JSON, and
``wrong``, the code of what was refused last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from farolito.domain.file_limits import MOST_BYTES, MOST_OF_A_RESPONSE
from farolito.domain.problems import Problem
from farolito.domain.question_types.base import Option, Parsed, QuestionType, Shown, refused
from farolito.domain.question_types.descriptions import as_text, from_text, is_attachment
from farolito.domain.question_types.typed import is_readable, lines, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import Answer, ParseContext, Raw
    from farolito.domain.question_types.descriptions import Attachment

WRONG = "wrong"
MOST = 5
"""Files that one question may take."""

REFUSALS: Mapping[str, Mapping[str, object]] = {
    "photo_kind": {},
    "photo_heic": {},
    "photo_broken": {},
    "photo_large": {},
    "file_kind": {},
    "pdf_kind": {},
    "file_broken": {},
    "file_large": {"max": MOST_BYTES // (1024 * 1024)},
    "file_none": {},
    "file_busy": {},
    "files_full": {"max": MOST_OF_A_RESPONSE},
}
"""Why something that arrived was not taken, with the numbers of the sentence."""


class AttachedType(QuestionType):
    """A list of descriptions (:mod:`.descriptions`), never empty, each file once.

    Rules see how many there are.
    """

    kind = "number"
    holds_files = True
    suffixes: ClassVar[tuple[str, ...]] = ("", WRONG)
    piece: ClassVar[str]  # the kind of Shown that one of them is
    options: ClassVar[Mapping[str, Option]] = {
        "max_files": Option("integer", "How many people may send, one if absent.", 1, MOST),
    }

    def media(self, question: Question) -> tuple[str, ...]:
        """The media types that are stored for this question."""
        raise NotImplementedError

    def held(self, question: Question, raw: Raw) -> list[Attachment]:
        """What the field holds that may stay in an answer; nothing where it cannot be read."""
        value = from_text(typed(raw))
        listed = value if isinstance(value, list) else []
        return [one for one in listed if is_attachment(one, self.media(question))]

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        text, wrong = typed(raw), lines(typed(raw, WRONG))
        if not is_readable(text):
            return refused(question, "characters")
        if wrong:
            code = wrong if wrong in REFUSALS or wrong == "files_many" else "not_understood"
            params = {"max": most_of(question)} if code == "files_many" else REFUSALS.get(code, {})
            return Parsed(problems=(Problem(question.name, code, params),))
        text = lines(text)
        if not text:
            return Parsed()
        answer = from_text(text)
        if answer == []:
            return Parsed()
        if not self.recognises(question, answer):
            return refused(question, "not_understood")
        return Parsed(answer)

    def raw(self, question: Question, answer: Answer) -> Raw:
        return {"": (as_text(answer),)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        return (
            isinstance(answer, list)
            and 0 < len(answer) <= most_of(question)
            and all(is_attachment(one, self.media(question)) for one in answer)
            and len({one["id"] for one in answer}) == len(answer)
        )

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        kinds = [("photo" if "name" not in one else "file", one) for one in answer]
        return tuple(
            Shown(one.get("name", one["id"]), kind, params=one)  # type: ignore[arg-type]  # both are kinds
            for kind, one in kinds
        )

    def show_briefly(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        """Paper that may be left on a bus says how many there are, not what they show or are called."""
        return (Shown(f"{self.piece}s", "phrase", params={"count": len(answer)}),)

    def value(self, question: Question, answer: Answer) -> Value:
        return len(answer)

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        """How many, and of each its id, media type, size in bytes and, of files, its name. Never what is in it."""
        if answer is None:
            return dict.fromkeys(("", "id", "media", "bytes", "name"))
        lists = {key: " ".join(str(one[key]) for one in answer) for key in ("id", "media", "bytes")}
        names = "\n".join(one["name"] for one in answer if "name" in one)
        return {"": len(answer), **lists, "name": names or None}

    def loses(self, question: Question, before: Question) -> str:
        gone = set(self.media(before)) - set(self.media(question))
        if gone:
            return f"who sent {' or '.join(sorted(gone))} has no answer in the new version"
        if most_of(question) < most_of(before):
            return f"whoever sent more than {most_of(question)} has no answer in the new version"
        return ""


def most_of(question: Question) -> int:
    """How many files a question takes."""
    return int(question.options.get("max_files", 1))
