"""Whether somebody who guesses can tell by the time what exists and what does not: each pair asked in turns.

Reliability bar 23. The server is real, with one worker, its database on a disk; the two of a pair come in an order
that a coin decides. Before each try what was counted against guessing is forgotten: here it would only be in the way.
"""

from __future__ import annotations

import math
import secrets
import socket
import time
from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sqlalchemy import delete, insert, select

from benchmarks.county import make_county
from benchmarks.figures import Figure
from benchmarks.load import get, post
from benchmarks.rounds import apart
from farolito.db.base import table_of
from farolito.db.models import RateLimit, Referral, Response
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.referring import Agreement
from farolito.services import demo, events, password_links, places, referrals, sessions, users
from farolito.services.referrals.partners import PartnerFacts
from farolito.services.referrals.sending import code_index
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.county import County
    from farolito.services.work import Work, Works

TRIES, SLOW_TRIES = 1500, 250
"""Of each of the two; of those that hash a password, which takes long."""

MOST = 2.0  # milliseconds between the medians
EXPIRED = "222-222"
PASSWORD = "a long enough password"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two requests that must not differ: of what exists, and of what does not. ``status``: of both answers."""

    what: str
    exists: Callable[[int], bytes]
    missing: Callable[[int], bytes]
    status: int
    tries: int = TRIES


def measure(folder: Path) -> Iterator[Figure]:
    """The difference of the medians, and how likely two such samples are when nothing differs."""
    county = make_county(folder / "guessing", families=2)
    works = host_of(county.app()).works
    pairs = _pairs(county, works)
    least = 0.01 / len(pairs)  # that many comparisons: one in a hundred runs may be unlucky
    with county.served() as server, apart():
        for pair in pairs:
            exists, missing = _times(works, server.port, pair)
            apart_by = abs(median(exists) - median(missing)) * 1000
            middle = f"{median(exists) * 1000:.2f} ms of {median(missing) * 1000:.2f} ms"
            yield Figure(f"guessing: {pair.what}", apart_by, "ms", middle, most=MOST)
            distance, chance = kolmogorov_smirnov(exists, missing)
            yield Figure(
                f"guessing: {pair.what}, alike with", chance, "p",
                f"D {distance:.3f} of {len(exists)} tries each", least=least,
            )  # fmt: skip
    works.close()


def kolmogorov_smirnov(one: Sequence[float], other: Sequence[float]) -> tuple[float, float]:
    """The greatest distance of two samples' distributions, and the chance of one as great when they are the same.

    Numerical Recipes 14.3: good from four values on.
    """
    first, second = sorted(one), sorted(other)
    distance = max(
        abs(bisect_right(first, at) / len(first) - bisect_right(second, at) / len(second))
        for at in (*first, *second)
    )
    root = math.sqrt(len(first) * len(second) / (len(first) + len(second)))
    value = (root + 0.12 + 0.11 / root) * distance
    if value < 0.2:
        return distance, 1.0  # the sum below does not converge there, and it is 1
    terms = ((-1) ** (n - 1) * math.exp(-2 * n * n * value * value) for n in range(1, 101))
    return distance, min(1.0, max(0.0, 2 * sum(terms)))


def _times(works: Works, port: int, pair: Pair) -> tuple[list[float], list[float]]:
    coin = Random(20261123)  # noqa: S311  nothing secret
    exists: list[float] = []
    missing: list[float] = []
    for number in range(-20, pair.tries):
        both = [(pair.exists, exists), (pair.missing, missing)]
        coin.shuffle(both)
        for request, times in both:
            with works.open(SYSTEM) as work:
                work.connection.execute(delete(table_of(RateLimit)))
            took = _timed(port, request(number), pair.status)
            if number >= 0:  # the first ones warm up
                times.append(took)
    return exists, missing


def _timed(port: int, request: bytes, status: int) -> float:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        begin = time.perf_counter()
        connection.sendall(request)
        head = connection.recv(65536)
        while connection.recv(65536):
            pass
        took = time.perf_counter() - begin
    if head[9:12] != b"%d" % status:
        raise SystemExit(f"Expected {status}, got: {head[:300]!r}")
    return took


def _pairs(county: County, works: Works) -> list[Pair]:
    with works.open(SYSTEM) as work:
        here = places.by_slug(work, demo.SCHOOL)
        tree = places.path(work, demo.SCHOOL)
        there = places.add(work, "site", "other-school", "Another school", tree[0])
        known, off, staff = (
            users.add(work, f"{name}@bench.example", name, PASSWORD)
            for name in ("known", "off", "staff")
        )
        users.add(work, "invited@bench.example", "invited")
        users.turn_off(work, off)
        users.grant(work, staff, there.id, "coordinator")
        ended = sessions.start_staff(work, known, "password").token
        sessions.end(work, ended)
        inside = sessions.start_staff(work, staff, "second_factor").token
        used = password_links.new(work, known)
        password_links.forget(work, known)
        foreign = work.peek(select(table_of(Response).c.id))[0].id
    coordinator = Actor("user", staff, "staff", (Grant(here.id, "coordinator"),))
    with works.open(coordinator) as work:
        events.start(work, demo.SCHOOL, "Fair")
        _expired(work, here.id, foreign)
    cookie = f"{NAMES['staff']}="
    unknown = [f"{secrets.token_hex(4)}@bench.example" for _ in range(50)]

    def log_in(email: str) -> bytes:
        return _form("/staff/log-in", email=email, password="not this one at all")

    def pin(place: str) -> bytes:
        return _form("/staff/event", place=place, pin="00000000", name="Eve")

    def wrong(number: int) -> bytes:
        return log_in("known@bench.example")

    nobody = lambda number: log_in(unknown[number % 50])  # noqa: E731
    responses = f"/staff/{demo.SCHOOL}/responses"
    return [
        Pair("a user", wrong, nobody, 422, SLOW_TRIES),
        Pair("a user who is turned off", lambda _: log_in("off@bench.example"), nobody, 422, SLOW_TRIES),
        Pair(
            "a user without a password", lambda _: log_in("invited@bench.example"), nobody, 422, SLOW_TRIES
        ),
        Pair("an event", lambda _: pin(demo.SCHOOL), lambda _: pin("no-such-one"), 422),
        Pair(
            "a referral code that is over",
            lambda _: _form(f"/partner/{demo.SCHOOL}", code=EXPIRED),
            lambda _: _form(f"/partner/{demo.SCHOOL}", code="333-333"),
            422,
        ),
        Pair(
            "a one-time link that was taken back",
            lambda _: get(f"/staff/join/{used}"),
            lambda _: get(f"/staff/join/{secrets.token_urlsafe(32)}"),
            404,
        ),
        Pair(
            "a session that is over",
            lambda _: get("/staff/", cookie + ended),
            lambda _: get("/staff/", cookie + secrets.token_urlsafe(32)),
            303,
        ),
        Pair(
            "a response of another school",
            lambda _: get(f"{responses}/{foreign}", cookie + inside),
            lambda _: get(f"{responses}/{foreign[:-4]}0000", cookie + inside),
            404,
        ),
    ]  # fmt: skip


def _form(path: str, **fields: str) -> bytes:
    return post(path, urlencode(fields).encode())


def _expired(work: Work, place_id: str, response_id: str) -> None:
    """A referral whose code was given, and is over."""
    facts = PartnerFacts("Food Bank", "Groceries", Agreement((), None, None))
    partner = referrals.partners.save(work, demo.SCHOOL, facts)
    long_ago = work.now() - timedelta(days=99)
    nothing = dict.fromkeys(("outcome", "reason", "next_check_on"))
    work.connection.execute(
        insert(table_of(Referral)).values(
            **nothing, place_id=place_id, id="expired", response_id=response_id, partner_id=partner, state="sent",
            consent=b"x", shared=b"x", code=b"x", code_index=code_index(work, place_id, EXPIRED.replace("-", "")),
            code_until=long_ago, revision=1, created_by="x", created_at=long_ago, sent_at=long_ago, changed_at=long_ago,
        )
    )  # fmt: skip
