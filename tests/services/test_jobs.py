"""Jobs: done at least once, by one worker at a time, and what can not be done is there to be seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import column, insert, table

from farolito.api import Plugin, hookimpl
from farolito.domain.access import SYSTEM
from farolito.services import jobs
from farolito.testing.factories import ALL_ASKS
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from farolito.domain.events import SubmissionSaved
    from farolito.plugins.hooks import Hooks
    from farolito.services.jobs import Payload
    from farolito.services.work import Works
    from tests.services.conftest import Clock, School


def states(works: Works) -> dict[tuple[str, str], int]:
    with works.open(SYSTEM, write=False) as work:
        return dict(jobs.counts(work))


def add(works: Works, **payload: Any) -> None:
    with works.open(SYSTEM) as work:
        work.enqueue("test", payload)


def test_a_job_is_done_once(works: Works) -> None:
    done: list[Payload] = []
    add(works, id="a")
    handlers = {"test": lambda works, payload: done.append(payload)}
    assert [jobs.run_once(works, handlers) for _ in range(3)] == [True, False, False]
    assert done == [{"id": "a"}]
    assert states(works) == {("test", "done"): 1}


def test_what_is_undone_leaves_no_job(works: Works) -> None:
    with suppress(ZeroDivisionError), works.open(SYSTEM) as work:
        work.enqueue("test", {})
        raise ZeroDivisionError
    assert states(works) == {}


def test_the_job_that_waits_longest_is_done_first(works: Works, clock: Clock) -> None:
    done: list[str] = []
    for name in "abc":
        add(works, id=name)
        clock.advance(seconds=1)
    assert jobs.run_all(works, {"test": lambda works, payload: done.append(payload["id"])}) == 3
    assert done == ["a", "b", "c"]


def test_a_job_fails_is_tried_again_later_and_is_seen_when_given_up(
    works: Works, clock: Clock
) -> None:
    tries: list[Payload] = []

    def fail(works: Works, payload: Payload) -> None:
        tries.append(payload)
        raise RuntimeError("an answer could stand here")

    add(works, id="a")
    waited = []
    while states(works) == {("test", "waiting"): 1}:
        assert jobs.run_once(works, {"test": fail})
        assert not jobs.run_once(works, {"test": fail})  # not again at once
        clock.advance(hours=5)
        waited.append(clock.now)
    assert len(tries) == jobs.MOST_TRIES
    assert states(works) == {("test", "failed"): 1}
    with works.open(SYSTEM) as work:
        [given_up] = jobs.failed(work)
        assert (given_up.kind, given_up.tries, given_up.code) == ("test", 20, "RuntimeError")
        assert jobs.retry(work, given_up.id)
    assert states(works) == {("test", "waiting"): 1}


def test_waiting_grows_and_is_never_in_step() -> None:
    first = [jobs.back_off(1) for _ in range(20)]
    last = [jobs.back_off(12) for _ in range(20)]
    assert len(set(first)) > 5
    assert max(first) <= timedelta(seconds=10) < timedelta(hours=2) <= min(last)
    assert max(last) <= jobs.LONGEST_WAIT


def test_a_job_whose_worker_was_killed_runs_again_when_its_lease_is_over(
    works: Works, clock: Clock
) -> None:
    class Killed(BaseException):
        """Like SIGKILL: nothing of ours runs after it."""

    done: list[Payload] = []

    def kill(works: Works, payload: Payload) -> None:
        raise Killed

    handlers = {"test": lambda works, payload: done.append(payload)}
    add(works, id="a")
    with pytest.raises(Killed):
        jobs.run_once(works, {"test": kill})
    assert not jobs.run_once(works, handlers)
    clock.advance(seconds=jobs.LEASE.total_seconds() + 1)
    assert jobs.run_once(works, handlers)
    assert done == [{"id": "a"}]


def test_a_job_that_kills_its_worker_each_time_is_given_up(works: Works, clock: Clock) -> None:
    def kill(works: Works, payload: Payload) -> None:
        raise SystemExit

    add(works)
    for _ in range(jobs.MOST_TRIES):
        with pytest.raises(SystemExit):
            jobs.run_once(works, {"test": kill})
        clock.advance(minutes=3)
    assert jobs.run_once(works, {"test": kill})
    assert states(works) == {("test", "failed"): 1}


def test_who_comes_back_after_the_lease_ends_nobody_elses_job(works: Works, clock: Clock) -> None:
    def slow(works: Works, payload: Payload) -> None:
        clock.advance(minutes=10)
        jobs.run_once(works, {"test": fail})  # meanwhile another worker has it

    def fail(works: Works, payload: Payload) -> None:
        raise RuntimeError

    add(works)
    jobs.run_once(works, {"test": slow})
    assert states(works) == {("test", "waiting"): 1}


def test_four_workers_do_each_of_forty_jobs_once(works: Works) -> None:
    done: list[int] = []
    for number in range(40):
        add(works, id=number)
    handlers = {"test": lambda works, payload: done.append(payload["id"])}
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: jobs.run_all(works, handlers), range(4)))
    while jobs.run_once(works, handlers):  # a worker that finds a row locked may go home early
        pass
    assert sorted(done) == list(range(40))


def test_a_job_of_a_kind_nobody_knows_waits_for_who_does(works: Works) -> None:
    add(works)
    assert jobs.run_once(works, {})
    assert states(works) == {("test", "waiting"): 1}


told: list[tuple[str, str]] = []


class Steady(Plugin):
    """Writes down each event."""

    name = "steady"
    title = "Steady"
    summary = "Listens."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def submission_saved(self, event: SubmissionSaved, session: Session) -> None:
        told.append((self.name, event.response_id))
        session.execute(insert(table("plugin_steady_row", column("word"))).values(word="told"))


class Shaky(Plugin):
    """Takes an event at the third telling, and loses what it wrote before."""

    name = "shaky"
    title = "Shaky"
    summary = "Listens, badly."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def submission_saved(self, event: SubmissionSaved, session: Session) -> None:
        told.append((self.name, event.response_id))
        session.execute(insert(table("plugin_shaky_row", column("word"))).values(word="spoilt"))
        if [name for name, _ in told].count("shaky") < 3:
            raise RuntimeError
        session.rollback()


class TestWithPluginsThatListen:
    @pytest.fixture
    def hooks(self) -> Iterator[Hooks]:
        told.clear()
        yield make_hooks(Steady, Shaky)
        told.clear()

    @pytest.fixture(autouse=True)
    def tables(self, school: School) -> None:
        with school.works.engine.begin() as connection:
            for name in ("steady", "shaky"):
                connection.exec_driver_sql(f"CREATE TABLE plugin_{name}_row (word VARCHAR)")

    def test_each_is_told_until_it_took_the_event_and_no_longer(self, school: School) -> None:
        receipt = school.send_answers()
        assert told == []  # nobody hears of it while the family waits
        for _ in range(5):
            jobs.run_all(school.works)
            school.clock.advance(hours=5)
        assert told == [(name, receipt.response_id) for name in ("steady", *["shaky"] * 3)]
        assert states(school.works) == {("submission_saved", "done"): 1}

    def test_each_has_a_transaction_of_its_own(self, school: School) -> None:
        school.send_answers()
        jobs.run_all(school.works)
        assert school.rows("SELECT word FROM plugin_steady_row") == [("told",)]
        assert school.rows("SELECT word FROM plugin_shaky_row") == []

    def test_which_ones_are_left_is_written_beside_the_job(self, school: School) -> None:
        school.send_answers()
        jobs.run_all(school.works)
        [(payload, error)] = school.rows("SELECT payload, last_error FROM job")
        assert '"left":["shaky"]' in payload
        assert error == "left:shaky"
