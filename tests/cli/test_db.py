"""``farolito db`` and ``farolito routes``: proofs that can fail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from farolito.cli import cli

if TYPE_CHECKING:
    from farolito.testing.postgres import PostgresServer

ROOT = Path(__file__).parents[2]
STRAY = """
from alembic import op
import sqlalchemy as sa

revision = "stray"
down_revision = {down!r}


def upgrade() -> None:
    op.create_table("stray", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade() -> None:
    op.drop_table("stray")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to type commands in; no plugin is on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", "data")
    monkeypatch.setenv("FAROLITO_PLUGINS", "none")
    return tmp_path


def type_in(*words: str) -> Result:
    """Type ``farolito words``."""
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def test_the_migrations_are_right_on_both_engines(postgres: PostgresServer, folder: Path) -> None:
    url = postgres.url(postgres.make_database())
    checked = type_in("db", "check", "--postgresql", url)
    assert checked.output == "The migrations are right: Farolito.\n"
    assert list(folder.iterdir()) == []


def test_a_migration_that_makes_something_else_than_the_models_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "migrations", folder / "migrations")
    newest = max((folder / "migrations/versions").glob("*.py")).stem
    revision = "_".join(newest.split("_")[:2])
    stray = folder / "migrations/versions/99991231_2359_stray.py"
    stray.write_text(STRAY.format(down=revision))
    monkeypatch.setenv("FAROLITO_MIGRATIONS", "migrations")
    checked = type_in("db", "check")
    assert checked.exit_code == 1
    assert "sqlite: Farolito: the tables and the models differ" in checked.output
    assert "stray" in checked.output


def test_an_upgrade_says_what_it_did_and_then_that_nothing_is_left(folder: Path) -> None:
    (folder / "data").mkdir()
    assert type_in("db", "upgrade").output.startswith("Farolito 2026")
    assert type_in("db", "upgrade").output == "Nothing to do: the tables are up to date.\n"


def test_every_route_is_listed_with_its_policies() -> None:
    type_in("init")
    routes = json.loads(type_in("routes", "--json").output)
    known = {(route["method"], route["path"]): route for route in routes}
    assert len(known) == len(routes)
    assert known["GET", "/healthz"]["public"] is True
    assert known["GET", "/admin/plugins"]["permission"] == "plugins.view"
    exports = [known[method, "/staff/<place>/export"] for method in ("GET", "POST")]
    assert [route["public"] for route in exports] == [False, False]
    assert [route["step_up"] for route in exports] == [False, True]
    assert all(route["permission"] and route["cache"] and route["csp"] for route in routes)
    assert len(type_in("routes").output.splitlines()) == len(routes)
