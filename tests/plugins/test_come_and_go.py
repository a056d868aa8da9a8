"""A plugin comes, changes, goes back, goes and comes again; what families sent stays readable all the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.errors import DatabaseError
from farolito.services.plugins import switching

from .life import HALF_WAY, make_version
from .packages_site import FAMILIES, LONG, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


ENGINES = ("sqlite", "postgresql") if LONG else ("sqlite",)
"""Of the whole story. How the engines differ, in a migration that fails, is seen on both in the short form too."""


@pytest.fixture
def site(tmp_path: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    one = Site(tmp_path, engine_url)
    yield one
    one.works.close()


@pytest.mark.parametrize("engine_url", ENGINES, indirect=True)
def test_a_plugin_comes_changes_and_goes_and_no_answer_is_ever_lost(
    site: Site, tmp_path: Path
) -> None:
    first = str(make_version(tmp_path, "1.0"))
    bad = str(make_version(tmp_path, "2.0", then=HALF_WAY))
    second = str(make_version(tmp_path, "2.1"))

    site.told("install", first, "--enable")
    site.ids = site.ask("send", FAMILIES)
    begun = site.look()
    assert begun["versions"]["lanterns"] == "1.0"
    assert site.state()["tables"] == {"plugin_lanterns_order": FAMILIES}

    before = site.state()
    refused = site.told("upgrade", bad, "--yes", fails=True)
    assert [fault["step"] for fault in refused["faults"]] == ["copy"]
    assert "failed at 0002" in refused["faults"][0]["says"]
    assert site.state() == before

    changed = site.told("upgrade", second, "--yes")
    assert changed["plan"]["migrations"] == ["0002"]
    assert changed["plan"]["goes_back"] is True
    (form,) = changed["plan"]["forms_changed"]
    assert form["responses"] == FAMILIES
    upgraded = site.look()
    assert (upgraded["versions"]["lanterns"], upgraded["form"]) == ("2.1", 2)

    site.told("rollback", "lanterns", "--yes")
    rolled = site.look()
    assert (rolled["versions"]["lanterns"], rolled["form"]) == ("1.0", 1)
    assert site.state()["version"] == "0001"

    site.told("remove", "lanterns", "--yes")
    removed = site.look()
    assert "lanterns" not in removed["on"]
    assert site.state()["tables"] == {"plugin_lanterns_order": FAMILIES}
    assert site.state()["folders"] == []

    site.told("install", second, "--enable")
    again = site.look()
    assert again["versions"]["lanterns"] == "2.1"
    assert site.state()["tables"] == {"plugin_lanterns_order": FAMILIES}

    looks = (begun, upgraded, rolled, removed, again)
    assert {tuple(found["exports"]) for found in looks} == {tuple(begun["exports"])}
    assert [one for found in looks for one in found["refused"]] == []


def test_a_migration_that_fails_only_in_the_end_leaves_everything_as_it_was(
    site: Site, tmp_path: Path
) -> None:
    site.told("install", str(make_version(tmp_path, "1.0")), "--enable")
    site.ids = site.ask("send", 3)
    package = site.package(make_version(tmp_path, "2.0", then=HALF_WAY))
    before = site.state()

    # past the trial, as when somebody sends the first answer just after it
    with pytest.raises(DatabaseError, match="failed at 0002"), site.works.open(SYSTEM) as work:
        switching.carry_out(work, switching.to_upgrade(work, package), site.packages)

    assert site.state() == before
    assert site.look()["versions"]["lanterns"] == "1.0"
