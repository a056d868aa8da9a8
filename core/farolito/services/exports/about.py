"""The page that goes with every export: what is in the file, what is not and why, how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.languages import words
from farolito.services.exports.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.exports.values import LeftOut, Plan

MARKS = "= + - @"
STUDENTS_OWN = (
    "Records that a student consented to alone, or where nobody wrote down who consented, are never exported: they are "
    "neither in this file nor in its numbers."
)


def about(plan: Plan) -> tuple[str, ...]:
    """The lines, in English: they are read beside column names, which are English too."""
    return tuple(_lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    wanted = plan.wanted
    yield f"{words(plan.form.title, 'en')} ({plan.form.name}), {plan.place.name}"
    yield f"Exported on {plan.asked_on}. Responses when it was begun: {plan.total:,}."
    numbers = ", ".join(f"{plan.numbers[form.hash]} ({form.hash[:12]})" for form in plan.versions)
    yield f"Form versions: {numbers}. Each response is as it was answered, to its own version."
    if plan.withheld:
        yield f"Versions whose records may not be exported: {', '.join(map(str, plan.withheld))}."
    yield ""
    yield "Left out:" if plan.left_out else "No question is left out."
    for one in plan.left_out:
        yield f"- {one.question.name}: {_reason(one)}"
    if hidden := _findings(plan).left_out:
        yield f"Left out, because they are made of answers that are left out: {', '.join(hidden)}."
    if plan.keeps_students_own:
        yield STUDENTS_OWN
    if plan.anonymous:
        yield "This form is anonymous: there are no ids, no codes, no times of day, nothing of how it was filled in."
    yield ""
    yield "Nothing in this file is for anybody who may not see the records at the school. Delete it when you are done."
    if wanted.format in ("csv", "xlsx"):
        yield ""
        yield from _tables(plan)


def _findings(plan: Plan) -> Findings:
    return Findings(plan.versions, plan.names, {})


def _reason(one: LeftOut) -> str:
    if one.reason == "roles":
        return f"only for {', '.join(one.roles)}"
    if one.reason == "crisis":
        return "about a crisis; it is read on its response, and never exported"
    return "private; private answers were not asked for"


def _tables(plan: Plan) -> Iterator[str]:
    yield (
        "Choices are written as codes." if plan.wanted.words is None
        else f"Choices are written out in {plan.wanted.words}, as the version that was answered words them."
    )  # fmt: skip
    yield "An empty cell: not asked, not answered, or skipped. What was skipped is named in the column “skipped”."
    yield "name.part: one part of an answer. Of several choices each has a column: 1 chosen, 0 not, empty not offered."
    yield "name~type: the same question as it was asked before its type changed."
    found = _findings(plan)
    if found.scores:
        yield "score:name: what chosen answers add up to, and its band; empty when an answer is missing."
    if found.needs:
        yield "need:name: 1 when the form's rule for this need holds, 0 when not, empty when the version has none."
    for table in plan.tables:
        if table.path:
            yield f"The table {'-'.join(table.path)} has a row for each entry; its “row” is the response's."
    if plan.wanted.format == "csv":
        yield (
            f"A text that begins with {MARKS}, a tab or a line end has an apostrophe in front, so that no "
            "spreadsheet takes it for a formula."
        )
