"""What a question type promises: what an answer means, from the typed text to the export column.

A type is one stateless object. It never decides whether a question is asked, required or skipped
(:mod:`farolito.domain.answers` does), nor how it is drawn (widgets do).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from farolito.domain.problems import Problem

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.definitions import Question
    from farolito.domain.expressions import Value

__all__ = [
    "Answer",
    "Option",
    "ParseContext",
    "Parsed",
    "Problem",
    "QuestionType",
    "Raw",
    "Shown",
    "refused",
]

Raw = Mapping[str, Sequence[str]]
"""Field suffix to the values as typed. The suffix of the main field is ``""``."""

Answer = Any
"""What is stored for one question: JSON values only. None is never an answer."""

Kind = Literal["text", "number", "boolean", "date", "code", "list", "nothing"]
OptionShape = Literal[
    "integer",
    "boolean",
    "string",
    "text",
    "texts",
    "choice_names",
    "number",
    "numbers",
    "one_of",
    "rows",
]
ShownKind = Literal[
    "words",
    "typed",
    "phrase",
    "date",
    "number",
    "phone",
    "code",
    "language",
    "month",
    "time",
    "drawing",
    "photo",
    "file",
]


@dataclass(frozen=True, slots=True)
class Option:
    """A key of a question's JSON that only this type understands.

    Shapes: ``integer`` (``least``..``most``), ``boolean``, ``string`` (a name), ``text`` (language to words),
    ``texts`` (a list of texts), ``choice_names`` (a list of names of this question's choices), ``number``
    (``least``..``most``, fractions allowed), ``numbers`` (a list of whole numbers, each ``least``..``most``),
    ``one_of`` (one of ``words``), ``rows`` (a list of rows, each with a name and a label).
    """

    shape: OptionShape
    says: str  # one sentence for the JSON schema
    least: int | None = None
    most: int | None = None
    required: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A place that may be an answer: its lasting name, what people call it, and where it belongs."""

    slug: str
    name: str
    kind: Literal["district", "site"] = "site"
    within: str = ""  # "Duarte Unified": tells two schools of one name apart


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What a type may know besides the text.

    ``at`` is this instant, ISO 8601 with the place's own offset from UTC. ``before`` is the answer so far,
    None where there is none or it is a skip. ``places`` are those that a question of a place offers, nearest
    first; whoever reads answers for a place brings them along where :attr:`QuestionType.offers_places`.
    """

    today: date
    language: str
    at: str = ""
    before: Answer | None = None
    places: tuple[OfferedPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer, or why there is none. Neither means that nothing was typed."""

    answer: Answer | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of an answer for people.

    ``words``: the form's words, in ``language``. ``typed``: as the person wrote it. ``phrase``: a code of
    :data:`PHRASES` with ``params``, for which web and PDF have the words. ``date``: ISO 8601, put in words
    by web and PDF; so are ``month`` (``2026-11``), ``time`` (``14:30``) and ``language`` (a BCP 47 tag).
    ``number``, ``phone``, ``code``: left to right in every language. ``drawing``: a path of
    :mod:`farolito.domain.drawing`, drawn by web and PDF. ``photo``, ``file``: something that was sent; ``params``
    describe it (:mod:`.descriptions`), ``text`` is its name, of a photo its id.
    """

    text: str
    kind: ShownKind = "words"
    language: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def ltr(self) -> bool:
        """Whether this runs left to right, whatever stands around it."""
        return self.kind in ("number", "phone", "code")


PHRASES: Mapping[str, tuple[str, ...]] = {
    "yes": (),
    "no": (),
    "no_phone": (),  # I don't have a phone
    "no_address": (),  # No fixed address, or rather not say
    "years_old": ("age",),  # about 9 years old
    "born_in": ("year",),  # born in 2015
    "amount": (
        "least",
        "most",
        "period",
    ),  # whole dollars; most is None: or more; least 0: less than
    "reads_little": (),  # I don't read much
    "grade": ("grade",),  # a code of child.GRADES
    "school": ("school",),  # as it was typed
    "photos": ("count",),  # how many were sent
    "files": ("count",),
    "safe_call": ("safe",),  # safe to call: yes, no, or "" when that was not answered
    "safe_text": ("safe",),
    "safe_message": ("safe",),
}
"""Codes of ``phrase`` pieces, with the names of their params."""


class QuestionType:
    """The meaning of one kind of answer. Subclasses say ``name`` and what differs from one line of text.

    No method raises, whatever text it is given, nor for any stored answer that it :meth:`recognises`.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]] = ("",)
    kind: ClassVar[Kind] = "text"  # the static type of its value in expressions
    options: ClassVar[Mapping[str, Option]] = {}
    has_choices: ClassVar[bool] = False  # the form must give ``choices``; else it must not
    needs_choices: ClassVar[bool] = True  # of ``has_choices``: there is no other way to say them
    is_points: ClassVar[bool] = False  # its value for rules is what it adds to a score
    is_asked: ClassVar[bool] = True  # a note is shown, never asked
    is_calculated: ClassVar[bool] = False  # a rule says what it is; ``calculation`` is required
    takes_default: ClassVar[bool] = False  # the fields may show a value before anybody answers
    is_chosen: ClassVar[bool] = (
        False  # answered by choosing: leaving it blank is a problem, not a skip
    )
    also_reads: ClassVar[frozenset[str]] = frozenset()
    """The other types whose stored answers are recognised here, shown and exported as the same."""
    most_choices: ClassVar[int] = 200
    holds_files: ClassVar[bool] = False  # its answers describe files that were sent
    offers_places: ClassVar[bool] = False  # its answers are places: ``ParseContext.places``

    def fields(self, question: Question) -> tuple[str, ...]:
        """The suffixes of the fields of this very question."""
        return self.suffixes

    def parse(self, question: Question, raw: Raw, context: ParseContext) -> Parsed:
        """The answer that ``raw`` means, or problems. Nothing typed gives ``Parsed()``."""
        raise NotImplementedError

    def known(self, question: Question) -> Mapping[str, Any]:
        """What whoever reads answers without Python has to know beside the definition: JSON values.

        A tablet without internet does (``static/tablet/reading.js``).
        """
        return {}

    def raw(self, question: Question, answer: Answer) -> Raw:
        """How a recognised answer looks in the fields: parsing it again gives the same answer."""
        return {"": (str(answer),)}

    def recognises(self, question: Question, answer: Answer) -> bool:
        """Whether a stored value has the shape of this type's answers."""
        return isinstance(answer, str)

    def problems(
        self, question: Question, answer: Answer, context: ParseContext
    ) -> tuple[Problem, ...]:
        """What is wrong with a stored answer, wherever it came from: what its own page would say."""
        if not self.recognises(question, answer):
            code = "not_a_choice" if self.is_chosen else "not_understood"
            return (Problem(question.name, code),)
        again = replace(context, before=answer)
        parsed = self.parse(question, self.raw(question, answer), again)
        if parsed.answer == answer:
            return ()
        return parsed.problems or (Problem(question.name, "not_understood"),)

    def show(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        """A recognised answer for people, in pieces: lines of an address, each chosen choice."""
        return (Shown(str(answer), "typed"),)

    def show_briefly(self, question: Question, answer: Answer, language: str) -> tuple[Shown, ...]:
        """Like :meth:`show`, for a paper that may be left on a bus: a year instead of a birth date."""
        return self.show(question, answer, language)

    def value(self, question: Question, answer: Answer) -> Value:
        """A recognised answer for expressions, of this type's ``kind``."""
        return str(answer)

    def answer_of(self, question: Question, value: Value) -> Answer | None:
        """The answer that means ``value``: the way back from :meth:`value`. None when there is none."""
        return value if self.recognises(question, value) else None

    def export(
        self, question: Question, answer: Answer | None
    ) -> Mapping[str, str | int | float | None]:
        """Column suffix to value. The columns are the same for every answer, and for none (None)."""
        return {"": answer}

    def loses(self, question: Question, before: Question) -> str:
        """Why an answer that was stored for ``before``, of a type that is read here, is not any more; or "".

        Choices that went are not for this to say.
        """
        return ""

    def renamed(self, answer: Answer, names: Mapping[str, str]) -> Answer:
        """A stored answer, with its choices called by their new ``names``; other names stay."""
        if isinstance(answer, str):
            return names.get(answer, answer)
        if isinstance(answer, list):
            return [names.get(one, one) if isinstance(one, str) else one for one in answer]
        return answer

    def check(self, question: Question) -> list[tuple[str, str]]:
        """Faults of the definition beyond the shape of its options: (pointer below the question, sentence)."""
        return []


def refused(question: Question, code: str, suffix: str = "", **params: object) -> Parsed:
    """No answer, for one reason."""
    return Parsed(problems=(Problem(question.name, code, params, suffix),))
