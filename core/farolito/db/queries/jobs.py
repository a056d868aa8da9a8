"""The job table: what is due, what is leased, what is done."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from farolito.db.base import table_of
from farolito.db.models import Job
from farolito.db.prepared import Prepared

_job = table_of(Job)

ENQUEUE = Prepared(insert(_job).values(tries=0, state="waiting", lease_until=None, last_error=None))
"""A job that waits until ``run_after``."""

DUE = (
    select(_job.c.id)
    .where(
        _job.c.state == "waiting",
        _job.c.run_after <= bindparam("now"),
        or_(_job.c.lease_until.is_(None), _job.c.lease_until <= bindparam("now")),
    )
    .order_by(_job.c.run_after, _job.c.id)
    .limit(1)
)
"""The job that is due longest and leased to nobody who is alive."""

_due = DUE.with_for_update(skip_locked=True).scalar_subquery()

CLAIM = (
    update(_job)
    .where(_job.c.id == _due)
    .values(lease_until=bindparam("until"), tries=_job.c.tries + 1)
    .returning(_job.c.id, _job.c.kind, _job.c.payload, _job.c.tries, _job.c.lease_until)
)
"""The job that is due longest, leased to the caller. A lease that ran out is due again: its holder died."""

_mine = and_(
    _job.c.id == bindparam("job_id"),
    _job.c.state == "waiting",
    _job.c.lease_until == bindparam("until"),
)

FINISH = update(_job).where(_mine).values(state="done", lease_until=None, last_error=None)
"""Done, if the lease is still the caller's."""

POSTPONE = (
    update(_job)
    .where(_mine)
    .values(
        payload=bindparam("payload"),
        run_after=bindparam("run_after"),
        lease_until=None,
        last_error=bindparam("last_error"),
        state=bindparam("state"),
    )
)
"""To be tried again, or given up, if the lease is still the caller's."""

COUNTS = select(_job.c.kind, _job.c.state, func.count().label("many")).group_by(
    _job.c.kind, _job.c.state
)
"""How many jobs of each kind are in each state."""

LATE = select(func.count().label("many"), func.min(_job.c.run_after).label("since")).where(
    _job.c.state == "waiting",
    _job.c.run_after <= bindparam("before"),
    or_(_job.c.lease_until.is_(None), _job.c.lease_until <= bindparam("now")),
)
"""How many jobs are due since long and leased to nobody who is alive, and since when the first of them."""

FAILED = (
    select(_job.c.id, _job.c.kind, _job.c.tries, _job.c.last_error, _job.c.created_at)
    .where(_job.c.state == "failed")
    .order_by(_job.c.run_after.desc())
    .limit(bindparam("limit"))
)
"""Jobs that were given up, the latest first."""

RETRY = (
    update(_job)
    .where(_job.c.id == bindparam("job_id"), _job.c.state == "failed")
    .values(state="waiting", tries=0, run_after=bindparam("run_after"))
)
"""A failed job waits again."""
