"""A question page: first view, and with a draft loaded, against a bare Flask page behind the same server."""

from __future__ import annotations

from functools import partial
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.county import make_county
from benchmarks.figures import Figure, shown
from benchmarks.load import drive, get
from benchmarks.rounds import apart, interleaved, ratio
from benchmarks.servers import serving
from farolito.testing.statements import watched
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.county import County
    from benchmarks.servers import Server

ROUNDS, REQUESTS = 9, 600
FAMILIES = (
    1000  # of each kind, more than any cache of ours holds: a page after a save is new to everybody
)
FIRST = "a question page, first view"
NEXT = "a question page, draft loaded"
AGAIN = "the same with its own answer filled in"
SAMPLE = 30  # pages whose statements are counted: every page of the form once
BUDGETS = {FIRST: (0.7, 1.0), NEXT: (0.4, 2.0), AGAIN: (0.4, 2.0)}
"""At least so much of a bare Flask page's rate; at most so many milliseconds of CPU."""


class Turn(NamedTuple):
    """One round of one contestant."""

    rate: float  # requests per second
    cpu: float  # seconds of the server per request
    effort: float  # of the load generator, see Load


def measure(folder: Path) -> Iterator[Figure]:
    """Rate, CPU and SQL statements of both kinds of page."""
    county = make_county(folder / "serving", FAMILIES, FAMILIES)
    first = [(county.first_page, "")]
    answered = list(zip(cycle(county.pages), county.cookies, strict=False))
    visits = {FIRST: first, NEXT: county.under_way, AGAIN: answered}
    with (
        serving("benchmarks.floors:hello", "/", {}) as bare,
        county.served() as ours,
        apart(),
    ):
        turns = interleaved(
            {
                "hello": partial(_turn, bare, [("/", "")]),
                **{what: partial(_turn, ours, pages) for what, pages in visits.items()},
            },
            ROUNDS,
        )
    hello = turns["hello"]
    yield Figure(
        "load generator: share of the time that it worked",
        median(turn.effort for turn in hello),
        "×",
        "against bare Flask; near 1 it would be measuring itself",
        most=0.5,
    )
    for what, (least, most) in BUDGETS.items():
        yield from _figures(what, turns[what], hello, least, most)
        yield Figure(
            f"{what}: SQL statements", _statements(county, visits[what]), "statements", most=2
        )


def _turn(server: Server, pages: Sequence[tuple[str, str]], _: int) -> Turn:
    """Ask for one page after the other, each with its cookie."""
    before = server.cpu()
    load = drive(server.port, lambda n: get(*pages[n % len(pages)]), REQUESTS, status=200)
    spent = server.cpu() - before
    return Turn(load.rate, spent / REQUESTS, load.effort)


def _figures(
    what: str, ours: list[Turn], hello: list[Turn], least: float, most: float
) -> Iterator[Figure]:
    rates = [turn.rate for turn in ours], [turn.rate for turn in hello]
    cpu = [turn.cpu * 1000 for turn in ours], [turn.cpu * 1000 for turn in hello]
    yield Figure(
        f"{what}: requests/s against bare Flask",
        ratio(*rates),
        "×",
        f"{shown(median(rates[0]))}/s against {shown(median(rates[1]))}/s",
        least=least,
    )
    yield Figure(
        f"{what}: server CPU",
        median(cpu[0]),
        "ms",
        f"bare Flask {shown(median(cpu[1]))} ms: {ratio(*cpu):.2f} × its CPU",
        most=most,
    )


def _statements(county: County, pages: Sequence[tuple[str, str]]) -> int:
    """How many statements the dearest of these pages sends to the database, once its form is known."""
    app = county.app()
    works = host_of(app).works
    client = app.test_client(use_cookies=False)
    counts = []
    for page, cookie in (pages[0], *pages[:SAMPLE]):
        with watched(works.engine) as statements:
            answer = client.get(page, headers={"Cookie": cookie})
        assert answer.status_code == 200, (page, answer.status)
        counts.append(len(statements))
    works.close()
    return max(counts[1:])
