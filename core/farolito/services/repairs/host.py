"""What is wrong with the host: keys, tables, the work that waits, audits, and settings that endanger answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from farolito.db.migrations import pending
from farolito.db.queries import jobs as queries
from farolito.errors import DatabaseError, KeyringError
from farolito.services import audit, jobs, places
from farolito.services.keys import refuse_foreign_keys
from farolito.services.repairs.kinds import repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.repairs.kinds import Repair
    from farolito.services.work import Work

LATE = timedelta(minutes=5)
"""A worker looks every second: what is due for so long has nobody to do it."""

NEAR = ("localhost", "127.0.0.1", "::1")


def of_the_host(work: Work, *, thorough: bool) -> Iterator[Repair]:
    """Everything about the host; ``thorough`` reads the audit of every place, which may take long."""
    yield from _keys(work)
    if thorough:
        yield from _audit(work)
    yield from _tables(work)
    yield from _jobs(work)
    yield from _settings(work)


def _keys(work: Work) -> Iterator[Repair]:
    try:
        refuse_foreign_keys(work)
    except KeyringError as error:
        yield repair("keys", said=(str(error),), line="./run farolito check")


def _audit(work: Work) -> Iterator[Repair]:
    for place in places.every(work):
        broken = audit.verify(work, place.id)
        if broken:
            yield repair("audit", place=place.name, number=str(broken.number))


def _tables(work: Work) -> Iterator[Repair]:
    line = "./run farolito db upgrade"
    try:
        lacking = pending(work.connection.engine, work.settings.migrations)
    except DatabaseError as error:
        yield repair("host_tables", said=(str(error),), line=line, count="?")
        return
    if lacking:
        yield repair("host_tables", line=line, count=str(len(lacking)))


def _jobs(work: Work) -> Iterator[Repair]:
    late = work.peek(queries.LATE, {"now": work.now(), "before": work.now() - LATE})[0]
    if late.many:
        minutes = int((work.now() - late.since).total_seconds() // 60)
        yield repair(
            "late", line="./run farolito worker", count=str(late.many), minutes=str(minutes)
        )
    given_up = jobs.failed(work, limit=1000)
    if given_up:
        yield repair("given_up", count=str(len(given_up)), code=given_up[0].code)


def _settings(work: Work) -> Iterator[Repair]:
    settings = work.settings
    if settings.allow_unsafe_database:
        yield repair("unsafe_database", line="FAROLITO_ALLOW_UNSAFE_DATABASE")
    address = urlsplit(settings.base_url)
    if address.scheme == "http" and address.hostname not in NEAR:
        yield repair("not_https", line=f"FAROLITO_BASE_URL=https://{address.hostname}")
