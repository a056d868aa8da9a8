"""For every hook and everything a plugin can do wrong in it: every page of the host answers, nothing is lost."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher

from farolito.domain.access import SYSTEM
from farolito.errors import PublishRefused
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.health import LIMIT
from farolito.plugins.kinds import LIMITS, Kind
from farolito.plugins.loader import load
from farolito.services import forms, users
from farolito.testing.plugins import installed_in, write_plugin
from tests.web.staff.form import SURVEY

from .faults import (
    BESIDES,
    BESIDES_HOOKS,
    CASES,
    FAULTS,
    REFUSED,
    Fault,
    broken,
    broken_besides,
    limits_for,
)
from .faulty_world import GOOD, Seed, World, plant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from farolito.sandbox.in_process import Limit
    from farolito.services.repairs import Repair


@pytest.fixture(autouse=True)
def no_garbage_is_looked_for_on_the_way() -> Iterator[None]:
    """Where a plugin calls itself without end, nothing is left of the stack for what is called when garbage goes."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    """The school before any plugin came; made once."""
    with pytest.MonkeyPatch.context() as patch:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(users, "HASHER", hasher)
        return plant(tmp_path_factory.mktemp("seed"))


@pytest.fixture
def world(tmp_path: Path, folder: Path, seed: Seed) -> Iterator[Callable[..., World]]:
    """Installs the plugins that are given with the good one behind them, and starts the site."""
    made: list[World] = []

    def start(*sources: str, limits: Mapping[str, Limit] = LIMITS, **files: str) -> World:
        names = [f"broken{number or ''}" for number in range(len(sources))]
        for name, source in zip(names, sources, strict=True):
            mine = source.replace('"broken"', f'"{name}"')
            write_plugin(
                folder, name, mine, files={f"{file}.js": text for file, text in files.items()}
            )
        write_plugin(folder, "good", GOOD)
        hooks = load([*names, "good"], installed=installed_in(folder), limits=limits)
        made.append(World(tmp_path / "site", seed, hooks))
        return made[-1]

    yield start
    for one in made:
        one.close()


def good(world: World) -> Any:
    """The plugin beside the broken one."""
    return world.hooks.roster.loaded[-1].plugin


def host_pages_answer(world: World, *, denied: bool, printed: bool = True) -> None:
    """Every page that staff and administrators need; a failing decision denies records and breaks nothing."""
    staff, admin = world.browser(world.seed.staff), world.browser(world.seed.admin)
    listed = staff.get("/staff/lincoln")
    assert listed.status_code == 200
    assert "Good things" in listed.text
    assert staff.get("/-/good/").text == "Good page"
    reply = staff.get(world.seed.response)
    assert reply.status_code == (404 if denied else 200)
    paper = staff.get(f"{world.seed.response}/staff-copy.pdf")
    assert paper.status_code == (404 if denied else 200 if printed else 503)
    if not denied:
        assert "Call the good people" in reply.text
        assert paper.data.startswith(b"%PDF") == printed
    for address in (
        "/admin/plugins",
        "/admin/facts",
        "/admin/repairs",
        "/admin/users",
        "/admin/audit",
    ):
        assert admin.get(address).status_code == 200, address


def named(world: World, hook: str, fault: Fault) -> Repair:
    """The repair that names the plugin."""
    (found,) = [
        one for one in world.repairs_of("broken") if one.kind in ("not_loaded", "failing", "paused")
    ]
    page = world.browser(world.seed.admin).get("/admin/repairs").text
    assert found.values["title"] in page
    if found.kind == "not_loaded":
        assert any(cause in found.said[0] for cause in fault.causes)
        assert fault.head.startswith("import") or hook in found.said[0]
        return found
    assert found.hook == hook
    assert hook in page
    assert found.values["cause"].startswith(fault.causes)
    assert "Maria" not in page
    return found


@pytest.mark.parametrize(("hook", "fault"), CASES, ids=lambda one: getattr(one, "what", one))
def test_whatever_a_hook_does_every_page_answers_and_nothing_is_lost(
    hook: str, fault: Fault, world: Callable[..., World]
) -> None:
    kind = CATALOGUE[hook].kind
    here = world(broken(hook, fault), limits=limits_for(kind, fault))
    loaded = "broken" in [one.name for one in here.hooks.roster.loaded]
    assert loaded == (kind != Kind.REGISTER and fault.what != "import error")

    family, presses = here.family_sends()
    assert "Call the good people" in family.html
    assert presses == (LIMIT + 1 if loaded and kind == Kind.JOIN else 1)
    assert here.responses() == [("completed", 1)]
    assert len(good(here).joined) == 1

    here.work_off()
    assert len(good(here).told) == 1
    again = loaded and kind == Kind.NOTIFY
    assert here.waiting()["submission_saved", "waiting" if again else "done"] == 1

    host_pages_answer(here, denied=loaded and kind == Kind.DECIDE)

    with here.works.open(SYSTEM) as work, pytest.raises(PublishRefused) as refused:
        forms.publish(work, {**SURVEY, "name": "another"})
    reasons = refused.value.reasons
    assert reasons[-1] == "The good plugin has seen this form."
    assert len(reasons) == (2 if loaded and kind == Kind.CHECK else 1)

    found = named(here, hook, fault)
    if loaded:
        assert int(found.values["count"]) >= 1


@pytest.mark.parametrize(("hook", "fault"), REFUSED, ids=lambda one: getattr(one, "what", one))
def test_a_plugin_that_can_not_say_what_it_brings_is_not_loaded_and_the_reason_is_told(
    hook: str, fault: Fault, folder: Path
) -> None:
    write_plugin(folder, "broken", broken(hook, fault))
    write_plugin(folder, "good", GOOD)

    limits = limits_for(Kind.REGISTER, fault)
    roster = load(["broken", "good"], installed=installed_in(folder), limits=limits).roster

    assert [one.name for one in roster.loaded] == ["good"]
    (refused,) = roster.refused
    assert any(cause in refused.reason for cause in fault.causes)
    assert fault.head.startswith("import") or hook in refused.reason
    assert "Maria" not in refused.reason


@pytest.mark.parametrize(("what", "fault"), BESIDES, ids=lambda one: getattr(one, "what", one))
def test_whatever_a_page_a_paper_or_a_function_of_a_plugin_does_the_host_goes_on(
    what: str, fault: Fault, world: Callable[..., World]
) -> None:
    here = world(
        broken_besides(what, fault),
        limits=limits_for(BESIDES_HOOKS[what][1], fault),
        odd="export default (number) => number;",
    )
    assert [one.name for one in here.hooks.roster.loaded] == ["broken", "good"]

    family, presses = here.family_sends()
    assert presses == 1
    assert "Call the good people" in family.html
    page = here.browser().get("/-/broken/")
    assert page.status_code == (500 if what.startswith("page") else 404)
    if what == "odd(…)":
        assert here.hooks.functions["broken.odd"](1.0) is None
    here.work_off()
    assert here.responses() == [("completed", 1)]
    host_pages_answer(here, denied=False, printed=not what.endswith("render"))
    assert int(named(here, what, fault).values["count"]) >= 1


def test_with_four_broken_plugins_at_once_each_is_named_and_the_rest_works(
    world: Callable[..., World],
) -> None:
    by_name = {f"{hook} {fault.what}": (hook, fault) for hook in CATALOGUE for fault in FAULTS}
    chosen = [
        by_name[one]
        for one in (
            "register_pages wrong type",
            "submission_saving SystemExit",
            "next_steps hang",
            "submission_saved 1 GiB",
        )
    ]
    sources = (broken(hook, fault) for hook, fault in chosen)
    here = world(*sources, limits=limits_for(Kind.CONTRIBUTE, chosen[2][1]))

    family, presses = here.family_sends()
    assert presses == LIMIT + 1
    assert "Call the good people" in family.html
    here.work_off()
    assert here.responses() == [("completed", 1)]
    assert len(good(here).told) == 1
    host_pages_answer(here, denied=False)
    for number in range(4):
        assert here.repairs_of(f"broken{number or ''}"), number
