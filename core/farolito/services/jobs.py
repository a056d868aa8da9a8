"""Jobs: work that waits in our own table, enqueued by the transaction that caused it, done at least once.

    work.enqueue(kind, payload, run_after=None) -> str     # in the transaction that causes it
    run_once(works, handlers=None) -> bool                 # did one job that was due; False: nothing was due
    run_all(works, handlers=None, most=1000) -> int        # until nothing is due; how many
    counts(work) -> Mapping[tuple[str, str], int]          # (kind, state) -> how many, for /healthz and staff
    failed(work, limit=50) -> tuple[FailedJob, ...]        # what was given up, for staff
    retry(work, job_id) -> bool

A job whose process was killed runs again when its lease is over: handlers must not mind. A process that ends a job
after its lease ran out changes nothing: the job is somebody else's by then.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import jobs as queries
from farolito.domain.access import SYSTEM
from farolito.domain.events import SubmissionSaved
from farolito.services import arrivals, events, forms
from farolito.services.fairs import ending
from farolito.services.numbers import nightly as numbers_nightly
from farolito.services.paper_sheets import typing_in
from farolito.services.plugin_settings.reading import of_plugin
from farolito.services.plugins import nightly as plugins_nightly
from farolito.services.plugins.reach import off_at
from farolito.services.receiving import arriving, storing
from farolito.services.receiving import keys as sealing_keys
from farolito.services.responses.ending import OVER
from farolito.services.retention import nightly

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.services.work import Work, Works

log = logging.getLogger("farolito.jobs")

LEASE = timedelta(minutes=2)
MOST_TRIES = 20
"""With the back-off below the last try is about a day after the first."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=4)

Payload = Mapping[str, Any]


class Again(Exception):
    """A handler could do only part of its job: try again later, with this payload. ``code`` says what is missing."""

    def __init__(self, payload: Payload, code: str) -> None:
        super().__init__(code)
        self.payload = payload
        self.code = code


Handler = Callable[["Works", Payload], None]
"""Does a job, outside any transaction; raising means that it is tried again."""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was given up. ``code`` names what went wrong, never a value."""

    id: str
    kind: str
    tries: int
    code: str
    created_at: datetime


def run_once(works: Works, handlers: Mapping[str, Handler] | None = None) -> bool:
    """Claim the job that is due longest and do it. Whatever a handler raises ends in the table, not here."""
    with works.open(SYSTEM) as work:
        now = work.now()
        if not work.peek(queries.DUE, {"now": now}):
            return False  # asked every second: nobody should wait for a lock because of that
        claim = {"now": now, "until": now + LEASE}
        job = work.connection.execute(queries.CLAIM, claim).one_or_none()
    if job is None:
        return False
    mine = {"job_id": job.id, "until": job.lease_until}
    payload, code = job.payload, ""
    try:
        if job.tries > MOST_TRIES:
            raise Again(payload, "killed")  # each time that it ran, it took its process along
        handler = (HANDLERS if handlers is None else handlers)[job.kind]
        handler(works, payload)
    except Again as again:
        payload, code = again.payload, again.code
    except Exception as error:
        code = type(error).__name__
    with works.open(SYSTEM) as work:
        if not code:
            work.connection.execute(queries.FINISH, mine)
            return True
        given_up = job.tries >= MOST_TRIES
        log.log(
            logging.ERROR if given_up else logging.WARNING,
            "job %s %s try %d: %s", job.kind, job.id, job.tries, code,
        )  # fmt: skip
        state = "failed" if given_up else "waiting"
        later = work.now() + back_off(job.tries)
        found = {"payload": payload, "run_after": later, "last_error": code, "state": state}
        work.connection.execute(queries.POSTPONE, {**mine, **found})
    return True


def run_all(works: Works, handlers: Mapping[str, Handler] | None = None, most: int = 1000) -> int:
    """Do what is due now, one after the other; how many jobs were tried."""
    for done in range(most):
        if not run_once(works, handlers):
            return done
    return most


def back_off(tries: int) -> timedelta:
    """How long to wait after a try: longer each time, and never the same for two, so that none come in step."""
    longest = min(LONGEST_WAIT.total_seconds(), FIRST_WAIT.total_seconds() * float(2**tries))
    return timedelta(seconds=longest * (0.5 + secrets.randbelow(1000) / 2000))


def counts(work: Work) -> Mapping[tuple[str, str], int]:
    """How many jobs there are, by kind and state."""
    return {(row.kind, row.state): row.many for row in work.peek(queries.COUNTS)}


def failed(work: Work, limit: int = 50) -> tuple[FailedJob, ...]:
    """The jobs that were given up, the latest first."""
    return tuple(
        FailedJob(row.id, row.kind, row.tries, row.last_error, row.created_at)
        for row in work.peek(queries.FAILED, {"limit": limit})
    )


def retry(work: Work, job_id: str) -> bool:
    """Let a failed job wait again, from its first try; False when there is no such failed job."""
    done = work.connection.execute(queries.RETRY, {"job_id": job_id, "run_after": work.now()})
    return done.rowcount == 1


def submission_saved(works: Works, payload: Payload) -> None:
    """Take in what was sent, then tell the plugins; those that could not take it are told again, the others not."""
    event = _with_regime(works, SubmissionSaved(**payload["event"]))
    if "left" not in payload:
        arrivals.take_in(works, event)
    with works.open(SYSTEM, write=False) as work:
        off = off_at(work, event.place_id)
    left = works.hooks.submission_saved(
        event, works.session, payload.get("left"), _settings_at(works, event.place_id), off
    )
    if left:
        raise Again({**payload, "left": list(left)}, "left:" + ",".join(left))


def _settings_at(works: Works, place_id: str) -> Callable[[str], object]:
    """Looks up the settings of a plugin at a place, in a transaction of its own."""

    def of(plugin: str) -> object:
        with works.open(SYSTEM, write=False) as work:
            return of_plugin(work, plugin, place_id)

    return of


def _with_regime(works: Works, event: SubmissionSaved) -> SubmissionSaved:
    """The event, complete: which plugins may hear of it depends on the regime."""
    if event.regime:
        return event
    with works.open(SYSTEM, write=False) as work:
        return replace(event, regime=forms.version(work, event.form_hash).regime)


HANDLERS: Mapping[str, Handler] = {
    "submission_saved": submission_saved,
    nightly.KIND: nightly.run,
    numbers_nightly.KIND: numbers_nightly.run,
    events.KIND: ending.over,
    plugins_nightly.KIND: plugins_nightly.run,
    storing.KIND: arriving.run,
    OVER: arriving.over,
    typing_in.ENTERED: typing_in.run,
    sealing_keys.KIND: sealing_keys.run,
}
"""Every kind of job, and who does it."""
