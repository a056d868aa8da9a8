"""How SQLite finds a page of the inbox: along an index, never by looking at all that a place has."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.db.base import Base
from farolito.db.engine import open_engine
from farolito.db.queries import casework, inbox
from farolito.db.queries.inbox import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """To all tables, for everybody here: a plan that is asked for changes nothing."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('plans')}/farolito.db")
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


WAYS = ("", "older", "newer")
NARROWED = ("work_state", "form", "language", "channel", "nobody", "overdue", "assigned_to")
SEEKS = {
    "inbox": "ix_response_inbox (place_id=? AND regime=?",
    "state": "ix_response_state (place_id=? AND work_state=?",
    "assigned": "ix_response_assigned (place_id=? AND assigned_to=?",
    "need": "response_need USING PRIMARY KEY (place_id=? AND need_index=?",
}
"""How the rows of each list are reached."""


GIVEN: dict[str, Any] = {
    "regimes": ["education_record"],
    "hashes": ["h1", "h2"],
    "targets": ["response/a"],
    "limit": 51,
    "looks": 2000,
}
"""Lists are written out, and SQLite plans otherwise for another LIMIT."""


def explained(connection: Connection, statement: Any) -> list[str]:
    """The plan of a statement with lists among its parameters, each of which is written out."""
    any_moment = datetime(2026, 11, 23, tzinfo=UTC)
    given = {name: GIVEN.get(name, any_moment) for name in statement.compile().params}
    compiled = statement.params(**given).compile(
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    driver: Any = connection.connection.dbapi_connection
    known = {"limit": 51, "looks": 2000}
    values = [
        next((many for part, many in known.items() if name.startswith(part)), "x")
        for name in compiled.positiontup
    ]
    return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {compiled}", values)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("along", sorted(SEEKS))
@pytest.mark.parametrize("regimes", [("education_record",), ("education_record", "anonymous")])
@pytest.mark.parametrize("narrowed", [(), *((one,) for one in NARROWED), NARROWED])
def test_a_page_of_the_inbox_is_read_along_its_index(
    connection: Connection, way: Any, along: Any, regimes: tuple[str, ...], narrowed: Any
) -> None:
    for limits in (False, True):
        shape = Shape(regimes, along, frozenset(narrowed), way, since=limits, until=limits)
        for statement in (inbox.page(shape), inbox.last_look(shape)):
            found = explained(connection, statement)
            # what is scanned is what was looked at already, never a table
            scans = [line for line in found if line.startswith("SCAN")]
            named = ("SCAN (subquery", "SCAN (join", "SCAN anon_", "SCAN CONSTANT")
            assert all(line.startswith(named) for line in scans), found
            seeks = [line for line in found if SEEKS[along] in line]
            assert len(seeks) == (len(regimes) if along == "inbox" else 1), found
            if along == "inbox":
                # looked at in the index alone: the row itself is read once it is to be shown
                assert all("COVERING INDEX" in line for line in seeks), found
            if way or limits:
                assert all("received_at" in line for line in seeks), found
            rest = [line for line in found if line.startswith("SEARCH") and line not in seeks]
            for line in rest:
                whole_key = "PRIMARY KEY (place_id=? AND id=?)" in line
                late = "ix_follow_up" in line and "place_id=? AND" in line
                assert whole_key or late, found


def test_what_was_done_to_a_record_is_found_by_its_name(connection: Connection) -> None:
    found = explained(connection, casework.HISTORY)
    assert "ix_audit_target (target=?)" in found[0]
