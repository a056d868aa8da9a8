"""Forty things that only families and staff may read, sent through the whole system: none lies anywhere in the open.

Reliability bar 27: the database and its journal, a backup, the logs, files for a moment, the keys, error pages.
"""

from __future__ import annotations

import logging
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from farolito.app import create_app
from farolito.cli.prepare import prepare
from farolito.domain.access import SYSTEM
from farolito.services import forms, jobs, links, places, sessions, users
from farolito.settings import load_settings
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.web_support.family import Family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from farolito.testing.postgres import PostgresServer

MANY = 20


def canary(number: int, turn: str) -> str:
    """A word that stands nowhere else. ``turn``: what was typed first, and what was sent in the end."""
    return f"kanari{turn}{number:02}zx"


def document() -> dict[str, Any]:
    """A form whose every page takes one thing that nobody else may know."""
    kinds = ["text", "long_text", "full_name", "text"]
    questions: list[dict[str, Any]] = [
        {
            "name": f"q{number:02}",
            "type": kinds[number % len(kinds)],
            "label": {"en": f"Question {number}"},
            "why": {"en": "To help."},
        }
        for number in range(MANY)
    ]
    return {
        "name": "canaries",
        "title": {"en": "Canaries"},
        "summary": {"en": "A few questions."},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {
                "name": "all",
                "title": {"en": "Questions"},
                "pages": [
                    {"name": f"p{one['name']}", "questions": [one]} for one in [CONSENT, *questions]
                ],
            }
        ],
    }


CONSENT: dict[str, Any] = {
    "name": "agree",
    "type": "consent",
    "label": {"en": "Is it okay to start?"},
    "required": True,
    "text": "agree-2026-11",
    "points": [{"en": "You choose what to answer."}],
    "more": {"en": "We keep your answers for 3 years."},
    "choices": [{"name": "yes", "label": {"en": "Yes"}}, {"name": "no", "label": {"en": "No"}}],
    "declines": ["no"],
}
PASSWORD = "kanari-correct-horse"


@pytest.fixture
def small_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Path:
    """A folder in which everything lies that this site writes, files for a moment too."""
    moment = tmp_path / "moment"
    moment.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(moment))
    monkeypatch.setenv("TMPDIR", str(moment))
    caplog.set_level(logging.DEBUG)
    return tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def place_to_look(
    request: pytest.FixtureRequest, small_world: Path
) -> Iterator[tuple[Flask, list[Path]]]:
    """The app, and the folders to search."""
    url, folders = "", [small_world]
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.url(server.make_database())
        folders.append(server.folder)
    settings = load_settings(
        {
            "FAROLITO_DATA": str(small_world / "data"),
            "FAROLITO_DATABASE_URL": url,
            "FAROLITO_ALLOW_UNSAFE_DATABASE": "1",
        }
    )
    _, refused = prepare(settings)
    assert not refused
    app = create_app(settings)
    with host_of(app).works.open(SYSTEM) as work:
        place = places.add(work, "site", "lincoln", "Lincoln High School")
        links.add(work, place.id, "canaries", forms.publish(work, document()).name)
        user = users.add(work, "staff@school.example", "Staff", PASSWORD)
        users.grant(work, user, place.id, "coordinator")
    yield app, folders
    if url:
        request.getfixturevalue("postgres").ask("CHECKPOINT")
    host_of(app).works.close()


def browser(app: Flask) -> Any:
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def found_in(folders: list[Path], words: list[str]) -> list[str]:
    """Which words stand in which files."""
    return [
        f"{word} in {file.name}"
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
        for content in [file.read_bytes()]
        for word in words
        if word.encode() in content
    ]


def test_nothing_that_was_typed_lies_anywhere_in_the_open(
    place_to_look: tuple[Flask, list[Path]],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    app, folders = place_to_look
    family = Family(browser(app), "/lincoln/canaries").begin()
    family.press("next", agree="yes")
    pages = []
    for number in range(MANY):
        pages.append(family.address)
        family.press("next", **{f"q{number:02}": canary(number, "typed")})
    for number, page in enumerate(pages):
        family.open(page).press("next", **{f"q{number:02}": canary(number, "sent")})
    assert canary(0, "sent") in family.open("/lincoln/canaries/check").html

    def fail(*given: Any) -> bytes:
        raise ValueError(f"with everything in it: {given}")

    with monkeypatch.context() as patch:
        patch.setattr("farolito.services.responses.sending.digest", fail)
        reply = family.client.post(family.action(), data={"_go": "send"})
        assert reply.status_code == 500
        assert "kanari" not in reply.text
    family.press("send")
    assert family.address.endswith("/done")
    jobs.run_all(host_of(app).works)
    staff = browser(app)
    with host_of(app).works.open(SYSTEM) as work:
        [user] = users.all_users(work)
        token = sessions.start_staff(work, user.id, "second_factor").token
        [response] = work.connection.exec_driver_sql("SELECT id FROM response").one()
    staff.post("/staff/log-in", data={"email": "staff@school.example", "password": PASSWORD})
    staff.set_cookie(NAMES["staff"], token)
    here = f"/staff/lincoln/responses/{response}"
    assert canary(MANY - 1, "sent") in staff.get(here).text
    for paper in ("family-copy.pdf", "staff-copy.pdf"):
        assert staff.get(f"{here}/{paper}").status_code == 200
    wanted = {"form": "canaries", "format": "xlsx", "private": "yes"}
    assert staff.post("/staff/lincoln/export", data=wanted).get_data()
    for wrong in (f"{here}x", f"/staff/lincoln?after={canary(1, 'typed')}", "/lincoln/none"):
        assert staff.get(wrong).status_code == 404

    words = [canary(number, turn) for number in range(MANY) for turn in ("typed", "sent")]
    assert len(words) == 40
    if len(folders) > 1:
        request.getfixturevalue("postgres").ask("CHECKPOINT")
    assert found_in(folders, [*words, PASSWORD]) == []
    assert found_in(folders, ["Lincoln High School"])  # what is no secret is found there
    said = caplog.text + "".join(capfd.readouterr())
    assert [word for word in [*words, PASSWORD] if word in said] == []


def test_the_search_finds_what_lies_in_the_open(tmp_path: Path) -> None:
    (tmp_path / "data.db").write_bytes(b"\0\1" + canary(3, "sent").encode() + b"\2")
    assert found_in([tmp_path], [canary(3, "sent")]) == [f"{canary(3, 'sent')} in data.db"]
