"""A school that has been at work for a while, to which a broken plugin and a good one come."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.app import create_app
from farolito.db.engine import open_engine
from farolito.domain.access import SYSTEM
from farolito.services import jobs
from farolito.services.repairs import repairs
from farolito.settings import load_settings
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.web.staff.school import School
from tests.web_support.family import Family

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from farolito.db.keyring import Keyring
    from farolito.plugins.hooks import Hooks
    from farolito.services.repairs import Repair
    from tests.web.staff.school import Clock

GOOD = """
from farolito.api import NavItem, NextStep, Pages, PdfLayout, Plugin, hookimpl
from farolito.testing.factories import ALL_ASKS

class ThePlugin(Plugin):
    name = "good"
    title = "Good"
    summary = "Answers everything."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    def __init__(self):
        self.joined, self.told = [], []

    @hookimpl
    def next_steps(self):
        return [NextStep({"en": "Call the good people"})]

    @hookimpl
    def check_publish(self):
        return ["The good plugin has seen this form."]

    @hookimpl
    def submission_saving(self, submission):
        self.joined.append(submission.response.id)

    @hookimpl
    def submission_saved(self, event):
        self.told.append(event.response_id)

    @hookimpl
    def register_navigation(self):
        return [NavItem("Good things", "/-/good/", "forms.view")]

    @hookimpl
    def register_pdf_layouts(self):
        page = "<!doctype html><html lang='en'><title>Good</title><p>Good paper</p></html>"
        return [PdfLayout(f"good-{purpose}", purpose, "Good", lambda document: page)
                for purpose in ("staff_copy", "blank_form")]

    @hookimpl
    def register_pages(self):
        pages = Pages("good", "/-/good")
        @pages.route("/", permission="forms.view", cache="no-store", csp="staff")
        def overview(work):
            return "Good page"
        return [pages]
"""


@dataclass(frozen=True)
class Seed:
    """The school before any plugin came: where its data lies, and who may log in."""

    data: Path
    keyring: Keyring
    clock: Clock
    response: str
    staff: str  # what a coordinator's browser shows
    admin: str


def plant(folder: Path) -> Seed:
    """Make the school, with one response and two people who have logged in."""
    school = School(folder)
    response = school.send()
    staff = school.token(school.add_user("coordinator")[0])
    admin = school.token(school.add_user("platform_admin", place="county")[0])
    with school.works.open(SYSTEM) as work:
        work.connection.exec_driver_sql("DELETE FROM job")
    keyring, clock = school.works.keyring, school.clock
    school.close()
    return Seed(folder / "data", keyring, clock, response, staff, admin)


class World:
    """That school, with plugins."""

    def __init__(self, folder: Path, seed: Seed, hooks: Hooks) -> None:
        data = folder / "data"
        shutil.copytree(seed.data, data)
        settings = load_settings({"FAROLITO_DATA": str(data), "FAROLITO_PLUGINS": "none"})
        engine = open_engine(settings.database_url, allow_unsafe=True)
        self.app: Flask = create_app(settings, hooks=hooks, engine=engine, keyring=seed.keyring)
        self.works = host_of(self.app).works
        self.works.clock = seed.clock
        self.hooks = hooks
        self.seed = seed

    def browser(self, token: str = "") -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        if token:
            client.set_cookie(NAMES["staff"], token)
        return client

    def family_sends(self) -> tuple[Family, int]:
        """A family answers the survey and presses Send until it is sent; how often it had to press."""
        family = Family(self.browser(), "/lincoln/survey").begin()
        family.press("next", food="never").press("next", words="The library")
        sent = {**family.fields, "_go": ["send"]}
        for presses in range(1, 8):
            reply = family.client.post(family.action(), data=sent)
            if reply.status_code == 303:
                return family.open(reply.location), presses
            assert reply.status_code == 500
            assert "It is not your fault." in reply.text
            assert "Try again" in reply.text
        raise AssertionError

    def responses(self) -> list[tuple[str, int]]:
        """How many responses to the survey there are, by status."""
        with self.works.engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT status, count(*) FROM response WHERE link_slug = 'survey' GROUP BY status"
            )
            return [tuple(row) for row in found]

    def work_off(self) -> None:
        jobs.run_all(self.works)

    def waiting(self) -> dict[tuple[str, str], int]:
        with self.works.open(SYSTEM, write=False) as work:
            return dict(jobs.counts(work))

    def repairs_of(self, plugin: str) -> list[Repair]:
        with self.works.open(SYSTEM, write=False) as work:
            return [one for one in repairs(work) if one.plugin == plugin]

    def close(self) -> None:
        self.works.close()
