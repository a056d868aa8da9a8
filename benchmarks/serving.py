"""A question page: first view, and with a draft loaded, against a bare Flask page behind the same server."""

from __future__ import annotations

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
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.county import County
    from benchmarks.servers import Server

ROUNDS, REQUESTS = 9, 800
FAMILIES = (
    1000  # more than any cache of ours holds: the page after a save is one that nobody has seen yet
)
AROUND = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")  # what stands around statements
FIRST, LOADED = "a question page, first view", "a question page, draft loaded"


class Turn(NamedTuple):
    """One round of one contestant."""

    rate: float  # requests per second
    cpu: float  # seconds of the server per request
    busy: float  # share of the time that the server computed: 1 is all it can


def measure(folder: Path) -> Iterator[Figure]:
    """Rate, CPU and SQL statements of both kinds of page."""
    county = make_county(folder / "serving", FAMILIES)
    cookies, pages = county.cookies, county.pages
    with (
        serving("benchmarks.floors:hello", "/", {}) as bare,
        county.served() as ours,
        apart(),
    ):
        turns = interleaved(
            {
                "hello": lambda _: _turn(bare, lambda _: get("/")),
                FIRST: lambda _: _turn(ours, lambda _: get(county.first_page)),
                LOADED: lambda _: _turn(
                    ours, lambda n: get(pages[n % len(pages)], cookies[n % len(cookies)])
                ),
            },
            ROUNDS,
        )
    hello = turns["hello"]
    busy = median(turn.busy for turn in hello)
    yield Figure(
        "load generator: share of the hello server's time that it filled",
        busy,
        "×",
        "below 0.9 the rates say more about the generator than about the server",
        least=0.9,
    )
    statements = {
        FIRST: _statements(county, [county.first_page], ""),
        LOADED: _statements(county, pages, cookies[0]),
    }
    for what, least, most in ((FIRST, 0.7, 1.0), (LOADED, 0.4, 2.0)):
        yield from _figures(what, turns[what], hello, least, most)
        yield Figure(f"{what}: SQL statements", statements[what], "statements", most=2)


def _turn(server: Server, request: Callable[[int], bytes]) -> Turn:
    before = server.cpu()
    load = drive(server.port, request, REQUESTS, status=200)
    spent = server.cpu() - before
    return Turn(load.rate, spent / REQUESTS, spent / load.seconds)


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


def _statements(county: County, pages: Sequence[str], cookie: str) -> int:
    """How many statements the dearest of these pages sends to the database, once its form is known.

    The driver counts: SQLAlchemy's own events do not see what is sent past it.
    """
    app = county.app()
    engine = host_of(app).works.engine
    client = app.test_client(use_cookies=False)
    sent: list[str] = []
    engine.dispose()  # a connection that is made from here on tells
    event.listen(engine, "connect", lambda driver, _: driver.set_trace_callback(sent.append))
    counts = []
    for page in (pages[0], *pages):
        sent.clear()
        answer = client.get(page, headers={"Cookie": cookie})
        assert answer.status_code == 200, (page, answer.status)
        counts.append(sum(not one.startswith(AROUND) for one in sent))
    engine.dispose()
    return max(counts[1:])
