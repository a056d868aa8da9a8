"""Any order of finishing, sending, failing, crashing, opening and restoring: what was finished is there exactly once.

The tablet is the real one, in a real browser; the school is the real one, on a database; between them everything is
allowed to go wrong. The invariants are those of the protocol:

I1 what has a receipt is stored with just these bytes. I2 what is stored was finished on the tablet. I3 what has no
receipt is still on the tablet, or stored. I4 once nothing fails any more, the outbox empties. I5 one row for each id.
I6 each has one audit entry, one job and one response.
"""

from __future__ import annotations

import base64
import os
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete

from farolito.db.base import table_of
from farolito.db.models import Envelope, Job, Response
from farolito.domain.access import SYSTEM
from farolito.services.receiving.epochs import raise_epoch
from farolito.services.retention.erasing import about_responses
from tests.fairs.paired import TabletSite, make_tablet_site
from tests.fairs.school import School, school
from tests.fairs.serving import MOMENTS
from tests.fairs.test_outbox import LOAD
from tests.web_support.sites import close_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

LONG = bool(os.environ.get("FAROLITO_LONG"))
EXAMPLES, STEPS = (700, 40) if LONG else (8, 12)

FAULTS = ("", "drop request", "drop answer", "twice", "portal", "503", "cut short", *MOMENTS)

BRIDGE = """() => {
  const real = globalThis.fetch;
  globalThis.fetch = async (path, { method, body, headers }) => {
    const raw = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const sent = btoa(Array.from(raw, (one) => String.fromCharCode(one)).join(""));
    const answer = await globalThis.school(path, method, sent, headers);
    if (!answer) throw new TypeError("Failed to fetch");
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
}"""
FINISH = """async ([record, header]) => {
  const sid = sealing.newSid();
  await outbox.put(record, { ...header, sid });
  return sid;
}"""
DRAIN = """async ([token, later]) => drain(outbox, { token, now: () => Date.now() + later })"""
KEPT = "async () => (await outbox.items()).map(({ body, ...one }) => ({ ...one, body: !!body }))"
EMPTY = """async () => {
  const all = (await outbox.items()).map(({ sid }) => [sid, () => null]);
  await outbox.change("items", Object.fromEntries(all));
}"""


class Way:
    """The way to the school. Faults are used up one request at a time; two of them kill the school."""

    def __init__(self, tablet: TabletSite, school: School) -> None:
        self.tablet, self.school = tablet, school
        self.faults: list[str] = []
        self.sent: list[tuple[str, str, bytes, dict[str, str]]] = []

    def asked(
        self, path: str, method: str, body: str, headers: dict[str, str]
    ) -> dict[str, Any] | None:
        request = (path, method, base64.b64decode(body), headers)
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "drop request":
            return None
        if fault == "portal":
            return {"status": 200, "body": '{"ok": true, "state": "stored"}', "headers": {}}
        if fault == "503":
            return {"status": 503, "body": "", "headers": {"Retry-After": "7"}}
        if fault == "cut short":
            self.deliver((path, method, request[2][:-40], headers))
            return None
        if fault in MOMENTS:
            with self.school.may_die(fault), suppress(HTTPException, OSError):
                self.deliver(request)
            return None
        self.sent.append(request)
        answer = self.deliver(request)
        if fault == "twice":
            answer = self.deliver(request)
        return None if fault == "drop answer" else answer

    def deliver(self, request: tuple[str, str, bytes, dict[str, str]]) -> dict[str, Any]:
        path, method, body, headers = request
        given = {**headers, "Sec-Fetch-Site": "same-origin"}
        connection = HTTPConnection(self.school.address.removeprefix("http://"), timeout=60)
        with closing(connection):
            connection.request(method, path, body, given)
            reply = connection.getresponse()
            return {
                "status": reply.status,
                "body": reply.read().decode(),
                "headers": {"Content-Type": reply.headers["Content-Type"]},
            }


class Exactly(RuleBasedStateMachine):
    """One tablet and its school. ``page`` and ``way`` are put in by the test."""

    page: Page
    way: Way

    def __init__(self) -> None:
        super().__init__()
        self.finished: list[str] = []
        self.before: tuple[set[str], set[str]] = set(), set()
        self.restored = False
        self.later = 0

    @initialize()
    def begin(self) -> None:
        self.reload()
        self.page.evaluate(EMPTY)
        self.way.sent.clear()
        self.before = self.ids("envelope", "sid"), self.ids("response", "id")

    @rule(many=st.integers(1, 3))
    def finish(self, many: int) -> None:
        tablet = self.way.tablet
        for _ in range(many):
            self.finished.append(self.page.evaluate(FINISH, [tablet.record, tablet.header]))

    @rule(faults=st.lists(st.sampled_from(FAULTS), max_size=6))
    def send(self, faults: list[str]) -> None:
        self.way.faults = list(faults)
        self.drain()
        self.way.faults = []

    @rule()
    def reload(self) -> None:
        """The browser dies and comes back."""
        self.page.goto(f"{self.way.school.address}/lincoln/needs")
        self.page.evaluate(LOAD)
        self.page.evaluate(BRIDGE)

    @rule()
    def work(self) -> None:
        self.way.tablet.do_jobs()

    @rule(which=st.integers(min_value=0, max_value=9999))
    def come_late(self, which: int) -> None:
        """Something that was sent long ago arrives once more. How much was sent is not the same each time."""
        if self.way.sent:
            self.way.deliver(self.way.sent[which % len(self.way.sent)])

    @rule()
    def restore(self) -> None:
        """A backup from before the fair is put back."""
        mine, envelope, response, job = self.finished, *map(table_of, (Envelope, Response, Job))
        with self.way.tablet.works.open(SYSTEM) as work:
            for table in about_responses(work):
                work.connection.execute(delete(table).where(table.c.response_id.in_(mine)))
            work.connection.execute(delete(response).where(response.c.id.in_(mine)))
            work.connection.execute(delete(envelope).where(envelope.c.sid.in_(mine)))
            work.connection.execute(delete(job).where(job.c.state == "waiting"))
        raise_epoch(self.way.tablet.works.settings.keys)
        self.restored = True

    @invariant()
    def holds(self) -> None:
        kept = {one["sid"]: one for one in self.page.evaluate(KEPT)}
        stored = self.stored()
        assert set(stored) <= set(self.finished)  # I2
        assert len(stored) == len(set(stored))  # I5
        for sid in self.finished:
            there = kept[sid]["digest"] == stored.get(sid)
            if kept[sid]["state"] != "waiting" and not self.restored:
                assert there  # I1; after a backup was put back it holds again at the end
            assert there or kept[sid]["body"]  # I3

    def teardown(self) -> None:
        for _ in range(8):
            self.drain()
        kept = self.page.evaluate(KEPT)
        assert {one["state"] for one in kept} <= {"stored"}  # I4
        assert set(self.stored()) == set(self.finished)
        tablet = self.way.tablet
        assert tablet.verified([one["receipt"] for one in kept]) == len(self.finished)
        tablet.do_jobs()
        assert self.ids("response", "id") - self.before[1] == set(self.finished)
        twice = "SELECT target FROM audit WHERE action = 'envelope.received'"
        received = [row[0] for row in tablet.rows(twice)]
        jobs = [row[0] for row in tablet.rows("SELECT payload FROM job WHERE kind = 'envelope'")]
        for sid in self.finished:
            assert received.count(f"envelope/{sid}") >= 1
            if not self.restored:
                assert received.count(f"envelope/{sid}") == 1  # I6
                assert sum(sid in payload for payload in jobs) == 1

    def drain(self) -> None:
        self.later += 400_000
        self.page.evaluate(DRAIN, [self.way.tablet.token, self.later])

    def stored(self) -> dict[str, str]:
        rows = self.way.tablet.rows("SELECT sid, digest FROM envelope")
        return {sid: digest.hex() for sid, digest in rows if sid not in self.before[0]}

    def ids(self, table: str, column: str) -> set[str]:
        return {one for (one,) in self.way.tablet.rows(f"SELECT {column} FROM {table}")}  # noqa: S608


def each_fault_once(one: Exactly) -> None:
    """What the machine may or may not come across."""
    one.begin()
    for fault in FAULTS:
        one.finish(many=1)
        one.send(
            faults=[fault, fault]
        )  # the first meets the question for receipts, if there is one
        one.holds()
    one.teardown()


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TabletSite]:
    made = make_tablet_site(tmp_path_factory.mktemp("exactly"), keys_on_disk=True)
    yield made
    close_site(made.app)


def test_what_was_finished_is_there_exactly_once_whatever_happens(
    make_context: Callable[..., BrowserContext], tablet: TabletSite, tmp_path: Path
) -> None:
    page = make_context().new_page()
    with school(tablet.app, tmp_path) as served:
        way = Way(tablet, served)
        page.expose_function("school", way.asked)
        machine = type("Machine", (Exactly,), {"page": page, "way": way})
        few = settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=not LONG,
            phases=(Phase.generate,) if not LONG else tuple(Phase),
            suppress_health_check=list(HealthCheck),
        )
        each_fault_once(machine())
        run_state_machine_as_test(machine, settings=few)
        assert all(served.killed_at(moment) for moment in MOMENTS)
        assert {*served.deaths()} == {"ended -9"}
