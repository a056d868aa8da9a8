"""Sending a form, against a bare endpoint that makes one durable insert of the same bytes; and with many rows stored."""

from __future__ import annotations

from itertools import chain
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.county import START, make_county
from benchmarks.figures import Figure, shown
from benchmarks.load import drive, percentile, post
from benchmarks.many import ROWS, add_many, rows_in, stored
from benchmarks.rounds import apart, interleaved, ratio
from benchmarks.servers import serving
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.county import County
    from benchmarks.servers import Server

ROUNDS, WARM_UP, REQUESTS = 11, 1, 120
FAMILIES = (WARM_UP + ROUNDS) * REQUESTS
CHECK, SEND = f"{START}/check", b"_go=send"


class Turn(NamedTuple):
    """One round of one contestant."""

    rate: float  # accepted per second
    cpu: float  # seconds of the server per request
    latencies: Sequence[float]  # seconds


def measure(folder: Path) -> Iterator[Figure]:
    """Rate, tail and CPU, and what becomes of them when the tables are full."""
    county = make_county(folder / "empty", FAMILIES + 1)
    _send_one(county)
    crowded = county.copied(folder / "full")
    add_many(crowded.database)
    database = folder / "floor.db"
    with (
        serving("benchmarks.floors:insert()", "/", {"DATABASE": str(database)}) as bare,
        county.served() as empty,
        crowded.served() as full,
        apart(),
    ):

        def sending(number: int) -> Callable[[int], bytes]:
            mine = county.cookies[1 + number * REQUESTS :]
            return lambda n: post(CHECK, SEND, mine[n])

        turns = interleaved(
            {
                "floor": lambda _: _turn(bare, lambda _: post("/", county.answers), 201),
                "empty": lambda number: _turn(empty, sending(number), 303),
                "full": lambda number: _turn(full, sending(number), 303),
            },
            ROUNDS,
            WARM_UP,
        )
    # what was acknowledged is there, once, with its audit entry and its outbox entry
    assert rows_in(database) == FAMILIES
    assert stored(county.database) == (1 + FAMILIES,) * 3, stored(county.database)
    assert stored(crowded.database) == (1 + ROWS + FAMILIES,) * 3, stored(crowded.database)
    yield from _against_floor(turns["empty"], turns["floor"])
    yield from _against_empty(turns["full"], turns["empty"])


def _turn(server: Server, request: Callable[[int], bytes], status: int) -> Turn:
    before = server.cpu()
    load = drive(server.port, request, REQUESTS, status=status)
    return Turn(load.rate, (server.cpu() - before) / REQUESTS, load.latencies)


def _against_floor(ours: list[Turn], floor: list[Turn]) -> Iterator[Figure]:
    rates = [turn.rate for turn in ours], [turn.rate for turn in floor]
    cpu = [turn.cpu for turn in ours], [turn.cpu for turn in floor]
    tails = [1000 * percentile(chain(*(turn.latencies for turn in turns)), 0.99) for turns in (ours, floor)]
    yield Figure(
        "sending a form: accepted/s against one bare durable insert",
        ratio(*rates),
        "×",
        f"{shown(median(rates[0]))}/s against {shown(median(rates[1]))}/s; CPU {median(cpu[0]) * 1000:.2f} ms "
        f"against {median(cpu[1]) * 1000:.2f} ms, {ratio(*cpu):.2f} ×",
        least=0.5,
    )
    yield Figure(
        "sending a form: p99 against one bare durable insert",
        tails[0] / tails[1],
        "×",
        f"{shown(tails[0])} ms against {shown(tails[1])} ms, 8 at a time",
        most=3,
    )


def _against_empty(full: list[Turn], empty: list[Turn]) -> Iterator[Figure]:
    for what, value in (("accepted/s", "rate"), ("server CPU", "cpu")):
        pair = [[getattr(turn, value) for turn in turns] for turns in (full, empty)]
        limits = {"least": 0.97} if value == "rate" else {"most": 1.03}
        yield Figure(f"sending with {ROWS:,} rows stored: {what} against none", ratio(*pair), "×", **limits)


def _send_one(county: County) -> None:
    """The first family sends its form: there must be a row to multiply."""
    app = county.app()
    headers = {"Cookie": county.cookies[0], "Sec-Fetch-Site": "same-origin"}
    app.test_client(use_cookies=False).post(CHECK, data=SEND, headers=headers)
    host_of(app).works.close()
    assert stored(county.database) == (1, 1, 1)
