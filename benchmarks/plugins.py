"""What twenty plugins that are on add to the pages of a family, against none."""

from __future__ import annotations

from functools import partial
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.county import START, make_county
from benchmarks.figures import Figure, shown
from benchmarks.load import drive, get, post
from benchmarks.rounds import apart, interleaved, ratio
from benchmarks.servers import ROOT, serving
from benchmarks.strangers import NAMES, install

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.servers import Server

ROUNDS, REQUESTS, FAMILIES = 9, 600, 600
MOST = 1.1
"""Times the CPU that the same page costs without a plugin."""


def measure(folder: Path) -> Iterator[Figure]:
    """CPU of the server for a first view and a page with a draft; beside them the last page, where each plugin works.

    The last page has no budget: it holds what twenty plugins tell a family, and the other one does not.
    """
    county = make_county(folder / "plugins", FAMILIES)
    install(folder / "strangers")
    path = f"{ROOT}:{folder / 'strangers'}"
    none = {**county.environment, "PYTHONPATH": path, "FAROLITO_PLUGINS": "none"}
    twenty = {**none, "FAROLITO_PLUGINS": ",".join(NAMES)}
    pages = {
        "a question page, first view": [(county.first_page, "")],
        "a question page, draft loaded": list(
            zip(cycle(county.pages), county.cookies, strict=False)
        ),
    }
    first = county.first_page
    with (
        serving("wsgi:app", first, none) as bare,
        serving("wsgi:app", first, twenty) as full,
        apart(),
    ):
        for what, visits in pages.items():
            yield _figure(what, _turns(bare, full, visits))
        drive(
            bare.port,
            lambda n: post(f"{START}/check", b"_go=send", county.cookies[n]),
            FAMILIES,
            status=303,
        )
        done = [(f"{START}/done", cookie) for cookie in county.cookies]
        yield _figure("the last page, all of them asked for steps", _turns(bare, full, done), None)


def _turns(bare: Server, full: Server, pages: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    return interleaved(
        {"none": partial(_cpu, bare, pages), "twenty": partial(_cpu, full, pages)}, ROUNDS
    )


def _cpu(server: Server, pages: Sequence[tuple[str, str]], _: int) -> float:
    """Milliseconds of the server for one page."""
    before = server.cpu()
    drive(server.port, lambda n: get(*pages[n % len(pages)]), REQUESTS, status=200)
    return (server.cpu() - before) / REQUESTS * 1000


def _figure(what: str, turns: dict[str, list[float]], most: float | None = MOST) -> Figure:
    return Figure(
        f"{what}, {len(NAMES)} plugins on, against none: server CPU",
        ratio(turns["twenty"], turns["none"]),
        "×",
        f"{shown(median(turns['twenty']))} ms against {shown(median(turns['none']))} ms",
        most=most,
    )
