"""No join leads from an anonymous response to a person: every table is walked, with every value that rows share.

One browser sends named forms before and after an anonymous one, other families do the same, somebody stops, staff
read, the worker runs. Then whoever holds the whole database, with what the engine itself notes on rows, looks for a
value of an anonymous row in any row that somebody's name, browser or moment hangs on.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, text

from farolito.domain.access import NOBODY
from farolito.services import inbox, jobs, links, receiving, responses, sessions
from farolito.services.work import start_of_day
from tests.services.conftest import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.services.conftest import School
    from tests.services.sealed import Fair

    Rows = Mapping[str, list[dict[str, Any]]]

SHARED = (
    "place_id",
    "link_slug",
    "form_hash",
    "regime",
    "status",
    "work_state",
    "language",
    "channel",
    "consent_path",
)
"""What many responses of a form have alike, and what says nothing about which one it is."""


class Browser:
    """One browser, which comes back with its cookie."""

    def __init__(self, school: School) -> None:
        self.school = school
        with school.works.open(NOBODY) as work:
            self.session = sessions.start_family(work)

    def fill_in(self, link_slug: str, *, stop: bool = False) -> None:
        """Open a form, answer it and send it, or stop and let the school keep it; some time passes at each step."""
        school = self.school
        school.clock.advance(seconds=97, milliseconds=13)
        with school.works.open(NOBODY) as work:
            link = links.open_link(work, "lincoln", link_slug)
            responses.start(work, link, "en", self.session.id)
        school.clock.advance(seconds=61, milliseconds=7)
        given = ANSWERS if link_slug == "needs" else {"food_worried": "often", "anything": "x"}
        handle = school.answer(self.session.token, link_slug, **given)
        school.clock.advance(seconds=31, milliseconds=3)
        if not stop:
            school.send(self.session.token, link_slug)
            return
        with school.works.open(NOBODY) as work:
            responses.stop(work, handle, keep=True)


@pytest.fixture
def after_a_day(school: School) -> School:
    """A day on which four browsers sent three anonymous responses among named ones, and one stopped."""
    for number in range(4):
        browser = Browser(school)
        browser.fill_in("needs")
        browser.fill_in("survey", stop=number == 3)
        browser.fill_in("needs")
        while jobs.run_once(school.works):
            school.clock.advance(seconds=5)
    coordinator = school.staff("coordinator")
    with school.works.open(coordinator, write=False) as work:
        listed = inbox.page(work, "lincoln").items
    for row in listed:
        school.clock.advance(seconds=11)
        with school.works.open(coordinator) as work:
            responses.read(work, "lincoln", row.response_id)
    return school


def every_row(school: School) -> Rows:
    """Every row of every table, with what the engine notes on it where it lets one ask."""
    postgresql = school.works.engine.dialect.name == "postgresql"
    notes = ", xmin::text AS xmin, ctid::text AS ctid" if postgresql else ""
    with school.works.engine.connect() as connection:
        if postgresql:
            connection.execute(text("SELECT set_config('farolito.places', '*', false)"))
        return {
            table: [
                dict(row._mapping)
                for row in connection.execute(text(f'SELECT *{notes} FROM "{table}"'))  # noqa: S608
            ]
            for table in inspect(school.works.engine).get_table_names()
        }


def split(rows: Rows) -> tuple[list[dict[str, Any]], Rows]:
    """The rows of anonymous responses, and all others but jobs and readings, which name their response by its id."""
    own = [row for row in rows["response"] if row["regime"] == "anonymous"]
    ids = {row["id"] for row in own}
    own += [row for found in rows.values() for row in found if row.get("response_id") in ids]
    others = {table: [row for row in found if row not in own] for table, found in rows.items()}
    return own, others


def moment(value: Any) -> datetime | None:
    """The time that a value is, in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    try:
        found = (
            datetime.fromisoformat(value) if isinstance(value, str) and "-" in value[4:5] else None
        )
    except ValueError:
        return None
    return moment(found) if found else None


def pieces(value: Any) -> Iterator[Any]:
    """A value, and everything in it that could be joined on: the members of JSON, the parts of a path or a mark."""
    if isinstance(value, dict):
        for one in value.values():
            yield from pieces(one)
    elif isinstance(value, list):
        for one in value:
            yield from pieces(one)
    elif isinstance(value, str) and value[:1] in ("{", "["):
        yield from pieces(json.loads(value))
    else:
        yield value
        if isinstance(value, str) and "/" in value:
            yield from value.split("/")


def telling(row: Mapping[str, Any]) -> set[Any]:
    """The values of an anonymous row that could lead somewhere."""
    return {
        one
        for column, value in row.items()
        if column not in (*SHARED, "ctid")
        for one in pieces(value)
        if isinstance(one, str | bytes) and moment(one) is None
    }


def test_no_value_of_an_anonymous_row_stands_in_a_row_that_leads_to_somebody(
    after_a_day: School,
) -> None:
    own, others = split(every_row(after_a_day))
    assert len(own) == 10  # four responses, three submissions, three marks that they were counted
    values = set().union(*map(telling, own))
    for table, found in others.items():
        for row in found:
            shared = values & {one for value in row.values() for one in pieces(value)}
            names = {one["id"] for one in own if "id" in one}
            if table == "job" or (table == "audit" and row["actor"].startswith("user:")):
                shared -= (
                    names  # what was to be done about it, and which of the staff read it and when
                )
            if table == "audit" and row["target"] == "response/":
                shared -= {row.get("xmin")}  # docs/privacy.md says what PostgreSQL notes on rows
            if table == "count_round":
                shared -= {
                    row.get("xmin")
                }  # the round of the form itself: sums, and nobody in them
            assert shared == set(), f"{table}: {sorted(map(str, shared))}"


def test_every_time_in_a_row_about_an_anonymous_response_is_a_midnight_at_the_school(
    after_a_day: School,
) -> None:
    rows = every_row(after_a_day)
    own, _ = split(rows)
    ids = {row["id"] for row in own if "id" in row}
    about = [
        *own,
        *(row for row in rows["job"] if any(one in ids for one in pieces(row["payload"]))),
        *(row for row in rows["audit"] if row["target"] == "response/"),
    ]
    assert len(about) == 10 + 3 + 4
    for row in about:
        for value in row.values():
            at = moment(value)
            assert at is None or at == start_of_day(at), row


def test_the_marks_that_are_left_in_browsers_and_the_audit_are_all_alike(
    after_a_day: School,
) -> None:
    rows = every_row(after_a_day)
    marks = {row["sent"] for row in rows["session"] if row["sent"] is not None}
    assert len(marks) == 1
    sent = {
        (row["actor"], row["action"], row["target"], str(row["at"]))
        for row in rows["audit"]
        if row["target"] == "response/"
    }
    assert {action for _, action, _, _ in sent} == {"response.submitted", "response.stopped"}
    assert len(sent) == 2


def test_an_anonymous_row_has_neither_session_nor_code_nor_draft_of_who_sent(
    after_a_day: School,
) -> None:
    own, _ = split(every_row(after_a_day))
    for row in own:
        assert row.get("session_id") is None
        assert row.get("code") is None
        assert row.get("code_index") is None
    sent = [row for row in own if row.get("status") == "completed"]
    assert [row["draft"] for row in sent] == [None, None, None]


def test_no_table_about_responses_keeps_the_order_in_which_rows_came(after_a_day: School) -> None:
    """SQLite: none of these tables has a row number. PostgreSQL: docs/privacy.md says what is not promised."""
    if after_a_day.works.engine.dialect.name == "postgresql":
        own, others = split(every_row(after_a_day))
        written = {row["xmin"] for row in own}
        for table in ("session", "submission", "response", "user"):
            assert written.isdisjoint(row["xmin"] for row in others[table])
        return
    for table in ("response", "submission", "session", "job", "audit"):
        with pytest.raises(Exception, match="no such column: rowid"):
            after_a_day.rows(f"SELECT rowid FROM {table}")  # noqa: S608


def test_nothing_leads_from_what_staff_took_in_or_corrected_to_its_envelope(
    school: School, fair: Fair
) -> None:
    raw = {"food_worried": {"": ["often"]}}
    taken, corrected = fair.sid(), fair.sid()
    fair.send(fair.seal(taken, "survey", {**raw, "anything": {"": ["x"]}}), trusted=False)
    fair.send(fair.seal(corrected, "survey", raw, complete=False))
    jobs.run_all(school.works)
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", taken)
    with school.works.open(school.staff("coordinator")) as work:
        session, _ = receiving.correct(work, "lincoln", corrected)
    school.answer(session.token, "survey", anything="y")
    school.send(session.token, "survey")
    jobs.run_all(school.works)
    rows = every_row(school)
    own, _ = split(rows)
    assert [row["state"] for row in rows["envelope"]] == ["opened", "opened"]
    values = set().union(*map(telling, own))
    about = [row for row in rows["audit"] if str(row["target"]).startswith("envelope/")]
    for row in (*rows["envelope"], *about):
        assert values & {one for value in row.values() for one in pieces(value)} == set(), row


def test_the_search_finds_a_link_where_there_is_one(after_a_day: School) -> None:
    """The same search over a database in which a session was left on an anonymous response."""
    rows = every_row(after_a_day)
    own, others = split(rows)
    row = next(row for row in own if "session_id" in row)
    linked = {**row, "session_id": rows["session"][0]["id"]}
    found = telling(linked) & {
        one for session in others["session"] for value in session.values() for one in pieces(value)
    }
    assert found == {rows["session"][0]["id"]}
