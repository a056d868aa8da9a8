"""Plugins are turned on and off on a page: it says first what that means, and is for who looks after the places."""

from __future__ import annotations

import html
import re
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from farolito.cli.db import upgrade_all
from farolito.cli.server import alone
from farolito.domain.access import SYSTEM
from farolito.plugins.loader import load
from farolito.plugins.sets import EVERYWHERE, Chosen, PluginSet
from farolito.services import audit, proofs
from farolito.services.plugins import sets
from farolito.testing.plugins import write_plugin
from tests.plugins.broken import HEAD
from tests.web.staff.test_response import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.web.staff.school import School

ONE = "wellbeing_centers"
ADDRESS = f"/admin/plugins/{ONE}"


@pytest.fixture
def school(make_school: Callable[..., School]) -> School:
    """The site with the bundled plugins, which nobody has turned on or off, and their tables."""
    school = make_school(load(), plugins=None)
    upgrade_all(school.works.engine, school.works.settings, school.works.hooks)
    return school


def now(school: School) -> sets.StoredSet | None:
    with school.works.open(SYSTEM, write=False) as work:
        return sets.current(work.connection)


def stored(school: School) -> PluginSet:
    found = now(school)
    assert found is not None
    return found.plugins


def admin(school: School, place: str = "county") -> FlaskClient:
    return school.staff("platform_admin", place=place)


def press(client: FlaskClient, address: str, **changed: str) -> TestResponse:
    """Look at a page and press the button that does what it says."""
    page = client.get(address).text
    form = page.partition('<form method="post">')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))
    return client.post(address.partition("?")[0], data={**fields, **changed})


def said(reply: TestResponse) -> str:
    return " ".join(html.unescape(words(reply.text)).split())


def test_what_turning_off_means_is_said_and_nothing_is_changed(school: School) -> None:
    page = admin(school).get(f"{ADDRESS}/turn-off")
    assert page.status_code == 200
    told = said(page)
    assert "It is turned off at Grant High School , Lincoln High School" in told
    assert "What it stored stays" in told
    assert "can finish and send it" in told
    assert now(school) is None


def test_it_is_turned_off_and_the_page_says_that_a_restart_takes_it_up(school: School) -> None:
    client = admin(school)
    done = press(client, f"{ADDRESS}/turn-off")
    assert done.status_code == 303
    found = now(school)
    assert found is not None
    assert (found.number, found.action) == (1, "plugin.turned_off")
    assert found.made_by.startswith("user:")
    assert ONE not in found.plugins.names
    with school.works.open(SYSTEM, write=False) as work:
        (entry, *_) = audit.entries(work, school.places["county"].id)
    assert (entry.action, entry.target) == ("plugin.turned_off", f"plugin/{ONE}")
    page = client.get(done.headers["Location"])
    assert "It counts once Farolito is started again." in said(page)
    assert "Needs a restart" in said(page)


def test_it_is_turned_on_with_its_tables(make_school: Callable[..., School]) -> None:
    school = make_school(load(), plugins=None)
    client = admin(school)
    press(client, f"{ADDRESS}/turn-off")
    before = school.rows("SELECT name FROM sqlite_master WHERE name LIKE 'plugin_wellbeing%'")
    assert before == []
    told = said(client.get(f"{ADDRESS}/turn-on"))
    assert "It adds tables of its own" in told
    assert "What it asks for Sees anonymous answers" in told
    assert "We cannot stop bad code. Only install plugins you trust." in told
    assert press(client, f"{ADDRESS}/turn-on").status_code == 303
    assert school.rows("SELECT name FROM sqlite_master WHERE name LIKE 'plugin_wellbeing%'")
    assert stored(school).scope(ONE) == EVERYWHERE
    assert stored(school).names[-1] == ONE


def test_the_server_that_runs_is_told_after_the_change_is_durable(school: School) -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda *_: seen.append((now(school) or 0) and 1))
    try:
        with alone(school.works.settings.data):
            assert seen == []
            done = press(admin(school), f"{ADDRESS}/turn-off")
            page = admin(school).get(done.headers["Location"])
            assert seen == [1]
            assert "Farolito takes it up now" in said(page)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_at_which_places_it_is_on_is_chosen_on_one_page(school: School) -> None:
    client = admin(school)
    page = client.get(f"{ADDRESS}/places")
    assert page.text.count("<select") == 4  # everywhere, the county, two schools
    assert "What changes" not in said(page)
    chosen = f"{ADDRESS}/places?everywhere=on&at:county=as_above&at:lincoln=off&at:grant=as_above"
    assert "It is turned off at Lincoln High School" in said(client.get(chosen))
    assert now(school) is None
    assert press(client, chosen).status_code == 303
    scope = stored(school).scope(ONE)
    assert scope is not None
    assert scope.choices == ((school.places["lincoln"].id, False),)
    assert "Needs a restart" in said(client.get("/admin/plugins"))
    hooks = school.works.hooks
    hooks.roster = replace(hooks.roster, chosen=Chosen("set", 1, {ONE: scope}))
    assert "On at 1 of 2 sites" in said(client.get("/admin/plugins"))
    again = press(client, f"{ADDRESS}/places?everywhere=off&at:grant=on&at:lincoln=as_above")
    assert again.status_code == 303
    scope = stored(school).scope(ONE)
    assert scope is not None
    assert (scope.everywhere, scope.choices) == (False, ((school.places["grant"].id, True),))
    assert "it is like this already" in said(client.get(f"{ADDRESS}/places?at:grant=on"))


def test_who_looks_after_one_school_chooses_for_it_alone(school: School) -> None:
    client = admin(school, "lincoln")
    refused = client.get(f"{ADDRESS}/turn-off")
    assert "There are places that you do not look after." in said(refused)
    assert client.post(f"{ADDRESS}/turn-off", data={"after": "0"}).status_code == 422
    page = client.get(f"{ADDRESS}/places")
    assert page.text.count("<select") == 1
    assert "Grant" not in said(page)
    wrong = {"after": "0", "at:grant": "off"}
    assert client.post(f"{ADDRESS}/places", data=wrong).status_code == 404
    wrong = {"after": "0", "everywhere": "off"}
    assert client.post(f"{ADDRESS}/places", data=wrong).status_code == 422
    assert now(school) is None
    assert press(client, f"{ADDRESS}/places?at:lincoln=off").status_code == 303
    with school.works.open(SYSTEM, write=False) as work:
        (entry, *_) = audit.entries(work, school.places["lincoln"].id)
    assert (entry.action, entry.target) == ("plugin.places_chosen", f"plugin/{ONE}")


@pytest.mark.parametrize("page", ["turn-on", "turn-off", "places"])
def test_nobody_else_is_let_in(school: School, page: str) -> None:
    for client in (school.staff("coordinator"), school.staff("district_lead", place="county")):
        assert client.get(f"{ADDRESS}/{page}").status_code == 404
        assert client.post(f"{ADDRESS}/{page}", data={"after": "0"}).status_code == 404
    assert now(school) is None


def test_whoever_does_it_shows_again_who_they_are(school: School) -> None:
    client = admin(school)
    page = client.get(f"{ADDRESS}/turn-off")
    school.clock.advance(seconds=proofs.FRESH.total_seconds() + 1)
    assert page.status_code == 200
    asked = client.post(f"{ADDRESS}/turn-off", data={"after": "0"})
    assert asked.status_code == 403
    assert "Is it you?" in said(asked)
    assert now(school) is None


def test_who_looked_before_somebody_else_changed_something_is_shown_it_anew(
    school: School,
) -> None:
    client = admin(school)
    press(client, "/admin/plugins/printables/turn-off")
    late = client.post(f"{ADDRESS}/turn-off", data={"after": "0"})
    assert late.status_code == 409
    assert "Somebody else changed the plugins meanwhile." in said(late)
    assert ONE in stored(school).names
    form = late.text.partition('<form method="post">')[2]
    assert 'name="after" value="1"' in form


@pytest.mark.parametrize(
    ("source", "says"),
    [("import os; os._exit(3)", "ends the whole program"), ("1 / 0", "ZeroDivisionError")],
)
def test_a_plugin_that_does_not_work_is_not_turned_on(
    school: School, plugins: Path, source: str, says: str
) -> None:
    write_plugin(plugins, "broken", f"{HEAD}\n{source}\n")
    client = admin(school)
    page = client.get("/admin/plugins/broken/turn-on")
    assert page.status_code == 200
    assert says in said(page)
    assert '<form method="post">' not in page.text
    assert client.post("/admin/plugins/broken/turn-on", data={"after": "0"}).status_code == 422
    assert now(school) is None


def test_a_migration_that_fails_is_said_and_nothing_is_left(school: School, plugins: Path) -> None:
    migration = (
        'from alembic import op\nrevision = "one"\ndown_revision = None\n'
        'def upgrade():\n    op.execute("CREATE TABLE plugin_broken_half (id INTEGER)")\n    1 / 0\n'
    )
    write_plugin(plugins, "broken", HEAD, files={"migrations/versions/one.py": migration})
    client = admin(school)
    failed = press(client, "/admin/plugins/broken/turn-on")
    assert failed.status_code == 422
    assert "broken failed at one and was undone" in said(failed)
    assert school.rows("SELECT name FROM sqlite_master WHERE name LIKE '%plugin_broken%'") == []
    assert now(school) is None


def test_where_the_setting_decides_the_page_says_so(make_school: Callable[..., School]) -> None:
    school = make_school(load(["printables"]), plugins=("printables",))
    client = admin(school)
    page = client.get("/admin/plugins")
    assert "This setting decides which plugins are on." in said(page)
    assert "turn-off" not in page.text
    assert "The setting FAROLITO_PLUGINS decides" in said(client.get(f"{ADDRESS}/turn-on"))
    assert client.post(f"{ADDRESS}/turn-on", data={"after": "0"}).status_code == 422
    assert now(school) is None


def test_a_plugin_whose_package_is_gone_is_missing_and_can_be_turned_off(
    make_school: Callable[..., School],
) -> None:
    school = make_school(load(["printables", "gone"]), plugins=None)
    with school.works.open(SYSTEM) as work:
        sets.append(work, PluginSet().turn_on("printables").turn_on("gone"), "test", 0)
    client = admin(school)
    page = client.get("/admin/plugins")
    card = page.text.partition('id="plugin-gone"')[2].partition("</article>")[0]
    assert "Missing" in card
    assert "its data is kept" in card
    assert press(client, "/admin/plugins/gone/turn-off").status_code == 303
    assert stored(school).names == ("printables",)


def test_a_set_that_cannot_be_read_does_not_take_the_page_down(school: School) -> None:
    content: Any = '{"format": 9}'
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO plugin_set VALUES (1, '2026-11-23 10:00:00', 'system', 'test', ?)",
            (content,),
        )
    page = admin(school).get("/admin/plugins")
    assert page.status_code == 200
    assert "It cannot be read which plugins are on" in said(page)
    assert "turn-off" not in page.text


def test_an_address_with_a_name_that_no_plugin_can_have_is_no_page(school: School) -> None:
    assert admin(school).get("/admin/plugins/No-Such/turn-on").status_code == 404


def test_what_a_plugin_calls_itself_is_in_the_readers_language_before_it_is_on(
    make_school: Callable[..., School],
) -> None:
    school = make_school(load(["printables"]), plugins=None)
    with school.works.open(SYSTEM) as work:
        sets.append(work, PluginSet().turn_on("printables"), "test", 0)
    client = school.staff("platform_admin", place="county", language="es")
    page = client.get("/admin/plugins/enrollment_checklists/turn-on")
    assert "¿Activar Listas para inscribirse?" in said(page)
