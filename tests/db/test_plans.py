"""How SQLite finds what a family waits for: along an index, never by looking at all that a place has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.db.base import Base
from farolito.db.engine import open_engine
from farolito.db.prepared import Prepared
from farolito.db.queries import (
    casework,
    counts_afterwards,
    households,
    jobs,
    people,
    referrals,
    responses,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@pytest.fixture
def connection(sqlite_url: str) -> Iterator[Connection]:
    engine = open_engine(sqlite_url)
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def plan(connection: Connection, statement: Any) -> list[str]:
    """One line for each table, as SQLite explains the statement."""
    if isinstance(statement, Prepared):
        statement = statement.statement
    compiled = statement.compile(dialect=connection.dialect)
    driver: Any = connection.connection.dbapi_connection
    given = [compiled.params[name] for name in compiled.positiontup]
    return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {compiled}", given)]


@pytest.mark.parametrize(
    "name", ["OWN_RESPONSE", "SAVE_DRAFT", "CLOSE", "LET_GO", "ERASE_UNFINISHED", "NOW"]
)
def test_a_response_is_found_without_looking_at_others(connection: Connection, name: str) -> None:
    found = plan(connection, getattr(responses, name))
    looked = [
        line for line in found if line.startswith(("SCAN", "SEARCH response", "SEARCH other"))
    ]
    assert looked
    for line in looked:
        whole_key = "(place_id=? AND id=?)" in line
        of_session = (
            "ix_response_session_link (session_id=? AND place_id=? AND link_slug=?)" in line
        )
        of_code = "uq_response_code_index (place_id=? AND code_index=?)" in line
        assert whole_key or of_session or of_code, found


def test_the_next_job_is_found_among_those_that_wait(connection: Connection) -> None:
    assert plan(connection, jobs.DUE) == ["SEARCH job USING INDEX ix_job_due (run_after<?)"]


def test_a_session_is_found_by_its_token(connection: Connection) -> None:
    first = plan(connection, people.SESSION_WITH_GRANTS)[0]
    assert first.endswith("(token_hash=?)")


LISTS = ("heads", "nodes", "values", "responses", "places", "users", "paths")


@pytest.mark.parametrize(
    "name",
    [
        "BROUGHT", "BY_CODE", "IN_SESSION", "BROUGHT_BY", "NODES", "TIES", "PEOPLE", "CANDIDATES",
        "BROUGHT_IN", "RESPONSES", "SENT_BEFORE", "ELSEWHERE", "OF_RESPONSE", "IS_EMPTY",
    ],
)  # fmt: skip
def test_a_household_is_found_without_looking_at_others(connection: Connection, name: str) -> None:
    statement: Any = getattr(households, name)
    asked = [one for one in statement.compile().params if not one[-1].isdigit()]
    given = {one: ["x", "y"] if one in LISTS else "x" for one in asked}
    compiled = statement.params(**given).compile(
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    driver: Any = connection.connection.dbapi_connection
    explained = driver.execute(f"EXPLAIN QUERY PLAN {compiled}", ["x"] * len(compiled.positiontup))
    looked = [row[3] for row in explained if row[3].startswith(("SCAN", "SEARCH"))]
    assert looked
    for line in looked:  # a place alone is not enough to look along
        assert " AND " in line or "user" in line, looked


def test_what_became_of_a_round_is_found_among_its_own_responses(connection: Connection) -> None:
    first, *others = plan(connection, counts_afterwards.MEMBERS)
    assert "ix_counted_response_round (place_id=? AND round=?)" in first
    assert all("(place_id=? AND id=?)" in one or "form_version" in one for one in others)
    for name in ("CONTACTS", "FOLLOW_UPS", "REFERRALS"):
        statement = getattr(counts_afterwards, name).params(of_place="x", responses=["x", "y"])
        compiled = statement.compile(
            dialect=connection.dialect,
            compile_kwargs={"render_postcompile": True, "literal_binds": True},
        )
        found = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]
        assert "(place_id=? AND id=?)" in found[0]
        assert any("(place_id=? AND response_id=?)" in line for line in found)
        assert not any(line.startswith("SCAN") for line in found)


@pytest.mark.parametrize(
    "statement", [casework.NOTES, casework.CONTACTS, casework.FOLLOW_UPS, referrals.OF_RESPONSE]
)
def test_what_staff_wrote_about_a_response_is_found_without_looking_at_others(
    connection: Connection, statement: Any
) -> None:
    found = plan(connection, statement)
    looked = [line for line in found if line.startswith(("SCAN", "SEARCH"))]
    assert looked
    assert all(" AND " in line for line in looked), found


def test_what_was_sent_to_a_partner_is_found_latest_first_without_looking_at_others(
    connection: Connection,
) -> None:
    found = plan(connection, referrals.SENT_TO_PARTNER)
    assert any("ix_referral_partner (place_id=? AND partner_id=?" in line for line in found)
    assert not any(line.startswith(("SCAN", "USE TEMP B-TREE")) for line in found), found
    for name in ("PARTNERS_OF_USER", "SENT_TO_USER"):
        looked = plan(connection, getattr(referrals, name))
        assert not any(line.startswith("SCAN") for line in looked), looked
    assert any("(place_id=? AND id=?)" in line for line in plan(connection, referrals.SENT_TO_USER))
