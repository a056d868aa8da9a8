"""Forms as long as anyone has asked for, with all their answers: pages of several questions, rules, a long list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PER_PAGE = 4
PAGES_OF_A_SECTION = 25
RULE_EVERY = 5
CHOICES = ("never", "sometimes", "often")


def long_form(questions: int, entries: int = 0) -> dict[str, Any]:
    """A form of so many questions, with room for so many people in a list.

    Every fifth page has a rule, about the page before it.
    """
    asked = [_question(number) for number in range(questions)]
    pages = [
        _page(place, asked[start : start + PER_PAGE])
        for place, start in enumerate(range(0, questions, PER_PAGE))
    ]
    sections: list[dict[str, Any]] = [
        {
            "name": f"section_{start}",
            "title": _words("A section"),
            "pages": pages[start : start + PAGES_OF_A_SECTION],
        }
        for start in range(0, len(pages), PAGES_OF_A_SECTION)
    ]
    if entries:
        sections.insert(1, _people(entries))
    return {
        "name": f"long-{questions}-{entries}",
        "title": _words("A long form"),
        "purpose": "survey",
        "regime": "anonymous",
        "languages": ["en", "es"],
        "translations": {"es": {"state": "draft"}},
        "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36},
        "sections": sections,
    }


def long_answers(document: dict[str, Any], entries: int = 0) -> dict[str, Any]:
    """Answers to every question of it, and so many people."""
    answers: dict[str, Any] = {
        question["name"]: _answer(question)
        for section in document["sections"]
        if "repeat" not in section
        for question in _asked(section)
    }
    for section in document["sections"]:
        if "repeat" in section:
            listed = [
                {"id": f"e{n}", "answers": {q["name"]: _answer(q) for q in _asked(section)}}
                for n in range(entries)
            ]
            answers["people"] = {"entries": listed, "done": True}
    return answers


def _asked(section: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for page in section["pages"]:
        yield from page["questions"]


def _words(words: str) -> dict[str, str]:
    return {"en": words, "es": f"{words} (es)"}


def _page(place: int, questions: list[dict[str, Any]]) -> dict[str, Any]:
    page = {"name": f"page_{place}", "title": _words("A page"), "questions": questions}
    if place and place % RULE_EVERY == 0:
        page["relevant"] = f"question_{(place - 1) * PER_PAGE} != 'never'"
    return page


def _question(number: int) -> dict[str, Any]:
    name = f"question_{number}"
    label = _words("How often did this happen in the last twelve months?")
    if number % PER_PAGE == 0:
        choices = [{"name": one, "label": _words(one.capitalize())} for one in CHOICES]
        return {"name": name, "type": "choice", "label": label, "choices": choices}
    kind = ("integer", "text", "yes_no")[number % PER_PAGE - 1]
    return {"name": name, "type": kind, "label": label}


def _people(entries: int) -> dict[str, Any]:
    name = {"name": "person_name", "type": "text", "label": _words("A first name")}
    age = {"name": "person_age", "type": "integer", "label": _words("How old?")}
    school = {"name": "person_school", "type": "text", "label": _words("Which school?")}
    return {
        "name": "household",
        "title": _words("Who lives with you?"),
        "repeat": {
            "name": "people",
            "max": entries,
            "entry_label": "person_name",
            "entry": _words("person"),
            "add": _words("Add another person?"),
            "empty": _words("Nobody yet."),
        },
        "pages": [
            {"name": "person_page", "title": _words("A person"), "questions": [name, age]},
            {"name": "school_page", "relevant": "person_age < 22", "questions": [school]},
        ],
    }


def _answer(question: dict[str, Any]) -> Any:
    return {
        "choice": "often",
        "integer": 12,
        "text": "Lincoln Community School",
        "yes_no": "yes",
    }[question["type"]]
