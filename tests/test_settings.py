"""Settings: where they come from, what they become, and what is said about wrong ones."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from farolito.domain.languages import WRITTEN
from farolito.errors import SettingsError
from farolito.settings import FILE, Settings, load_settings

ROOT = Path(__file__).parent.parent


def refusals(environ: dict[str, str], file: Path | None = None) -> list[str]:
    """The lines of the refusal, one for each wrong setting."""
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, file)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_without_any_setting_everything_is_in_one_folder_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings({})
    assert settings.data == tmp_path / "var/data"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/data/farolito.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.forms == ROOT / "forms"
    assert settings.migrations == ROOT / "migrations"
    assert set(settings.languages) == set(WRITTEN)
    assert settings.plugins is None
    assert not settings.demo


def test_the_keys_lie_beside_the_data_and_not_in_it(tmp_path: Path) -> None:
    settings = load_settings({"FAROLITO_DATA": str(tmp_path / "data")})
    assert settings.keys == tmp_path / "data.keys"


def test_keys_inside_the_data_are_refused(tmp_path: Path) -> None:
    environ = {"FAROLITO_DATA": str(tmp_path), "FAROLITO_KEYS": str(tmp_path / "deep/keys")}
    [line] = refusals(environ)
    assert line.startswith("FAROLITO_KEYS: the keys lie inside the data folder")


def test_keys_that_reach_the_data_by_a_detour_are_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "elsewhere").symlink_to(tmp_path / "data")
    environ = {
        "FAROLITO_DATA": str(tmp_path / "data"),
        "FAROLITO_KEYS": str(tmp_path / "elsewhere/keys"),
    }
    [line] = refusals(environ)
    assert line.startswith("FAROLITO_KEYS: the keys lie inside the data folder")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "farolito.toml"
    file.write_text('port = 9000\nlanguages = ["en", "vi"]\ndemo = true\n')
    settings = load_settings({"PORT": "9001"}, file)
    assert (settings.port, settings.languages, settings.demo) == (9001, ("en", "vi"), True)


def test_an_empty_variable_is_an_unset_one(tmp_path: Path) -> None:
    file = tmp_path / "farolito.toml"
    file.write_text("port = 9000\n")
    assert load_settings({"PORT": "", "FAROLITO_DEMO": " "}, file).port == 9000


def test_a_path_in_the_file_is_meant_from_where_the_file_is(tmp_path: Path) -> None:
    file = tmp_path / "farolito.toml"
    file.write_text('data = "here"\nkeys = "/elsewhere/keys"\n')
    settings = load_settings({}, file)
    assert (settings.data, settings.keys) == (tmp_path / "here", Path("/elsewhere/keys"))


def test_a_file_that_is_not_there_holds_no_settings(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / FILE) == load_settings({})


def test_plugins_keep_the_order_they_are_written_in() -> None:
    settings = load_settings({"FAROLITO_PLUGINS": "printables, wellbeing_centers,"})
    assert settings.plugins == ("printables", "wellbeing_centers")


def test_no_plugin_at_all_can_be_said() -> None:
    assert load_settings({"FAROLITO_PLUGINS": "none"}).plugins == ()


def test_families_reach_a_server_for_all_networks_by_a_real_address() -> None:
    everywhere = "0.0.0.0"  # noqa: S104  a setting, nothing is bound
    assert load_settings({"HOST": everywhere}).base_url == "http://127.0.0.1:8000"
    assert load_settings({"HOST": "::1"}).base_url == "http://[::1]:8000"


def test_the_database_password_is_in_no_printout() -> None:
    url = "postgresql://farolito:hunter2@db/farolito"
    assert "hunter2" not in repr(load_settings({"FAROLITO_DATABASE_URL": url}))
    [line] = refusals({"FAROLITO_DATABASE_URL": "mysql://farolito:hunter2@db/farolito"})
    assert "hunter2" not in line


@pytest.mark.parametrize(
    ("variable", "value", "mend"),
    [
        ("PORT", "eighty", "write one from 1 to 65535"),
        ("PORT", "0", "write a number from 1 to 65535"),
        ("PORT", "٨٠٨٠", "write one from 1 to 65535"),
        ("HOST", "a host", "write for example 127.0.0.1"),
        ("FAROLITO_WORKERS", "0", "write a number from 1 to 64"),
        ("FAROLITO_DEMO", "perhaps", "write 1 or 0"),
        ("FAROLITO_PLUGINS", "Printables!", "write for example printables"),
        ("FAROLITO_PLUGINS", "printables,printables", "leave one of them out"),
        ("FAROLITO_LANGUAGES", "es", "add en"),
        ("FAROLITO_LANGUAGES", "en, Spanish", "write for example en, es"),
        ("FAROLITO_BASE_URL", "forms.example.org", "write for example https://forms.example.org"),
        ("FAROLITO_BASE_URL", "https://example.org/forms", "write for example"),
        ("FAROLITO_DATABASE_URL", "mysql://db/farolito", "write sqlite:////folder/farolito.db"),
        ("FAROLITO_LOG_LEVEL", "loud", "write one of debug, info, warning, error"),
        ("FAROLITO_FORMS", "/no/such/folder", "make it, or name another"),
        ("FAROLITO_CATALOGUE_KEY", "my key", "write the line that stands in the middle"),
        ("FAROLITO_CATALOGUE_KEY", "MCowBQYDK2VuAyEA" + "A" * 43 + "=", "not an Ed25519"),
        ("FAROLITO_LANGAUGES", "en", "did you mean FAROLITO_LANGUAGES?"),
    ],
)
def test_a_wrong_setting_is_named_with_how_to_mend_it(variable: str, value: str, mend: str) -> None:
    [line] = refusals({variable: value})
    assert line.startswith(f"{variable}: ")
    assert mend in line


def test_all_wrong_settings_are_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "farolito.toml"
    file.write_text('lanugages = ["en"]\nhost = 5\nworkers = true\n')
    lines = refusals({"PORT": "x", "FAROLITO_DEMO": "x"}, file)
    assert [re.split(":| in ", line)[0] for line in lines] == [
        "lanugages",
        "host",
        "PORT",
        "workers",
        "FAROLITO_DEMO",
    ]


def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "farolito.toml"
    file.write_text("port 9000\n")
    [line] = refusals({}, file)
    assert line.startswith(f"{file}: can not be read as TOML")
    assert "line 1" in line


def test_a_variable_that_only_shares_our_prefix_is_left_alone() -> None:
    assert load_settings({"FAROLITO_SERVICE_HOST": "10.0.0.1"}) == load_settings({})


def test_every_setting_is_explained_in_the_operators_handbook() -> None:
    handbook = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    for setting in fields(Settings):
        variable = {"host": "HOST", "port": "PORT"}.get(
            setting.name, f"FAROLITO_{setting.name.upper()}"
        )
        assert f"`{variable}`" in handbook, variable
