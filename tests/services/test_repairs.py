"""The list of what is wrong with the host, on both engines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from farolito.db.keyring import Keyring
from farolito.domain.access import SYSTEM
from farolito.services import jobs
from farolito.services.repairs import repairs, try_again

if TYPE_CHECKING:
    from farolito.services.work import Works
    from tests.services.conftest import Clock, School


def kinds(works: Works, *, thorough: bool = False) -> list[str]:
    with works.open(SYSTEM, write=False) as work:
        return [one.kind for one in repairs(work, thorough=thorough)]


def add(works: Works) -> None:
    with works.open(SYSTEM) as work:
        work.enqueue("test", {})


def test_a_site_that_works_has_nothing_to_mend(school: School) -> None:
    school.send_answers()
    assert [kind for kind in kinds(school.works, thorough=True) if kind != "unsafe_database"] == []


def test_what_waits_for_five_minutes_is_late_unless_somebody_is_at_it(
    works: Works, clock: Clock
) -> None:
    add(works)
    clock.advance(minutes=4)
    assert "late" not in kinds(works)
    clock.advance(minutes=2)
    assert "late" in kinds(works)
    with works.open(SYSTEM) as work:
        work.connection.execute(
            text("UPDATE job SET lease_until = :until"), {"until": clock() + timedelta(minutes=1)}
        )
    assert "late" not in kinds(works)


def test_what_was_given_up_is_named_and_can_be_tried_again(works: Works) -> None:
    add(works)
    with works.open(SYSTEM) as work:
        work.connection.execute(text("UPDATE job SET state = 'failed', last_error = 'KeyError'"))
    assert "given_up" in kinds(works)

    with works.open(SYSTEM) as work:
        assert try_again(work) == 1

    assert "given_up" not in kinds(works)
    assert jobs.run_once(works, {"test": lambda works, payload: None})


def test_keys_of_another_site_are_named(school: School) -> None:
    school.send_answers()
    own = school.works.keyring
    school.works.keyring = Keyring.generate()
    try:
        assert kinds(school.works)[0] == "keys"
    finally:
        school.works.keyring = own
