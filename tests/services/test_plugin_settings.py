"""What is set for a plugin: the nearest place counts, values are sealed, and nobody else's are touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from farolito.api import Asks, NextStep, Plugin, hookimpl, setting, settings_of
from farolito.db.keyring import Keyring
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.errors import Conflict, Forbidden, NotFound
from farolito.services import audit, places, resealing
from farolito.services.plugin_settings import Unfit, of_plugin, save, shown
from farolito.services.plugins import stored_data
from farolito.testing.factories import make_response
from farolito.testing.plugins import make_hooks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from farolito.domain.views import PlaceView
    from farolito.plugins.hooks import Hooks
    from tests.services.conftest import School

SECRET = "a-very-long-secret-7781"


@dataclass(frozen=True)
class Center:
    """What a center says of itself."""

    room: str = setting("Where is it?", default="Ask at the office")
    fewest: int | None = setting("Fewest", "whole_number", least=1, most=30, default=11)
    site: str = setting("On the web", "web_address", per_place=False)
    key: str = setting("Key", "secret")


class Centers(Plugin):
    """Says where the center is."""

    name = "centers"
    title = "Centers"
    summary = "Says where."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",), secrets=("key",))
    settings = Center

    @hookimpl
    def next_steps(self, settings: Center) -> Iterable[NextStep]:
        """The room."""
        return [NextStep({"en": settings.room})]


class Others(Plugin):
    """Has no settings, and takes them all the same."""

    name = "others"
    title = "Others"
    summary = "Others."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",))

    @hookimpl
    def next_steps(self, settings: object) -> Iterable[NextStep]:
        """What it was given."""
        return [NextStep({"en": repr(settings)})]


@pytest.fixture
def hooks() -> Hooks:
    return make_hooks(Centers, Others)


def put(school: School, place: str = "", *, actor: Actor = SYSTEM, **typed: Any) -> None:
    with school.works.open(actor) as work:
        save(work, "centers", place, typed)


def read(school: School, place: PlaceView | None = None) -> Center:
    with school.works.open(SYSTEM, write=False) as work:
        return settings_of(work, Center, place)


def county(school: School) -> str:
    """Puts a county above the school; its slug."""
    with school.works.open(SYSTEM) as work:
        made = places.add(work, "county", "all", "The County")
        path = f"{made.id}/{school.place.id}"
        values = {"above": made.id, "path": path, "place": school.place.id}
        work.connection.execute(
            text("UPDATE place SET parent_id = :above, path = :path WHERE id = :place"), values
        )
    return "all"


def admin(school: School, place: PlaceView) -> Actor:
    return Actor("user", id="somebody", grants=(Grant(place.id, "platform_admin"),))


def test_without_any_value_the_plugins_own_counts(school: School) -> None:
    assert read(school, school.place) == Center()


def test_the_nearest_place_counts_then_those_above_then_everybodys(school: School) -> None:
    above = county(school)
    put(school, room="Everybody's", fewest=5)
    assert read(school, school.place).room == "Everybody's"
    put(school, above, room="The county's")
    assert read(school, school.place).room == "The county's"
    put(school, "lincoln", room="Room 12")

    assert read(school, school.place) == Center(room="Room 12", fewest=5)
    assert read(school) == Center(room="Everybody's", fewest=5)


def test_another_school_keeps_its_own(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        grant = places.add(work, "site", "grant", "Grant High School")
    put(school, "lincoln", room="Room 12")

    assert read(school, grant).room == "Ask at the office"


def test_a_value_that_is_taken_out_is_inherited_again(school: School) -> None:
    put(school, room="Everybody's")
    put(school, "lincoln", room="Room 12")
    with school.works.open(SYSTEM) as work:
        assert save(work, "centers", "lincoln", {}, ["room"]) == ("room",)

    assert read(school, school.place).room == "Everybody's"


def test_the_settings_of_a_class_that_is_nobodys_are_refused(school: School) -> None:
    @dataclass(frozen=True)
    class Stray:
        """Of no plugin."""

    with (
        school.works.open(SYSTEM, write=False) as work,
        pytest.raises(TypeError, match="Stray is the `settings` of no plugin"),
    ):
        settings_of(work, Stray)


def test_a_page_of_another_plugin_does_not_read_them(school: School) -> None:
    with school.works.open(SYSTEM, write=False) as work:
        work.plugin = "others"
        with pytest.raises(Forbidden):
            settings_of(work, Center)
        work.plugin = "centers"
        assert settings_of(work, Center) == Center()


def test_a_hook_that_takes_settings_is_given_those_of_the_place(
    school: School, hooks: Hooks
) -> None:
    put(school, "lincoln", room="Room 12")
    with school.works.open(SYSTEM, write=False) as work:
        steps = hooks.next_steps(
            make_response(), lambda plugin: of_plugin(work, plugin, school.place.id)
        )

    assert [step.title["en"] for step in steps] == ["Room 12", "None"]


def test_without_a_database_a_hook_is_given_what_the_author_wrote(hooks: Hooks) -> None:
    steps = hooks.next_steps(make_response())

    assert [step.title["en"] for step in steps] == ["Ask at the office", "None"]


def test_values_are_sealed_and_written_into_the_audit_by_name_alone(school: School) -> None:
    put(school, "lincoln", key=SECRET, room="Room 12")

    rows = school.rows("SELECT * FROM plugin_setting")
    assert len(rows) == 2
    assert all(SECRET.encode() not in bytes(row[-1]) for row in rows)
    audited = school.rows("SELECT action, target FROM audit ORDER BY number")
    assert audited[-2:] == [
        ("plugin.setting_changed", "plugin/centers/key"),
        ("plugin.setting_changed", "plugin/centers/room"),
    ]
    assert SECRET not in str(school.rows("SELECT * FROM audit"))
    with school.works.open(SYSTEM, write=False) as work:
        assert audit.verify(work, school.place.id) is None


def test_they_can_be_sealed_with_a_new_key_and_read_all_the_same(
    school: School, tmp_path: Path
) -> None:
    school.works.keyring = Keyring.load(tmp_path / "keys", create=True)
    put(school, "lincoln", key=SECRET)
    school.works.keyring.add()

    assert resealing.reseal(school.works) > 0

    assert read(school, school.place).key == SECRET


def test_a_secret_is_never_shown_and_a_short_one_not_even_its_end(school: School) -> None:
    def key() -> Any:
        with school.works.open(SYSTEM, write=False) as work:
            found = shown(work, "centers", "lincoln")
        (field,) = [one for one in found.fields if one.setting.name == "key"]
        return field

    assert not key().is_set
    put(school, "lincoln", key="short-77-81")  # 11 characters
    assert (key().is_set, key().ending, key().value) == (True, "", "")
    put(school, "lincoln", key=SECRET)
    assert (key().is_set, key().ending, key().value) == (True, "7781", "")
    assert SECRET not in repr(key())


def test_a_wrong_value_is_refused_and_nothing_is_changed(school: School) -> None:
    with pytest.raises(Unfit) as refused:
        put(school, "lincoln", fewest=99, room="Room 12")

    assert refused.value.codes == {"fewest": "too_large"}
    assert school.rows("SELECT * FROM plugin_setting") == []


def test_what_is_the_same_for_everybody_and_what_there_is_not_can_not_be_set(
    school: School,
) -> None:
    with pytest.raises(NotFound, match="the same for everybody"):
        put(school, "lincoln", site="https://example.org")
    with pytest.raises(NotFound, match="no setting “colour”"):
        put(school, "lincoln", colour="red")
    put(school, site="https://example.org")
    assert read(school, school.place).site == "https://example.org"


def test_who_changed_something_meanwhile_is_noticed(school: School) -> None:
    with school.works.open(SYSTEM, write=False) as work:
        seen = shown(work, "centers", "lincoln").seen
    put(school, "lincoln", room="Room 12")

    with pytest.raises(Conflict), school.works.open(SYSTEM) as work:
        save(work, "centers", "lincoln", {"fewest": 5}, seen=seen)

    assert read(school, school.place) == Center(room="Room 12")


def test_values_of_another_version_are_kept_and_named_and_can_be_taken_out(
    school: School,
) -> None:
    put(school, "lincoln", room="Room 12", fewest=30)
    with school.works.engine.begin() as connection:
        connection.execute(text("UPDATE plugin_setting SET name = 'hall' WHERE name = 'room'"))

    with school.works.open(SYSTEM, write=False) as work:
        found = shown(work, "centers", "lincoln")
    assert found.unknown == ("hall",)
    assert read(school, school.place) == Center(fewest=30)
    put(school, "lincoln", fewest=5)
    assert len(school.rows("SELECT * FROM plugin_setting")) == 2
    with school.works.open(SYSTEM) as work:
        save(work, "centers", "lincoln", {}, ["hall"])
    assert len(school.rows("SELECT * FROM plugin_setting")) == 1


def test_when_the_data_of_a_plugin_is_deleted_what_was_set_goes_too(school: School) -> None:
    put(school, "lincoln", room="Room 12", key=SECRET)
    put(school, fewest=5)
    with school.works.open(SYSTEM) as work:
        stored_data.delete(work, "centers")

    assert school.rows("SELECT * FROM plugin_setting") == []


def test_a_value_that_does_not_fit_any_more_is_named_and_the_next_one_counts(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(school, "lincoln", fewest=30)
    put(school, fewest=7)

    @dataclass(frozen=True)
    class Narrower:
        """As a later version has it."""

        fewest: int | None = setting("Fewest", "whole_number", least=1, most=10, default=3)

    monkeypatch.setattr(Centers, "settings", Narrower)
    with school.works.open(SYSTEM, write=False) as work:
        assert settings_of(work, Narrower, school.place) == Narrower(fewest=7)
        (field,) = shown(work, "centers", "lincoln").fields
    assert field.unfit
    assert (field.value, field.from_place) == (7, "*")


def test_who_may_change_plugins_at_a_school_sets_it_there_and_nowhere_else(
    school: School,
) -> None:
    county(school)
    with school.works.open(SYSTEM) as work:
        grant = places.add(
            work, "site", "grant", "Grant High School", places.by_slug(work, "all").id
        )
        top = places.by_slug(work, "all")
    there = admin(school, school.place)

    put(school, "lincoln", actor=there, room="Room 12")
    for elsewhere in ("", "all", "grant"):
        with pytest.raises(NotFound):
            put(school, elsewhere, actor=there, room="Room 13")
    put(school, "", actor=admin(school, top), room="Everybody's")
    assert read(school, grant).room == "Everybody's"
    nobody = Actor("user", id="x", grants=(Grant(school.place.id, "coordinator"),))
    with pytest.raises(NotFound):
        put(school, "lincoln", actor=nobody, room="Room 14")


def test_somebody_at_a_school_reads_what_the_county_set(school: School) -> None:
    county(school)
    put(school, "all", room="The county's")
    reader = Actor("user", id="x", grants=(Grant(school.place.id, "coordinator"),))

    with school.works.open(reader, write=False) as work:
        assert settings_of(work, Center, school.place).room == "The county's"


def test_one_query_answers_for_all_settings_and_none_for_a_plugin_that_does_not_ask(
    school: School, hooks: Hooks
) -> None:
    with school.watched() as seen, school.works.open(SYSTEM, write=False) as work:
        settings_of(work, Center, school.place)
    assert len([one for one in seen if "plugin_setting" in one]) == 1

    quiet = make_hooks(Others)
    with school.watched() as seen, school.works.open(SYSTEM, write=False) as work:
        quiet.next_steps(make_response(), lambda plugin: of_plugin(work, plugin, school.place.id))
    assert seen == []
