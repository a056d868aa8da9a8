"""Repairs: everything that is wrong stands in one list, with why it matters and what to do; and it can be done."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from farolito.domain.access import SYSTEM
from farolito.services import jobs
from farolito.services.repairs import repairs
from farolito.testing.plugins import load_from, write_plugin
from farolito.web.host import host_of
from tests.plugins.broken import HEAD, method
from tests.web.staff.form import SURVEY
from tests.web.staff.test_response import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    from tests.web.staff.school import School

FAILING = method(
    "@hookimpl\ndef next_steps(self): raise ValueError('Gracias')\n"
    "@hookimpl\ndef submission_saving(self): pass"
)


def admin(school: School, language: str = "en") -> FlaskClient:
    return school.staff("platform_admin", place="county", language=language)


def said(client: FlaskClient, address: str = "/admin/repairs") -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    text = html.unescape(words(reply.text.partition("<main")[2]))
    return " ".join(text.replace("\u2066", "").replace("\u2069", "").split())


def kinds(school: School, *, thorough: bool = False) -> list[tuple[str, str]]:
    with school.works.open(SYSTEM) as work:
        return [(one.kind, one.severity) for one in repairs(work, thorough=thorough)]


def test_where_nothing_is_wrong_there_is_nothing_to_fix(school: School) -> None:
    page = said(admin(school))
    assert "Nothing to fix." in page
    assert "Fix now" not in page
    assert kinds(school, thorough=True) == []


def test_a_paused_hook_is_named_with_its_count_and_called_again(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", FAILING)
    school = make_school(load_from(plugins, ["broken"]))
    client, reader, response = admin(school), school.staff("coordinator"), school.send()
    for _ in range(7):
        assert reader.get(response).status_code == 200

    page = said(client)
    assert "Broken keeps failing. The part of it that fails is paused." in page
    assert "next_steps: ValueError in plugin.py:" in page
    assert "Failures: 5. Calls left out since: 2." in page
    assert "Families do not see what it adds to the last page" in page
    assert "./run farolito plugins disable broken" in page
    assert "Gracias" not in page

    reply = client.post(
        "/admin/repairs/call-again", data={"plugin": "broken", "hook": "next_steps"}
    )
    assert (reply.status_code, reply.location) == (303, "/admin/repairs?called")
    assert "It is called again." in said(client, reply.location)
    assert "Nothing to fix." in said(client)
    again = client.post("/admin/repairs/call-again", data={"plugin": "broken", "hook": "nothing"})
    assert again.status_code == 303
    unknown = client.post("/admin/repairs/call-again", data={"plugin": "nobody", "hook": "x"})
    assert unknown.status_code == 404


def test_the_menu_says_how_many_there_are(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", "1 / 0\n")
    school = make_school(load_from(plugins, ["broken"]))
    assert '<span class="tag count">1</span>' in admin(school).get("/admin/plugins").text
    coordinator = school.staff("coordinator")
    assert "/admin/repairs" not in coordinator.get("/staff/").text
    assert coordinator.get("/admin/repairs").status_code == 404
    assert coordinator.post("/admin/repairs/try-again").status_code == 404
    changing = [one for one in host_of(school.app).routes if one.rule.startswith("/admin/repairs/")]
    assert {one.permission for one in changing} == {"plugins.repair"}


def test_what_is_most_urgent_comes_first(plugins: Path, make_school: Callable[..., School]) -> None:
    write_plugin(plugins, "broken", FAILING)
    write_plugin(plugins, "wrong", "1 / 0\n")
    school = make_school(
        load_from(plugins, ["broken", "wrong", "absent"]),
        allow_unsafe_database=True,
        base_url="http://forms.example.org",
    )
    school.staff("coordinator").get(school.send())
    assert kinds(school) == [
        ("not_loaded", "stop"),
        ("missing", "stop"),
        ("unsafe_database", "fix_soon"),
        ("failing", "fix_soon"),
        ("not_https", "tip"),
    ]
    page = said(admin(school))
    assert "wrong is not loaded." in page
    assert "Its code cannot be loaded (ZeroDivisionError" in page
    assert "absent is on, but its package is gone." in page


@pytest.mark.parametrize(
    ("hook", "why", "severity"),
    [
        ("submission_saving", "Families can not send their answers", "stop"),
        ("decide_access", "Nobody can open the records", "stop"),
        ("check_publish", "No form can be published", "fix_soon"),
        ("submission_saved", "It does not learn what families sent.", "fix_soon"),
        ("page overview", "Its page can not be opened.", "fix_soon"),
        ("sheet.render", "This paper can not be printed.", "fix_soon"),
        ("share(…)", "Rules that need it count as not answered", "fix_soon"),
    ],
)
def test_each_kind_of_failure_says_what_it_means_for_families(
    hook: str, why: str, severity: str, plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", FAILING)
    hooks = load_from(plugins, ["broken"])
    school = make_school(hooks)
    hooks.health.failed("broken", hook, "ValueError in plugin.py:3")
    assert kinds(school) == [("failing", severity)]
    assert why in said(admin(school))


def test_tables_that_are_lacking_are_named(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    migration = 'revision = "1"\ndown_revision = None\ndef upgrade(): pass\n'
    write_plugin(plugins, "broken", HEAD, files={"migrations/versions/first.py": migration})
    write_plugin(
        plugins,
        "wrong",
        HEAD.replace('"broken"', '"wrong"'),
        files={"migrations/versions/first.py": "raise SystemExit"},
    )
    school = make_school(load_from(plugins, ["broken", "wrong"]))
    assert kinds(school) == [("plugin_tables", "stop"), ("plugin_tables", "stop")]
    assert "Its migrations can not be read (SystemExit in first.py:1)." in said(admin(school))
    with school.works.open(SYSTEM) as work:
        work.connection.execute(text("UPDATE alembic_version SET version_num = '20261126_0050'"))
    assert kinds(school)[0] == ("host_tables", "stop")


def test_a_form_nobody_can_use_is_named_and_no_hook_is_asked(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    check = method("@hookimpl\ndef check_publish(self): raise ValueError")
    survey = {**SURVEY, "name": "theirs"}
    files = {"forms/needs.json": '{"name": "needs"', "forms/theirs.json": json.dumps(survey)}
    write_plugin(plugins, "broken", check, files=files)
    hooks = load_from(plugins, ["broken"])
    school = make_school()
    school.works.hooks = hooks
    assert kinds(school) == [("form_refused", "fix_soon")]
    assert hooks.health.faults() == ()


def test_work_that_waits_too_long_and_work_that_was_given_up_are_named(school: School) -> None:
    school.send()
    assert kinds(school) == []
    school.clock.advance(minutes=10)
    assert kinds(school) == [("late", "stop")]
    client = admin(school)
    assert "the longest for 10 minutes" in said(client)
    with school.works.open(SYSTEM) as work:
        work.connection.execute(text("UPDATE job SET state = 'failed', last_error = 'left:x'"))

    assert kinds(school) == [("given_up", "fix_soon")]
    assert "the last with left:x" in said(client)
    reply = client.post("/admin/repairs/try-again")
    assert reply.status_code == 303
    assert "It is tried again" in said(client, reply.location)
    with school.works.open(SYSTEM) as work:
        assert dict(jobs.counts(work)) == {("submission_saved", "waiting"): 1}


def test_a_job_that_is_under_way_is_not_late(school: School) -> None:
    school.send()
    school.clock.advance(minutes=10)
    later = school.works.clock() + timedelta(minutes=1)
    with school.works.open(SYSTEM) as work:
        work.connection.execute(text("UPDATE job SET lease_until = :later"), {"later": later})
    assert kinds(school) == []


def test_a_broken_audit_is_found_when_it_is_asked_for(school: School) -> None:
    school.send()
    client = admin(school)
    with school.works.open(SYSTEM) as work:
        work.connection.execute(text("DROP TRIGGER audit_no_update"))
        work.connection.execute(text("UPDATE audit SET target = 'another' WHERE number = 1"))
    assert kinds(school) == []
    assert ("audit", "stop") in kinds(school, thorough=True)
    assert "is broken from entry 1 on." in said(client, "/admin/repairs?audit")


def test_a_published_form_whose_plugin_is_gone_is_named(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        work.connection.execute(
            text("UPDATE form_version SET definition = replace(definition, 'long_text', 'voucher')")
        )
    school.works.library._forms.clear()
    assert ("form_lacks", "fix_soon") in kinds(school)
    assert "The form survey needs a plugin that is not here." in said(admin(school))


def test_safe_mode_stands_there_until_it_ends(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", "raise SystemExit\n")
    school = make_school(load_from(plugins, ["broken"], safe_mode=True))
    assert kinds(school) == [("safe_mode", "fix_soon")]
    assert "start without this option: --no-plugins" in said(admin(school))


def test_who_calls_a_plugin_again_is_written_down(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", FAILING)
    hooks = load_from(plugins, ["broken"])
    school = make_school(hooks)
    hooks.health.failed("broken", "next_steps", "ValueError")
    client = admin(school)
    client.post("/admin/repairs/call-again", data={"plugin": "broken", "hook": "next_steps"})
    audit = client.get("/admin/audit?place=county").text
    assert "plugin.called_again" in audit
    assert "plugin/broken/next_steps" in audit
