"""What a hook costs that nobody answers."""

from __future__ import annotations

import timeit
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from benchmarks.figures import Figure
from farolito.domain.events import SubmissionSaved
from farolito.plugins.hooks import Hooks
from farolito.testing.factories import PLACE, make_form, make_response, make_submission, make_user

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROUNDS, CALLS = 7, 100_000


def measure(folder: Path) -> Iterator[Figure]:
    """Microseconds of the dearest hook."""
    hooks, response, submission = Hooks(), make_response(), make_submission()
    form, user, session = make_form(), make_user("coordinator"), Session()
    event = SubmissionSaved("place-1", "response-1", 1, form.name, form.hash)
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
