"""A plugin is given what it asks for, and nothing else; what it asks for is said in words."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, get_args

import pytest

from farolito.api import Asks, NextStep, PdfLayout, Plugin, SubmissionSaved, hookimpl
from farolito.domain.definitions import Regime
from farolito.plugins.asks import DECIDES, SEES, asks_from, sentences
from farolito.testing.factories import PLACE, make_form, make_response, make_submission, make_user
from farolito.testing.plugins import load_from, make_hooks, write_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from farolito.plugins.hooks import Hooks

EVENT = SubmissionSaved(
    "place-1", "response-1", 1, "family-needs", "0" * 64, regime="education_record"
)


class Curious(Plugin):
    """Remembers what it was called for; denies whatever it is asked about."""

    name = "curious"
    title = "Curious"
    summary = "Looks."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",), decides=("counseling",))

    def __init__(self) -> None:
        self.seen: list[str] = []

    @hookimpl
    def next_steps(self) -> Iterable[NextStep]:
        """One step."""
        return [NextStep({"en": "Call us"})]

    @hookimpl
    def submission_saving(self) -> None:
        """Remembers."""
        self.seen.append("saving")

    @hookimpl
    def submission_saved(self) -> None:
        """Remembers."""
        self.seen.append("saved")

    @hookimpl
    def decide_access(self) -> bool | None:
        """Denies."""
        return False

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """Two layouts."""
        return [PdfLayout("copy", "staff_copy", "Copy", str), PdfLayout("a", "report", "A", str)]


OWN = """
from farolito.api import Asks, NextStep, Plugin, hookimpl

class ThePlugin(Plugin):
    name = "own"
    title = "Own"
    summary = "Asks for answers to its own forms alone."
    requires_host = ">=0.1,<1"
    asks = Asks(
        records=("education_record",), only_own_forms=True, decides=("counseling",), forms=True
    )

    @hookimpl
    def next_steps(self):
        return [NextStep({"en": "Call us"})]

    @hookimpl
    def decide_access(self):
        return False
"""


def with_own_form(folder: Path) -> Hooks:
    """A plugin that asks for answers to the one form that it brings."""
    write_plugin(folder, "own", OWN, files={"forms/own-form.json": "{}"})
    hooks = load_from(folder, ["own"])
    assert hooks.roster.refused == ()
    return hooks


def seen(hooks: Hooks) -> list[str]:
    (loaded,) = hooks.roster.loaded
    assert isinstance(loaded.plugin, Curious)
    return loaded.plugin.seen


@pytest.mark.parametrize("regime", [one for one in get_args(Regime) if one != "education_record"])
def test_hooks_are_not_called_with_records_that_were_not_asked_for(regime: Regime) -> None:
    hooks = make_hooks(Curious)
    response = make_response(make_form(regime=regime))

    assert hooks.next_steps(response) == ()
    hooks.submission_saving(make_submission(response), None)  # type: ignore[arg-type]
    assert hooks.submission_saved(replace(EVENT, regime=regime)) == ()

    assert seen(hooks) == []
    assert [(one.hook, one.regime, one.times) for one in hooks.given.withheld("curious")] == [
        (hook, regime, 1) for hook in ("next_steps", "submission_saved", "submission_saving")
    ]
    assert hooks.health.faults() == ()  # which is no failure of the plugin


def test_hooks_are_called_with_records_that_were_asked_for() -> None:
    hooks = make_hooks(Curious)

    assert len(hooks.next_steps(make_response())) == 1
    hooks.submission_saved(EVENT)

    assert seen(hooks) == ["saved"]
    assert hooks.given.withheld("curious") == ()


def test_an_event_of_which_nobody_knows_the_regime_is_told_to_no_plugin() -> None:
    hooks = make_hooks(Curious)

    assert hooks.submission_saved(replace(EVENT, regime="")) == ()

    assert seen(hooks) == []


def test_who_asks_for_its_own_forms_gets_no_answers_to_others(folder: Path) -> None:
    hooks = with_own_form(folder)

    assert hooks.next_steps(make_response()) == ()
    assert len(hooks.next_steps(make_response(make_form("own-form")))) == 1
    assert hooks.next_steps(make_response(make_form("own-form", regime="provider"))) == ()


def test_a_plugin_decides_about_the_regimes_that_it_asked_for_and_its_no_stays_a_no() -> None:
    hooks, user = make_hooks(Curious), make_user("counselor")

    assert not hooks.decide_access(user, "responses.view", PLACE, "counseling")
    assert hooks.decide_access(user, "responses.view", PLACE, "education_record")


def test_a_plugin_decides_about_its_own_forms_whatever_their_regime(folder: Path) -> None:
    hooks, user = with_own_form(folder), make_user("coordinator")

    assert not hooks.decide_access(user, "responses.view", PLACE, "education_record", "own-form")
    assert hooks.decide_access(user, "responses.view", PLACE, "education_record", "another")


def test_a_layout_is_not_given_answers_that_its_plugin_did_not_ask_for() -> None:
    hooks = make_hooks(Curious)

    assert hooks.layout("staff_copy", make_form(regime="counseling")) is None
    assert hooks.layout("staff_copy", make_form()) is not None
    assert hooks.layout("report") is not None  # no answers are on it


def test_the_log_names_what_was_withheld_once(caplog: pytest.LogCaptureFixture) -> None:
    hooks = make_hooks(Curious)
    caplog.set_level(logging.INFO, "farolito.plugins")

    for _ in range(3):
        hooks.next_steps(make_response(make_form(regime="provider")))

    assert [record.getMessage() for record in caplog.records] == [
        "plugin curious: hook next_steps: not asked for provider records"
    ]


def test_there_are_words_for_every_regime() -> None:
    assert set(SEES) == set(DECIDES) == set(get_args(Regime))


def test_what_is_asked_for_is_said_with_the_heaviest_first() -> None:
    asks = Asks(
        records=("counseling",), only_own_forms=True, decides=("counseling",), forms=True,
        tables=True, network=True, secrets=("sms_key",), says=("Sends texts",),
    )  # fmt: skip

    assert sentences(asks) == (
        "Sees what students tell the counselor",
        "Only answers to its own forms",
        "Can refuse to show records of the counselor",
        "Brings forms",
        "Keeps tables of its own in the database",
        "Keeps a secret that you give it: sms_key",
        "Connects to other computers",
        "Sends texts",
    )


def test_who_asks_for_nothing_says_so() -> None:
    assert sentences(Asks()) == (
        "Sees no answers",
        "Does not ask to connect to other computers",
    )


def test_what_was_written_down_is_read_back() -> None:
    asks = Asks(records=("provider",), forms=True, secrets=("key",))

    assert asks_from(json.loads(json.dumps({**asdict(asks), "of_a_later_version": 1}))) == asks
