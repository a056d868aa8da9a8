"""Plugin sets are stored one after the other: nobody changes an old one, and two never make the same next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from farolito.domain.access import SYSTEM
from farolito.errors import Conflict
from farolito.plugins.sets import PluginSet
from farolito.services.plugins import sets

if TYPE_CHECKING:
    from farolito.services.work import Works
    from tests.services.conftest import School

ONE = PluginSet().turn_on("printables")
TWO = ONE.turn_on("wellbeing_centers", at=["a-place"])


def stored(works: Works) -> sets.StoredSet | None:
    with works.open(SYSTEM, write=False) as work:
        return sets.current(work.connection)


def test_where_nobody_changed_anything_the_bundled_plugins_count(works: Works) -> None:
    assert stored(works) is None
    with works.open(SYSTEM, write=False) as work:
        assert sets.here(work).names == sets.bundled().names
    assert sets.bundled().names


def test_the_latest_set_counts_and_the_others_stay(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        assert sets.append(work, ONE, "plugin.turned_on", after=0) == 1
    with school.works.open(school.staff("platform_admin")) as work:
        assert sets.append(work, TWO, "plugin.turned_on", after=1) == 2
    now = stored(school.works)
    assert now is not None
    assert (now.number, now.made_by, now.plugins) == (2, "user:user-1", TWO)
    assert now.made_at == school.clock.now
    with school.works.open(SYSTEM, write=False) as work:
        found = sets.earlier(work.connection)
    assert [(one.number, one.made_by, one.plugins) for one in found] == [
        (2, "user:user-1", TWO),
        (1, "system", ONE),
    ]


def test_who_looked_at_an_older_set_changes_nothing(works: Works) -> None:
    with works.open(SYSTEM) as work:
        sets.append(work, ONE, "plugin.turned_on", after=0)
    with pytest.raises(Conflict), works.open(SYSTEM) as work:
        sets.append(work, TWO, "plugin.turned_on", after=0)
    now = stored(works)
    assert now is not None
    assert now.plugins == ONE


def test_of_two_at_the_same_moment_one_is_told_to_look_again(works: Works) -> None:
    if works.engine.dialect.name == "sqlite":
        # one waits for the other: it sees the later number before it writes
        with works.open(SYSTEM) as work:
            sets.append(work, ONE, "plugin.turned_on", after=0)
        with pytest.raises(Conflict), works.open(SYSTEM) as work:
            sets.append(work, ONE, "plugin.turned_on", after=0)
        return
    with works.open(SYSTEM) as first:
        with works.open(SYSTEM) as second:
            assert sets.current(first.connection) is None
            sets.append(second, ONE, "plugin.turned_on", after=0)
        with pytest.raises(Conflict):
            sets.append(first, TWO, "plugin.turned_on", after=0)


@pytest.mark.parametrize(
    "statement", ["UPDATE plugin_set SET content = '{}'", "DELETE FROM plugin_set"]
)
def test_a_stored_set_is_neither_changed_nor_removed(works: Works, statement: str) -> None:
    with works.open(SYSTEM) as work:
        sets.append(work, ONE, "plugin.turned_on", after=0)
    with pytest.raises(DBAPIError, match="append-only"), works.engine.begin() as connection:
        connection.execute(text(statement))
    now = stored(works)
    assert now is not None
    assert now.plugins == ONE
