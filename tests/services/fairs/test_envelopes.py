"""What tablets send counts for the ticket that it was begun for, whatever becomes of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from farolito.domain.access import SYSTEM
from farolito.errors import Conflict
from farolito.services import forms, jobs, receiving
from farolito.services.jobs import LEASE
from tests.services import sealed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.conftest import School
    from tests.services.fairs.conftest import Fair


ANONYMOUS = {name: sealed.RAW[name] for name in ("food_worried", "anything")}


@pytest.fixture
def tablet(school: School, fair: Fair) -> sealed.Fair:
    """A tablet of the fair."""
    with school.works.open(SYSTEM, write=False) as work:
        hashes = {
            "needs": forms.current(work, "family-needs").hash,
            "survey": forms.current(work, "community-survey").hash,
        }
    return sealed.Fair(school.works, school.place.id, hashes, fair.id)


def test_an_envelope_settles_its_ticket_when_it_is_opened(
    school: School, fair: Fair, tablet: sealed.Fair
) -> None:
    for _ in range(5):
        fair.give()
        fair.move(fair.board.next_number - 1, "in_progress", "tablet", "tablet-1")
    tablet.send(tablet.seal(ticket=1))
    tablet.send(tablet.seal(ticket=2, complete=False))
    tablet.send(tablet.seal(ticket=3, raw={}))  # held because of its answers, and here
    tablet.send(tablet.seal(link="survey", raw=ANONYMOUS, ticket=4))
    tablet.send(tablet.seal())
    jobs.run_all(school.works)
    assert [fair.ticket(number).came for number in range(1, 6)] == [
        "sent",
        "incomplete",
        "sent",
        "sent",
        "",
    ]
    end = fair.end_of_day
    assert (end.tally.sent, end.tally.incomplete, end.tally.missing, end.held) == (3, 1, 1, 2)
    assert end.tally.on_tablets == (5,)


def test_a_ticket_that_only_a_tablet_knows_of_is_counted(
    school: School, fair: Fair, tablet: sealed.Fair
) -> None:
    tablet.send(tablet.seal(ticket=44, language="es"))
    jobs.run_all(school.works)
    assert (fair.ticket(44).language, fair.board.done) == ("es", 1)


def killed(school: School, commit: int, action: Callable[[], object]) -> bool:
    """Whether a process that does this was killed at its commit of this number, before that counts."""

    def child() -> None:
        commits = count(1)

        def die(_: object) -> None:
            if next(commits) == commit:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(school.works.engine, "commit", die)
        action()

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


@pytest.mark.parametrize("who", ["the worker", "staff"])
def test_whoever_opens_an_anonymous_record_may_be_killed_at_any_commit(
    school: School, fair: Fair, tablet: sealed.Fair, who: str
) -> None:
    """Its ticket is counted, its answers are there once, and its bytes are let go."""

    def takes(sid: str) -> None:
        with school.works.open(school.staff("coordinator")) as work:
            receiving.take(work, "lincoln", sid)

    for commit in count(1):
        body = tablet.seal(link="survey", raw=ANONYMOUS, ticket=commit)
        if who == "the worker":
            tablet.send(body)
            is_killed = killed(school, commit, partial(jobs.run_all, school.works))
        else:
            takes_it = partial(takes, tablet.send(body, trusted=False).sid)
            is_killed = killed(school, commit, takes_it)
            with suppress(Conflict):  # it was taken before
                takes_it()
        school.clock.advance(seconds=LEASE.seconds + 1)
        jobs.run_all(school.works)
        school.clock.advance(minutes=5)
        jobs.run_all(school.works)
        assert fair.ticket(commit).came == "sent", commit
        assert school.rows("SELECT count(*) FROM response") == [(commit,)]
        left = "SELECT state, count(*) FROM envelope WHERE body IS NOT NULL GROUP BY state"
        assert school.rows(left) == [], commit
        if not is_killed:
            break
    assert commit > 3
