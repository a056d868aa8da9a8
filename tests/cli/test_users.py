"""``farolito places`` and ``farolito users``: an empty site gets its tree and its first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]) -> None:
    """A site in a folder of its own, without places."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FAROLITO_PLUGINS", "none")
    monkeypatch.setenv("FAROLITO_ALLOW_UNSAFE_DATABASE", "1")
    monkeypatch.setenv("FAROLITO_BASE_URL", "https://forms.example.org/")
    put_site(tmp_path, "none")


def plant() -> None:
    run("places", "add", "county", "The County", "county")
    run("places", "add", "district", "Duarte Unified", "duarte-district", "--in", "county")
    run("places", "add", "district", "Azusa Unified", "azusa-district", "--in", "county")
    run("places", "add", "site", "Duarte High", "duarte-high", "--in", "duarte-district")


def test_a_tree_is_planted_named_and_moved() -> None:
    assert "farolito places add county" in run("places", "list").output
    plant()
    assert run("places", "list").output.splitlines() == [
        "The County  (county county)",
        "  Azusa Unified  (district azusa-district)",
        "  Duarte Unified  (district duarte-district)",
        "    Duarte High  (site duarte-high)",
    ]
    assert run("places", "rename", "duarte-high", "Duarte High School").exit_code == 0
    assert run("places", "move", "duarte-high", "--in", "azusa-district").exit_code == 0
    lines = run("places", "list").output.splitlines()
    assert lines[2] == "    Duarte High School  (site duarte-high)"


def test_what_can_not_be_is_said_without_a_traceback() -> None:
    plant()
    done = run("places", "move", "county", "--in", "duarte-high")
    assert done.exit_code == 1
    assert done.output == "Error: A place can not be put below itself.\n"
    done = run("users", "invite", "a@b.example", "--name", "A", "--role", "king", "--at", "county")
    assert done.output == "Error: Choose a role.\n"
    assert "There is no user" in run("users", "off", "nobody@b.example").output


def test_somebody_is_invited_shown_given_roles_and_turned_off() -> None:
    plant()
    made = run(
        "users", "invite", "Rosa@School.example", "--name", "Rosa", "--role", "counselor",
        "--at", "duarte-high",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith("https://forms.example.org/staff/join/")
    assert len(made.stdout.strip().rpartition("/")[2]) == 43
    given = run(
        "users", "roles", "rosa@school.example", "--give", "coordinator", "--at", "duarte-high"
    )
    assert given.output == (
        "rosa@school.example  Rosa  coordinator at duarte-high, counselor at duarte-high"
        "  (has not chosen a password yet)\n"
    )
    assert "--at ADDRESS" in run("users", "roles", "rosa@school.example", "--give", "x").output
    assert run("users", "off", "rosa@school.example").exit_code == 0
    assert "(turned off)" in run("users", "list").output
    assert "is turned off" in run("users", "link", "rosa@school.example").output
    assert run("users", "on", "rosa@school.example").exit_code == 0
    link = run("users", "link", "rosa@school.example", "--forget-second-step")
    assert link.stdout != made.stdout
    assert link.stdout.startswith("https://forms.example.org/staff/join/")
