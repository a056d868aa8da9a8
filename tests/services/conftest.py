"""A school with two open forms, on both engines, and a family that fills them in."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import upgrade_host
from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.plugins.hooks import Hooks
from farolito.services import forms, links, places, responses, sessions, users
from farolito.services.work import Works
from farolito.settings import load_settings
from farolito.testing.statements import watched
from tests.services.sealed import Fair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.domain.views import PlaceView
    from farolito.services.responses import Receipt, ResponseDraft
    from farolito.testing.postgres import PostgresServer

MIGRATIONS = Path(__file__).parents[2] / "migrations"
MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)


def en(words: str) -> dict[str, str]:
    return {"en": words, "es": f"{words} (es)"}


CONSENT = {
    "name": "agree",
    "type": "consent",
    "label": en("Is it okay to start?"),
    "required": True,
    "text": "agree-2026-11",
    "points": [en("You choose what to answer.")],
    "more": en("We keep your answers for 3 years."),
    "choices": [
        {"name": "yes", "label": en("Yes, start")},
        {"name": "no_thanks", "label": en("No thanks")},
    ],
    "declines": ["no_thanks"],
}
FOOD = {
    "name": "food_worried",
    "type": "choice",
    "label": en("Do you worry about food?"),
    "choices": [{"name": "often", "label": en("Often")}, {"name": "never", "label": en("Never")}],
}
ANYTHING = {"name": "anything", "type": "long_text", "label": en("Anything else?")}


def document(name: str, *questions: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A form with one page for each question."""
    pages = [{"name": f"{one['name']}_page", "questions": [one]} for one in questions]
    return {
        "name": name,
        "title": en(f"The form {name}"),
        "summary": en("A few questions."),
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en", "es"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [{"name": "all", "title": en("Questions"), "pages": pages}],
        **facts,
    }


NEEDS = document("family-needs", CONSENT, FOOD, ANYTHING)
SURVEY = document(
    "community-survey",
    FOOD,
    ANYTHING,
    purpose="survey",
    regime="anonymous",
    retention={"draft_days": 30, "identity_months": 0, "answers_months": 36},
)

AGREED = {
    "choice": "yes",
    "text": "agree-2026-11",
    "language": "en",
    "at": "2026-11-23T09:30:00-08:00",
}
ANSWERS: dict[str, Any] = {
    "agree": AGREED,
    "food_worried": "often",
    "anything": "Ամեն ինչ լավ է\n🙂 ‘quoted’ \u200f",
}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass
class School:
    """A school with the links ``needs`` and ``survey``, and shorthands for what people do there."""

    works: Works
    clock: Clock
    place: PlaceView
    statements: list[str] = field(default_factory=list)

    def open_form(self, link_slug: str = "needs", channel: str = "own_device") -> str:
        """A family opens a form; the token of its cookie."""
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            link = links.open_link(work, "lincoln", link_slug)
            responses.start(work, link, "en", session.id, channel)
        return session.token

    def find(self, token: str, link_slug: str = "needs") -> ResponseDraft:
        with self.works.open(NOBODY, write=False) as work:
            return responses.load(work, token, "lincoln", link_slug)

    def answer(self, token: str, link_slug: str = "needs", **answers: Any) -> ResponseDraft:
        """What a page does: load, change, save."""
        with self.works.open(NOBODY) as work:
            handle = responses.load(work, token, "lincoln", link_slug)
            draft = replace(handle.draft, answers={**handle.draft.answers, **answers})
            return responses.save(work, handle, draft)

    def send(self, token: str, link_slug: str = "needs") -> Receipt:
        with self.works.open(NOBODY) as work:
            sent = responses.submit(work, responses.load(work, token, "lincoln", link_slug))
        assert not isinstance(sent, list), sent
        return sent

    def send_answers(self, **answers: Any) -> Receipt:
        """A whole family: open, answer, send."""
        token = self.open_form()
        self.answer(token, **{**ANSWERS, **answers})
        return self.send(token)

    def send_survey(self, **answers: Any) -> str:
        """A whole anonymous answer; the token of the cookie that is left."""
        token = self.open_form("survey")
        kept = {name: ANSWERS[name] for name in ("food_worried", "anything")}
        self.answer(token, "survey", **{**kept, **answers})
        self.send(token, "survey")
        return token

    def staff(self, *roles: str) -> Actor:
        return Actor("user", "user-1", "Somebody", tuple(Grant(self.place.id, r) for r in roles))

    def rows(self, sql: str, **given: str) -> list[tuple[Any, ...]]:
        """What really stands in the database."""
        with self.works.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql), given)]

    @contextmanager
    def watched(self) -> Iterator[list[str]]:
        """The SQL statements of the block, transactions apart."""
        with watched(self.works.engine) as seen:
            yield seen


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no rows, to be copied."""
    file = tmp_path_factory.mktemp("template") / "farolito.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade_host(engine, MIGRATIONS)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The name of a PostgreSQL database with every table and no rows, to be copied."""
    name = postgres.make_database()
    engine = open_engine(postgres.url(name), allow_unsafe=True)
    upgrade_host(engine, MIGRATIONS)
    engine.dispose()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with every table and no rows, once on each engine."""
    if request.param == "sqlite":
        file = tmp_path / "farolito.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
        yield f"sqlite:///{file}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.lend(request.getfixturevalue("migrated_postgres"))
    yield server.url(name)
    server.take_back(name)


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, half past nine in the morning at the school."""
    return Clock()


@pytest.fixture
def hooks() -> Hooks:
    """No plugins. A test that needs one overrides this."""
    return Hooks()


@pytest.fixture
def works(migrated_url: str, tmp_path: Path, clock: Clock, hooks: Hooks) -> Iterator[Works]:
    """Works over an empty database."""
    settings = load_settings({"FAROLITO_DATA": str(tmp_path)})
    engine = open_engine(migrated_url, allow_unsafe=True)
    works = Works(engine, hooks, Keyring.generate(), settings, clock=clock)
    yield works
    works.close()


@pytest.fixture
def school(works: Works, clock: Clock) -> School:
    """Lincoln High School, with drafts of translations offered."""
    drafts = places.PlaceSettings(languages="draft")
    with works.open(SYSTEM) as work:
        place = places.add(work, "site", "lincoln", "Lincoln High School", settings=drafts)
        report = forms.sync(
            work, [forms.FormSource("host", NEEDS), forms.FormSource("host", SURVEY)]
        )
        assert not report.refused, report.refused
        links.add(work, place.id, "needs", "family-needs")
        links.add(work, place.id, "survey", "community-survey")
    return School(works, clock, place)


@pytest.fixture
def fair(school: School) -> Fair:
    """What tablets of a fair at the school send, for both of its forms."""
    with school.works.open(SYSTEM, write=False) as work:
        hashes = {
            "needs": forms.current(work, "family-needs").hash,
            "survey": forms.current(work, "community-survey").hash,
        }
    return Fair(school.works, school.place.id, hashes)


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed as usual, with little memory: most tests only want somebody to log in."""
    monkeypatch.setattr(users, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
