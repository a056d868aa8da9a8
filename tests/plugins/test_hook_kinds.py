"""The kind of a hook, and nothing else, decides what a failing plugin causes."""

from __future__ import annotations

import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from farolito.api import NextStep, Plugin, SubmissionSaved, hookimpl, setting
from farolito.plugins.at_work import AT_WORK
from farolito.plugins.failures import HookFailed
from farolito.testing.factories import (
    ALL_ASKS,
    PLACE,
    make_form,
    make_response,
    make_submission,
    make_user,
)
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from farolito.plugins.hooks import Hooks

EVENT = SubmissionSaved("place-1", "response-1", 1, "family-needs", "0" * 64, "education_record")


class Facts(Plugin):
    """What every plugin of this file says about itself."""

    title = "Test"
    summary = "For a test."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS


class Good(Facts):
    """Answers every hook that can be asked without a database."""

    name = "good"

    def __init__(self) -> None:
        self.told: list[SubmissionSaved] = []

    @hookimpl
    def next_steps(self) -> list[NextStep]:
        """One step."""
        return [NextStep({"en": "Call us"})]

    @hookimpl
    def check_publish(self) -> list[str]:
        """One reason."""
        return ["It has no title."]

    @hookimpl
    def decide_access(self) -> bool | None:
        """No opinion."""
        return None

    @hookimpl
    def submission_saved(self, event: SubmissionSaved) -> None:
        """Remembers."""
        self.told.append(event)


class Failing(Facts):
    """Fails in every hook with what ``error`` makes, or returns ``rubbish``."""

    name = "failing"
    error: Any = ValueError
    rubbish: Any = None

    def _fail(self) -> Any:
        if self.error is not None:
            raise self.error("Maria said 213 555 0142")
        return self.rubbish

    @hookimpl
    def next_steps(self) -> list[NextStep]:
        """Fails."""
        return self._fail()  # type: ignore[no-any-return]

    @hookimpl
    def check_publish(self) -> list[str]:
        """Fails."""
        return self._fail()  # type: ignore[no-any-return]

    @hookimpl
    def decide_access(self) -> bool | None:
        """Fails."""
        return self._fail()  # type: ignore[no-any-return]

    @hookimpl
    def submission_saving(self) -> None:
        """Fails."""
        self._fail()

    @hookimpl
    def submission_saved(self) -> None:
        """Fails."""
        self._fail()


class Exiting(Failing):
    """Ends the program."""

    error = SystemExit


class Deep(Failing):
    """Recurses too deep."""

    error = RecursionError


class Rubbish(Failing):
    """Returns what no hook promises."""

    error = None
    rubbish = 17


class Foreign(Failing):
    """Returns the right shape with the wrong things in it."""

    error = None
    rubbish = (17,)


class Endless(Failing):
    """Returns an iterable that never ends."""

    error = None

    @property
    def rubbish(self) -> Any:
        """Step after step."""
        return iter(lambda: NextStep({"en": "More"}), None)


RAISING = (Failing, Exiting, Deep)
WRONG = (*RAISING, Rubbish, Foreign, Endless)


def decide(hooks: Hooks) -> bool:
    return hooks.decide_access(make_user("counselor"), "responses.view", PLACE, "counseling")


@pytest.mark.parametrize("failing", WRONG)
def test_contribute_leaves_out_the_part_of_the_plugin_that_failed(failing: type[Plugin]) -> None:
    hooks = make_hooks(failing, Good)

    assert [step.title["en"] for step in hooks.next_steps(make_response())] == ["Call us"]
    assert hooks.health.left_out("next_steps") == ("failing",)


@pytest.mark.parametrize("failing", RAISING)
def test_a_plugin_is_at_work_in_its_hook_and_no_longer_whatever_it_raised(
    failing: type[Plugin],
) -> None:
    class Saying(Good):
        name = "saying"

        @hookimpl
        def check_publish(self) -> list[str]:
            """Who is at work."""
            return [AT_WORK.get()]

    said = make_hooks(failing, Saying).check_publish(make_form())
    assert said[1:] == ["saying"]
    assert AT_WORK.get() == ""


@pytest.mark.parametrize("failing", WRONG)
def test_check_counts_a_failure_as_a_problem(failing: type[Plugin]) -> None:
    reasons = make_hooks(failing, Good).check_publish(make_form())

    assert "The plugin failing could not check this form" in reasons[0]
    assert reasons[1:] == ["It has no title."]


@pytest.mark.parametrize("failing", WRONG)
def test_decide_denies_when_a_plugin_fails(failing: type[Plugin]) -> None:
    assert decide(make_hooks(Good)) is True
    assert decide(make_hooks(Good, failing)) is False


def test_decide_needs_one_plugin_to_deny_and_true_opens_nothing() -> None:
    class Denying(Facts):
        name = "denying"

        @hookimpl
        def decide_access(self) -> bool | None:
            return False

    class Allowing(Facts):
        name = "allowing"

        @hookimpl
        def decide_access(self) -> bool | None:
            return True

    assert decide(make_hooks(Allowing, Denying)) is False
    assert decide(make_hooks(Denying, Allowing)) is False
    assert decide(make_hooks(Allowing)) is True


@pytest.mark.parametrize("failing", RAISING)
def test_join_fails_with_the_name_of_the_plugin(failing: type[Plugin]) -> None:
    from sqlalchemy.orm import Session

    with pytest.raises(HookFailed, match="failing") as caught:
        make_hooks(failing, Good).submission_saving(make_submission(), Session())

    assert (caught.value.plugin, caught.value.hook) == ("failing", "submission_saving")


@pytest.mark.parametrize("failing", RAISING)
def test_notify_tells_the_others_and_says_whom_to_tell_again(failing: type[Plugin]) -> None:
    hooks = make_hooks(failing, Good)
    good = hooks.roster.loaded[1].plugin
    assert isinstance(good, Good)

    assert hooks.submission_saved(EVENT) == ("failing",)
    assert good.told == [EVENT]

    assert hooks.submission_saved(EVENT, only=("failing",)) == ("failing",)
    assert good.told == [EVENT]


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_control_c_during_a_hook_still_stops_the_program() -> None:
    class Stopped(Failing):
        error = KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_hooks(Stopped).next_steps(make_response())


def test_a_keyboard_interrupt_that_no_person_can_have_sent_is_a_failure_like_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Stopped(Failing):
        error = KeyboardInterrupt

    def on_a_thread(hooks: Hooks) -> tuple[NextStep, ...]:
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(hooks.next_steps, make_response()).result()

    threaded = make_hooks(Stopped, Good)
    assert len(on_a_thread(threaded)) == 1
    assert threaded.health.faults()[0].cause.startswith("KeyboardInterrupt")

    before = signal.signal(signal.SIGINT, lambda *_: None)  # as the workers of a server do
    try:
        assert len(make_hooks(Stopped, Good).next_steps(make_response())) == 1
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(frozen=True)
class Picky:
    """Settings whose class breaks once somebody has changed them."""

    fewest: int = setting("Fewest", "whole_number", default=11)

    def __post_init__(self) -> None:
        if self.fewest != 11:
            raise SystemExit


class Set(Facts):
    """Takes its settings."""

    name = "failing"
    settings = Picky

    @hookimpl
    def next_steps(self, settings: Picky) -> list[NextStep]:
        """A step."""
        return [NextStep({"en": f"Call {settings.fewest}"})]


def test_settings_that_break_when_they_are_made_are_a_failure_of_the_hook() -> None:
    hooks = make_hooks(Set, Good)

    assert len(hooks.next_steps(make_response())) == 2
    changed = hooks.next_steps(make_response(), lambda name: Picky(fewest=3))

    assert [step.title["en"] for step in changed] == ["Call us"]
    (fault,) = hooks.health.faults()
    assert (fault.plugin, fault.hook) == ("failing", "next_steps")
    assert fault.cause.startswith("SystemExit")


def test_what_an_error_said_is_neither_logged_nor_kept(caplog: pytest.LogCaptureFixture) -> None:
    hooks = make_hooks(Failing)

    with caplog.at_level(logging.DEBUG):
        hooks.next_steps(make_response())
        reasons = hooks.check_publish(make_form())

    (fault, *_) = hooks.health.faults()
    assert "ValueError in test_hook_kinds.py" in caplog.text
    for text in (caplog.text, fault.cause, *reasons):
        assert "Maria" not in text


def test_a_hook_that_nobody_answers_runs_no_code_beyond_its_own_method() -> None:
    hooks = make_hooks()
    response, form, user, submission = make_response(), make_form(), make_user(), make_submission()
    called: list[str] = []

    def profile(frame: Any, event: str, _: Any) -> None:
        if event == "call":
            called.append(frame.f_code.co_name)

    sys.setprofile(profile)
    try:
        hooks.next_steps(response)
        hooks.check_publish(form)
        hooks.decide_access(user, "responses.view", PLACE, "counseling")
        hooks.submission_saving(submission, None)  # type: ignore[arg-type]
        hooks.submission_saved(EVENT)
    finally:
        sys.setprofile(None)

    assert called == [
        "next_steps",
        "check_publish",
        "decide_access",
        "submission_saving",
        "submission_saved",
    ]


def test_trace_prints_hook_plugin_time_and_type_and_never_an_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_hooks(Good, Failing, trace=True).next_steps(make_response(answers={"first": "Maria"}))

    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("hook next_steps plugin good ")
    assert first.endswith(" ms -> tuple")
    assert second.endswith("-> failed")
    assert "Maria" not in first + second


def test_a_listener_that_asks_for_no_session_opens_none() -> None:
    def sessions() -> Any:
        raise AssertionError

    assert make_hooks(Good).submission_saved(EVENT, sessions) == ()
