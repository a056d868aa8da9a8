"""A plugin with a form and a table in three versions, and what is looked at between its versions, in a fresh process.

answer({"verb": "send", "number": 100, …})      # families answer its form; the ids
answer({"verb": "look", "number": 3, …})        # every response is opened, so many printed, all exported
"""

from __future__ import annotations

import hashlib
import json
import os
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.app import create_app
from farolito.cli import cli
from farolito.cli.prepare import prepare
from farolito.db.migrations import pending
from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.roles import ROLES
from farolito.services import exports, forms, links, places, responses, sessions, users
from farolito.services.places import PlaceSettings
from farolito.services.plugins.overview import overview
from farolito.settings import load_settings
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

from .wheels import wheel_files, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.plugins.manifest import Plugin
    from farolito.services.work import Works

PLUGIN = """
from farolito.api import Asks, Plugin, PluginModel, hookimpl
from sqlalchemy.orm import Mapped, mapped_column

class Order(PluginModel, plugin="lanterns"):
    __tablename__ = "plugin_lanterns_order"
    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    {column}

class ThePlugin(Plugin):
    name = "lanterns"
    title = "Lanterns"
    summary = "Lends lanterns to families."
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record",), tables=True, forms=True,
        says=("Counts the orders of a school",{asks}),
    )

    @hookimpl
    def submission_saving(self, submission, session):
        response = submission.response
        session.add(Order(place_id=response.place.id, response_id=response.id))
"""
FIRST = """
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

def upgrade():
    op.create_table(
        "plugin_lanterns_order",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "response_id", name=op.f("pk_plugin_lanterns_order")
        ),
    )

def downgrade():
    op.drop_table("plugin_lanterns_order")
"""
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

def upgrade():
    with op.batch_alter_table("plugin_lanterns_order") as table:
        table.add_column(sa.Column("size", sa.String(), server_default="small", nullable=False))
    {then}

def downgrade():
    {back}
    with op.batch_alter_table("plugin_lanterns_order") as table:
        table.drop_column("size")
"""
HALF_WAY = 'assert not op.get_bind().scalar(sa.text("SELECT count(*) FROM plugin_lanterns_order"))'
"""Fails where there is a row, when the table was changed already."""

FORM: dict[str, Any] = {
    "name": "lantern-order",
    "title": {"en": "Borrow a lantern"},
    "summary": {"en": "Two questions."},
    "purpose": "intake",
    "regime": "education_record",
    "languages": ["en"],
    "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
    "sections": [
        {
            "name": "all",
            "title": {"en": "Your lantern"},
            "pages": [
                {
                    "name": "agree",
                    "questions": [
                        {
                            "name": "agree",
                            "type": "consent",
                            "label": {"en": "Is it okay to start?"},
                            "required": True,
                            "text": "lanterns-2026-11",
                            "points": [{"en": "You choose what to answer."}],
                            "choices": [
                                {"name": "yes", "label": {"en": "Yes, start"}},
                                {"name": "no_thanks", "label": {"en": "No thanks"}},
                            ],
                            "declines": ["no_thanks"],
                        }
                    ],
                },
                {
                    "name": "which",
                    "questions": [
                        {
                            "name": "which",
                            "type": "choice",
                            "label": {"en": "Which lantern?"},
                            "choices": [
                                {"name": "small", "label": {"en": "A small one"}},
                                {"name": "large", "label": {"en": "A large one"}},
                            ],
                        }
                    ],
                },
                {
                    "name": "note",
                    "questions": [
                        {"name": "note", "type": "text", "label": {"en": "What is it for?"}}
                    ],
                },
            ],
        }
    ],
}
SCHOOL = "lincoln"


def make_version(
    folder: Path, version: str, *, then: str = "pass", back: str = "pass", broken: bool = False
) -> Path:
    """The wheel of a version: 1.x has the first table, 2.x a column more and another choice in its form."""
    second = version.startswith("2")
    form = json.loads(json.dumps(FORM))
    files = {"{package}/migrations/versions/first.py": FIRST}
    if second:
        question = form["sections"][0]["pages"][1]["questions"][0]
        question["label"] = {"en": "Which lantern would you like?"}
        question["choices"].append({"name": "paper", "label": {"en": "One of paper"}})
        files["{package}/migrations/versions/second.py"] = SECOND.format(then=then, back=back)
    files["{package}/forms/lantern-order.json"] = json.dumps(form, indent=1)
    source = PLUGIN.replace(
        "{column}", 'size: Mapped[str] = mapped_column(server_default="small")' if second else ""
    ).replace("{asks}", ' "Knows the size of each lantern",' if second else "")
    if broken:
        source += "\nimport nowhere_at_all\n"
    return zipped(folder / version, wheel_files("lanterns", version, source=source, files=files))


def make_school(works: Works) -> str:
    """The one school; its id."""
    with works.open(SYSTEM) as work:
        county = places.add(work, "county", "county", "The County")
        return places.add(
            work, "site", SCHOOL, "Lincoln", county.id, PlaceSettings(languages="draft")
        ).id


def send(works: Works, many: int) -> list[str]:
    """So many families answer the form; the ids of their responses."""
    with works.open(SYSTEM) as work:
        school = places.by_slug(work, SCHOOL).id
        links.add(work, school, "lantern-order", "lantern-order")
    return [_send_one(works, number) for number in range(many)]


def _send_one(works: Works, number: int) -> str:
    agreed = {
        "choice": "yes", "text": "lanterns-2026-11", "language": "en", "at": "2026-11-23T09:30:00-08:00",
    }  # fmt: skip
    answers = {
        "agree": agreed,
        "which": ("small", "large")[number % 2],
        "note": f"For night {number}, “=1+1”",
    }
    with works.open(NOBODY) as work:
        session = sessions.start_family(work)
        link = links.open_link(work, SCHOOL, "lantern-order")
        started = responses.start(work, link, "en", session.id)
    with works.open(NOBODY) as work:
        handle = responses.load(work, session.token, SCHOOL, "lantern-order")
        responses.save(work, handle, replace(handle.draft, answers=answers))
    with works.open(NOBODY) as work:
        sent = responses.submit(work, responses.load(work, session.token, SCHOOL, "lantern-order"))
    assert not isinstance(sent, list), sent
    return started.response_id or ""


def look(prints: int, ids: list[str]) -> dict[str, Any]:
    """What a coordinator finds: how many responses open and print, and the sum of each export."""
    settings = load_settings(os.environ)
    _done, refused = prepare(settings)
    app = create_app(settings)
    works = host_of(app).works
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    with works.open(SYSTEM) as work:
        school = places.by_slug(work, SCHOOL).id
        known = users.by_email(work, "staff@school.example")
        user = known.id if known else users.add(work, "staff@school.example", "Staff")
        for role in ROLES:
            users.grant(work, user, school, role)
        token = sessions.start_staff(work, user, "second_factor").token
    client.set_cookie(NAMES["staff"], token)
    pages = [client.get(f"/staff/{SCHOOL}/responses/{one}") for one in ids]
    papers = [client.get(f"/staff/{SCHOOL}/responses/{one}/staff-copy.pdf") for one in ids[:prints]]
    with works.open(SYSTEM) as work:
        published = {one.name: one.number for one in forms.published(work)}
    found = {
        "on": [one.name for one in works.hooks.roster.loaded],
        "versions": {one.name: one.version for one in works.hooks.roster.loaded},
        "refused": refused,
        "opened": sum("For night" in page.get_data(as_text=True) for page in pages),
        "printed": sum(paper.data.startswith(b"%PDF") for paper in papers),
        "exports": _exports(works),
        "form": published.get("lantern-order"),
    }
    works.close()
    return found


def stand() -> dict[str, Any]:
    """How a process that starts now stands: the version of the plugin, and whether everything of it is fit to serve."""
    settings = load_settings(os.environ)
    app = create_app(settings)
    works = host_of(app).works
    roster = works.hooks.roster
    loaded = [one for one in roster.loaded if one.name == "lanterns"]
    with works.open(SYSTEM, write=False) as work:
        states = {one.name: one.state for one in overview(work)}
    found = {
        "version": loaded[0].version if loaded else None,
        "state": states.get("lanterns"),
        "refused": [one.reason for one in roster.refused],
        "gone": [one.folder for one in roster.chosen.gone],
        "answers": app.test_client().get("/healthz").status_code,
    }
    found["fit"] = (
        not found["refused"]
        and not found["gone"]
        and found["answers"] == 200
        and found["state"] in (("on",) if loaded else ("off", None))
        and not (loaded and _lacks(works, loaded[0].plugin))
    )
    works.close()
    return found


def _lacks(works: Works, plugin: Plugin) -> tuple[str, ...]:
    folder = plugin.folder("migrations")
    assert folder is not None
    return pending(works.engine, folder, plugin.name)


def _exports(works: Works) -> list[str]:
    sums = []
    for kind in ("csv", "jsonl"):
        alone = "" if kind == "csv" else None
        wanted = exports.Wanted(SCHOOL, "lantern-order", kind, None, True, alone)
        with works.open(SYSTEM) as work:
            plan = exports.plan(work, wanted)
            exports.begin(work, plan)
        content = b"".join(exports.pieces(works, plan, SYSTEM, lambda done: None))
        sums.append(_sum_of(kind, content))
    return sums


def _sum_of(kind: str, content: bytes) -> str:
    """Of a ZIP, only of the records: the page about it names the versions and the day."""
    if kind == "jsonl":
        import io
        import zipfile

        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(
            archive.read(one) for one in sorted(archive.namelist()) if "about" not in one
        )
    return hashlib.sha256(content).hexdigest()


def answer(asked: dict[str, Any]) -> None:
    """In a process that has just begun: one verb, with what is to be looked at; its result as JSON."""
    os.environ.update(asked["environ"])
    verb, number = asked["verb"], asked["number"]
    try:
        if verb == "start":
            cli(["init", "--quiet"], standalone_mode=False)
            found: Any = {}
        elif verb == "send":
            settings = load_settings(os.environ)
            prepare(settings)
            found = send(host_of(create_app(settings)).works, number)
        else:
            found = stand() if verb == "stand" else look(number, asked["ids"])
    except BaseException:
        found = {"failed": traceback.format_exc()}
    print(f"\n{json.dumps(found)}", flush=True)  # noqa: T201  for who started us
