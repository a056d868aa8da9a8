"""A fair's pile of family copies: several children side by side against one, and ten hostile ones among 500."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.county import make_county
from benchmarks.exports import EXAMPLE, fill
from benchmarks.figures import Figure
from benchmarks.rounds import interleaved, ratio
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.services import demo, places
from farolito.services.documents import many
from farolito.services.documents.printing import PaperFailed, laid_out
from farolito.services.documents.side_by_side import processors
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from farolito.services.work import Works

SHEETS, SMALL = 500, 60
HOSTILE = 10
ROUNDS = 3
FAIR = datetime(2031, 11, 22, 18, 0, tzinfo=UTC)
SMALL_FAIR = datetime(2031, 11, 15, 18, 0, tzinfo=UTC)

NESTED = f"<!doctype html><html><body>{'<div>' * 5000}x{'</div>' * 5000}</body></html>"
SPANNED = f"<!doctype html><html><body><table>{'<tr><td colspan=1000 rowspan=9999>x' * 300}</table></body></html>"
HUGE = "<!doctype html><html><body>" + "word " * 500_000


class Desk:
    """Counts what is made, and throws it away."""

    def __init__(self) -> None:
        self.good, self.bytes, self.failed = 0, 0, list[str]()

    @contextmanager
    def part(self, name: str, *, language: str = "") -> Iterator[Callable[[bytes], None]]:
        """The next file."""

        def put(data: bytes) -> None:
            self.bytes += len(data)

        yield put

    def counted(self, many: int) -> None:
        """How many are in it."""
        self.good += many

    def progress(self, done: int) -> None:
        """Nobody looks."""

    def leave_out(self, response_id: str, reason: str) -> None:
        """One that failed."""
        self.failed.append(reason)


def measure(folder: Path) -> Iterator[Figure]:
    """Sheets a second, and what a whole pile costs the process that makes it."""
    county = make_county(folder / "bulk", 1)
    works = host_of(county.app()).works
    answers = json.loads(EXAMPLE.read_text("utf-8"))["answers"]
    fill(works, answers, SMALL, 1_000, begin=SMALL_FAIR)
    fill(works, answers, SHEETS, 2_000, begin=FAIR)
    with works.open(SYSTEM) as work:
        place = places.by_slug(work, demo.SCHOOL)
    actor = Actor("user", "bench", "Bench", (Grant(place.id, "coordinator"),))

    def rate(side_by_side: int) -> Callable[[int], float]:
        def once(_: int) -> float:
            desk, begin = Desk(), time.perf_counter()
            pile(works, actor, SMALL_FAIR, desk, side_by_side)
            assert desk.good == SMALL, desk.failed
            return SMALL / (time.perf_counter() - begin)

        return once

    cores = processors()
    own, childrens = time.process_time(), children()
    rate(1)(0)
    own, childrens = time.process_time() - own, children() - childrens
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak is counted from here
    before = memory("VmRSS")
    found = interleaved({"one": rate(1), "all": rate(cores)}, ROUNDS)
    yield Figure(
        f"sheets a second with {cores} children side by side : with one", ratio(found["all"], found["one"]), "×",
        f"{max(found['all']):.1f} against {max(found['one']):.1f} a second", least=1.7 if cores > 1 else None,
    )  # fmt: skip
    yield Figure(
        f"what {cores} idle cores could do, by the processor time of both", cores * childrens / (childrens + own),
        "×", f"{own / SMALL * 1000:.1f} ms a sheet here, {childrens / SMALL * 1000:.0f} ms in a child",
    )  # fmt: skip
    desk, begin = Desk(), time.perf_counter()
    with patch.object(many, "laid_out", hostile(SHEETS // HOSTILE)):
        pile(works, actor, FAIR, desk, cores)
    took = time.perf_counter() - begin
    what = f"{SHEETS} sheets, {HOSTILE} of them hostile"
    yield Figure(
        f"{what}: good", desk.good, "sheets", f"{desk.bytes / 1e6:.1f} MB", least=SHEETS - HOSTILE
    )
    yield Figure(
        f"{what}: named failures",
        len(desk.failed),
        "",
        ", ".join(sorted(desk.failed)),
        least=HOSTILE,
    )
    yield Figure(f"{what}: a second", SHEETS / took, "sheets", f"{took:.0f} s", least=3)
    yield Figure(
        f"{what}: memory that the process grew by", memory("VmHWM") - before, "MiB", most=50
    )
    works.close()


def pile(works: Works, actor: Actor, fair: datetime, desk: Desk, side_by_side: int) -> None:
    """Every copy of a day."""
    day = date(fair.year, fair.month, fair.day).isoformat()
    about = {"since": day, "until": day}
    many.make(works, actor, demo.SCHOOL, about, desk, side_by_side=side_by_side)


def hostile(every: int) -> Callable[..., tuple[Any, str]]:
    """Lays pages out as usual, but for one of so many, which is hostile in one way or another."""
    count = 0

    def lay_out(*given: Any) -> tuple[Any, str]:
        nonlocal count
        count += 1
        layout, html = laid_out(*given)
        if count % every:
            return layout, html
        match count // every % 5:
            case 0:
                raise PaperFailed("The layout failed.")
            case 1:
                return layout, SPANNED
            case 2:
                return layout, HUGE
            case _:
                return layout, NESTED

    return lay_out


def children() -> float:
    """Seconds of processor time of our helpers and of all that they have waited for."""
    ticks = 0
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = one.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[1]) == os.getpid():
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(what: str) -> float:
    """MiB of this process, its children not counted: ``VmRSS`` lie in memory now, ``VmHWM`` at the peak."""
    status = Path("/proc/self/status").read_text("ascii")
    [line] = [line for line in status.splitlines() if line.startswith(what)]
    return int(line.split()[1]) / 1024
