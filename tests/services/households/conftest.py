"""Two schools of a district with forms that are bound to facts, and families that answer them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from farolito.db import row_security
from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.services import forms, jobs, links, places, responses, sessions, users
from tests.services.conftest import AGREED, CONSENT, Clock, document, en

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.views import PlaceView
    from farolito.services.work import Works


def asking(name: str, type: str, fact: str = "", **more: Any) -> dict[str, Any]:
    bound = {"fact": fact} if fact else {}
    return {"name": name, "type": type, "label": en(name), **bound, **more}


def listing(name: str, *questions: dict[str, Any]) -> dict[str, Any]:
    """A section that is a list of people."""
    return {
        "name": f"{name}_section",
        "title": en(name),
        "repeat": {
            "name": name,
            "max": 9,
            "entry_label": questions[0]["name"],
            "entry": en("child"),
            "add": en("Another?"),
            "empty": en("Nobody yet."),
        },
        "pages": [{"name": f"{one['name']}_page", "questions": [one]} for one in questions],
    }


ABOUT_ME = (
    CONSENT,
    asking("contact_name", "full_name", "person.name"),
    asking("contact_phone", "phone", "person.phone"),
    asking("contact_email", "email", "person.email"),
    asking("stays", "address", "household.address"),
)
INTAKE = document("intake", *ABOUT_ME)
INTAKE["sections"].append(
    listing(
        "children",
        asking("child_name", "full_name", "student.name"),
        asking("child_born", "birth_date", "student.birth_date"),
        asking("child_school", "location", "student.school", other=True),
    )
)
CHECK_IN = document(
    "check-in",
    *ABOUT_ME[:3],
    asking("words", "long_text"),
    asking("people", "integer", "household.size"),
)
SAFE = asking("safe_contact", "text")
STUDENT = document(
    "student-check-in",
    CONSENT,
    asking("own_name", "full_name", "student.name"),
    asking("own_born", "birth_date", "student.birth_date"),
    asking("own_phone", "phone", "person.phone"),
    SAFE,
    audience="student",
    consent_path="minor_self",
)
COUNSELING = document(
    "private-talk",
    *ABOUT_ME[:3],
    SAFE,
    regime="counseling",
    audience="student",
    consent_path="minor_self",
)

PHONE = "+16265550142"


def child(
    name: str, born: str = "2017-03-14", school: str = "", entry: str = "a1"
) -> dict[str, Any]:
    answers: dict[str, Any] = {"child_name": name, "child_born": {"date": born}}
    answers["child_school"] = (
        {"place": school, "name": school.title()} if school else {"skipped": True}
    )
    return {"id": entry, "answers": answers}


def family(
    name: str = "Rosa García", phone: str = PHONE, *children: dict[str, Any], **more: Any
) -> dict[str, Any]:
    listed = [{**one, "id": f"e{number}"} for number, one in enumerate(children)]
    return {
        "contact_name": name,
        "contact_phone": phone,
        "children": {"entries": listed, "done": True},
        **more,
    }


@dataclass
class Fair:
    """``lincoln`` and ``roosevelt`` lie in one district, ``faraway`` in another."""

    works: Works
    clock: Clock
    district: PlaceView
    lincoln: PlaceView
    roosevelt: PlaceView
    faraway: PlaceView
    user: str

    def send(
        self,
        answers: Mapping[str, Any],
        form: str = "intake",
        place: str = "lincoln",
        token: str = "",
        channel: str = "own_device",
    ) -> str:
        """A family answers a form and sends it, in a new browser unless ``token`` is one; the response."""
        self.clock.advance(minutes=5)
        with self.works.open(NOBODY) as work:
            if token:
                found = sessions.of_token(work, token)
                session_id = found.id if found else ""
            else:
                made = sessions.start_family(work)
                token, session_id = made.token, made.id
            link = links.open_link(work, place, form)
            responses.start(work, link, "en", session_id, channel)
        with self.works.open(NOBODY) as work:
            handle = responses.load(work, token, place, form)
            responses.save(
                work, handle, replace(handle.draft, answers={"agree": AGREED, **answers}, raw={})
            )
        with self.works.open(NOBODY) as work:
            sent = responses.submit(work, responses.load(work, token, place, form))
        assert not isinstance(sent, list), sent
        jobs.run_all(self.works)
        return handle.response_id or ""

    def browser(self) -> str:
        with self.works.open(NOBODY) as work:
            return sessions.start_family(work).token

    def staff(self, role: str = "coordinator", *at: PlaceView) -> Actor:
        where = at or (self.lincoln,)
        grants = tuple(Grant(place.id, role) for place in where)
        return Actor("user", self.user, "Ms. Alvarez", grants)

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with self.works.engine.connect() as connection:
            row_security.see(connection, row_security.EVERYTHING)
            return [
                tuple(row)
                for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608  a table of ours
            ]


@pytest.fixture
def fair(works: Works, clock: Clock) -> Fair:
    """Three schools with four forms each."""
    drafts = places.PlaceSettings(languages="draft")
    with works.open(SYSTEM) as work:
        county = places.add(work, "county", "county", "The County")
        district = places.add(work, "district", "duarte", "Duarte Unified", county.id)
        other = places.add(work, "district", "other", "Other Unified", county.id)
        sites = [
            places.add(work, "site", slug, slug.title(), parent.id, drafts)
            for slug, parent in (
                ("lincoln", district), ("roosevelt", district), ("faraway", other),
            )
        ]  # fmt: skip
        for form in (INTAKE, CHECK_IN, STUDENT, COUNSELING):
            name = forms.publish(work, form).name
            for site in sites:
                links.add(work, site.id, name, name)
        user = users.add(work, "alvarez@school.example", "Ms. Alvarez", "a long test password")
    lincoln, roosevelt, faraway = sites
    return Fair(works, clock, district, lincoln, roosevelt, faraway, user)
