"""A plugin is tried in a child process before anybody is served with it: each fault is named, with its step."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, text

from farolito.db.engine import open_engine
from farolito.db.migrations import upgrade_host, upgrade_plugin
from farolito.plugins.packages import make_package
from farolito.plugins.trial import Ground, Trial, Wish, try_out
from farolito.settings import load_settings

from .broken import HEAD
from .wheels import make_wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

HEALTHY = HEAD.replace('"broken"', '"lanterns"').replace('"Broken"', '"Lanterns"')

MODELS = """
from farolito.api import PluginModel
from sqlalchemy.orm import Mapped, mapped_column

class Lamp(PluginModel, plugin="lanterns"):
    __tablename__ = "plugin_lanterns_lamp"
    place_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
"""
FIRST = """
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

def upgrade():
    op.create_table(
        "plugin_lanterns_lamp",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_plugin_lanterns_lamp")),
    )

def downgrade():
    op.drop_table("plugin_lanterns_lamp")
"""
SECOND = """
from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"

def upgrade():
    {upgrade}

def downgrade():
    {downgrade}
"""
PAGES = """
    @hookimpl
    def register_pages(self):
        from farolito.api import Pages
        pages = Pages("lanterns", url_prefix="/-/lanterns")
        @pages.route("/", permission="public", cache="no-store", csp="family")
        def door(work):
            {body}
        return [pages]
"""


@pytest.fixture
def engine(engine_url: str) -> Iterator[Engine]:
    """A database of this site, with the host's tables."""
    engine = open_engine(engine_url, allow_unsafe=True)
    upgrade_host(engine, load_settings({}).migrations)
    yield engine
    engine.dispose()


@cache
def host_tables() -> bytes:
    """A new database with the host's tables, to be copied."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "new.db")
        engine = open_engine(f"sqlite:///{file}", allow_unsafe=True)
        upgrade_host(engine, load_settings({}).migrations)
        engine.dispose()
        return file.read_bytes()


def tried(tmp_path: Path, source: str, engine: Engine | None = None, **more: Any) -> Trial:
    """How the trial of a plugin goes; ``files`` are more files of its package."""
    files = {f"{{package}}/{path}": text for path, text in more.pop("files", {}).items()}
    packages = tmp_path / "packages"
    packages.mkdir(exist_ok=True)
    wheel = make_wheel(tmp_path / "wheels", "lanterns", source=source, files=files)
    package = make_package(str(wheel), packages)
    private = tmp_path / "private"
    private.mkdir(exist_ok=True)
    address = f"sqlite:///{private / 'copy.db'}"
    if engine is None:
        (private / "copy.db").write_bytes(host_tables())
    else:
        address = engine.url.render_as_string(hide_password=False)
    wish = Wish("lanterns", ("lanterns",), (packages / package.folder,), **more.pop("wish", {}))
    return try_out(wish, Ground(private, address), **more)


def test_a_healthy_plugin_passes_and_its_facts_are_told(tmp_path: Path) -> None:
    said: list[str] = []

    trial = tried(tmp_path, HEALTHY + PAGES.format(body='return "hello"'), say=said.append)

    assert trial.faults == ()
    assert trial.facts["title"] == "Lanterns"
    assert trial.facts["pages"] == ["/-/lanterns/"]
    assert said[0] == "Loading it beside the plugins that are on"
    assert len(said) == 7


FAULTY = {
    "an import that fails": ("import nowhere_at_all\n" + HEALTHY, "load", "nowhere_at_all"),
    "an end of the process": ("import os; os._exit(3)\n", "load", "is being loaded (exit code 3)"),
    "a crash": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)\n", "load", "(SIGSEGV)"),
    "a host of another version": (HEALTHY.replace(">=0.1,<1", ">=9"), "load", ">=9"),
    "a hook that is none": (
        HEALTHY + "    @hookimpl\n    def next_stepz(self): pass\n", "load", "did you mean `next_steps`",
    ),
    "a gigabyte at its import": ("x = bytearray(1 << 30)\n" + HEALTHY, "load", "memory"),
    "a page that raises": (HEALTHY + PAGES.format(body="1 / 0"), "pages", "/-/lanterns/"),
    "a page that ends the process": (
        HEALTHY + PAGES.format(body="import os; os._exit(0)"), "pages", "its pages are being opened",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTY)
def test_each_fault_is_named_with_the_step_at_which_it_shows(what: str, tmp_path: Path) -> None:
    source, step, says = FAULTY[what]

    trial = tried(tmp_path, source)

    assert trial.faults[0].step == step
    assert says in trial.faults[0].says
    assert trial.faults[0].remedy.endswith(".")


def test_a_plugin_that_hangs_is_named(tmp_path: Path) -> None:
    trial = tried(tmp_path, "while True: pass\n", seconds=6, wish={"steps": ("load",)})

    assert "It was not done after 6 seconds while it is being loaded" in trial.faults[0].says


def test_a_form_that_cannot_be_published_is_a_fault(tmp_path: Path) -> None:
    trial = tried(
        tmp_path,
        HEALTHY,
        files={"forms/lamps.json": '{"name": "lamps"}'},
        wish={"steps": ("load", "forms")},
    )

    assert {fault.step for fault in trial.faults} >= {"forms"}
    assert "lamps.json" in trial.faults[0].says


def with_tables(second: str = "", back: str = "pass") -> dict[str, str]:
    files = {"models.py": MODELS, "migrations/versions/first.py": FIRST}
    if second:
        files["migrations/versions/second.py"] = SECOND.format(upgrade=second, downgrade=back)
    return files


LOSES = "op.get_bind().execute(sa.text('DELETE FROM plugin_lanterns_lamp'))"
TABLES = {"steps": ("load", "empty", "copy")}
WITH_MODELS = "from . import models\n" + HEALTHY


def test_migrations_are_tried_on_what_is_stored_and_nothing_stays(
    engine: Engine, tmp_path: Path
) -> None:
    trial = tried(tmp_path, WITH_MODELS, engine, wish=TABLES, files=with_tables())

    assert trial.faults == ()
    assert trial.facts["migrations"] == {
        "from": None,
        "to": "0001",
        "run": ["0001"],
        "before": {},
        "after": {"plugin_lanterns_lamp": {"rows": 0, "columns": ["number", "place_id"]}},
        "back": True,
    }
    assert not [name for name in inspect(engine).get_table_names() if "lanterns" in name]


def stored(engine: Engine, tmp_path: Path) -> None:
    """The first version is installed here, and has two rows."""
    folder = tmp_path / "first"
    (folder / "versions").mkdir(parents=True)
    (folder / "versions" / "first.py").write_text(FIRST)
    upgrade_plugin(engine, "lanterns", folder)
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('farolito.places', '*', true)"))
        for name in ("a", "b"):
            connection.execute(
                text("INSERT INTO plugin_lanterns_lamp VALUES (:name, 1)"), {"name": name}
            )


def test_a_migration_that_fails_on_what_is_stored_is_a_fault(
    engine: Engine, tmp_path: Path
) -> None:
    stored(engine, tmp_path)
    fails = (
        "n = op.get_bind().scalar(sa.text('SELECT count(*) FROM plugin_lanterns_lamp'))\n"
        "    assert n == 0"
    )

    trial = tried(tmp_path, WITH_MODELS, engine, wish=TABLES, files=with_tables(fails))

    (fault,) = trial.faults
    assert fault.step == "copy"
    assert "failed at 0002" in fault.says


def test_a_migration_that_has_no_way_back_is_told(engine: Engine, tmp_path: Path) -> None:
    stored(engine, tmp_path)
    trial = tried(tmp_path, WITH_MODELS, engine, wish=TABLES, files=with_tables(LOSES))

    found = trial.facts["migrations"]
    assert [found[when]["plugin_lanterns_lamp"]["rows"] for when in ("before", "after")] == [2, 0]
    assert found["back"] is False


@pytest.mark.parametrize(
    "ends", ["op.execute('COMMIT')", "op.get_bind().commit()", "op.get_bind().rollback()"]
)
def test_a_migration_that_would_end_the_transaction_is_a_fault_and_nothing_stays(
    ends: str, engine: Engine, tmp_path: Path
) -> None:
    stored(engine, tmp_path)
    body = f"{LOSES}\n    {ends}"

    trial = tried(tmp_path, WITH_MODELS, engine, wish=TABLES, files=with_tables(body))

    assert trial.faults[-1].step == "copy"
    assert "failed at 0002" in trial.faults[-1].says
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('farolito.places', '*', true)"))
        assert connection.scalar(text("SELECT count(*) FROM plugin_lanterns_lamp")) == 2


def test_tables_that_are_not_those_of_the_models_are_a_fault(tmp_path: Path) -> None:
    other = FIRST.replace('"number"', '"nummer"')
    files = with_tables() | {"migrations/versions/first.py": other}

    trial = tried(tmp_path, WITH_MODELS, wish=TABLES, files=files)

    assert trial.faults[0].step == "empty"
    assert "differ" in trial.faults[0].says
