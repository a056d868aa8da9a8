"""A county to try things out in: real school names, made-up people; what they answered is in demo_answers.

load(work) -> Demo        # idempotent; call it after forms.sync
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from farolito.services import forms, links, places, users
from farolito.services.places import PlaceSettings

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.domain.views import PlaceView
    from farolito.services.places import Kind
    from farolito.services.work import Work

FILE = "demo-log-ins.txt"

COUNTY = ("los-angeles-county", "Los Angeles County")

SITES = (
    # the fifteen pilot sites of 2019, each with its district
    ("littlerock", "Littlerock High School", "Antelope Valley Union High School District"),
    ("azusa", "Azusa High School", "Azusa Unified School District"),
    ("baldwin-park", "Baldwin Park High School", "Baldwin Park Unified School District"),
    ("bassett", "Bassett High School", "Bassett Unified School District"),
    ("bellflower", "Bellflower High School", "Bellflower Unified School District"),
    ("centennial", "Centennial High School", "Compton Unified School District"),
    ("duarte", "Duarte High School", "Duarte Unified School District"),
    ("lynwood", "Lynwood High School", "Lynwood Unified School District"),
    ("morningside", "Morningside High School", "Inglewood Unified School District"),
    ("montebello", "Montebello High School", "Montebello Unified School District"),
    ("glenn", "John Glenn High School", "Norwalk-La Mirada Unified School District"),
    ("paramount", "Paramount High School", "Paramount Unified School District"),
    ("pasadena", "Pasadena High School", "Pasadena Unified School District"),
    ("ganesha", "Ganesha High School", "Pomona Unified School District"),
    ("santa-monica", "Santa Monica High School", "Santa Monica-Malibu Unified School District"),
)

SCHOOL = "duarte"
"""Where the demo happens."""

SCHOOL_SETTINGS = PlaceSettings(
    languages="draft",  # so that a translation can be tried before somebody has reviewed it
    first_languages=("en", "es"),
    contact="Family Center",
    phone="+16265550142",
    room="Room 12",
    hours="Monday to Friday, 8:00 to 3:30",
)

PEOPLE = (
    # e-mail, name, role, slug of the place
    ("coordinator@duarte.example", "Rosa Alvarez", "coordinator", SCHOOL),
    ("families@duarte.example", "Marisol Peña", "parent_engagement_coordinator", SCHOOL),
    ("counselor@duarte.example", "Dana Whitfield", "counselor", SCHOOL),
    ("wellbeing@duarte.example", "Hye-jin Park", "health_educator", SCHOOL),
    ("clinic@duarte.example", "Leila Nasser", "clinic_staff", SCHOOL),
    ("groups@duarte.example", "Samuel Ortiz", "group_leader", SCHOOL),
    ("coordinator@pasadena.example", "Anahit Petrosyan", "coordinator", "pasadena"),
    ("lead@duarte-unified.example", "Tomás Rivera", "district_lead", "duarte-district"),
    ("admin@county.example", "Chidi Okafor", "platform_admin", COUNTY[0]),
)

LINKS = {
    "family-needs": "needs",
    "quick-check-in": "check-in",
    "community-needs-survey": "survey",
    "margarets-place-self-referral": "school-form",
    "margarets-place-staff-referral": "school-form-staff",
    "margarets-place-peer-leader": "peer-leaders",
}
"""Short addresses, and such as say nothing to who reads along; every other published form is linked by its name."""


@dataclass(frozen=True, slots=True)
class DemoLogIn:
    """Somebody who can log in; the only time that the password is known."""

    email: str
    password: str = field(repr=False)
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What there is to try. ``new`` has only the log-ins made now; ``file`` keeps all of them, for us alone."""

    school: PlaceView
    links: tuple[str, ...]
    new: tuple[DemoLogIn, ...]
    file: Path


def load(work: Work) -> Demo:
    """Make whatever is missing of the demo; what is there already stays as it is."""
    known = {place.slug: place for place in places.every(work)}
    _places(work, known)
    new = tuple(_people(work, known))
    school = known[SCHOOL]
    slugs = []
    for form in forms.published(work):
        slug = LINKS.get(form.name, form.name)
        links.add(work, school.id, slug, form.name)
        slugs.append(slug)
    file = work.settings.data / FILE
    if new:
        _keep(file, new)
    return Demo(school, tuple(slugs), new, file)


def _places(work: Work, known: dict[str, PlaceView]) -> None:
    def ensure(kind: Kind, slug: str, name: str, parent: str | None) -> None:
        if slug not in known:
            above = known[parent].id if parent else None
            settings = SCHOOL_SETTINGS if slug == SCHOOL else None
            known[slug] = places.add(work, kind, slug, name, above, settings)

    ensure("county", *COUNTY, None)
    for slug, site, district in SITES:
        ensure("district", f"{slug}-district", district, COUNTY[0])
        ensure("site", slug, site, f"{slug}-district")


def _people(work: Work, known: dict[str, PlaceView]) -> list[DemoLogIn]:
    there = {user.email for user in users.all_users(work)}
    new = []
    for email, name, role, slug in PEOPLE:
        if email not in there:
            password = "-".join(secrets.token_hex(2) for _ in range(4))
            user_id = users.add(work, email, name, password)
            users.grant(work, user_id, known[slug].id, role)
            new.append(DemoLogIn(email, password, role, known[slug].name))
    return new


def _keep(file: Path, new: tuple[DemoLogIn, ...]) -> None:
    """Add the log-ins to a file that only we can read."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    os.fchmod(handle, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as output:
        for one in new:
            output.write(f"{one.email}  {one.password}  {one.role}, {one.place}\n")
