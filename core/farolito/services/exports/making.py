"""The file of an export: responses opened a page at a time, put into rows, handed on as bytes."""

from __future__ import annotations

import os
import tempfile
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from farolito.exports.answers import (
    Told,
    csv_table,
    json_lines,
    questionnaire_response,
    write_workbook,
    zipped,
)
from farolito.services import audit
from farolito.services.exports.about import about
from farolito.services.exports.rows import Rows
from farolito.services.responses.stored import stored
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Executable, Row

    from farolito.domain.access import Actor
    from farolito.exports.answers import Row as SheetRow
    from farolito.services.exports.values import Plan
    from farolito.services.responses.stored import Stored
    from farolito.services.work import Work, Works

    Progress = Callable[[int], None]

ABOUT = "about.txt"
CHUNK = 256 * 1024
MEMORY = "/dev/shm"  # noqa: S108  what is made there has a random name, or none
MOST_IN_MEMORY = 100_000  # responses
EVERY = 500  # responses between two words about progress


def begin(work: Work, plan: Plan) -> None:
    """Record the export, before anything is opened. Its work is committed before the file is made."""
    private = "/private" if plan.wanted.private else ""
    target = f"form/{plan.form.name}/{plan.wanted.format}{private}"
    audit.record(work, plan.place.id, "responses.exported", target)


def filename(plan: Plan) -> str:
    """What the file is saved as: place and day. The form is not named: some say by their name who answers."""
    ending = "xlsx" if plan.wanted.format == "xlsx" else "zip"
    if plan.wanted.repeat is not None:
        ending = "csv"
    return f"{plan.place.slug}-responses-{plan.asked_on}.{ending}"


def pieces(
    works: Works, plan: Plan, actor: Actor, progress: Progress = lambda done: None
) -> Iterator[bytes]:
    """The file, piece by piece: an XLSX; or a ZIP of CSV, JSON lines or FHIR NDJSON with a page about it.

    ``progress`` is called with the number of responses that were written so far.
    """
    found = _opened(works, plan, actor, progress)
    match plan.wanted.format:
        case "xlsx":
            yield from _workbook(works, plan, found)
        case "jsonl":
            yield from _archive(plan, [("responses.jsonl", json_lines(_told(works, plan, found)))])
        case "fhir":
            resources = json_lines(_resources(works, plan, found))
            yield from _archive(plan, [("questionnaire-responses.ndjson", resources)])
        case _ if plan.wanted.repeat is not None:
            rows = _rows(works, plan)
            number = rows.number_of(plan.wanted.repeat)
            header = rows.sheets[number].header
            yield from csv_table(header, (cells for at, cells in rows.of(found) if at == number))
        case _:
            yield from zipped(_tables(plan, _rows(works, plan), found))


def _opened(works: Works, plan: Plan, actor: Actor, progress: Progress) -> Iterator[Stored]:
    """Every response of the plan, in the order of their day; each page of them in a transaction of its own."""

    def fetch(statement: Executable, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
        with works.open(actor, write=False) as work:
            return work.peek(statement, given)

    done = 0
    for regime in sorted({form.regime for form in plan.versions}):
        hashes = [form.hash for form in plan.versions if form.regime == regime]
        for one in stored(fetch, works.keyring, plan.place.id, regime, hashes, plan.until):
            yield one
            done += 1
            if done % EVERY == 0:
                progress(done)
    progress(done)


def _rows(works: Works, plan: Plan) -> Rows:
    return Rows(plan, works.types, works.translate)


def _archive(plan: Plan, files: Sequence[tuple[str, Iterator[bytes]]]) -> Iterator[bytes]:
    return zipped(chain(files, [(ABOUT, _lines(plan))]))


def _lines(plan: Plan) -> Iterator[bytes]:
    for line in about(plan):
        yield f"{line}\r\n".encode()


def _tables(
    plan: Plan, rows: Rows, found: Iterator[Stored]
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The responses as they come; entries of repeats wait for their turn in nameless files, which end with us."""
    waiting = {
        number: tempfile.TemporaryFile(dir=_memory(plan))  # noqa: SIM115  closed below
        for number in range(1, len(rows.sheets))
    }
    try:
        yield (
            f"{rows.sheets[0].name}.csv",
            csv_table(rows.sheets[0].header, rows.first(found, waiting)),
        )
        for number, file in waiting.items():
            file.seek(0)
            header = b"".join(csv_table(rows.sheets[number].header, ()))
            yield f"{rows.sheets[number].name}.csv", chain([header], _read(file))
        yield ABOUT, _lines(plan)
    finally:
        for file in waiting.values():
            file.close()


def _workbook(works: Works, plan: Plan, found: Iterator[Stored]) -> Iterator[bytes]:
    """The workbook is made in a folder that only we can read, and that is gone when the last byte is sent."""
    rows = _rows(works, plan)
    with (
        tempfile.TemporaryDirectory(prefix="farolito-", dir=_memory(plan)) as folder,
        tempfile.TemporaryFile(dir=_memory(plan)) as file,
    ):
        in_order: Iterator[SheetRow] = rows.of(found)
        write_workbook(file, rows.sheets, in_order, about(plan), folder)
        file.seek(0)
        yield from _read(file)


def _told(works: Works, plan: Plan, found: Iterator[Stored]) -> Iterator[dict[str, Any]]:
    """Each response as it was answered: its answers under the names and codes of its own version."""
    rows = _rows(works, plan)
    for number, one in enumerate(found, 1):
        yield {
            "row": number,
            **{name: value for name, value in rows.facts(one).items() if value is not None},
            "form": plan.form.name,
            "form_hash": one.form_hash,
            "answers": rows.kept(one.form_hash, rows.sent(one)),
            **{name: found for name, found in rows.came_to(one).items() if found},
        }


def _resources(works: Works, plan: Plan, found: Iterator[Stored]) -> Iterator[dict[str, Any]]:
    rows = _rows(works, plan)
    versions = {form.hash: form for form in plan.versions}
    names = {form.hash: plan.names(form.hash) for form in plan.versions}
    for one in found:
        day = one.received_at.astimezone(SCHOOL_ZONE).date()
        told = Told(
            status=one.status,
            language=one.language,
            authored=day if plan.anonymous else one.received_at.astimezone(SCHOOL_ZONE),
            identifier=None if plan.anonymous else one.id,
            base_url=works.settings.base_url,
            version=plan.numbers[one.form_hash],
        )
        form = versions[one.form_hash]
        answers = rows.sent(one)
        yield questionnaire_response(form, answers, works.types, day, told, names[form.hash])


def _read(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _memory(plan: Plan) -> str | None:
    """Where half-made files lie: in memory, so that no disk keeps an answer; on the disk when they are large."""
    small = plan.total <= MOST_IN_MEMORY and os.access(MEMORY, os.W_OK)
    return MEMORY if small else None
