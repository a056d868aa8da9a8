"""Cold start to the first page, memory after load, and what twenty plugins add to the start."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.county import START, make_county
from benchmarks.figures import Figure, shown
from benchmarks.load import drive, get, post
from benchmarks.many import stored
from benchmarks.rounds import interleaved, ratio
from benchmarks.servers import ROOT, STARTING, clean, farolito_run, serving
from benchmarks.strangers import NAMES, install

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.county import County

ROUNDS, FAMILIES = 7, 200
WORKERS = 2  # as ./run has on two cores
VIEWS = 600


def measure(folder: Path) -> Iterator[Figure]:
    """Seconds to the first page, MB, and the price of plugins."""
    county = make_county(folder / "starting", FAMILIES)
    yield _cold_start(county, folder)
    yield _memory(county)
    yield _with_plugins(county, folder / "installed")


def _cold_start(county: County, folder: Path) -> Figure:
    def thin(_: int) -> float:
        environment = {"DATABASE": str(folder / "thin.db")}
        with serving("benchmarks.thin:app", "/", environment, workers=WORKERS) as server:
            return server.started_in

    def ours(_: int) -> float:
        with county.served(workers=WORKERS) as server:
            return server.started_in

    seconds = interleaved({"thin": thin, "ours": ours}, ROUNDS)
    return Figure(
        "cold start to the first page, against a thin Flask + SQLAlchemy app",
        ratio(seconds["ours"], seconds["thin"]),
        "×",
        f"{shown(median(seconds['ours']) * 1000)} ms against {shown(median(seconds['thin']) * 1000)} ms",
        most=1,
    )


def _memory(county: County) -> Figure:
    """Every page of every family is shown, every form is sent, and its end is shown."""
    first, pages, cookies = county.first_page, county.pages, county.cookies
    with farolito_run(first, county.environment, workers=WORKERS) as server:
        for request, total, status in (
            (lambda _: get(first), VIEWS, 200),
            (lambda n: get(pages[n % len(pages)], cookies[n % FAMILIES]), VIEWS, 200),
            (lambda n: post(f"{START}/check", b"_go=send", cookies[n]), FAMILIES, 303),
            (lambda n: get(f"{START}/done", cookies[n]), FAMILIES, 200),
        ):
            drive(server.port, request, total, status=status)
        parts = server.memory()
    assert stored(county.database) == (FAMILIES,) * 3, stored(county.database)
    return Figure(
        "memory (PSS) of master and two web processes, after load",
        sum(parts),
        "MB",
        f"{' + '.join(map(shown, parts))} MB, after {2 * VIEWS} views and {FAMILIES} forms sent",
        most=115,
    )


def _with_plugins(county: County, installed: Path) -> Figure:
    install(installed)
    path = f"{ROOT}:{installed}"
    none = {**county.environment, "PYTHONPATH": path, "FAROLITO_PLUGINS": "none"}
    twenty = {**none, "FAROLITO_PLUGINS": ",".join(NAMES)}
    assert _boot(twenty) == len(NAMES)
    seconds = interleaved(
        {"none": lambda _: _timed_boot(none), "twenty": lambda _: _timed_boot(twenty)}, ROUNDS
    )
    return Figure(
        f"start-up with {len(NAMES)} plugins on, against none",
        ratio(seconds["twenty"], seconds["none"]),
        "×",
        f"{shown(median(seconds['twenty']) * 1000)} ms against {shown(median(seconds['none']) * 1000)} ms, "
        "from the start of Python to the finished application",
        most=1.5,
    )


def _timed_boot(environment: Mapping[str, str]) -> float:
    begin = time.perf_counter()
    _boot(environment)
    return time.perf_counter() - begin


def _boot(environment: Mapping[str, str]) -> int:
    """Build the application in a new process; how many plugins it has loaded."""
    program = "import wsgi; print(len(wsgi.app.extensions['farolito'].hooks.roster.loaded))"
    done = subprocess.run(
        (sys.executable, "-c", program),
        cwd="/", env=clean(environment), timeout=STARTING, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return int(done.stdout)
