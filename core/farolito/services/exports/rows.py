"""The rows of an export: what is told of a response, then its answers, in the columns of all versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from farolito.domain import codes
from farolito.domain.cells import RowMaker, Wording
from farolito.domain.drafts import entries
from farolito.domain.languages import pick
from farolito.domain.relevance import relevant_answers
from farolito.exports.answers import Sheet, csv_rows
from farolito.services.exports.findings import Findings
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from farolito.domain.columns import Strand, Table
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types import QuestionType
    from farolito.exports.answers import Row
    from farolito.exports.answers.sheets import Cell
    from farolito.services.exports.values import Plan
    from farolito.services.responses.stored import Stored

PHRASES = {
    "yes": "Yes",
    "no": "No",
    "no_phone": "I don’t have a phone",
    "no_address": "No fixed address, or rather not say",
}
"""Our own words for fixed answers, as the catalogues have them."""

FACTS = (
    "response",
    "code",
    "form_version",
    "status",
    "language",
    "channel",
    "received_on",
    "received_at",
)
ANONYMOUS_FACTS = ("form_version", "status", "language", "received_on")
ROW, SKIPPED = "row", "skipped"
RESPONSES = "responses"
INSTANT = re.compile(r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})T.*\Z", re.DOTALL)
HELD = 500  # rows of entries that are written at once


class Rows:
    """Makes the rows of every table of a plan."""

    def __init__(
        self,
        plan: Plan,
        types: Mapping[str, QuestionType],
        translate: Callable[[str, str], str],
    ) -> None:
        self.plan, self.types = plan, types
        self.fact_names = ANONYMOUS_FACTS if plan.anonymous else FACTS
        language = plan.wanted.words
        self.wording = None
        if language is not None:
            spoken = language
            self.wording = Wording(
                spoken, lambda phrase: translate(PHRASES.get(phrase, phrase), spoken)
            )
        self.findings = Findings(plan.versions, plan.names, types)
        self.sheets = [self._sheet(table) for table in plan.tables]
        self.versions = {form.hash: form for form in plan.versions}
        self.makers = {
            form.hash: [RowMaker(table, form.hash, types, self.wording) for table in plan.tables]
            for form in plan.versions
        }
        self.lists = {
            form.hash: [
                table.names.get(form.hash, table.path)[0]
                for table in plan.tables
                if len(table.path) == 1
            ]
            for form in plan.versions
        }

    def number_of(self, repeat: str) -> int:
        """The number of the sheet with the entries of a repeat; 0 for the responses, named ``""``."""
        return next(
            number
            for number, table in enumerate(self.plan.tables)
            if (table.path[-1] if table.path else "") == repeat
        )

    def facts(self, one: Stored) -> dict[str, Cell]:
        """What is told of a response besides its answers; of an anonymous one, nothing that could lead to it."""
        moment = one.received_at.astimezone(SCHOOL_ZONE).isoformat(timespec="seconds")
        number = self.plan.numbers[one.form_hash]
        day = moment[:10]
        if self.plan.anonymous:
            return {
                "form_version": number, "status": one.status, "language": one.language, "received_on": day,
            }  # fmt: skip
        return {
            "response": one.id,
            "code": codes.shown(one.code) if one.code else None,
            "form_version": number,
            "status": one.status,
            "language": one.language,
            "channel": one.channel,
            "received_on": day,
            "received_at": moment,
        }

    def day(self, one: Stored) -> date:
        """The day on which a response was sent, at the school."""
        return one.received_at.astimezone(SCHOOL_ZONE).date()

    def came_to(self, one: Stored) -> dict[str, Any]:
        """The scores and needs of a response, without those that are not in the export."""
        return self.findings.found(self.versions[one.form_hash], self.sent(one), self.day(one))

    def of(self, found: Iterator[Stored]) -> Iterator[Row]:
        """The row of each response, followed by those of its entries."""
        for number, one in enumerate(found, 1):
            answers = self.sent(one)
            (first, *others), lists = self.makers[one.form_hash], self.lists[one.form_hash]
            cells, skipped = first.row(answers)
            listed = [len(entries(answers, name)) if name in answers else None for name in lists]
            came_to = self.findings.cells(
                self.versions[one.form_hash], answers, self.day(one), self.plan.wanted.words
            )
            left = " ".join(skipped) or None
            yield 0, [number, *self.facts(one).values(), *cells, *listed, *came_to, left]
            for at, maker in enumerate(others, 1):
                for numbers, own in maker.entries(answers):
                    cells, skipped = maker.row(own)
                    yield at, [number, *numbers, *cells, " ".join(skipped) or None]

    def first(
        self, found: Iterator[Stored], waiting: Mapping[int, BinaryIO]
    ) -> Iterator[Sequence[Cell]]:
        """The rows of the responses; those of entries are written to the files that wait, as CSV without a header."""
        held: dict[int, list[Sequence[Cell]]] = {number: [] for number in waiting}
        for number, cells in self.of(found):
            if number == 0:
                yield cells
                continue
            held[number].append(cells)
            if len(held[number]) == HELD:
                waiting[number].writelines(csv_rows(held[number]))
                held[number].clear()
        for number, left in held.items():
            waiting[number].writelines(csv_rows(left))

    def kept(self, version: str, answers: Answers) -> dict[str, Any]:
        """The answers that are in the export, under their own names; entries too."""
        return self._kept((), version, answers)

    def _kept(self, path: tuple[str, ...], version: str, answers: Answers) -> dict[str, Any]:
        names = self.plan.names(version)
        kept: dict[str, Any] = {}
        below = {
            called[len(path)]
            for table in self.plan.tables
            if len(called := table.names.get(version, table.path)) == len(path) + 1
            and called[: len(path)] == path
        }
        for name, stored in answers.items():
            if name in below and isinstance(stored, dict):
                listed = [
                    {"answers": self._kept((*path, name), version, one["answers"])}
                    for one in entries(answers, name)
                ]
                kept[name] = {"entries": listed}
            elif name in names:
                kept[name] = stored
        return kept

    def sent(self, one: Stored) -> Answers:
        """What was sent; of a response that was stopped, what would have been. Of an anonymous one, no time of day."""
        answers = one.answers
        if one.status == "stopped":
            answers = relevant_answers(
                self.versions[one.form_hash], answers, self.types, self.day(one)
            )
        return _timeless(answers) if self.plan.anonymous else answers

    def _sheet(self, table: Table) -> Sheet:
        columns = [name for strand in table.strands for name in self._headings(strand)]
        if table.path:
            numbers = [f"{name}.entry" for name in table.path]
            return Sheet("-".join(table.path), (ROW, *numbers, *columns, SKIPPED))
        lists = [f"{one.path[0]}.entries" for one in self.plan.tables if len(one.path) == 1]
        found = self.findings.columns(self.plan.wanted.words)
        return Sheet(RESPONSES, (ROW, *self.fact_names, *columns, *lists, *found, SKIPPED))

    def _headings(self, strand: Strand) -> Sequence[str]:
        """The names of its columns, or in words its label, each with the name behind it: labels may be alike."""
        language = self.plan.wanted.words
        if language is None:
            return strand.columns
        label = pick(strand.latest.label, language, self.plan.form.languages[0])[0]
        return [f"{label} [{name}]" for name in strand.columns]


def _timeless(value: Any) -> Any:
    """The same with each moment that a consent was given at cut to its day."""
    if isinstance(value, dict):
        return {
            key: INSTANT.sub(r"\1", one) if key == "at" and isinstance(one, str) else _timeless(one)
            for key, one in value.items()
        }
    return [_timeless(one) for one in value] if isinstance(value, list) else value
