"""The hook tester calls a hook in good and in bad surroundings, and says in words what the host makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from farolito.api import (
    Asks,
    Form,
    NextStep,
    Plugin,
    PluginModel,
    ResponseView,
    SubmissionSaved,
    SubmissionView,
    hookimpl,
)
from farolito.testing.factories import (
    ALL_ASKS,
    PLACE,
    make_form,
    make_question,
    make_response,
    make_submission,
    make_user,
)
from farolito.testing.hook_tester import failures, try_hook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.api import Actor

FORM = make_form(questions=[make_question("grade"), make_question("name")])
RESPONSE = make_response(FORM, {"grade": "9"}, needs=["food"])


class Row(PluginModel, plugin="tried"):
    """A row for each response."""

    __tablename__ = "plugin_tried_row"
    response_id: Mapped[str] = mapped_column(primary_key=True)


class Tried(Plugin):
    """A plugin with the mistakes that authors make."""

    name = "tried"
    title = "Tried"
    summary = "Makes mistakes."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    def folder(self, name: str) -> Path | None:
        """It has migrations, somewhere."""
        return Path(__file__).parent if name == "migrations/versions" else None

    @hookimpl
    def next_steps(self, response: ResponseView) -> Iterable[NextStep]:
        """Believes that everybody answers everything, in English or Spanish."""
        yield NextStep(title={"en": {"9": "Nine"}[str(response.answers["grade"])]})
        _ = {"en": 1, "es": 2}[response.language]

    @hookimpl
    def check_publish(self, form: Form) -> Iterable[str]:
        """Believes that every form has a question."""
        return [f"Its first question is {next(iter(form.all_questions())).name}."]

    @hookimpl
    def decide_access(self, actor: Actor) -> bool | None:
        """Believes that everybody has a role."""
        return None if actor.grants[0].role == "counselor" else False

    @hookimpl
    def submission_saving(self, submission: SubmissionView, session: Session) -> None:
        """Believes that nothing is sent twice."""
        session.add(Row(response_id=submission.response.id))

    @hookimpl
    def submission_saved(self, event: SubmissionSaved, session: Session) -> None:
        """Does the same however often it is told."""
        session.scalars(select(Row)).all()


class Careful(Tried):
    """The same without one of the mistakes."""

    @hookimpl
    def next_steps(self, response: ResponseView) -> Iterable[NextStep]:
        """Looks before it takes."""
        if "food" in response.needs:
            yield NextStep(title={"en": "Eat"})


def said(hook: str, **good: object) -> dict[str, str]:
    return {one.surroundings: one.says for one in try_hook(Tried, hook, **good)}


def test_good_values_and_what_is_kept_are_told_first() -> None:
    first = try_hook(Tried, "next_steps", response=RESPONSE)[0]

    assert str(first) == "good values: kept: 1 NextStep"
    assert not first.failed


@pytest.mark.parametrize(
    "surroundings",
    [
        "no answer at all",
        "every question skipped",
        "answers of another kind, as of a newer form",
        "a form of somebody else",
        "a language that it does not speak (ar)",
    ],
)
def test_what_fails_is_told_with_its_place_and_with_what_the_host_does(surroundings: str) -> None:
    says = said("next_steps", response=RESPONSE)[surroundings]

    assert says.startswith("fails (KeyError in test_hook_tester.py:")
    assert "Its part is left out; staff see a note." in says
    assert "After five failures in ten minutes: its part is left out." in says


def test_a_careful_plugin_has_no_failures() -> None:
    assert failures(Careful, "next_steps", response=RESPONSE) == []
    assert len(failures(Tried, "next_steps", response=RESPONSE)) == 5


def test_a_reason_against_a_form_is_quoted_and_a_failing_check_counts_as_one() -> None:
    says = said("check_publish", form=FORM)

    assert says["good values"] == "refused: Its first question is grade."
    assert "Counts as a problem: nothing is saved." in says["a form without questions"]


def test_whoever_asks_is_tried_too() -> None:
    says = said(
        "decide_access",
        actor=make_user("counselor"),
        permission="responses.view",
        place=PLACE,
        regime="counseling",
        form_name="a-form",
    )

    assert says["good values"] == "nothing against it"
    assert says["all records are meant, and no form"] == "nothing against it"
    assert says["somebody who is not logged in"].startswith("fails (IndexError")
    assert "Deny." in says["a user without any role"]


def test_sending_twice_and_missing_tables_are_tried_with_real_tables() -> None:
    outcomes = {
        one.surroundings: one
        for one in try_hook(Tried, "submission_saving", submission=make_submission(RESPONSE))
    }

    assert outcomes["good values"].says == "saved together with the answers"
    assert outcomes["a correction"].says == "saved together with the answers"
    assert outcomes["the same a second time"].failed
    assert "everything rolls back" in outcomes["the same a second time"].says.lower()
    missing = outcomes["its tables are missing"]
    assert missing.says.startswith("fails (OperationalError")
    assert not missing.failed  # the operator is to blame


def test_a_notified_plugin_is_told_twice() -> None:
    event = SubmissionSaved("place-1", "response-1", 1, "a-form", "0" * 64, "education_record")
    says = said("submission_saved", event=event)

    assert says["the same a second time"] == "told"
    assert "a response that it never saw" in says
    assert "is told later" in says["its tables are missing"]


@pytest.mark.parametrize(
    ("hook", "good", "says"),
    [
        ("fomrs", {}, "There is no hook fomrs. There are: register_pdf_layouts"),
        ("register_pages", {}, "Tried does not answer register_pages."),
        ("next_steps", {}, "next_steps is offered response; given: nothing."),
        ("next_steps", {"response": RESPONSE, "x": 1}, "given: response, x."),
    ],
)
def test_what_cannot_be_tried_is_said(hook: str, good: dict[str, object], says: str) -> None:
    with pytest.raises(AssertionError) as found:
        try_hook(Tried, hook, **good)

    assert says in str(found.value)


class Shy(Tried):
    """Asks for other records than those that it is tried with."""

    asks = Asks(records=("provider",), decides=("provider",), tables=True)


def test_a_hook_that_is_not_called_with_good_values_fails() -> None:
    (first, *_) = try_hook(Shy, "next_steps", response=RESPONSE)

    assert (first.failed, first.says) == (True, "not called: it does not ask for these records")
