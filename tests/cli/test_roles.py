"""``farolito roles``, and the page of the docs that is made with it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from farolito.cli import cli
from farolito.domain.access import PERMISSIONS
from farolito.domain.roles import ROLES

PAGE = Path(__file__).parents[2] / "docs" / "who-can-see-what.md"


def test_the_page_says_what_the_tables_say() -> None:
    printed = CliRunner().invoke(cli, ["roles", "--markdown"]).output
    said = PAGE.read_text("utf-8").partition("<!-- roles -->\n")[2]
    assert said == printed, (
        "farolito roles --markdown, below <!-- roles --> in docs/who-can-see-what.md"
    )


def test_every_role_is_listed_with_its_permissions() -> None:
    printed = CliRunner().invoke(cli, ["roles"]).output
    assert all(f"{name}  ({role.title}" in printed for name, role in ROLES.items())
    assert all(words in printed for words in PERMISSIONS.values())
