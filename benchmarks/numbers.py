"""The page with numbers, at a school with a thousand responses and at one with a million, on both databases.

The responses stand in the database; their counts are what they would have been counted to, round by round.
"""

from __future__ import annotations

import random
import statistics
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert, text

from benchmarks.figures import Figure
from farolito.app import create_app
from farolito.db.base import table_of
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import upgrade_host
from farolito.db.models import Response
from farolito.domain.access import SYSTEM
from farolito.domain.counted import RESPONSES, domain_of, kind_of
from farolito.plugins.hooks import Hooks
from farolito.services import forms, places, sessions, users
from farolito.services.numbers.closing import close_if_over
from farolito.services.numbers.rounds import Round, begin
from farolito.settings import load_settings
from farolito.testing.postgres import PostgresServer
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.domain.definitions import Form
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work, Works

FEW, MANY = 1_000, 1_000_000
DAYS = 360
FIRST = date(2025, 8, 4)
VIEWS = 60

COLUMNS = (
    "place_id, link_slug, form_hash, regime, status, language, channel, consent_path, revision, submitted_number, "
    "started_at, saved_at, received_at"
)
COPY = (
    f"INSERT INTO response (id, {COLUMNS}) SELECT 'response-' || n.i, {COLUMNS} FROM response, "  # noqa: S608  our own words
    "(WITH RECURSIVE m (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < :many) SELECT i FROM m) AS n "
    "WHERE id = 'response-0'"
)


def measure(folder: Path) -> Iterator[Figure]:
    """One figure for each database."""
    with ExitStack() as stack:
        server = PostgresServer()
        stack.callback(server.stop)
        for engine in ("SQLite", "PostgreSQL"):
            times = []
            for many in (FEW, MANY):
                url = f"sqlite:///{folder}/numbers-{many}.db"
                if engine == "PostgreSQL":
                    url = server.url(server.make_database())
                times.append(_median(folder, url, many))
            few, lots = times
            yield Figure(
                f"a school's page with numbers, 1,000,000 responses against 1,000, {engine}",
                lots / few,
                "×",
                f"{lots * 1000:.1f} ms against {few * 1000:.1f} ms",
                most=2,
            )


def _median(folder: Path, url: str, many: int) -> float:
    """Seconds that the page takes, in the middle."""
    data = folder / "numbers-data"
    data.mkdir(exist_ok=True)
    given = {"FAROLITO_DATA": str(data), "FAROLITO_PLUGINS": "none", "FAROLITO_DATABASE_URL": url}
    settings = replace(load_settings(given), allow_unsafe_database=True)
    engine = open_engine(url, allow_unsafe=True)
    upgrade_host(engine, settings.migrations)
    app = create_app(settings, hooks=Hooks(), engine=engine, keyring=Keyring.generate())
    works = host_of(app).works
    token = _school(works, many)
    client = app.test_client()
    client.set_cookie(NAMES["staff"], token)
    times = []
    for _ in range(VIEWS):
        begun = time.perf_counter()
        reply = client.get("/staff/lincoln/numbers")
        times.append(time.perf_counter() - begun)
        assert reply.status_code == 200, reply.status
        assert f"<b>{many}</b>" in reply.text
    works.close()
    return statistics.median(times)


def _school(works: Works, many: int) -> str:
    """A school whose form has so many responses; the cookie of its coordinator."""
    with works.open(SYSTEM) as work:
        county = places.add(work, "county", "county", "County")
        place = places.add(work, "site", "lincoln", "Lincoln", county.id)
        form = forms.publish(work, _form())
        user = users.add(work, "coordinator@school.example", "Coordinator", "a long password")
        users.grant(work, user, place.id, "coordinator")
        token = sessions.start_staff(work, user, "second_factor").token
    with works.open(SYSTEM) as work:
        _store(work, place, form, many)
    rounds = min(DAYS, many // 40)
    with works.open(SYSTEM) as work:
        begin(work, place.id, form, FIRST)
        for number in range(rounds):
            share = many // rounds + (number < many % rounds)
            day = FIRST + timedelta(days=number * DAYS // rounds)
            counts = _counts(form, share, random.Random(number))  # noqa: S311  seeded, not secret
            now = Round(place.id, form, number + 1, share, day, counts)
            close_if_over(work, now, place, day + timedelta(days=40))
    return token


def _store(work: Work, place: PlaceView, form: Form, many: int) -> None:
    """One response, and copies of it."""
    moment = work.now()
    row = {
        "place_id": place.id,
        "link_slug": "needs",
        "form_hash": form.hash,
        "regime": form.regime,
        "status": "completed",
        "language": "en",
        "channel": "own_device",
        "consent_path": "parent",
        "revision": 1,
        "submitted_number": 1,
        "started_at": moment,
        "saved_at": moment,
        "received_at": moment,
    }
    work.connection.execute(insert(table_of(Response)).values(**row, id="response-0"))
    work.connection.execute(text(COPY), {"many": many - 1})


def _counts(form: Form, total: int, chance: random.Random) -> dict[tuple[str, str], int]:
    """What so many responses count in."""
    found = {RESPONSES: total}
    for dimension, values in domain_of(form).items():
        left = total
        for value in values:
            share = chance.randint(0, left if kind_of(form, dimension) == "parts" else total)
            found[dimension, value] = share
            left -= share
        if kind_of(form, dimension) == "parts":
            found[dimension, values[0]] += left
    return found


def _form() -> dict[str, object]:
    from pathlib import Path

    from farolito.domain.reading import complete_document, document_of
    from farolito.services.blocks import whole_bank

    folder = Path(__file__).resolve().parents[1] / "forms"
    text = (folder / "needs-assessment" / "family-needs.json").read_bytes()
    return dict(complete_document(document_of(text), whole_bank(folder, Hooks().roster, [])))
