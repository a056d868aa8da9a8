"""A form with everything that can surprise, and somebody who fills it in the way browsers post it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.answers import accept, keep, problems, relevant_answers
from farolito.domain.drafts import Draft
from farolito.domain.fields import read_fields, shown_fields
from farolito.domain.journey import Step, journey, step
from farolito.domain.journey_after import journey_after
from farolito.domain.lists import accept_list
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.base import ParseContext
from farolito.domain.reading import trusted_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Form
    from farolito.domain.journey import Journey
    from farolito.domain.problems import Problem
    from farolito.domain.question_types.base import Raw

TODAY = date(2026, 11, 23)
NOON = "2026-11-23T12:00:00-08:00"


def en(words: str, es: str = "") -> dict[str, str]:
    return {"en": words, "es": es or f"{words} (es)"}


def choices(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"name": name, "label": en(name.capitalize()), **more} for name in names]


def page(name: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "title": en(name), "questions": list(questions), **more}


def ask(name: str, type: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type, "label": en(f"{name}?"), **more}


DOCUMENT: dict[str, Any] = {
    "name": "household",
    "title": en("Your household", "Su hogar"),
    "purpose": "intake",
    "regime": "education_record",
    "languages": ["en", "es"],
    "retention": {"draft_days": 30, "identity_months": 14, "answers_months": 36},
    "sections": [
        {
            "name": "start",
            "title": en("Before you start"),
            "pages": [
                page(
                    "agree",
                    ask(
                        "consent",
                        "consent",
                        required=True,
                        text="v1",
                        declines=["no_thanks"],
                        choices=choices("named", "unnamed", "no_thanks"),
                    ),
                ),
                page("welcome", ask("hello", "note")),
            ],
        },
        {
            "name": "needs",
            "title": en("Your needs"),
            "pages": [
                page(
                    "help",
                    ask(
                        "help_wanted",
                        "choices",
                        choices=[*choices("food", "rent"), *choices("none", exclusive=True)],
                    ),
                ),
                page(
                    "food",
                    ask("food_days", "integer", min=0, max=7),
                    ask("food_worried", "yes_no", sensitivity="private"),
                    relevant="'food' in help_wanted",
                ),
                page(
                    "rent",
                    ask("rent_due", "date", relevant="'rent' in help_wanted"),
                    ask("rent_note", "long_text", relevant="answered(rent_due)"),
                ),
                page(
                    "pantry",
                    ask(
                        "pantry",
                        "choice",
                        choices=[
                            *choices("tuesday"),
                            {**choices("delivery")[0], "relevant": "food_days == 0"},
                        ],
                        relevant="food_worried",
                    ),
                ),
            ],
        },
        {
            "name": "people",
            "title": en("Who lives with you?"),
            "repeat": {
                "name": "members",
                "max": 3,
                "entry_label": "member_name",
                "entry": en("person"),
                "add": en("Add another person?"),
                "empty": en("You have not added anyone yet."),
            },
            "pages": [
                page("who", ask("member_name", "full_name", required=True)),
                page("born", ask("member_birth_date", "birth_date")),
                page(
                    "school",
                    ask("member_school", "text"),
                    relevant="age_on(member_birth_date, today) <= 18 and consent == 'named'",
                ),
            ],
        },
        {
            "name": "reach",
            "title": en("How to reach you"),
            "relevant": "consent == 'named'",
            "pages": [
                page("name", ask("contact_name", "full_name", required="count(members) > 0")),
                page(
                    "phone",
                    ask("phone", "phone", none=True),
                    ask("email", "email", relevant="not answered(phone)"),
                ),
                page("stay", ask("stay", "address")),
                page(
                    "adults",
                    ask(
                        "adults",
                        "integer",
                        constraint=". >= 1",
                        constraint_message=en("Write 1 or more"),
                    ),
                    relevant="any(members, age_on(member_birth_date, today) >= 18)",
                ),
            ],
        },
    ],
}


@dataclass
class Person:
    """Somebody who answers ``form``: posts fields as a browser would, one page after the other."""

    form: Form
    draft: Draft = field(default_factory=Draft)
    context: ParseContext = field(default_factory=lambda: ParseContext(TODAY, "en", NOON))
    problems: tuple[Problem, ...] = ()
    added: int = 0

    @property
    def steps(self) -> Journey:
        return journey(
            self.form, self.draft.answers, CORE_QUESTION_TYPES, TODAY, raw=self.draft.raw
        )

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.steps]

    def at(self, key: str) -> Step:
        found = step(self.steps, key)
        assert found is not None, f"{key} is not among {self.keys}"
        return found

    def types(self, key: str, fields: Mapping[str, str | list[str]]) -> Mapping[str, Raw]:
        listed = {
            name: [typed] if isinstance(typed, str) else typed for name, typed in fields.items()
        }
        return read_fields(self.at(key), listed, CORE_QUESTION_TYPES)

    def continues(self, key: str, /, **fields: str | list[str]) -> list[str]:
        """Presses Continue; the codes of the problems, each with its question."""
        named = {name.replace("__", "."): typed for name, typed in fields.items()}
        then, steps = self.draft, self.steps
        self.draft, self.problems = accept(
            self.form,
            self.at(key),
            self.types(key, named),
            self.draft,
            CORE_QUESTION_TYPES,
            self.context,
        )
        self.goes_on(steps, then)
        return [f"{one.question}: {one.code}" for one in self.problems]

    def leaves(self, key: str, /, **fields: str | list[str]) -> None:
        """Presses Back, Language or Save."""
        named = {name.replace("__", "."): typed for name, typed in fields.items()}
        then, steps = self.draft, self.steps
        self.draft = keep(
            self.at(key), self.types(key, named), self.draft, CORE_QUESTION_TYPES, self.context
        )
        self.goes_on(steps, then)

    def goes_on(self, steps: Journey, then: Draft) -> None:
        """The journey that is derived from the one before is the one that is computed anew."""
        derived = journey_after(steps, self.form, then, self.draft, CORE_QUESTION_TYPES, TODAY)
        assert derived == self.steps

    def sees(self, key: str, question: str) -> Raw:
        """What stands in the fields of a question."""
        here = self.at(key)
        asked = next(one for one in here.questions if one.name == question)
        return shown_fields(here, asked, self.draft, CORE_QUESTION_TYPES)

    def lists(self, more: str) -> str | None:
        """Presses Continue on the list of people; the entry to go to, if any."""
        self.added += 1
        here = self.at("members")
        self.draft, self.problems, entry = accept_list(
            self.form, here, more, self.draft, CORE_QUESTION_TYPES, TODAY, f"e{self.added}"
        )
        return entry

    def adds(self, name: str, age: str) -> str:
        """Adds a member and answers everything about them but the school."""
        entry = self.lists("yes")
        assert entry is not None
        self.continues(f"members/{entry}/who", member_name=name)
        self.continues(f"members/{entry}/born", member_birth_date__age=age)
        return entry

    def answers_everything(self) -> str:
        """Answers every question that is asked, about a household of one child; the entry's id."""
        due = {"rent_due__month": "12", "rent_due__day": "1", "rent_due__year": "2026"}
        self.continues("agree", consent="named")
        self.continues("help", help_wanted=["food", "rent"])
        self.continues("food", food_days="0", food_worried="yes")
        self.continues("rent", **due)
        self.continues("rent", **due)
        self.continues("pantry", pantry="delivery")
        entry = self.adds("Ana", "9")
        self.continues(f"members/{entry}/school", member_school="Lincoln")
        self.lists("no")
        self.continues("name", contact_name="Rosa")
        self.continues("phone", phone="213 555 0142")
        self.continues("stay", stay__none="1")
        return entry

    @property
    def whole_form(self) -> list[str]:
        """The problems of everything answered so far, each with its question."""
        found = problems(self.form, self.draft.answers, CORE_QUESTION_TYPES, TODAY)
        return [f"{one.question}: {one.code}" for one in found]

    @property
    def sent(self) -> dict[str, Any]:
        """What would be sent now."""
        return relevant_answers(self.form, self.draft.answers, CORE_QUESTION_TYPES, TODAY)


@pytest.fixture(scope="session")
def household() -> Form:
    """A form with consent, choices, dates, a repeat and rules between all of them."""
    return trusted_form(DOCUMENT)


@pytest.fixture
def person(household: Form) -> Person:
    """Somebody at the start of the household form."""
    return Person(household)
