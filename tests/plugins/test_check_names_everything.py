"""``farolito plugins check`` names each fault of each broken plugin, with what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from farolito.cli.plugins import plugins
from farolito.plugins import discovery
from farolito.plugins.health import Health
from farolito.plugins.ledger import Ledger
from farolito.testing.plugins import installed_in, write_plugin

from .broken import BROKEN, HEAD, method

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

REVISION = "revision = '1'\ndown_revision = None\n"
TABLE = (  # a name of its own in each test: what is mapped once stays mapped
    "from farolito.api import PluginModel\n"
    "from sqlalchemy.orm import Mapped, mapped_column\n"
    "class Row(PluginModel, plugin='broken'):\n"
    "    __tablename__ = 'plugin_broken_row'\n"
    "    id: Mapped[int] = mapped_column(primary_key=True)\n"
)


@pytest.fixture(autouse=True)
def only_this_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plugin is installed but those in ``folder``; the working directory is empty."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(discovery, "installed", lambda: installed_in(folder))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(plugins, ["check", *arguments], catch_exceptions=False)


def checked(*names: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("--json", *names).output)
    return found


def test_every_broken_plugin_is_named_with_what_is_wrong_and_what_to_do(folder: Path) -> None:
    names = [f"broken{number}" for number in range(len(BROKEN))]
    for name, broken in zip(names, BROKEN, strict=True):
        source = broken.source
        for old in ('"broken"', "'broken'", "/-/broken", "plugin_broken_"):
            source = source.replace(old, old.replace("broken", name))
        files = {path.replace("/broken/", f"/{name}/"): text for path, text in broken.files.items()}
        write_plugin(folder, name, source, files=files)

    found = {one["name"]: one for one in checked(*names)}

    for name, broken in zip(names, BROKEN, strict=True):
        assert found[name]["ok"] is False, broken.what
        assert found[name]["code"] == broken.code, broken.what
        assert found[name]["remedy"], broken.what
        assert "\n" not in found[name]["reason"], broken.what


@pytest.mark.parametrize(
    ("migration", "says"),
    [
        ("raise SystemExit", "Its migrations can not be run (SystemExit in first.py:1)."),
        (f"{REVISION}def upgrade(): 1 / 0", "failed at 1 and was undone"),
        (f"{REVISION}def upgrade(): pass\ndef downgrade(): pass", "the tables and the models differ"),
        ("revision = '2'\ndown_revision = '1'\ndef upgrade(): pass", "failed at its end and was undone"),
    ],
)  # fmt: skip
def test_migrations_that_do_not_work_are_named(migration: str, says: str, folder: Path) -> None:
    name = f"moves{len(migration)}"
    source = (TABLE + HEAD).replace("broken", name)
    write_plugin(folder, name, source, files={"migrations/versions/first.py": migration})

    (found,) = checked(name)

    assert found["ok"] is False
    assert says in found["faults"][0]
    assert found["faults"][0].endswith(
        "Ask its author to mend it, or turn it off; its data is kept."
    )
    assert run(name).exit_code == 1
    assert "    But: " in run(name).output


def test_what_failed_while_people_used_it_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAROLITO_DATA", str(folder / "data"))
    (folder / "data").mkdir()
    write_plugin(folder, "broken", method("@hookimpl\ndef next_steps(self): raise ValueError"))
    health = Health(ledger=Ledger(folder / "data"))
    health.know({"broken": "1.0"})
    for _ in range(5):
        health.failed("broken", "next_steps", "ValueError in plugin.py:10")

    done = run("broken")

    assert done.exit_code == 1
    assert "`next_steps` failed here and is paused (ValueError in plugin.py:10)." in done.output
    assert "farolito plugins call-again broken" in done.output
    again = CliRunner().invoke(plugins, ["call-again", "broken"])
    assert (again.exit_code, again.output) == (0, "Called again: next_steps.\n")
    assert run("broken").exit_code == 0
    assert CliRunner().invoke(plugins, ["call-again", "broken"]).exit_code == 1


def test_a_plugin_without_a_fault_is_fine(folder: Path) -> None:
    migration = (
        f"{REVISION}import sqlalchemy as sa\nfrom alembic import op\n"
        "def upgrade(): op.create_table('plugin_good_row', sa.Column('id', sa.Integer(), nullable=False),"
        " sa.PrimaryKeyConstraint('id', name=op.f('pk_plugin_good_row')))\n"
        "def downgrade(): op.drop_table('plugin_good_row')\n"
    )
    source = (TABLE + HEAD).replace("broken", "good")
    write_plugin(folder, "good", source, files={"migrations/versions/first.py": migration})

    assert run("good").output == "ok          good 1.0\nThe plugin can be loaded.\n"
