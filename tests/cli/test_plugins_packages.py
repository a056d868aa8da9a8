"""``farolito plugins install | upgrade | rollback | remove | available | data``: what they say and refuse."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from farolito.db.queries import places as place_queries
from farolito.domain.access import SYSTEM
from farolito.errors import FarolitoError
from farolito.services import audit
from farolito.services.plugins import reloading
from tests.plugins.life import HALF_WAY, make_version
from tests.plugins.packages_site import Site
from tests.plugins.wheels import make_wheel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = "plugin_lanterns_order"


@contextmanager
def at(folder: Path) -> Iterator[Site]:
    """Somebody who types there, with no settings but those of the site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in filter(lambda one: one.startswith("FAROLITO_"), list(os.environ)):
            patch.delenv(name)
        one = Site(folder, f"sqlite:///{folder / 'data' / 'farolito.db'}")
        yield one
        one.works.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site to which nothing came yet."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "data").mkdir(mode=0o700)
    with at(folder):
        return folder


@pytest.fixture(scope="module")
def made_lit(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one where the first version of the plugin was installed and turned on."""
    folder = tmp_path_factory.mktemp("lit") / "site"
    shutil.copytree(made, folder)
    with at(folder) as site:
        site.told("install", str(make_version(folder, "1.0")), "--enable")
        return folder


def copied(made: Path, folder: Path) -> Iterator[Site]:
    for part in ("data", "data.keys"):
        shutil.copytree(made / part, folder / part)
    with at(folder) as site:
        yield site


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Iterator[Site]:
    """A site to which nothing came yet."""
    yield from copied(made, tmp_path)


@pytest.fixture
def lit(made_lit: Path, tmp_path: Path) -> Iterator[Site]:
    """A site where the first version of the plugin is installed and on."""
    yield from copied(made_lit, tmp_path)


def actions(site: Site) -> list[tuple[str, str]]:
    """What was recorded at the top of the tree, the latest first."""
    with site.works.open(SYSTEM, write=False) as work:
        (root,) = [row.place_id for row in work.peek(place_queries.ROOTS)]
        return [(one.action, one.target) for one in audit.entries(work, root)]


def test_what_was_installed_is_off_and_the_line_that_turns_it_on_is_told(
    site: Site, tmp_path: Path
) -> None:
    done = site.type_in("plugins", "install", str(make_version(tmp_path, "1.0")))

    assert "lanterns 1.0" in done.stdout
    assert "It asks for: Sees what families answer on forms of the school" in done.stdout
    assert "Counts the orders of a school" in done.stdout
    assert "farolito-lanterns 1.0 is installed. Plugin set 2. No server runs here." in done.stdout
    assert "To turn it on, type: farolito plugins enable lanterns" in done.stdout
    assert "Trying its migrations on what is stored here" in done.stderr
    assert site.state()["tables"] == {}
    assert actions(site)[0] == ("plugin.installed", "plugin/lanterns")
    assert site.told("list")[-1]["state"] == "off"


def test_what_fails_in_the_trial_is_named_with_what_to_do_and_nothing_is_left(
    site: Site, tmp_path: Path
) -> None:
    before = site.state()

    done = site.type_in(
        "plugins", "install", str(make_version(tmp_path, "1.0", broken=True)), fails=True
    )

    assert "Nothing was changed: the trial found this." in done.stderr
    assert "It needs the Python module `nowhere_at_all`, which is not installed." in done.stderr
    assert "What to do: Install the plugin again together with what it needs." in done.stderr
    assert site.state() == before


def test_an_upgrade_that_nobody_agreed_to_changes_nothing(lit: Site, tmp_path: Path) -> None:
    before = lit.state()

    done = lit.type_in("plugins", "upgrade", str(make_version(tmp_path, "2.0")), fails=True)

    assert "lanterns: 1.0 to 2.0" in done.stdout
    assert "It now also asks for: Knows the size of each lantern" in done.stdout
    assert "Changes of the database: 0002" in done.stdout
    assert f"Table {TABLE}: 0 rows, then 0; new columns size" in done.stdout
    assert "lantern-order" in done.stdout
    assert "Add --yes to do it." in done.stderr
    assert lit.state() == before


def test_a_version_that_is_there_is_changed_by_upgrade_and_not_by_install(
    lit: Site, tmp_path: Path
) -> None:
    again = lit.told("install", str(make_version(tmp_path, "1.0")))
    other = lit.told("install", str(make_version(tmp_path, "2.0")), fails=True)
    unknown = lit.told("upgrade", str(make_wheel(tmp_path, "candles")), "--yes", fails=True)

    assert (again["done"], again["says"]) == (False, "It is installed already.")
    assert "farolito plugins upgrade lanterns" in other["says"]
    assert unknown["code"] == "not_installed"


def test_there_is_no_way_back_where_the_newer_version_knows_none(lit: Site, tmp_path: Path) -> None:
    lit.ask("send", 1)
    plan = lit.told("upgrade", str(make_version(tmp_path, "2.0", back=HALF_WAY)), "--yes")["plan"]
    before = lit.state()

    refused = lit.told("rollback", "lanterns", "--yes", fails=True)

    assert plan["goes_back"] is False
    assert "failed at 0002" in refused["faults"][0]["says"]
    assert lit.state() == before


def test_a_backup_is_written_before_a_rollback_takes_rows_away(lit: Site, tmp_path: Path) -> None:
    lit.ask("send", 2)
    lit.told("upgrade", str(make_version(tmp_path, "2.0")), "--yes")

    said = lit.type_in("plugins", "rollback", "lanterns", fails=True)
    done = lit.told("rollback", "lanterns", "--yes", "--backup", str(tmp_path / "kept.db"))

    assert f"LOSES ROWS Table {TABLE}: 2 rows, then 2; the columns size go" in said.stdout
    assert "farolito backup FILE" in said.stderr
    assert done["plan"]["loses"] is True
    assert (tmp_path / "kept.db").read_bytes().startswith(b"SQLite")
    assert lit.state()["version"] == "0001"


def test_a_rollback_needs_a_version_before(lit: Site, tmp_path: Path) -> None:
    assert lit.told("rollback", "lanterns", "--yes", fails=True)["code"] == "nothing_before"
    assert lit.told("rollback", "printables", "--yes", fails=True)["code"] == "not_installed"


def test_the_version_before_is_kept_and_those_before_it_are_swept(
    lit: Site, tmp_path: Path
) -> None:
    for version in ("1.1", "1.2"):
        lit.told("upgrade", str(make_version(tmp_path, version)), "--yes")

    names = [name.rpartition("-")[0] for name in lit.state()["folders"]]
    lit.told("rollback", "lanterns", "--yes")
    nothing = lit.told("rollback", "lanterns", "--yes", fails=True)

    assert names == ["farolito-lanterns-1.1", "farolito-lanterns-1.2"]
    assert nothing["code"] == "not_kept"
    assert "farolito-lanterns 1.0" in nothing["says"]


def test_an_older_version_beside_newer_tables_is_refused(site: Site, tmp_path: Path) -> None:
    site.told("install", str(make_version(tmp_path, "2.0")), "--enable")
    site.told("remove", "lanterns", "--yes")
    before = site.state()

    refused = site.told("install", str(make_version(tmp_path, "1.0")), fails=True)

    assert "newer than its code" in refused["faults"][0]["says"]
    assert site.state() == before


def test_where_the_setting_decides_install_does_not_turn_on(site: Site, tmp_path: Path) -> None:
    site.environ["FAROLITO_PLUGINS"] = "printables"

    refused = site.told("install", str(make_version(tmp_path, "1.0")), "--enable", fails=True)
    done = site.told("install", str(make_version(tmp_path, "1.0")))

    assert "FAROLITO_PLUGINS" in refused["says"]
    assert done["done"] is True


def test_a_server_that_does_not_take_it_up_keeps_what_it_runs_with(
    lit: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = lit.state()["folders"]

    def goes_on(*_: Any) -> bool:
        raise FarolitoError("The change is made, but the server has not taken it up.")

    monkeypatch.setattr("farolito.cli.plugins.switches.reload_server", goes_on)
    done = lit.told("remove", "lanterns", "--yes", fails=True)

    assert (done["done"], done["number"]) == (True, 3)
    assert lit.state()["folders"] == folders
    assert reloading.running(lit.settings) is None


def test_what_a_plugin_keeps_is_listed_taken_out_and_deleted_on_purpose(
    lit: Site, tmp_path: Path
) -> None:
    lit.ids = lit.ask("send", 2)
    file = str(tmp_path / "lanterns.zip")
    delete = ("--export", file, "--delete", "--confirm", "lanterns")

    listed = lit.told("data", "lanterns")
    while_on = lit.told_error("data", "lanterns", *delete)
    lit.told("remove", "lanterns", "--yes")
    unwritten = lit.told_error("data", "lanterns", "--delete", "--now", "--confirm", "lanterns")
    too_soon = lit.told_error("data", "lanterns", *delete)
    unnamed = lit.told_error("data", "lanterns", "--export", file, "--delete", "--now")
    kept = lit.state()["tables"]
    gone = lit.told("data", "lanterns", "--export", f"{file}2", *delete[2:], "--now")

    assert listed["tables"] == kept == {TABLE: 2}
    assert "farolito plugins disable lanterns" in while_on
    assert "--export" in unwritten
    assert "after 7 days" in too_soon
    assert "--confirm lanterns" in unnamed
    assert gone["deleted"] is True
    with zipfile.ZipFile(f"{file}2") as archive:
        lines = archive.read(f"{TABLE}.csv").decode("utf-8-sig").splitlines()
    assert lines[0] == "place_id,response_id"
    assert sorted(line.rpartition(",")[2] for line in lines[1:]) == sorted(lit.ids)
    assert (lit.state()["tables"], lit.state()["version"]) == ({}, None)
    assert actions(lit)[0] == ("plugin.data_deleted", "plugin/lanterns")
    assert lit.look()["opened"] == 2


def test_the_catalogue_says_what_can_be_had_and_the_line_to_type(
    site: Site, tmp_path: Path
) -> None:
    newer = make_version(site.packages, "2.0")
    site.told("install", str(make_version(tmp_path, "1.0")))
    entries = [
        {"plugin": "lanterns", "title": "Lanterns", "distribution": "farolito-lanterns",
         "version": "2.0", "sha256": "a" * 64, "wheel": f"2.0/{newer.name}"},
        {"plugin": "candles", "title": "Candles", "distribution": "farolito-candles",
         "version": "0.9", "sha256": "b" * 64},
    ]  # fmt: skip
    catalogue = site.packages / "catalogue.json"
    catalogue.write_text(json.dumps({"format": 1, "packages": entries}))

    listed = {one["plugin"]: one for one in site.told("available") if one["title"]}
    words = site.type_in("plugins", "available").stdout
    catalogue.write_text('{"format": 1, "packages": [{}]}')
    broken = site.type_in("plugins", "available", fails=True)

    assert listed["candles"]["type"] == (
        f"farolito plugins install farolito-candles==0.9 --hash sha256:{'b' * 64}"
    )
    assert listed["lanterns"]["type"] == (
        f"farolito plugins upgrade {newer} --hash sha256:{'a' * 64}"
    )
    assert listed["lanterns"]["state"] == "1.0 is installed"
    assert "farolito plugins enable lanterns" in words
    assert "catalogue.json is no catalogue" in broken.stderr
