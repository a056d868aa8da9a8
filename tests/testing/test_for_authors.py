"""What ``farolito.testing`` offers to authors of plugins: sites, phones, migrations, null services."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from farolito.testing.factories import make_user
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.null import null_work
from farolito.testing.plugins import write_plugin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from farolito.api import Plugin
    from farolito.testing.site import Site

PLUGIN = """
from sqlalchemy.orm import Mapped, mapped_column
from farolito.api import Asks, NavItem, Pages, Plugin, PluginModel, hookimpl

class Row(PluginModel, plugin="{name}"):
    __tablename__ = "plugin_{name}_row"
    id: Mapped[str] = mapped_column(primary_key=True)

pages = Pages("{name}", url_prefix="/-/{name}")

@pages.route("/", permission="public", cache="no-store", csp="family")
def hello(work):
    return f"<title>Hello</title><h1>Hello in {{work.actor.kind}}</h1>"

@pages.route("/desk", permission="responses.list", cache="no-store", csp="staff")
def desk(work):
    return f"<h1>Hello {{work.actor.name}}</h1>"

class ThePlugin(Plugin):
    name = "{name}"
    title = "The plugin"
    summary = "Says hello."
    requires_host = ">=0.1,<1"
    asks = Asks(tables=True)

    @hookimpl
    def register_pages(self):
        return [pages]
"""
MIGRATION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0001", None, None, None

def upgrade():
    {up}

def downgrade():
    {down}
"""
ONCE = "'{table}' in sa.inspect(op.get_bind()).get_table_names() or "
UP = (
    'op.create_table("plugin_{name}_row", sa.Column("id", sa.String(), nullable=False), '
    'sa.PrimaryKeyConstraint("id", name=op.f("pk_plugin_{name}_row")))'
)
DOWN = 'op.drop_table("plugin_{name}_row")'


@pytest.fixture
def plugin_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., type[Plugin]]:
    """Writes a plugin with one table and one migration, and gives its class."""
    folder = tmp_path / "installed"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)

    def one(name: str, up: str = UP, down: str = DOWN) -> type[Plugin]:
        text = MIGRATION.format(up=up.format(name=name), down=down.format(name=name))
        files = {"migrations/versions/0001_row.py": text}
        write_plugin(folder, name, PLUGIN.format(name=name), files=files)
        module = __import__(f"farolito_{name}.plugin", fromlist=["ThePlugin"])
        plugin: type[Plugin] = module.ThePlugin
        return plugin

    return one


def test_good_migrations_are_found_good(
    plugin_of: Callable[..., type[Plugin]], engine_url: str
) -> None:
    assert wrong_with_migrations(engine_url, plugin_of("author_good")) == []


@pytest.mark.parametrize(
    ("name", "up", "down", "says"),
    [
        ("author_lacks", "pass", "pass", "After all migrations, the tables and the models differ"),
        ("author_keeps", UP, "pass", "failed at 0001"),
        ("author_fails", "op.drop_table('nothing')", "pass", "failed at 0001 and was undone"),
        (
            "author_leaves",
            ONCE.format(table="plugin_author_leaves_row") + UP,
            "pass",
            "Taken back to nothing, these tables are left: plugin_author_leaves_row.",
        ),
    ],
)
def test_a_wrong_migration_is_named(
    plugin_of: Callable[..., type[Plugin]],
    sqlite_url: str,
    name: str,
    up: str,
    down: str,
    says: str,
) -> None:
    found = wrong_with_migrations(sqlite_url, plugin_of(name, up, down))

    assert any(says in one for one in found), found


def test_a_phone_opens_a_page_of_a_plugin_as_family_and_as_staff(
    plugin_of: Callable[..., type[Plugin]],
    site_with: Callable[..., Site],
    phone_at: Callable[..., Page],
) -> None:
    site = site_with(plugin_of("author_pages"))

    family = phone_at(site, "/-/author_pages/")
    staff = phone_at(site, "/-/author_pages/desk", "coordinator", javascript=False)
    again = phone_at(site, "/-/author_pages/desk", "coordinator")

    assert family.text_content("h1") == "Hello in nobody"
    assert staff.text_content("h1") == again.text_content("h1") == "Hello coordinator"
    assert family.viewport_size == {"width": 360, "height": 640}


def test_a_null_work_has_a_moment_an_actor_and_hooks_but_no_database() -> None:
    work = null_work(actor=make_user("coordinator"))

    assert work.today() == date(2026, 11, 23)
    assert work.translate("Done", "es") == "Done"
    assert work.actor.grants[0].role == "coordinator"
    assert work.hooks.register_pages() == ()
    with pytest.raises(AssertionError, match=r"has no `session`\. Take one that has"):
        _ = work.session
