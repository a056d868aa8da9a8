"""A county with two schools, records of every regime at both, and everybody who might look at them.

Every answer is a canary: a word that says whose it is, so that a page which shows too much says what it showed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter

from farolito.app import create_app
from farolito.cli.prepare import prepare
from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.domain.contacting import Contact
from farolito.domain.file_limits import PDF
from farolito.domain.referring import Agreement, Consent
from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES
from farolito.services import (
    casework,
    forms,
    jobs,
    links,
    places,
    referrals,
    responses,
    sessions,
    uploads,
    users,
)
from farolito.services.casework import contacts, follow_ups, notes
from farolito.services.referrals import partners
from farolito.services.referrals.partners import PartnerFacts
from farolito.settings import load_settings
from farolito.testing.paper import pages_of
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.matrix.guides import keep_guide
from tests.matrix.kept import KEPT, Ids, keep
from tests.matrix.rosters import keep_rosters
from tests.services.sealed import Fair

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from farolito.services.work import Works

CANARY = re.compile(r"kanari_(?P<site>[a-z]+)_(?P<record>[a-z_]+?)_(?:words|name|draft|note)")

ID = re.compile(r"[0-9a-f-]{32,36}")

SITES = ("here", "there")

RECORDS: dict[str, dict[str, Any]] = {
    "education": {"regime": "education_record"},
    "student": {
        "regime": "education_record",
        "audience": "student",
        "consent_path": "minor_self",
    },
    "counseling": {"regime": "counseling", "audience": "student"},
    "provider": {"regime": "provider"},
    "clinic": {"regime": "clinic"},
    "support_group": {"regime": "support_group"},
    "anonymous": {"regime": "anonymous"},
}
"""A kind of record, and what its form says about it."""

STAFF = {
    # name: (roles, slug of the place)
    "volunteer": ("volunteer", "here"),
    "parent_engagement_coordinator": ("parent_engagement_coordinator", "here"),
    "coordinator": ("coordinator", "here"),
    "counselor": ("counselor", "here"),
    "health_educator": ("health_educator", "here"),
    "clinic_staff": ("clinic_staff", "here"),
    "group_leader": ("group_leader", "here"),
    "district_lead": ("district_lead", "here-district"),
    "county_coach": ("county_coach", "county"),
    "platform_admin": ("platform_admin", "county"),
    "partner_agency": ("partner_agency", "here"),
    "site_admin": ("platform_admin", "here"),
    "coordinator_there": ("coordinator", "there"),
    "site_admin_there": ("platform_admin", "there"),
    "district_admin_there": ("platform_admin+coordinator", "there-district"),
    "nobody_granted": ("", ""),
}

WITH_FILES = ("education", "counseling")
"""Records of which a PDF is a part."""

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
AGREED = {
    "choice": "yes",
    "text": "agree-2026-11",
    "language": "en",
    "at": "2026-11-23T09:30:00-08:00",
}


PHONE = "+16265550142"
"""Everybody's: so each household has every reason to be shown another one."""


def canary(site: str, record: str, what: str) -> str:
    """A word that stands nowhere else."""
    return f"kanari_{site}_{record}_{what}"


def document(record: str) -> dict[str, Any]:
    """A form whose answers are a name, where that may be asked, and words."""
    facts = RECORDS[record]
    anonymous = facts["regime"] == "anonymous"
    name: dict[str, Any] = {
        "name": "who",
        "type": "full_name",
        "label": {"en": "Your name"},
        "why": {"en": "To call you."},
        "fact": "person.name",
    }
    phone: dict[str, Any] = {
        "name": "reach",
        "safe_contact": True,
        "type": "phone",
        "label": {"en": "Your phone"},
        "why": {"en": "To call you."},
        "fact": "person.phone",
    }
    words: dict[str, Any] = {
        "name": "anything",
        "type": "long_text",
        "label": {"en": "Anything else?"},
    }
    paper: dict[str, Any] = {"name": "paper", "type": "file", "label": {"en": "A paper"}}
    questions = [words] if anonymous else [CONSENT, name, phone, words, paper]
    return {
        "name": f"record-{record.replace('_', '-')}",
        "title": {"en": f"The form {record}"},
        "summary": {"en": "A few questions."},
        "purpose": "intake",
        "languages": ["en"],
        "retention": {
            "draft_days": 30,
            "identity_months": 0 if anonymous else 14,
            "answers_months": 36,
        },
        "sections": [
            {
                "name": "all",
                "title": {"en": "Questions"},
                "pages": [{"name": f"p_{one['name']}", "questions": [one]} for one in questions],
            }
        ],
        **facts,
    }


@dataclass
class Sent:
    """A response that was sent."""

    id: str
    site: str
    record: str


@dataclass
class Walked:
    """A walk that was made: how much was asked for, what was shown that must not be, and whether a row changed."""

    asked: int
    wrong: list[str]
    changed: bool


@dataclass
class World:
    """The app, what was sent, and a browser for each actor."""

    app: Flask
    sent: list[Sent] = field(default_factory=list)
    files: list[str] = field(default_factory=list)  # their ids
    browsers: dict[str, FlaskClient] = field(default_factory=dict)
    made: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The ids of what staff made, by kind."""
    ids: Ids = field(default_factory=Ids)
    """Whose each of them is."""
    came: dict[str, str] = field(default_factory=dict)
    """Whose each file is, and each thing that a tablet sent."""
    users: dict[str, str] = field(default_factory=dict)
    """Name of a member of staff to its id."""
    walks: dict[str, Walked] = field(default_factory=dict)
    """What was found on the walks that were made, by actor."""

    @property
    def works(self) -> Works:
        return host_of(self.app).works

    def log_in(self, name: str) -> None:
        """Somebody logs in just now, however long ago that was the first time."""
        with self.works.open(SYSTEM) as work:
            token = sessions.start_staff(work, self.users[name], "second_factor").token
        self.browsers[name] = self.visitor()
        self.browsers[name].set_cookie(NAMES["staff"], token)

    def visitor(self) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return client


def make_world(folder: Path, database_url: str = "", **more: str) -> World:
    """Everything above, on a database of its own; ``more`` are settings."""
    settings = load_settings(
        {
            "FAROLITO_DATA": str(folder / "data"),
            "FAROLITO_DATABASE_URL": database_url,
            "FAROLITO_ALLOW_UNSAFE_DATABASE": "1",
            **more,
        }
    )
    _, refused = prepare(settings)
    assert not refused, refused
    world = World(create_app(settings))
    with world.works.open(SYSTEM) as work:
        county = places.add(work, "county", "county", "The County")
        for site in SITES:
            names = [canary(site, level, "name") for level in ("district", "place")]
            district = places.add(work, "district", f"{site}-district", names[0], county.id)
            place = places.add(work, "site", site, names[1], district.id)
            for record in RECORDS:
                form = forms.publish(work, document(record))
                links.add(work, place.id, form.name, form.name)
    for site in SITES:
        for record in RECORDS:
            world.sent.append(_send(world, site, record))
        keep(world.works, site, _send(world, site, "education").id, world.ids, canary)
        for record in RECORDS:
            world.made["sid"].append(_held(world, site, record))
            world.came[world.made["sid"][-1]] = site
        for part, kept in keep_rosters(world.works, site, world.ids, canary).items():
            world.made[part].append(kept)
        for part, kept in keep_guide(world.works, site, world.ids, canary).items():
            world.made[part].append(kept)
    jobs.run_all(world.works)
    for one in world.sent:
        world.ids.add(one.site, "response", one.id)
    _staff(world)
    _worked(world)
    _gathered(world)
    world.browsers["nobody"] = world.visitor()
    world.browsers["family"] = _family(world)
    return world


def _held(world: World, site: str, record: str) -> str:
    """What a tablet of a fair that is over sent, about a kind of record; its sid."""
    with world.works.open(SYSTEM, write=False) as work:
        link = links.open_link(work, site, document(record)["name"])
    fair = Fair(world.works, link.place.id, {link.slug: link.form.hash})
    raw = {"who": canary(site, record, "name"), "anything": canary(site, record, "words")}
    typed = {name: {"": [said]} for name, said in raw.items() if name in link.form.questions}
    sid = fair.sid()
    fair.send(fair.seal(sid, link.slug, {"agree": {"": ["yes"]}, **typed}), trusted=False)
    return sid


def allowed(actor: str) -> set[tuple[str, str]]:
    """The (site, record) whose answers an actor may be shown, by the tables that say so; and (site, thing kept)."""
    if actor not in STAFF:
        return {("here", "draft")} if actor == "family" else set()
    granted, where = STAFF[actor]
    roles = granted.split("+")
    may = permissions(actor)
    sites = [site for site in SITES if where in (site, f"{site}-district", "county")]
    things = {
        (site, thing)
        for site, (thing, opens) in product(sites, KEPT.items())
        if not opens or opens & may
    }
    return things | {
        (site, record)
        for site, (record, facts) in product(sites, RECORDS.items())
        if "responses.view" in may and POLICIES[facts["regime"]].readers.intersection(roles)
    }


def permissions(actor: str) -> frozenset[str]:
    """What a member of staff may do somewhere."""
    roles = [role for role in STAFF[actor][0].split("+") if role]
    return frozenset[str]().union(*(ROLES[role].permissions for role in roles))


def answers_allowed(actor: str) -> set[tuple[str, str]]:
    """Of what an actor may be shown, the answers."""
    return {one for one in allowed(actor) if one[1] not in KEPT}


def shown(content_type: str, body: bytes) -> set[tuple[str, str]]:
    """The (site, record or thing) whose canaries stand in a page, a PDF or an archive."""
    return {(one["site"], one["record"]) for one in CANARY.finditer(_words(content_type, body))}


def answers_shown(content_type: str, body: bytes) -> set[tuple[str, str]]:
    """Of what stands there, the answers."""
    return {one for one in shown(content_type, body) if one[1] not in KEPT}


def named(world: World, body: bytes, asked: str) -> set[tuple[str, str]]:
    """The sites whose ids stand in a page, but for those that it was asked with."""
    found = set(ID.findall(body.decode("utf-8", "replace"))) - set(ID.findall(asked))
    return {(world.ids.site[one], "id") for one in found & world.ids.site.keys()}


def _words(content_type: str, body: bytes) -> str:
    if content_type.startswith("application/pdf") and body.startswith(b"%PDF"):
        told = PdfReader(io.BytesIO(body)).metadata  # of a file that was sent, its title
        title = str(told.title) if told else ""
        return "".join("".join(pages_of(body)).split()) + title
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        return "".join(part.decode("utf-8", "replace") for part in parts)
    return body.decode("utf-8", "replace")


def _send(world: World, site: str, record: str) -> Sent:
    slug = document(record)["name"]
    answers: dict[str, Any] = {"anything": canary(site, record, "words")}
    if RECORDS[record]["regime"] != "anonymous":
        answers |= {
            "agree": AGREED,
            "who": canary(site, record, "name"),
            "reach": {"number": PHONE, "call": "yes", "text": "yes"},
        }
    with world.works.open(NOBODY) as work:
        session = sessions.start_family(work)
        started = responses.start(work, links.open_link(work, site, slug), "en", session.id)
    with world.works.open(NOBODY) as work:
        handle = responses.load(work, session.token, site, slug)
        if record in WITH_FILES:
            made = uploads.prepared(paper(site, record), "paper.pdf", (PDF,), named=True)
            assert not isinstance(made, str), made
            held = responses.attach(work, handle, made)
            assert isinstance(held, dict)
            answers["paper"] = [held]
            world.files.append(held["id"])
            world.came[held["id"]] = site
        handle = responses.save(work, handle, replace(handle.draft, answers=answers))
        done = responses.submit(work, handle)
        assert not isinstance(done, list), done
    return Sent(started.response_id or "", site, record)


def paper(site: str, record: str) -> bytes:
    """A PDF whose title is a canary."""
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Title": canary(site, record, "note")})
    writer.write(written)
    return written.getvalue()


def _family(world: World) -> FlaskClient:
    """Somebody who is filling in a form here."""
    slug = document("education")["name"]
    with world.works.open(NOBODY) as work:
        session = sessions.start_family(work)
        responses.start(work, links.open_link(work, "here", slug), "en", session.id)
    with world.works.open(NOBODY) as work:
        handle = responses.load(work, session.token, "here", slug)
        own = {"agree": AGREED, "anything": "kanari_here_draft_words"}
        responses.save(work, handle, replace(handle.draft, answers=own))
    client = world.visitor()
    client.set_cookie(NAMES["family"], session.token)
    return client


def _worked(world: World) -> None:
    """What those who may read a record wrote down about it: notes, calls, something to do, a referral."""
    for one in world.sent:
        regime = RECORDS[one.record]["regime"]
        if regime == "anonymous":
            continue
        [role, *_] = sorted(POLICIES[regime].readers)
        words = canary(one.site, one.record, "note")
        with world.works.open(SYSTEM) as work:
            place = places.by_slug(work, one.site)
            user = users.add(
                work, f"{one.site}-{one.record}@school.example", "Somebody", "a long test password"
            )
            users.grant(work, user, place.id, role)
            world.ids.add(one.site, "user", user)
        actor = Actor("user", user, "Somebody", (Grant(place.id, role),))
        with world.works.open(actor) as work:
            case = casework.case(work, one.site, one.id)
            notes.add(work, case, words)
            today = work.today()
            to_do = follow_ups.add(work, case, words, today, user)
            world.made["follow_up"].append(world.ids.add(one.site, "follow_up", to_do))
            contacts.write(
                work, case, Contact("call", "out", "en", "none", "reached", today, words)
            )
            if POLICIES[regime].shared:
                agreed = Agreement(("name",), None, None)
                partner = partners.save(work, one.site, PartnerFacts("A bank", "Food", agreed))
                referral = referrals.draft(work, case, partner)
                asker = "student" if case.consent_path == "minor_self" else "parent"
                referrals.send(work, one.site, referral, Consent(today, asker, ("name",), user))
                world.made["partner"].append(world.ids.add(one.site, "partner", partner))
                world.made["referral"].append(world.ids.add(one.site, "referral", referral))


def _gathered(world: World) -> None:
    """An event of the plugin at each school, for which somebody signed up with a name."""
    for site, planner in zip(SITES, ("coordinator", "coordinator_there"), strict=True):
        facts = {
            "kind": "workshop",
            "title_en": "A workshop",
            "day": "2040-01-01",
            "begins": "10:00",
        }
        facts |= {"shown": "listed", "sign_up": "1"}
        reply = world.browsers[planner].post(f"/-/events/desk/{site}/new", data=facts)
        event = reply.headers["Location"].rpartition("/")[2]
        world.ids.add(site, "gathering", event)
        said = {"people": "1", "code": "22222222", "name": canary(site, "sign_up", "name")}
        sent = world.visitor().post(f"/-/events/{site}/{event}/sign-up", data=said)
        assert sent.status_code == 303, sent.text


def _staff(world: World) -> None:
    with world.works.open(SYSTEM) as work:
        for name, (role, where) in STAFF.items():
            user = users.add(work, f"{name}@school.example", name, "a long test password")
            for one in filter(None, role.split("+")):
                users.grant(work, user, places.by_slug(work, where).id, one)
            world.users[name] = user
    for name in STAFF:
        world.log_in(name)
