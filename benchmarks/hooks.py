"""What a hook costs that nobody answers, and what the host adds to one that somebody does."""

from __future__ import annotations

import timeit
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from benchmarks.figures import Figure
from farolito.api import Asks, NextStep, Plugin, hookimpl
from farolito.domain.events import SubmissionSaved
from farolito.plugins.hooks import Hooks
from farolito.testing.factories import PLACE, make_form, make_response, make_submission, make_user
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

ROUNDS, CALLS = 7, 100_000


class Answering(Plugin):
    """Answers, and does nothing."""

    name = "answering"
    title = "Answering"
    summary = "For a benchmark."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",))

    @hookimpl
    def next_steps(self) -> Iterable[NextStep]:
        """No step."""
        return ()


def measure(folder: Path) -> Iterator[Figure]:
    """Microseconds of the dearest hook, and of one that is answered: guarded, limited and timed."""
    hooks, response, submission = Hooks(), make_response(), make_submission()
    form, user, session = make_form(), make_user("coordinator"), Session()
    event = SubmissionSaved("place-1", "response-1", 1, form.name, form.hash, form.regime)
    calls: dict[str, Callable[[], object]] = {
        "next_steps": lambda: hooks.next_steps(response),
        "check_publish": lambda: hooks.check_publish(form),
        "decide_access": lambda: hooks.decide_access(user, "responses.view", PLACE, "counseling"),
        "submission_saving": lambda: hooks.submission_saving(submission, session),
        "submission_saved": lambda: hooks.submission_saved(event),
    }
    costs = {
        name: median(timeit.repeat(call, repeat=ROUNDS, number=CALLS)) / CALLS * 1e6
        for name, call in calls.items()
    }
    dearest = max(costs, key=costs.__getitem__)
    yield Figure(
        "a hook that no plugin answers",
        costs[dearest],
        "µs",
        f"{dearest}, the dearest of {len(costs)}",
        most=2,
    )
    answered = make_hooks(Answering)
    cost = timeit.repeat(lambda: answered.next_steps(response), repeat=ROUNDS, number=CALLS // 10)
    yield Figure(
        "a hook that one plugin answers with nothing",
        median(cost) / (CALLS // 10) * 1e6,
        "µs",
        "with its deadline, its ceiling of memory and its time written down",
    )
