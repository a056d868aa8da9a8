"""The first page of the inbox with a thousand responses and a million, with and without filters, on both engines."""

from __future__ import annotations

import secrets
import shutil
import statistics
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from benchmarks.figures import Figure
from farolito.app import create_app
from farolito.db.base import table_of
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import upgrade_host
from farolito.db.models import Response, ResponseNeed
from farolito.domain.access import SYSTEM
from farolito.plugins.hooks import Hooks
from farolito.services import forms, inbox, links, places, sessions, users
from farolito.settings import load_settings
from farolito.testing.postgres import PostgresServer
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from sqlalchemy import Connection

    from farolito.services.work import Works

FEW, MANY = 1_000, 1_000_000
ROUNDS = 40
BATCH = 10_000
LANGUAGES = ("en", "es", "hy", "km")

FORM = {
    "name": "needs",
    "title": {"en": "Needs"},
    "summary": {"en": "A few questions."},
    "purpose": "intake",
    "regime": "education_record",
    "consent_path": "parent",
    "languages": ["en"],
    "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
    "sections": [
        {
            "name": "all",
            "title": {"en": "All"},
            "pages": [
                {
                    "name": "one",
                    "questions": [
                        {
                            "name": "agree",
                            "type": "consent",
                            "label": {"en": "Okay?"},
                            "required": True,
                            "text": "agree-1",
                            "points": [{"en": "You choose."}],
                            "more": {"en": "We keep it."},
                            "choices": [
                                {"name": "yes", "label": {"en": "Yes"}},
                                {"name": "no", "label": {"en": "No"}},
                            ],
                            "declines": ["no"],
                        }
                    ],
                }
            ],
        }
    ],
}

LISTS: dict[str, str] = {
    "no filter": "",
    "state: new": "?state=new",
    "state: duplicate (sixty of them)": "?state=duplicate",
    "mine (sixty)": "?assigned=me",
    "nobody's": "?assigned=nobody",
    "a language that nobody speaks": "?language=fa",
    "a need (one in twenty)": "?need=food",
    "all of them at once": "?form=needs&language=es&state=in_progress&need=food",
}


def measure(folder: Path) -> Iterator[Figure]:
    """The time of a first page with many rows, as a multiple of that with few; the two in turns."""
    here = folder / "inbox"
    here.mkdir()
    with _postgres() as server:
        for engine in ("SQLite", "PostgreSQL"):
            on = server if engine == "PostgreSQL" else None
            few, many = (_site(here / f"{engine}-{rows}", rows, on) for rows in (FEW, MANY))
            for name, query in LISTS.items():
                times = [(_page(few, query), _page(many, query)) for _ in range(ROUNDS)][3:]
                middle = [statistics.median(column) * 1000 for column in zip(*times, strict=True)]
                yield Figure(
                    f"inbox on {engine}, {name}: {MANY:,} responses against {FEW:,}",
                    statistics.median(late / early for early, late in times),
                    "×",
                    f"{middle[1]:.2f} ms against {middle[0]:.2f} ms",
                    most=2,
                )
            for site in (few, many):
                host_of(site.application).works.close()
    shutil.rmtree(here)


def _site(folder: Path, rows: int, server: PostgresServer | None) -> FlaskClient:
    """The browser of somebody at a school with so many responses."""
    folder.mkdir()
    settings = load_settings({"FAROLITO_DATA": str(folder)})
    url = server.url(server.make_database()) if server else f"sqlite:///{folder}/farolito.db"
    engine = open_engine(url, allow_unsafe=True)
    upgrade_host(engine, settings.migrations)
    app = create_app(settings, hooks=Hooks(), engine=engine, keyring=Keyring.generate())
    client = app.test_client()
    client.set_cookie(NAMES["staff"], _fill(host_of(app).works, rows))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if server is None else "VACUUM ANALYZE")
    return client


def _page(client: FlaskClient, query: str) -> float:
    """Seconds of the first page of a list, in process, from request to HTML."""
    begin = time.perf_counter()
    reply = client.get(f"/staff/school{query}")
    taken = time.perf_counter() - begin
    assert reply.status_code == 200
    return taken


def _fill(works: Works, rows: int) -> str:
    """A school with so many responses, made in bulk: its staff's cookie."""
    with works.open(SYSTEM) as work:
        place = places.add(work, "site", "school", "School")
        form = forms.publish(work, FORM)
        links.add(work, place.id, "needs", "needs")
        user = users.add(work, "a@school.example", "A", "a long test password")
        users.grant(work, user, place.id, "coordinator")
        index = inbox.need_index(work, place.id, "food")
    apart = rows // 60  # a page of what is rare is as full with few responses as with many
    first = datetime(2020, 1, 1, tzinfo=UTC)
    for start in range(0, rows, BATCH):
        made, needed = [], []
        for number in range(start, min(start + BATCH, rows)):
            at = first + timedelta(minutes=3 * number)
            state = (
                "duplicate" if number % apart == 0 else "in_progress" if number % 10 == 1 else "new"
            )
            response_id = f"{number:012x}-{secrets.token_hex(10)}"
            made.append(
                {
                    "place_id": place.id, "id": response_id, "link_slug": "needs",
                    "form_hash": form.hash, "regime": "education_record", "status": "completed",
                    "language": LANGUAGES[number % 4], "channel": "own_device",
                    "consent_path": "parent", "revision": 1, "submitted_number": 1,
                    "started_at": at, "saved_at": at, "received_at": at, "work_state": state,
                    "assigned_to": user if number % apart == 1 else None,
                }
            )  # fmt: skip
            if number % 20 == 0:
                needed.append(
                    {
                        "place_id": place.id, "need_index": index, "received_at": at,
                        "response_id": response_id,
                    }
                )  # fmt: skip
        with works.engine.begin() as connection:
            _add(connection, made, needed)
    with works.open(SYSTEM) as work:
        return sessions.start_staff(work, user, "second_factor").token


def _add(connection: Connection, made: list[dict[str, Any]], needed: list[dict[str, Any]]) -> None:
    connection.execute(insert(table_of(Response)), made)
    if needed:
        connection.execute(insert(table_of(ResponseNeed)), needed)


@contextmanager
def _postgres() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        yield server
    finally:
        server.stop()
