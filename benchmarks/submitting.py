"""Sending a form, against a bare endpoint that inserts the same bytes durably; and with many rows stored."""

from __future__ import annotations

from itertools import chain
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.county import START, make_county
from benchmarks.figures import Figure, shown
from benchmarks.load import WIDTH, drive, percentile, post
from benchmarks.many import ROWS, add_many, rows_in, stored
from benchmarks.rounds import apart, interleaved, ratio
from benchmarks.servers import serving
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
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
    alone, crowded = county.copied(folder / "alone"), county.copied(folder / "full")
    add_many(crowded.database)
    database = folder / "floor.db"
    with (
        serving("benchmarks.floors:insert()", "/", {"DATABASE": str(database)}) as bare,
        county.served() as empty,
        alone.served(plugins=False) as host,
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
                "host": lambda number: _turn(host, sending(number), 303),
                "full": lambda number: _turn(full, sending(number), 303),
            },
            ROUNDS,
            WARM_UP,
        )
    # what was acknowledged is there, once, with its audit entry and its outbox entry
    assert rows_in(database) == FAMILIES
    for one in (county, alone):
        assert stored(one.database) == (1 + FAMILIES,) * 3, stored(one.database)
    assert stored(crowded.database) == (1 + ROWS + FAMILIES,) * 3, stored(crowded.database)
    yield from _against_floor(turns)
    many = f"sending with {ROWS:,} rows stored, against none"
    for what, value, least, most in (
        ("accepted/s", "rate", 0.97, None),
        ("CPU", "cpu", None, 1.03),
    ):
        pair = _of(turns["full"], value), _of(turns["empty"], value)
        yield Figure(f"{many}: {what}", ratio(*pair), "×", least=least, most=most)


def _turn(server: Server, request: Callable[[int], bytes], status: int) -> Turn:
    before = server.cpu()
    load = drive(server.port, request, REQUESTS, status=status)
    return Turn(load.rate, (server.cpu() - before) / REQUESTS, load.latencies)


def _against_floor(turns: Mapping[str, list[Turn]]) -> Iterator[Figure]:
    for name, ours, least in (
        ("sending a form", "empty", 0.5),
        ("the same without plugins", "host", None),
    ):
        rates = _of(turns[ours], "rate"), _of(turns["floor"], "rate")
        cpu = _of(turns[ours], "cpu"), _of(turns["floor"], "cpu")
        yield Figure(
            f"{name}: accepted/s against one bare durable insert",
            ratio(*rates),
            "×",
            f"{shown(median(rates[0]))}/s against {shown(median(rates[1]))}/s; CPU {median(cpu[0]) * 1000:.2f} ms "
            f"against {median(cpu[1]) * 1000:.2f} ms, {ratio(*cpu):.2f} ×",
            least=least,
        )
    mine, bare = (
        1000 * percentile(chain(*(turn.latencies for turn in turns[name])), 0.99)
        for name in ("empty", "floor")
    )
    yield Figure(
        "sending a form: p99 against one bare durable insert",
        mine / bare,
        "×",
        f"{shown(mine)} ms against {shown(bare)} ms, {WIDTH} at a time",
        most=3,
    )


def _of(turns: list[Turn], value: str) -> list[float]:
    return [getattr(turn, value) for turn in turns]


def _send_one(county: County) -> None:
    """The first family sends its form: there must be a row to multiply."""
    app = county.app()
    headers = {"Cookie": county.cookies[0], "Sec-Fetch-Site": "same-origin"}
    app.test_client(use_cookies=False).post(CHECK, data=SEND, headers=headers)
    host_of(app).works.close()
    assert stored(county.database) == (1, 1, 1)
