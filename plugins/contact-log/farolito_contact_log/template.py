"""The template of a tracker: its columns, the topics of a contact, and what the outcomes are called.

A template is JSON that one school downloads and another one takes over and adapts:

{"farolito": "contact-template", "version": 1, "columns": ["language", "last_contact"],
 "topics": [{"code": "food", "label": {"en": "Food", "es": "Comida"}}],
 "outcomes": {"left_message": {"en": "Left a voice mail"}}}

read(text) -> (Template, problems)        write(template) -> str
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.api import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND, VERSION = "contact-template", 1
LARGEST = 64 * 1024
MOST_TOPICS, LONGEST = 40, 80

COLUMNS = {
    "language": N_("Language"),
    "last_contact": N_("Last contact"),
    "referrals": N_("Referrals open"),
    "internet": N_("Internet"),
    "device": N_("Device"),
    "follow_up": N_("Follow-up"),
}
"""What the tracker can show of a family, in this order."""

OUTCOMES = {
    "reached": N_("Talked to the family"),
    "no_answer": N_("No answer"),
    "left_message": N_("Left a message"),
    "wrong_number": N_("Wrong number or address"),
    "asked_not_to_call": N_("Asked us not to contact them"),
    "sent": N_("Sent it"),
}
"""Outcomes of a contact, as Farolito knows them: a template gives them other words, never other codes."""

USUAL_TOPICS = {
    "welcome": {"en": "Welcome and forms", "es": "Bienvenida y formularios"},
    "attendance": {"en": "Attendance", "es": "Asistencia"},
    "meeting": {"en": "Meeting or event", "es": "Reunión o evento"},
    "food": {"en": "Food", "es": "Comida"},
    "housing": {"en": "A place to live", "es": "Vivienda"},
    "benefits": {"en": "Help with an application", "es": "Ayuda con una solicitud"},
    "internet": {"en": "Internet or a device", "es": "Internet o un aparato"},
    "referral": {"en": "How a referral went", "es": "Cómo va una referencia"},
}
"""No topic is about health: whoever sees this list is no clinic."""


@dataclass(frozen=True)
class Template:
    """``outcomes``: other words for outcomes, by code. Words are maps from language to text."""

    columns: tuple[str, ...] = tuple(COLUMNS)
    topics: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: dict(USUAL_TOPICS))
    outcomes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def write(template: Template) -> str:
    """The template as others take it over."""
    said = {
        "farolito": KIND,
        "version": VERSION,
        "columns": list(template.columns),
        "topics": [{"code": code, "label": dict(label)} for code, label in template.topics.items()],
        "outcomes": {code: dict(label) for code, label in template.outcomes.items()},
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> tuple[Template, list[str]]:
    """A template from JSON, and everything that is wrong with it: codes with what they are about after a colon.

    ``not_json``, ``other_kind``, ``column:x``, ``no_columns``, ``code:x``, ``words:x``, ``twice:x``, ``outcome:x``,
    ``many``. With anything wrong the template is the usual one, and nothing is taken over.
    """
    wrong: list[str] = []
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        return Template(), ["not_json"]
    if not isinstance(said, dict) or said.get("farolito") != KIND or said.get("version") != VERSION:
        return Template(), ["other_kind"]
    columns = said.get("columns", [])
    columns = columns if isinstance(columns, list) else [columns]
    wrong += [f"column:{_short(one)}" for one in columns if one not in tuple(COLUMNS)]
    if not columns:
        wrong.append("no_columns")
    topics: dict[str, Mapping[str, str]] = {}
    listed = said.get("topics", [])
    for one in listed if isinstance(listed, list) else [listed]:
        code = one.get("code") if isinstance(one, dict) else None
        if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", code):
            wrong.append(f"code:{_short(code)}")
        elif code in topics:
            wrong.append(f"twice:{code}")
        else:
            topics[code] = _label(one.get("label"), code, wrong)
    if len(topics) > MOST_TOPICS:
        wrong.append("many")
    outcomes: dict[str, Mapping[str, str]] = {}
    named = said.get("outcomes", {})
    for code, label in named.items() if isinstance(named, dict) else [("outcomes", None)]:
        if code not in OUTCOMES:
            wrong.append(f"outcome:{_short(code)}")
        else:
            outcomes[code] = _label(label, code, wrong)
    if wrong:
        return Template(), wrong
    return Template(tuple(one for one in COLUMNS if one in columns), topics, outcomes), []


def _label(label: Any, code: str, wrong: list[str]) -> Mapping[str, str]:
    fits = (
        isinstance(label, dict)
        and label.get("en")
        and all(
            tag in LANGUAGES and isinstance(words, str) and 0 < len(words.strip()) <= LONGEST
            for tag, words in label.items()
        )
    )
    if not fits:
        wrong.append(f"words:{_short(code)}")
        return {"en": code}
    return {tag: words.strip() for tag, words in label.items()}


def _short(value: object) -> str:
    return str(value)[:40]
