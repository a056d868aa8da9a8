"""``farolito init``, ``demo`` and ``check``: what they make, what they leave alone, what they refuse."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from farolito.cli import cli
from farolito.db.keyring import FILE as KEY_FILE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to start Farolito in; its data goes to ``data``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", "data")
    return tmp_path


def type_in(*words: str) -> Result:
    """Type ``farolito words``."""
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def test_init_makes_a_site_that_the_check_finds_fit_to_serve(folder: Path) -> None:
    made = type_in("init")
    assert made.exit_code == 0
    assert "Forms published: " in made.output
    assert "family-needs" in made.output
    checked = type_in("check")
    assert checked.exit_code == 0, checked.output
    assert [line.split()[0] for line in checked.output.splitlines()] == [
        "Settings", "Keys", "Database", "Plugins", "PDF",
    ]  # fmt: skip


def test_init_is_safe_to_repeat(folder: Path) -> None:
    type_in("init")
    keys = (folder / "data.keys" / KEY_FILE).read_bytes()
    again = type_in("init")
    assert again.output == f"Everything is there and up to date in {folder / 'data'}.\n"
    assert (folder / "data.keys" / KEY_FILE).read_bytes() == keys


def test_data_and_keys_are_for_us_alone(folder: Path) -> None:
    type_in("demo", "--unanswered")
    for path in ("data", "data.keys", "data/farolito.db", "data/demo-log-ins.txt"):
        assert (folder / path).stat().st_mode & 0o077 == 0, path


def test_no_new_keys_are_made_beside_an_old_database(folder: Path) -> None:
    type_in("init")
    shutil.rmtree(folder / "data.keys")
    refused = type_in("init")
    assert refused.exit_code == 1
    assert "There is no key file" in refused.output
    assert not (folder / "data.keys").exists()


def test_the_demo_can_be_loaded_again_and_then_has_nothing_to_do(folder: Path) -> None:
    assert "Demo: Duarte High School" in type_in("demo").output
    answered = responses_in(folder)
    assert answered.keys() >= {"family-needs", "community-needs-survey", "wellbeing-visit"}
    assert type_in("demo", "--quiet").output == ""
    assert responses_in(folder) == answered
    with closing(sqlite3.connect(folder / "data" / "farolito.db")) as connection:
        worked = connection.execute(
            "SELECT work_state, count(*) FROM response GROUP BY 1"
        ).fetchall()
    assert dict(worked).keys() >= {"new", "in_progress", "done"}


def responses_in(folder: Path) -> dict[str, int]:
    """How many responses were sent to each form."""
    query = (
        "SELECT form_name, count(*) FROM response JOIN form_version ON hash = form_hash"
        " WHERE response.status = 'completed' GROUP BY form_name"
    )
    with closing(sqlite3.connect(folder / "data" / "farolito.db")) as connection:
        return dict(connection.execute(query).fetchall())


def test_the_demo_is_refused_beside_places_of_your_own(folder: Path) -> None:
    from farolito.app import create_app
    from farolito.domain.access import SYSTEM
    from farolito.services import places
    from farolito.settings import load_settings
    from farolito.web.host import host_of

    type_in("init")
    works = host_of(create_app(load_settings({"FAROLITO_DATA": "data"}))).works
    with works.open(SYSTEM) as work:
        places.add(work, "county", "my-county", "My County")
    works.close()
    refused = type_in("demo")
    assert refused.exit_code == 1
    assert "FAROLITO_DEMO=0 ./run" in refused.output
    assert not (folder / "data/demo-log-ins.txt").exists()


def test_the_check_says_what_to_type_where_nothing_was_made_yet(folder: Path) -> None:
    checked = type_in("check")
    assert checked.exit_code == 1
    assert checked.output.count("MEND THIS") == 2
    assert "Type: farolito init" in checked.output
    assert not (folder / "data").exists()


def test_a_form_that_may_not_be_published_is_named_and_the_others_are_published(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = folder / "forms/mine"
    shutil.copytree(Path(__file__).parents[2] / "forms/needs-assessment", pack)
    broken = pack / "quick-check-in.json"
    broken.write_text(broken.read_text(encoding="utf-8").replace('"retention"', '"retantion"'))
    (pack / "no-json.json").write_text("{")
    shutil.rmtree(pack / "examples", ignore_errors=True)
    monkeypatch.setenv("FAROLITO_FORMS", "forms")
    made = type_in("init")
    assert made.exit_code == 0
    assert "The form quick-check-in is not published." in made.output
    assert "The form mine/no-json.json (host) is not published." in made.output
    assert "Forms published: community-needs-survey, family-needs" in made.output


def test_a_wrong_setting_is_said_in_words_without_a_traceback(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    refused = type_in("init")
    assert refused.exit_code == 1
    assert refused.output.startswith(
        "Error: Farolito can not start. Mend these settings:\n  PORT: "
    )


def test_help_imports_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_import(name: str) -> None:
        raise AssertionError(f"--help imported {name}")

    monkeypatch.setattr("farolito.cli.importlib.import_module", no_import)
    said = type_in("--help")
    assert said.exit_code == 0
    assert "plugins" in said.output


def test_every_command_in_the_table_is_there() -> None:
    from farolito.cli import COMMANDS

    for name in COMMANDS:
        assert type_in(name, "--help").exit_code == 0, name


def test_safe_mode_loads_no_plugin_in_any_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAROLITO_NO_PLUGINS", "0")
    monkeypatch.setenv("FAROLITO_PLUGINS", "one_that_is_not_there")
    assert "one_that_is_not_there is left out" in type_in("init").output
    assert type_in("check").exit_code == 1
    assert type_in("--no-plugins", "check").exit_code == 0
