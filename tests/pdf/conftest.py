"""Fixtures of the tests of paper: a warm renderer, and a school that prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.domain.drafts import Draft
from farolito.pdf import Renderer
from farolito.services import forms, links, responses, sessions
from farolito.services.documents import contents
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from farolito.domain.documents import FamilyCopy
    from farolito.plugins.manifest import Plugin
    from farolito.services.responses import ResponseDraft
    from farolito.testing.site import Site


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """A warm renderer, shared by the tests of this folder."""
    warm = Renderer()
    yield warm
    warm.close()


def en(words: str) -> dict[str, str]:
    return {"en": words, "es": f"{words} (es)"}


def definition(name: str, **more: Any) -> dict[str, Any]:
    """A form of six questions, of which one is private and one is for staff only."""
    questions: list[dict[str, Any]] = [
        {
            "name": "agree", "type": "consent", "label": en("Is it okay?"), "text": "agree-1", "required": True,
            "points": [en("You choose.")], "more": en("We keep it."), "declines": ["no"],
            "choices": [{"name": "yes", "label": en("Yes, okay")}, {"name": "no", "label": en("No")}],
        },
        {
            "name": "help", "type": "choices", "label": en("What do you want help with?"),
            "choices": [
                {"name": "food", "label": en("Food"), "score": 2},
                {"name": "rent", "label": en("Rent"), "score": 3},
            ],
        },
        {"name": "worry", "type": "text", "label": en("What worries you?"), "sensitivity": "private"},
        {"name": "note", "type": "text", "label": en("For the team"), "audience_print": ["staff_copy"]},
        {"name": "contact_phone", "type": "phone", "label": en("Your phone?"), "audience_print": ["staff_copy"]},
        {
            "name": "safe_contact", "type": "choices", "label": en("What is safe?"), "audience_print": ["staff_copy"],
            "choices": [{"name": "text", "label": en("Text me")}, {"name": "call", "label": en("Call me")}],
        },
    ]  # fmt: skip
    return {
        "name": name,
        "title": en("What do you need?"),
        "summary": en("A few questions."),
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en", "es"],
        "translations": {"es": {"state": "draft"}},
        "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
        "sections": [
            {
                "name": "all",
                "title": en("Questions"),
                "pages": [{"name": f"{one['name']}_page", "questions": [one]} for one in questions],
            },
            {
                "name": "home",
                "title": en("Your home"),
                "repeat": {
                    "name": "members",
                    "max": 3,
                    "entry_label": "who",
                    "entry": en("person"),
                    "add": en("Add another person?"),
                    "empty": en("Nobody yet."),
                },
                "pages": [
                    {
                        "name": "who_page",
                        "questions": [{"name": "who", "type": "text", "label": en("Who?")}],
                    }
                ],
            },
        ],
        "scores": [
            {
                "name": "load",
                "label": en("Load"),
                "questions": ["help"],
                "bands": [{"name": "high", "at_least": 2, "label": en("Heavy")}],
            }
        ],
        "needs": [
            {
                "name": "food",
                "label": en("Food"),
                "when": "'food' in help",
                "next_steps": [{"title": en("Find food"), "detail": en("Call."), "phone": "211"}],
            },
            {
                "name": "rent",
                "label": en("Rent"),
                "when": "'rent' in help",
                "next_steps": [{"title": en("Ask about homeless help")}],
            },
        ],
        **more,
    }


ANSWERS: dict[str, Any] = {
    "agree": {"choice": "yes", "text": "agree-1", "language": "es", "at": "2026-11-23T12:00:00-08:00"},
    "help": ["food"],
    "worry": "canary-worry",
    "note": "canary-note",
    "contact_phone": "+12135550142",
    "safe_contact": ["text"],
    "members": {"entries": [{"id": "a1", "answers": {"who": "canary-member"}}], "done": True},
}  # fmt: skip


class School:
    """A school with two links: ``needs``, and ``quiet`` to a form that is nobody's business."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.works = site.works
        quiet = definition("quiet-form", regime="counseling", neutral_title=en("School form"))
        quiet["sections"][0]["pages"] = [
            page for page in quiet["sections"][0]["pages"] if page["name"] != "note_page"
        ]
        with self.works.open(SYSTEM) as work:
            for document, slug in ((definition("family-needs"), "needs"), (quiet, "quiet")):
                links.add(work, site.place.id, slug, forms.publish(work, document).name)

    def send(self, link: str = "needs", language: str = "es", **answers: Any) -> ResponseDraft:
        """What a family holds after it has sent its answers."""
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            opened = links.open_link(work, "lincoln", link)
            responses.start(work, opened, language, session.id)
        known = {
            name: answer
            for name, answer in {**ANSWERS, **answers}.items()
            if name in opened.form.questions or name in opened.form.repeats
        }
        with self.works.open(NOBODY) as work:
            handle = responses.load(work, session.token, "lincoln", link)
            handle = responses.save(work, handle, Draft(known), language)
        with self.works.open(NOBODY) as work:
            sent = responses.submit(work, handle)
            assert not isinstance(sent, list), sent
        with self.works.open(NOBODY) as work:
            return responses.load(work, session.token, "lincoln", link)

    def staff(self, *roles: str) -> Actor:
        """Somebody who works here."""
        grants = tuple(Grant(self.site.place.id, role) for role in roles)
        return Actor("user", "u1", "Somebody", grants)

    def copy_of(self, response: ResponseDraft) -> FamilyCopy:
        """What is on the family copy, before it is laid out."""
        with self.works.open(NOBODY) as work:
            return contents.family_copy(work, response, None, False)

    def audited(self) -> list[tuple[str, str]]:
        """What was recorded, oldest first: who, what."""
        with self.works.engine.connect() as connection:
            rows = connection.execute(text("select actor, action from audit order by number"))
            return [(actor, action) for actor, action in rows]


@pytest.fixture
def school_with(tmp_path: Path) -> Iterator[Callable[..., School]]:
    """Makes a school with these plugins."""
    made: list[School] = []

    def make(*plugins: type[Plugin]) -> School:
        made.append(School(make_site(tmp_path, *plugins)))
        return made[-1]

    yield make
    for school in made:
        school.site.close()
