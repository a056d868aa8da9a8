"""Who is shown what: every address × everybody × own and foreign records, on both databases.

Reliability bar 22. The addresses come from the registry of routes: a new one whose parts are not in the table below
fails here before anybody can be shown anything there.
"""

from __future__ import annotations

import os
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from farolito.db import row_security
from farolito.domain import access
from farolito.domain.access import SYSTEM
from farolito.pdf import Renderer
from farolito.web import identity
from farolito.web.host import host_of
from tests.matrix import shares
from tests.matrix.kept import IN_ROWS_OF_A_PLACE, KEPT, orders, rows
from tests.matrix.shares import Share
from tests.matrix.world import (
    PHONE,
    RECORDS,
    SITES,
    STAFF,
    WITH_FILES,
    Walked,
    World,
    allowed,
    answers_allowed,
    answers_shown,
    document,
    make_world,
    named,
    permissions,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from werkzeug.routing import Rule

    from farolito.testing.postgres import PostgresServer
    from farolito.web.routes import Route

Request = tuple["Route", str, str, dict[str, str]]
"""The route, the method, the address and what is sent."""

FORMS = [document(record)["name"] for record in RECORDS]


def parts(world: World) -> dict[str, list[str]]:
    """What may stand in an address, by the name of the part: own and foreign."""
    return {
        "place": [*SITES, "here-district", "there-district", "county"],
        "place_slug": [*SITES],
        "link": FORMS,
        "form_name": [*FORMS, "family-needs"],
        "language": ["en"],
        "response_id": [one.id for one in world.sent],
        "follow_up_id": world.made["follow_up"],
        "referral_id": world.made["referral"],
        "partner_id": world.made["partner"],
        "kind": ["show", "correct", "erase"],
        "key": ["p_anything", "all"],
        "digest": ["0"],
        "name": ["app.js"],
        "checklist_id": ["calfresh"],
        "door": ["222222"],
        "code": ["22222222"],
        "day": ["2026-11-23", erased_on(world)],
        "household_id": households_of(world),
        "other_id": households_of(world),
        "token": ["never-given"],
        "user_id": [*world.ids.of("user"), "never-made"],
        "event_id": [
            *world.ids.of("event"),
            *world.ids.of("fair"),
            *world.ids.of("gathering"),
            "never-made",
        ],
        "slug": [*SITES, "here-district", "there-district", "county"],
        "tablet_id": [*world.ids.of("tablet"), "never-made"],
        "file_id": world.files,
        "student_id": [*world.made["student_id"], "never-made"],
        "meeting_id": [*world.made["meeting_id"], "never-made"],
        "paper_name": ["tents", "harvest", "matrix"],
        "plugin": ["wellbeing_centers"],
        "course_id": world.made["course_id"],
        "person_id": world.made["person_id"],
        "circle_id": world.made["circle_id"],
        "made_id": ["never-made"],
        "number": ["1"],
        "import_id": ["never-made"],
        "proposal_id": world.made["proposal_id"],
        "paper": ["slips", "needs"],
        "year": ["2026-27"],
        "variant": ["family"],
        "sheet": ["P-1001"],
        "sid": world.made["sid"],
    }


def erased_on(world: World) -> str:
    """The day on which a response was erased at each school."""
    with world.works.open(SYSTEM, write=False) as work:
        return work.today().isoformat()


def households_of(world: World) -> list[str]:
    """The households of what was sent, and one that is not there."""
    return [*shares.households(world), "nothing"]


BODIES: dict[str, list[dict[str, str]]] = {
    "staff_working.save": [{"revision": "0", "state": "done", "to": ""}],
    "staff_working.add_note": [{"note": "x"}],
    "staff_follow_ups.plan": [{"what": "x", "due_on": "2040-01-01"}, {"step": "0"}],
    "staff_follow_ups.act": [{"revision": "0", "go": "1"}, {"revision": "0", "go": "done"}],
    "staff_contact.log": [
        {
            "channel": "call",
            "direction": "out",
            "language": "en",
            "interpreter": "none",
            "outcome": "reached",
            "on": "2020-01-01",
        }
    ],
    "staff_correct.save": [{"_number": "1", "_reason": "x", "anything": "x"}],
    "staff_referrals.refer": [{"said": "not_yet", "to": "x"}],
    "staff_referrals.move": [{"revision": "1", "go": "accepted"}],
    "staff_fairs.get_ready": [{"do": "pin"}, {"do": "tickets", "many": "1"}],
    "staff_fairs.give": [{"language": "en"}],
    "staff_fairs.act": [{"do": "left"}, {"do": "here", "form": "record-education"}],
    "staff_requests.erase": [{"sure": "yes", "code": "2222-2222"}],
    "partner.answer": [{"code": "222222"}],
    "partner.answer_own": [{"revision": "1", "go": "accepted"}],
    "staff_export.download": [
        {"form": form, "format": kind, "private": "yes"}
        for form in FORMS
        for kind in ("jsonl", "csv", "fhir")
    ],
    "staff_households.found": [{"reach": PHONE}, {"reach": "5550142"}],
    "enrollment_checklists.start_list": [{"list": "calfresh"}],
    "enrollment_checklists.save_list": [
        {"revision": "0", "tick.documents.identity": "yes", "on.apply": "2040-01-01"}
    ],
    "staff_households.open_form": [{"link": form} for form in FORMS],
}
"""What is posted to an address besides nothing at all."""

QUERIES: dict[str, list[str]] = {
    "admin_audit.audit_page": [
        f"?place={site}{more}" for site in SITES for more in ("", "&check=1", "&before=9")
    ],
    "staff_export.export": [f"?form={form}" for form in FORMS],
    "staff_numbers.dashboard": [f"?form={form}&year=2026" for form in FORMS],
    "staff_inbox.inbox": ["?state=new", "?after=0"],
}
"""What is asked for at an address besides the address alone."""


@pytest.fixture(autouse=True)
def paper_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A print is read before it is set in type: the same words, without the seconds. Papers have tests of their own."""

    def unset(renderer: Renderer, html: str, *, title: str, language: str) -> bytes:
        return f"{title}\n{html}".encode()

    monkeypatch.setattr(Renderer, "render", unset)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    if request.param == "sqlite":
        made = make_world(folder)
        yield made
        made.works.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = server.make_database()
    made = make_world(folder, server.url(name))
    yield made
    made.works.close()
    server.drop_database(name)


ABOUT_ONE = {"response_id", "household_id", "follow_up_id", "referral_id", "file_id", "sid"}
"""Parts of the addresses of pages about one record."""


def addresses(
    rule: Rule, known: dict[str, list[str]], share: Share | None = None, *, alike: bool = False
) -> Iterator[str]:
    """The addresses of a route: each part with each of its values, as far as they are in the share."""
    names = sorted(rule.arguments)
    if {*ABOUT_ONE, "link"}.intersection(names):
        known = {**known, "place": [*SITES, "here-district"]}  # one place above stands for all
    every = product(*(known[name] for name in names))
    for values in share.of(every, alike=alike) if share else every:
        built = rule.build(dict(zip(names, values, strict=True)))
        assert built is not None
        yield built[1]


def requests(world: World, actor: str = "", *, checked: bool = False) -> Iterator[Request]:
    """Everything that can be asked for, or what an actor asks for of it; ``checked``: while our checks are on."""
    known = parts(world)
    share = Share(world, ACTORS.index(actor) if actor else None)
    rules = {rule.endpoint: rule for rule in world.app.url_map.iter_rules()}
    for route in host_of(world.app).routes:
        alike = checked and not depends(actor, route.permission)
        for address in addresses(rules[route.endpoint], known, share, alike=alike):
            for method in route.methods:
                if method == "GET":
                    for query in ("", *QUERIES.get(route.endpoint, ())):
                        yield route, method, address + query, {}
                else:
                    for body in ({}, *BODIES.get(route.endpoint, ())):
                        yield route, method, address, body


def depends(actor: str, permission: str) -> bool:
    """Whether what an actor is shown depends on the address, and not on the page alone."""
    if permission == "public":
        return actor in ("nobody", "family")
    return actor in STAFF and (permission == "logged-in" or permission in permissions(actor))


def walk(world: World, actor: str, asked: Iterable[Request]) -> Iterator[str]:
    """Ask for these as an actor: of each, what was shown that must not be, or ""."""
    browser, may = world.browsers[actor], allowed(actor)
    for route, method, address, body in asked:
        if route.endpoint.startswith("staff_session") and method == "POST":
            continue  # it would end the session that the next request needs
        if actor == "family" and method == "POST" and route.csp == "family":
            continue  # what a family does with its own answers is tested where it does it
        reply = browser.open(address, method=method, data=body)
        said = reply.get_data()
        leaked = shown(reply.content_type or "", said) | named(world, said, f"{address} {body}")
        leaked -= may
        if route.permission == "public":
            # its name is over its door
            leaked = {one for one in leaked if one[1] not in ("place", "district")}
        wrong = leaked or reply.status_code >= 500
        reply.close()
        yield f"{method} {address} {body}: {reply.status_code} {sorted(leaked)}" if wrong else ""


def pages_of_places(world: World, actor: str, *, checked: bool) -> Iterator[Request]:
    """Of an actor's share what only looks, and only at pages that are not about one record."""
    for one in requests(world, actor, checked=checked):
        route, method, *_ = one
        if method == "GET" and not any(f"<{part}>" in route.rule for part in ABOUT_ONE):
            yield one


def walked(world: World, actor: str) -> Walked:
    """The whole walk of an actor, made once: first what staff order, and what that changed at the other school."""
    if actor not in world.walks:
        orders_: list[Request] = []
        others: list[Request] = []
        for one in requests(world, actor, checked=True):
            route, method, *_ = one
            (orders_ if method != "GET" and route.csp == "staff" else others).append(one)
        before = rows_of(world, "there")
        said = [*walk(world, actor, orders_)]
        changed = rows_of(world, "there") != before
        said += walk(world, actor, others)
        world.walks[actor] = Walked(len(said), [one for one in said if one], changed)
    return world.walks[actor]


ACTORS = (
    "nobody",
    "family",
    "volunteer",
    "parent_engagement_coordinator",
    "coordinator",
    "counselor",
    "health_educator",
    "district_lead",
    "county_coach",
    "platform_admin",
    "partner_agency",
    "site_admin",
    "coordinator_there",
    "site_admin_there",
    "district_admin_there",
    "nobody_granted",
)

WHO_WRITE = ("coordinator", "counselor", "health_educator", "parent_engagement_coordinator")[
    : None if os.environ.get("FAROLITO_LONG") else 2
]
"""Who tries to change what another school keeps; in the short form those who may write most."""

ADMINISTRATORS = ("site_admin", "site_admin_there", "district_admin_there")


def rows_of(world: World, site: str) -> list[str]:
    """Everything that stands in the database about a school."""
    with world.works.open(SYSTEM, write=False) as work:
        return sorted(map(repr, rows(work, site)))


def test_every_part_of_every_address_has_values_of_ones_own_and_of_others(world: World) -> None:
    used = {name for rule in world.app.url_map.iter_rules() for name in rule.arguments}
    assert used <= parts(world).keys()


@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_is_shown_what_is_not_theirs(world: World, actor: str) -> None:
    found = walked(world, actor)
    assert found.wrong == []
    assert found.asked > 100


@pytest.mark.parametrize("actor", ["coordinator", "counselor", "health_educator"])
def test_those_who_may_are_shown_what_is_theirs(world: World, actor: str) -> None:
    """Otherwise a site that shows nothing to anybody would pass."""
    seen: set[tuple[str, str]] = set()
    for one in world.sent:
        reply = world.browsers[actor].get(f"/staff/{one.site}/responses/{one.id}")
        seen |= answers_shown(reply.content_type or "", reply.get_data())
    assert seen == answers_allowed(actor)


@pytest.mark.parametrize("actor", ["coordinator", "parent_engagement_coordinator"])
def test_a_household_shows_what_parents_consented_to_and_nothing_else(
    world: World, actor: str
) -> None:
    """Not the students' own records, not the counselor's, although all of them gave the same phone."""
    seen: set[tuple[str, str]] = set()
    for route, method, address, body in requests(world):
        if route.endpoint.startswith("staff_households") and route.permission != "households.join":
            reply = world.browsers[actor].open(address, method=method, data=body)
            seen |= answers_shown(reply.content_type or "", reply.get_data())
    assert seen == {("here", "education")}


@pytest.mark.parametrize("actor", ["coordinator", "counselor", "district_lead"])
def test_those_who_may_open_the_files_of_what_is_theirs_and_no_other(
    world: World, actor: str
) -> None:
    seen: set[tuple[str, str]] = set()
    for one, file_id in product(world.sent, world.files):
        address = f"/staff/{one.site}/responses/{one.id}/files/{file_id}"
        reply = world.browsers[actor].get(address)
        seen |= answers_shown(reply.content_type or "", reply.get_data())
    assert seen == {one for one in answers_allowed(actor) if one[1] in WITH_FILES}


def test_administrators_see_what_their_own_school_keeps(world: World) -> None:
    """Otherwise pages without anything on them would pass."""
    seen: set[tuple[str, str]] = set()
    for address in ("/admin/retention", "/admin/users", "/admin/audit?place=there"):
        reply = world.browsers["district_admin_there"].get(address)
        seen |= shown("", reply.get_data()) | named(world, reply.get_data(), address)
    for page in ("events", "partners"):
        seen |= shown("", world.browsers["district_admin_there"].get(f"/staff/there/{page}").data)
    [event] = world.ids.kind["there", "event"]
    reply = world.browsers["district_admin_there"].get(f"/staff/there/events/{event}/tablets")
    seen |= shown("", reply.data)
    [event] = world.ids.kind["there", "gathering"]
    for page in (f"/-/events/desk/there/{event}", "/-/resource_guide/there/desk/said"):
        seen |= shown("", world.browsers["district_admin_there"].get(page).data)
    assert seen == {("there", thing) for thing in KEPT}


@pytest.mark.parametrize(
    ("actor", "site"),
    [
        ("site_admin", "there"),
        ("coordinator", "there"),
        ("district_lead", "there"),
        ("site_admin_there", "here"),
        ("district_admin_there", "here"),
    ],
)
def test_no_administrator_changes_another_school(world: World, actor: str, site: str) -> None:
    world.log_in(actor)
    before = rows_of(world, site)
    for address, body in orders(world.ids, site):
        reply = world.browsers[actor].post(address, data=body)
        assert reply.status_code in (404, 422), (address, body)
    assert rows_of(world, site) == before


@pytest.mark.parametrize("actor", WHO_WRITE)
def test_nobody_changes_what_is_not_theirs(world: World, actor: str) -> None:
    assert not walked(world, actor).changed


def test_the_database_alone_keeps_other_schools_records_from_staff(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every check of ours switched off. SQLite has no second guard: there this shows that the walk can fail."""
    switch_off_our_checks(monkeypatch)
    seen: set[tuple[str, str]] = set()
    for one in world.sent:
        reply = world.browsers["coordinator"].get(f"/staff/{one.site}/responses/{one.id}")
        seen |= answers_shown(reply.content_type or "", reply.get_data())
    every = {(one.site, one.record) for one in world.sent}
    guarded = world.works.engine.dialect.name == "postgresql"
    assert seen == ({one for one in every if one[0] == "here"} if guarded else every)


@pytest.mark.parametrize("actor", ADMINISTRATORS)
def test_the_database_alone_keeps_what_is_held_elsewhere_from_administrators(
    world: World, actor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People and the names of places it shows: those are read before anybody is known."""
    switch_off_our_checks(monkeypatch)
    guarded = world.works.engine.dialect.name == "postgresql"
    elsewhere = [*product({*SITES} - {site for site, _ in allowed(actor)}, IN_ROWS_OF_A_PLACE)]
    leaked = set[str]()
    for line in walk(world, actor, pages_of_places(world, actor, checked=False)):
        leaked |= {thing for site, thing in elsewhere if f"('{site}', '{thing}')" in line}
        if not guarded and leaked == IN_ROWS_OF_A_PLACE:
            break  # everything was shown: there is nothing more that could be
    assert leaked == (set() if guarded else IN_ROWS_OF_A_PLACE)


@pytest.mark.parametrize("world", ["postgresql"], indirect=True)
def test_our_checks_alone_keep_other_schools_records_from_staff(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same with the guard of the database switched off; on SQLite, which has none, every walk is one without."""
    monkeypatch.setattr(row_security, "see", lambda connection, places: None)
    world.works.engine.dispose()  # new connections see everything, as the operator's do
    for actor in ("coordinator", "counselor", "platform_admin"):
        for one in world.sent:
            reply = world.browsers[actor].get(f"/staff/{one.site}/responses/{one.id}")
            assert shown(reply.content_type or "", reply.get_data()) <= allowed(actor)
    wrong = [
        line
        for actor in ADMINISTRATORS
        for line in walk(world, actor, pages_of_places(world, actor, checked=True))
        if line
    ]
    assert wrong == []
    world.works.engine.dispose()


def test_whoever_administers_a_school_may_change_it(world: World) -> None:
    """Otherwise orders that nobody could give would pass. The last one: now the school is another one."""
    world.log_in("district_admin_there")  # much of this wants a fresh second factor
    for address, body in orders(world.ids, "there"):
        reply = world.browsers["district_admin_there"].post(address, data=body)
        assert reply.status_code in (200, 303), (address, body)


def switch_off_our_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    def yes(*_: Any) -> bool:
        return True

    checks = (access.holds, access.may_read, identity.may_ever)
    for name, module in list(sys.modules.items()):
        for check in checks if name.startswith("farolito.") else ():
            if getattr(module, check.__name__, None) is check:
                monkeypatch.setattr(module, check.__name__, yes)
