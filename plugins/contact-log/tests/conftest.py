"""A school with the tracker, and families who answered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.site import Site, make_site
from farolito_contact_log.plugin import ContactLog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MONDAY = datetime(2026, 11, 23, 18, tzinfo=UTC)
AT = "2026-11-23T09:30:00-08:00"
CONSENT = {"choice": "yes", "text": "family-contact-2026-11", "language": "en", "at": AT}
SAFE = {"number": "+16265550142", "call": "yes", "text": "yes", "message": "no"}
SKIPPED = {"skipped": True}
FAMILY: dict[str, Any] = {
    "consent": CONSENT,
    "student": "Luz Herrera",
    "student_born": {"date": "2011-03-14"},
    "your_name": "Marta Herrera",
    "your_phone": SAFE,
    "da_internet": "phone",
    "da_video": "no",
    "da_device": "phone",
    "da_shared": "yes",
}
(FORM,) = ContactLog().form_files


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with the tracker."""
    made = make_site(tmp_path, ContactLog)
    made.works.clock = lambda: MONDAY
    made.open_form(FORM)
    yield made
    made.close()


@pytest.fixture
def answers(site: Site) -> Callable[..., str]:
    """A family answers the plugin's form; the id of its response."""

    def send(language: str = "en", form: str = "family-contact", **more: Any) -> str:
        given = FAMILY | more
        if given["da_internet"] == "none":
            given.pop("da_video")
        response = site.send(form, given, language)
        site.work_off()
        return response

    return send


@pytest.fixture
def asks_about_letters(site: Site) -> str:
    """The name of a form like the plugin's that asks besides whether papers are to be in large print."""
    document: dict[str, Any] = json.loads(FORM.read_text("utf-8")) | {"name": "asks-letters"}
    every = document["languages"]
    question = {
        "name": "letters",
        "type": "choice",
        "label": dict.fromkeys(every, "Large print?"),
        "fact": "household.large_print",
        "choices": [{"name": name, "label": dict.fromkeys(every, name)} for name in ("yes", "no")],
    }
    document["sections"][0]["pages"].append({"name": "letters_page", "questions": [question]})
    return site.open_form(document)


@pytest.fixture
def asks_alone(site: Site) -> Callable[[], str]:
    """A student with the same names and phone answers a form alone; the id of the response."""

    def send() -> str:
        name = site.open_form(_students_own())
        consent = CONSENT | {"text": "own-2026"}
        response = site.send(name, FAMILY | {"consent": consent, "your_name": "Kanari Alone"})
        site.work_off()
        return response

    return send


def _students_own() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(FORM.read_text("utf-8"))
    for one in document["sections"][0]["pages"][0]["questions"]:
        one["text"] = "own-2026"
    return document | {"name": "own", "audience": "student", "consent_path": "minor_self"}
