"""Plugin sets: each change makes a whole new one, and what is stored is read strictly."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farolito.plugins.sets import (
    EVERYWHERE,
    Chosen,
    Package,
    PluginSet,
    Scope,
    TurnedOn,
    UnreadableSet,
    read_set,
    written,
)

FOOD = Package("farolito-food-bank", "1.2.0", "ab" * 32, ("food_bank",))
TWO = PluginSet(on=(TurnedOn("printables"), TurnedOn("food_bank")))


def test_a_plugin_is_turned_on_last_and_everywhere() -> None:
    assert TWO.turn_on("visits").names == ("printables", "food_bank", "visits")
    assert TWO.turn_on("visits").scope("visits") == EVERYWHERE
    assert TWO.turn_on("printables") == TWO


def test_a_plugin_that_is_turned_on_at_a_place_is_on_there_alone() -> None:
    scope = TWO.turn_on("visits", at=["lincoln"]).scope("visits")
    assert scope is not None
    assert scope.at(["county", "lincoln"])
    assert scope.at(["county", "lincoln", "annex"])
    assert not scope.at(["county", "jefferson"])


def test_a_plugin_that_is_turned_off_at_a_place_stays_on_elsewhere() -> None:
    scope = TWO.turn_off("food_bank", at=["lincoln"]).scope("food_bank")
    assert scope is not None
    assert not scope.at(["county", "lincoln"])
    assert scope.at(["county", "jefferson"])


def test_the_nearest_choice_counts() -> None:
    some = TWO.turn_off("food_bank", at=["district"]).turn_on("food_bank", at=["lincoln"])
    scope = some.scope("food_bank")
    assert scope is not None
    assert [scope.at(path) for path in (["county"], ["county", "district"])] == [True, False]
    assert scope.at(["county", "district", "lincoln"])
    assert not scope.at(["county", "district", "jefferson"])


def test_turned_on_everywhere_forgets_the_choices_and_so_does_turned_off() -> None:
    some = TWO.turn_off("food_bank", at=["lincoln"])
    assert some.turn_on("food_bank") == TWO
    assert some.turn_off("food_bank").names == ("printables",)
    assert some.turn_off("food_bank").turn_on("food_bank").scope("food_bank") == EVERYWHERE


def test_what_is_off_is_not_turned_off_again_at_a_place() -> None:
    assert TWO.turn_off("visits") == TWO
    assert TWO.turn_off("visits", at=["lincoln"]) == TWO


def test_a_plugin_is_moved_and_the_others_keep_their_order() -> None:
    three = TWO.turn_on("visits")
    assert three.move("visits", 0).names == ("visits", "printables", "food_bank")
    assert three.move("printables", 9).names == ("food_bank", "visits", "printables")
    assert three.move("nobody", 0) == three


def test_a_package_takes_the_place_of_its_other_version() -> None:
    newer = Package(FOOD.distribution, "1.3.0", "cd" * 32, FOOD.plugins)
    assert TWO.with_package(FOOD).with_package(newer).packages == (newer,)
    assert TWO.with_package(FOOD).without_package(FOOD.distribution) == TWO
    assert FOOD.folder == "farolito-food-bank-1.2.0-abababababab"


def test_a_process_asks_for_places_only_when_a_plugin_is_on_at_some_only() -> None:
    everywhere = Chosen("set", 1, {"printables": EVERYWHERE})
    some = Chosen("set", 1, {"printables": EVERYWHERE, "visits": Scope(choices=(("a", False),))})
    assert not everywhere.somewhere
    assert some.somewhere
    assert some.off_at(["county", "a"]) == {"visits"}
    assert some.off_at(["county"]) == frozenset()


ids = st.text("abc", min_size=1, max_size=3)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("turn_on"), ids, st.lists(ids, max_size=2)),
        st.tuples(st.just("turn_off"), ids, st.lists(ids, max_size=2)),
        st.tuples(st.just("move"), ids, st.integers(-1, 4)),
        st.tuples(
            st.just("with_package"),
            st.builds(Package, ids, st.just("1.0"), st.sampled_from(["ab" * 32, "cd" * 32])),
        ),
        st.tuples(st.just("without_package"), ids),
    ),
    max_size=12,
)


@given(changes)
def test_whatever_is_done_the_set_is_read_back_as_it_was(steps: list[tuple[Any, ...]]) -> None:
    a_set = PluginSet()
    for verb, *given_values in steps:
        before = copy.deepcopy(a_set)
        after = getattr(a_set, verb)(*given_values)
        assert a_set == before
        assert len(set(after.names)) == len(after.names)
        a_set = after
    assert read_set(json.loads(json.dumps(written(a_set)))) == a_set


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda one: one | {"format": 2}, "format 2"),
        (lambda one: one | {"more": 1}, "the set does not have"),
        (lambda one: {name: one[name] for name in ("format", "on")}, "the set does not have"),
        (lambda one: one | {"on": "all"}, "no list"),
        (lambda one: one | {"on": [*one["on"], one["on"][0]]}, "printables twice"),
        (lambda one: one | {"on": [{**one["on"][0], "name": "../x"}]}, "as `name`"),
        (lambda one: one | {"on": [{**one["on"][0], "places": {"a": 1}}]}, "yes or no"),
        (lambda one: one | {"on": [{**one["on"][0], "everywhere": "yes"}]}, "yes nor no"),
        (
            lambda one: one | {"packages": [{**one["packages"][0], "version": "1/../.."}]},
            "as `version`",
        ),
        (lambda one: one | {"packages": [{**one["packages"][0], "sha256": "ab"}]}, "as `sha256`"),
        (lambda one: one | {"packages": one["packages"] * 2}, "farolito-food-bank twice"),
        (lambda _: None, "the set does not have"),
    ],
)
def test_what_is_no_set_is_refused_with_what_is_wrong(change: Any, says: str) -> None:
    with pytest.raises(UnreadableSet, match=says):
        read_set(change(written(TWO.with_package(FOOD))))
