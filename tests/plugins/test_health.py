"""A plugin that keeps failing in a hook is paused there, and only there."""

from __future__ import annotations

from farolito.api import NextStep, Plugin, SubmissionSaved, hookimpl
from farolito.plugins.health import Health
from farolito.plugins.hooks import Hooks
from farolito.plugins.loader import inspect_plugin
from farolito.plugins.roster import Roster
from farolito.testing.factories import (
    ALL_ASKS,
    PLACE,
    make_form,
    make_response,
    make_submission,
    make_user,
)


class Clock:
    """Time that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Flaky(Plugin):
    """Fails while ``broken``; counts how often it was called."""

    name = "flaky"
    title = "Flaky"
    summary = "Fails."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    def __init__(self) -> None:
        self.broken = True
        self.calls = 0

    def _work(self) -> None:
        self.calls += 1
        if self.broken:
            raise ValueError

    @hookimpl
    def next_steps(self) -> list[NextStep]:
        """Works or fails."""
        self._work()
        return [NextStep({"en": "Call us"})]

    @hookimpl
    def check_publish(self) -> list[str]:
        """Works or fails."""
        self._work()
        return []

    @hookimpl
    def decide_access(self) -> bool | None:
        """Works or fails."""
        self._work()
        return None

    @hookimpl
    def submission_saving(self) -> None:
        """Works or fails."""
        self._work()

    @hookimpl
    def submission_saved(self) -> None:
        """Works or fails."""
        self._work()


def started() -> tuple[Hooks, Flaky, Clock]:
    clock, flaky = Clock(), Flaky()
    return Hooks(Roster((inspect_plugin(flaky, "flaky"),)), health=Health(clock)), flaky, clock


def fail(hooks: Hooks, hook: str, times: int = 5) -> None:
    for _ in range(times):
        hooks.health.failed("flaky", hook, "ValueError")


def test_the_fifth_failure_within_ten_minutes_pauses_the_hook() -> None:
    hooks, flaky, _ = started()

    for _ in range(7):
        assert hooks.next_steps(make_response()) == ()

    assert flaky.calls == 5
    (fault,) = hooks.health.faults()
    assert (fault.paused, fault.recent, fault.total, fault.missed) == (True, 5, 5, 2)


def test_failures_far_apart_pause_nothing() -> None:
    hooks, flaky, clock = started()

    for _ in range(7):
        hooks.next_steps(make_response())
        clock.now += 151.0

    assert flaky.calls == 7
    assert not hooks.health.paused("flaky", "next_steps")


def test_other_hooks_of_the_plugin_go_on() -> None:
    hooks, flaky, _ = started()
    fail(hooks, "next_steps")
    flaky.broken = False

    assert hooks.next_steps(make_response()) == ()
    assert hooks.check_publish(make_form()) == []


def test_a_paused_check_still_keeps_the_form_from_being_published() -> None:
    hooks, flaky, _ = started()
    fail(hooks, "check_publish")
    flaky.broken = False

    assert "paused" in hooks.check_publish(make_form())[0]


def test_a_paused_decision_still_denies() -> None:
    hooks, flaky, _ = started()
    fail(hooks, "decide_access")
    flaky.broken = False

    assert not hooks.decide_access(make_user(), "responses.view", PLACE, "counseling")


def test_a_paused_join_hook_lets_families_send_and_counts_what_it_misses() -> None:
    from sqlalchemy.orm import Session

    hooks, _, _ = started()
    fail(hooks, "submission_saving")

    hooks.submission_saving(make_submission(), Session())

    assert hooks.health.faults()[0].missed == 1


def test_a_paused_listener_is_told_later() -> None:
    hooks, flaky, _ = started()
    event = SubmissionSaved(
        "place-1", "response-1", 1, "family-needs", "0" * 64, "education_record"
    )
    fail(hooks, "submission_saved")

    assert hooks.submission_saved(event) == ("flaky",)
    flaky.broken = False
    hooks.health.resume("flaky")
    assert hooks.submission_saved(event) == ()


def test_a_resumed_plugin_needs_five_new_failures_to_be_paused_again() -> None:
    hooks, flaky, _ = started()
    fail(hooks, "next_steps")
    hooks.health.resume("flaky")

    hooks.next_steps(make_response())

    assert flaky.calls == 1
    assert not hooks.health.paused("flaky", "next_steps")
