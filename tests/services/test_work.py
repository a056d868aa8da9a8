"""A unit of work: all of it or nothing, and the lock of a writer only for who writes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from farolito.db.base import UnstorableText
from farolito.db.keyring import Keyring
from farolito.db.models import Place
from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import KeyringError
from farolito.services import places, sessions
from farolito.services.ids import new_id
from farolito.services.keys import refuse_foreign_keys
from farolito.services.work import Works, start_of_day

if TYPE_CHECKING:
    from farolito.services.work import Work
    from tests.services.conftest import Clock, School


def slugs(works: Works) -> list[str]:
    with works.open(SYSTEM, write=False) as work:
        return [place.slug for place in places.children(work, None)]


def test_what_raises_is_undone_whole(works: Works) -> None:
    with suppress(ZeroDivisionError), works.open(SYSTEM) as work:
        places.add(work, "site", "one", "One")
        work.session.execute(text("UPDATE place SET name = 'Two'"))
        raise ZeroDivisionError
    assert slugs(works) == []


def test_core_and_session_write_in_one_transaction(works: Works) -> None:
    with works.open(SYSTEM) as work:
        place = places.add(work, "site", "one", "One")
        found = work.session.get(Place, place.id)
        assert found is not None
        found.slug = "changed"  # flushed by the end of the work
    assert slugs(works) == ["changed"]


def test_a_reading_work_is_refused_by_the_database_when_it_writes(works: Works) -> None:
    for write in (
        lambda work: places.add(work, "site", "one", "One"),
        lambda work: work.session.execute(text("DELETE FROM place")),
    ):
        with pytest.raises(DBAPIError), works.open(SYSTEM, write=False) as work:
            write(work)
    with works.open(SYSTEM) as work:  # and the connection it came back on writes again
        places.add(work, "site", "two", "Two")
    assert slugs(works) == ["two"]


def test_readers_and_writers_do_not_wait_for_each_other(works: Works) -> None:
    with works.open(SYSTEM) as writer, works.open(NOBODY) as other:
        places.add(writer, "site", "one", "One")
        with works.open(NOBODY, write=False) as reader:
            assert places.children(reader, None) == ()
        assert places.children(other, None) == ()  # a peek, though this work might write later
    assert slugs(works) == ["one"]


def test_a_work_that_does_nothing_opens_no_connection(works: Works) -> None:
    works.engine.dispose()
    with works.open(NOBODY):
        pass
    assert works.engine.pool.checkedin() == 0  # type: ignore[attr-defined]


def test_what_comes_afterwards_can_not_spoil_what_is_done(works: Works) -> None:
    def fail(work: Work) -> None:
        places.add(work, "site", "later", "Later")
        raise ZeroDivisionError

    with works.open(SYSTEM) as work:
        places.add(work, "site", "one", "One")
        work.afterwards(fail)
    assert slugs(works) == ["one"]


def test_what_comes_afterwards_does_not_come_after_a_failure(works: Works) -> None:
    def add(work: Work) -> None:
        places.add(work, "site", "later", "Later")

    with suppress(ZeroDivisionError), works.open(SYSTEM) as work:
        work.afterwards(add)
        raise ZeroDivisionError
    assert slugs(works) == []


@pytest.mark.parametrize("words", ["a\x00b", "half \ud83d"])
def test_text_that_a_database_refuses_never_reaches_one(works: Works, words: str) -> None:
    with pytest.raises(UnstorableText), works.open(SYSTEM) as work:
        places.add(work, "site", "one", words)
    with pytest.raises(UnstorableText), works.open(SYSTEM) as work:
        places.add(work, "site", words, "One")


@pytest.mark.parametrize(
    "words", ["", " ", "Ñandú\n\t", "漢字🙂", "\u200f\ufeff", "'\";--", "x" * 10**5]
)
def test_any_other_text_comes_back_letter_for_letter(works: Works, words: str) -> None:
    with works.open(SYSTEM) as work:
        places.add(work, "site", "one", words)
    with works.open(SYSTEM, write=False) as work:
        assert places.by_slug(work, "one").name == words


def test_moments_come_back_to_the_microsecond_in_utc(works: Works, clock: Clock) -> None:
    clock.advance(microseconds=123456)
    with works.open(NOBODY) as work:
        new = sessions.start_family(work)
    with works.open(NOBODY, write=False) as work:
        found = sessions.of_token(work, new.token)
    assert found is not None
    assert found.expires_at == clock.now + new.lasts
    assert found.expires_at.utcoffset() is not None


def test_today_is_the_day_at_the_school(works: Works, clock: Clock) -> None:
    clock.advance(
        hours=14
    )  # half past seven on Tuesday morning in London, Monday night at the school
    with works.open(SYSTEM, write=False) as work:
        assert work.today().isoformat() == "2026-11-23"
    assert start_of_day(clock.now).isoformat() == "2026-11-23T08:00:00+00:00"


def test_ids_are_uuids_of_version_seven_that_sort_by_time(clock: Clock) -> None:
    made = []
    for _ in range(100):
        made.append(new_id(clock.now))
        clock.advance(milliseconds=1)
    assert made == sorted(made)
    assert {UUID(one).version for one in made} == {7}
    assert {UUID(one).variant for one in made} == {"specified in RFC 4122"}
    assert len({new_id(clock.now) for _ in range(1000)}) == 1000


def test_another_key_file_than_the_one_that_sealed_is_refused(school: School) -> None:
    school.send_answers()
    with school.works.open(SYSTEM, write=False) as work:
        refuse_foreign_keys(work)
        work.keyring = Keyring.generate()
        with pytest.raises(KeyringError, match="does not belong"):
            refuse_foreign_keys(work)
