"""10,000 responses into each kind of file: the writing, and apart from it the reading and opening of what is sealed."""

from __future__ import annotations

import io
import json
import tempfile
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from benchmarks.county import make_county
from benchmarks.figures import Figure
from benchmarks.rounds import ratio
from farolito.db.base import table_of
from farolito.db.models import Response, Submission
from farolito.domain.access import SYSTEM
from farolito.exports.answers import csv_table, write_workbook
from farolito.services import demo, exports, forms, places
from farolito.services.exports import Wanted
from farolito.services.exports.rows import Rows
from farolito.services.responses.cells import seal_answers
from farolito.services.responses.stored import stored
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from farolito.domain.answers import Answers
    from farolito.services.exports import Plan
    from farolito.services.responses.stored import Stored
    from farolito.services.work import Works

RESPONSES = 10_000
MANY = 40_000
ROUNDS = 5
FORM = "family-needs"
EXAMPLE = Path(__file__).parents[1] / (
    "forms/needs-assessment/examples/family-needs/worried-about-food-with-two-children.json"
)
WANTED = ("food", "housing", "bills", "health", "talk", "rides", "school")
WORRIED = ("often", "sometimes", "never")
NOON = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def measure(folder: Path) -> Iterator[Figure]:
    """Seconds for 10,000 responses, against bare writers of the same cells; and whether memory grows."""
    county = make_county(folder / "exports", 1)
    works = host_of(county.app()).works
    answers: Answers = json.loads(EXAMPLE.read_text("utf-8"))["answers"]
    fill(works, answers, RESPONSES)
    plan = _plan(works)
    opened, reading = _timed(lambda: list(_stored(works, plan)))
    assert len(opened) >= RESPONSES
    cells = [
        row
        for number, row in Rows(plan, works.types, works.translate).of(iter(opened))
        if not number
    ]
    yield from _csv(works, plan, opened, cells)
    yield from _workbook(works, plan, opened, cells)
    yield Figure(
        f"reading and opening {len(opened):,} sealed responses", reading, "s of CPU",
        f"{reading / len(opened) * 1e6:.0f} µs each",
    )  # fmt: skip
    small = _peak(works, plan)
    fill(works, answers, MANY - RESPONSES, first=RESPONSES)
    large = _peak(works, _plan(works))
    yield Figure(
        f"memory of an export of {MANY:,} responses, against one of {RESPONSES:,}", large / small, "×",
        f"{large / 1e6:.1f} MB against {small / 1e6:.1f} MB of Python's own at the peak", most=1.1,
    )  # fmt: skip
    works.close()


def fill(
    works: Works,
    answers: Answers,
    many: int,
    first: int = 0,
    name: str = FORM,
    begin: datetime = NOON,
) -> None:
    """So many responses more at the demo's school, a second apart, each sealed on its own."""
    with works.open(SYSTEM) as work:
        place = places.by_slug(work, demo.SCHOOL)
        form = forms.current(work, name)
        for start in range(first, first + many, 1_000):
            numbers = range(start, min(start + 1_000, first + many))
            ids = [f"bench-{number:08}" for number in numbers]
            at = [begin + timedelta(seconds=number) for number in numbers]
            common = {"place_id": place.id, "form_hash": form.hash, "language": "es"}
            work.connection.execute(
                table_of(Response).insert(),
                [
                    {
                        **common, "id": id, "link_slug": "needs", "regime": form.regime, "session_id": None,
                        "status": "completed", "channel": "own_device", "draft": None, "code": None,
                        "code_index": None, "revision": 1, "submitted_number": 1, "consent_path": "parent",
                        "started_at": moment,
                        "saved_at": moment, "received_at": moment,
                    }
                    for id, moment in zip(ids, at, strict=True)
                ],
            )  # fmt: skip
            work.connection.execute(
                table_of(Submission).insert(),
                [
                    {
                        **common, "response_id": id, "number": 1, "digest": b"", "received_at": moment,
                        "answers": seal_answers(
                            work.keyring, place.id, id, 1, _another(answers, number)
                        ),
                    }
                    for number, id, moment in zip(numbers, ids, at, strict=True)
                ],
            )  # fmt: skip


def _another(answers: Answers, number: int) -> Answers:
    """The same answers, but each family wants help with other things: 384 combinations."""
    if "help_wanted" not in answers:
        return answers
    wanted = [name for place, name in enumerate(WANTED) if number >> place & 1]
    worried = WORRIED[number % len(WORRIED)]
    return {**answers, "help_wanted": wanted or ["none"], "food_worried": worried}


def _csv(works: Works, plan: Plan, opened: list[Stored], cells: list[Any]) -> Iterator[Figure]:
    def ours() -> None:
        rows = Rows(plan, works.types, works.translate)
        waiting = {number: io.BytesIO() for number in range(1, len(rows.sheets))}
        for _ in csv_table(rows.sheets[0].header, rows.first(iter(opened), waiting)):
            pass

    def bare() -> None:
        import csv

        csv.writer(io.StringIO()).writerows(cells)

    yield _against("CSV", ours, bare, 0.25, len(opened), "csv.writer with the same cells")


def _workbook(works: Works, plan: Plan, opened: list[Stored], cells: list[Any]) -> Iterator[Figure]:
    def ours() -> None:
        rows = Rows(plan, works.types, works.translate)
        with tempfile.TemporaryDirectory() as folder:
            write_workbook(io.BytesIO(), rows.sheets, rows.of(iter(opened)), ["about"], folder)

    def bare() -> None:
        book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
        page = book.add_worksheet()
        for number, row in enumerate(cells):
            page.write_row(number, 0, row)
        book.close()

    yield _against(
        "XLSX", ours, bare, 1.5, len(opened), "xlsxwriter with the same cells of the first sheet"
    )


def _against(
    what: str,
    ours: Callable[[], None],
    bare: Callable[[], None],
    most: float,
    many: int,
    floor: str,
) -> Figure:
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(_timed(ours)[1])
        theirs.append(_timed(bare)[1])
    return Figure(
        f"{many:,} opened responses to {what}", median(mine), "s of CPU",
        f"{ratio(mine, theirs):.2f} × {floor} ({median(theirs):.3f} s)", most=most,
    )  # fmt: skip


def _plan(works: Works) -> Plan:
    with works.open(SYSTEM) as work:
        return exports.plan(work, Wanted(demo.SCHOOL, FORM, private=True))


def _stored(works: Works, plan: Plan) -> Iterator[Stored]:
    with works.open(SYSTEM, write=False) as work:
        hashes = [form.hash for form in plan.versions]
        until = NOON + timedelta(days=30)
        yield from stored(work.peek, works.keyring, plan.place.id, plan.form.regime, hashes, until)


def _peak(works: Works, plan: Plan) -> float:
    """Bytes that Python holds at most while a ZIP of CSV is made."""
    from dataclasses import replace

    plan = replace(plan, until=NOON + timedelta(days=30))
    tracemalloc.start()
    try:
        for _ in exports.pieces(works, plan, SYSTEM):
            pass
        return float(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and seconds of this process's CPU: other programs on the machine do not count."""
    begin = time.process_time()
    result = call()
    return result, time.process_time() - begin
