"""The cells of one answered response: what :mod:`.columns` has a column for, in the words of the version answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import entries
from farolito.domain.names import is_skipped
from farolito.domain.question_types.base import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from farolito.domain.columns import Asked, Strand, Table
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.base import Shown

    Types = Mapping[str, QuestionType]

Cell = str | int | float | None
MOST_REMEMBERED = 1_000  # combinations of choices, for each question of an export

Put = Callable[[Mapping[str, Any], list[Cell], list[str]], None]
"""Puts the answer to one question into its cells; the name of one that was skipped is noted."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Answers in words instead of codes: choices as ``language`` labels them, fixed phrases by ``phrase``."""

    language: str
    phrase: Callable[[str], str]


class RowMaker:
    """Makes the cells of one table for responses to one version. Made once, used for every response."""

    def __init__(
        self, table: Table, version: str, types: Types, wording: Wording | None = None
    ) -> None:
        """``version`` is the hash of the form that was answered."""
        self.width = len(table.columns)
        self.path = table.names.get(version, table.path)
        self.puts: list[Put] = []
        at = 0
        for strand in table.strands:
            asked = strand.asked.get(version)
            if asked is not None:
                self.puts.append(_put(strand, asked, at, types, wording))
            at += len(strand.suffixes)

    def row(self, answers: Answers) -> tuple[list[Cell], list[str]]:
        """The cells in the order of the columns, and the names of what was skipped.

        ``answers`` are those of the response, or of one entry.
        """
        cells: list[Cell] = [None] * self.width
        skipped: list[str] = []
        for put in self.puts:
            put(answers, cells, skipped)
        return cells, skipped

    def entries(self, answers: Answers) -> Iterator[tuple[tuple[int, ...], Answers]]:
        """The entries of this table in a response: their numbers from 1, outermost first, and their answers."""
        return entries_of(self.path, answers)


def entries_of(path: Sequence[str], answers: Answers) -> Iterator[tuple[tuple[int, ...], Answers]]:
    """The entries of the innermost of some repeats: see :meth:`RowMaker.entries`. Of none: the answers themselves."""
    if not path:
        yield (), answers
        return
    for number, entry in enumerate(entries(answers, path[0]), 1):
        for below, own in entries_of(path[1:], entry["answers"]):
            yield (number, *below), own


def _put(strand: Strand, asked: Asked, at: int, types: Types, wording: Wording | None) -> Put:
    question, names, called = asked.question, asked.choices, strand.name
    name, kind = question.name, types.get(question.type)
    offsets = {suffix: at + place for place, suffix in enumerate(strand.suffixes)}
    main = offsets.get("", at)
    now = asked.as_now()

    def put_aside(stored: Any, cells: list[Cell], skipped: list[str]) -> None:
        """What is no answer of its type: a skip, or something that is exported as it is stored."""
        if is_skipped(stored):
            skipped.append(called)
        else:
            text = stored if isinstance(stored, str) else json.dumps(stored, ensure_ascii=False)
            cells[main] = text

    def put_unknown(answers: Answers, cells: list[Cell], skipped: list[str]) -> None:
        stored = answers.get(name)
        if stored is not None:
            put_aside(stored, cells, skipped)

    if kind is None:
        return put_unknown
    recognises, export, show = kind.recognises, kind.export, kind.show

    def put_plain(answers: Answers, cells: list[Cell], skipped: list[str]) -> None:
        stored = answers.get(name)
        if stored is None:
            return
        if recognises(question, stored):
            cells[main] = stored
        else:
            put_aside(stored, cells, skipped)

    def put(answers: Answers, cells: list[Cell], skipped: list[str]) -> None:
        stored = answers.get(name)
        if stored is None:
            return
        if not recognises(question, stored):
            put_aside(stored, cells, skipped)
            return
        for suffix, value in export(now, kind.renamed(stored, names) if names else stored).items():
            cells[offsets[suffix]] = value
        if wording is not None and cells[main] is not None:
            words = _words(show(question, stored, wording.language), wording)
            if words:
                cells[main] = words

    remembered: dict[tuple[str, ...], list[tuple[int, Cell]]] = {}

    def put_chosen(answers: Answers, cells: list[Cell], skipped: list[str]) -> None:
        """Several choices: few combinations come again and again, each with a cell for every choice."""
        stored = answers.get(name)
        if stored is None:
            return
        try:
            known = remembered.get(key := tuple(stored)) if type(stored) is list else None
        except TypeError:  # a list of something that is no choice
            known = None
        if known is None:
            if type(stored) is not list or not recognises(question, stored):
                put(answers, cells, skipped)
                return
            answer = kind.renamed(stored, names) if names else stored
            known = [(offsets[suffix], value) for suffix, value in export(now, answer).items()]
            if len(remembered) < MOST_REMEMBERED:
                remembered[key] = known
        for place, value in known:
            cells[place] = value

    if kind.kind == "list" and question.choices and wording is None:
        return put_chosen
    is_plain = type(kind).export is QuestionType.export and not names and wording is None
    return put_plain if is_plain else put


def _words(pieces: Sequence[Shown], wording: Wording) -> str:
    """The pieces of an answer that are words of the form or of ours."""
    return "; ".join(
        piece.text if piece.kind == "words" else wording.phrase(piece.text)
        for piece in pieces
        if piece.kind in ("words", "phrase")
    )
