"""The audit: append-only, chained, and whoever changes it behind our back is found out."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from farolito.db.base import table_of
from farolito.db.keyring import Keyring
from farolito.db.models import Audit
from farolito.db.sealing import keyed_hash
from farolito.domain.access import SYSTEM
from farolito.services import audit, places
from farolito.services.audit import Break

if TYPE_CHECKING:
    from tests.services.conftest import School

GUARDS_OFF = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": ("DROP TRIGGER audit_no_change ON audit",),
}


@pytest.fixture
def chain(school: School) -> School:
    """A school with five things done."""
    for number in range(1, 6):
        school.clock.advance(minutes=1)
        with school.works.open(school.staff("coordinator")) as work:
            audit.record(work, school.place.id, "response.read", f"response/{number}")
    return school


def verified(school: School) -> Break | None:
    with school.works.open(SYSTEM, write=False) as work:
        return audit.verify(work, school.place.id)


def tamper(school: School, *statements: str) -> None:
    """Somebody with the database open, who also knows how to take the guards off."""
    engine = school.works.engine
    with engine.begin() as connection:
        for statement in (*GUARDS_OFF[engine.dialect.name], *statements):
            connection.exec_driver_sql(statement)


def test_a_chain_as_it_was_written_is_whole(chain: School) -> None:
    assert verified(chain) is None


def test_a_place_where_nothing_was_done_is_whole(school: School) -> None:
    assert verified(school) is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(
    chain: School, statement: str
) -> None:
    with (
        pytest.raises(DBAPIError, match="append-only"),
        chain.works.engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)
    assert verified(chain) is None


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ("UPDATE audit SET actor = 'user:other' WHERE number = 3", 3),
        ("UPDATE audit SET action = 'response.printed' WHERE number = 1", 1),
        ("UPDATE audit SET target = 'response/9' WHERE number = 5", 5),
        ("UPDATE audit SET at = '2026-01-01 00:00:00.000000' WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number >= 4", 4),
        ("DELETE FROM audit", 1),
        ("DELETE FROM audit_head", 6),
        ("UPDATE audit_head SET number = 9", 6),
    ],
)
def test_a_change_is_found_and_its_first_row_named(chain: School, change: str, number: int) -> None:
    tamper(chain, change)
    found = verified(chain)
    assert found is not None
    assert found.number == number


def test_a_chain_cut_short_is_found_though_its_end_was_set_back(chain: School) -> None:
    tamper(
        chain,
        "DELETE FROM audit WHERE number > 3",
        "UPDATE audit_head SET number = 3, hash = (SELECT hash FROM audit WHERE number = 3)",
    )
    assert verified(chain) == Break(4, "cut off")


def test_two_rows_that_changed_places_are_found(chain: School) -> None:
    tamper(
        chain,
        "UPDATE audit SET number = 99 WHERE number = 2",
        "UPDATE audit SET number = 2 WHERE number = 4",
        "UPDATE audit SET number = 4 WHERE number = 99",
    )
    found = verified(chain)
    assert found is not None
    assert found.number == 2


def test_a_row_of_another_place_does_not_fit_in(chain: School) -> None:
    with chain.works.open(SYSTEM) as work:
        other = places.add(work, "site", "other", "Other")
        audit.record(work, other.id, "response.read", "response/1")
    tamper(
        chain,
        "DELETE FROM audit WHERE number = 1"
        " AND place_id = (SELECT id FROM place WHERE slug = 'lincoln')",
        "UPDATE audit SET place_id = (SELECT id FROM place WHERE slug = 'lincoln')"
        " WHERE place_id = (SELECT id FROM place WHERE slug = 'other')",
    )
    found = verified(chain)
    assert found is not None
    assert found.number == 1


def test_who_has_no_key_can_not_write_a_row_that_fits(chain: School) -> None:
    stranger = Keyring.generate()
    with chain.works.engine.begin() as connection:
        last = connection.exec_driver_sql("SELECT hash FROM audit WHERE number = 5").scalar_one()
        connection.execute(
            insert(table_of(Audit)).values(
                place_id=chain.place.id,
                number=6,
                at=chain.clock.now,
                actor="nobody",
                action="x",
                target="y",
                previous_hash=bytes(last),
                hash=keyed_hash(stranger, "audit", chain.place.id, b"anything"),
            )
        )
    found = verified(chain)
    assert found is not None
    assert found.number == 6


def test_what_is_undone_was_never_recorded(chain: School) -> None:
    with suppress(ZeroDivisionError), chain.works.open(SYSTEM) as work:
        audit.record(work, chain.place.id, "response.read", "response/9")
        raise ZeroDivisionError
    assert chain.rows("SELECT count(*) FROM audit") == [(5,)]
    assert verified(chain) is None


def test_there_are_no_answers_in_it(school: School) -> None:
    school.send_answers(anything="canary")
    assert "canary" not in str(school.rows("SELECT * FROM audit"))


def test_five_hundred_edits_removals_swaps_and_cut_ends_are_all_found(school: School) -> None:
    """Reliability bar 28: each time the first row that is not as it was written is named."""
    chance = random.Random(28)  # noqa: S311  the same attacks each time
    for number in range(1, 41):
        school.clock.advance(minutes=1)
        with school.works.open(school.staff("coordinator")) as work:
            audit.record(work, school.place.id, "response.read", f"response/{number}")
    engine = school.works.engine
    with engine.begin() as connection:
        for statement in GUARDS_OFF[engine.dialect.name]:
            connection.exec_driver_sql(statement)
    first, last = 1, len(school.rows("SELECT number FROM audit"))
    missed = []
    for attack in range(500):
        number = chance.randint(first, last)
        statements, expected = _attack(chance, number, last)
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
            with school.works.open(SYSTEM, write=False) as reader:
                own = reader.transaction._connection
                reader.transaction._connection = connection  # as the attacker left it, uncommitted
                found = audit.verify(reader, school.place.id)
                reader.transaction._connection = own
            connection.rollback()
        if found is None or found.number != expected:
            missed.append((attack, statements, found))
    assert missed == []
    assert verified(school) is None


def _attack(chance: random.Random, number: int, last: int) -> tuple[list[str], int]:
    """Statements that change a chain of ``last`` rows, and the first row that is wrong then."""
    column = chance.choice(["actor", "action", "target", "at", "hash", "previous_hash"])
    other = chance.randint(1, last)
    while other == number:
        other = chance.randint(1, last)
    swapped = [
        f"UPDATE audit SET number = 999 WHERE number = {number}",  # noqa: S608
        f"UPDATE audit SET number = {number} WHERE number = {other}",  # noqa: S608
        f"UPDATE audit SET number = {other} WHERE number = 999",  # noqa: S608
    ]
    values = {
        "at": "'2020-01-01 00:00:00'",
        "hash": "(SELECT previous_hash FROM audit WHERE number = 1)",
        "previous_hash": f"(SELECT hash FROM audit WHERE number = {number})",  # noqa: S608
    }
    words = values.get(column, "'x'")
    edited = [f"UPDATE audit SET {column} = {words} WHERE number = {number}"]  # noqa: S608
    removed = [f"DELETE FROM audit WHERE number = {number}"]  # noqa: S608
    cut = [f"DELETE FROM audit WHERE number >= {number}"]  # noqa: S608
    return chance.choice(
        [(swapped, min(number, other)), (edited, number), (removed, number), (cut, number)]
    )
