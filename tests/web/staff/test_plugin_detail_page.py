"""The page of one plugin: on, failing, off, refused or gone, it says what there is and what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from farolito.api import Asks, NextStep, Pages, PdfLayout, Plugin, hookimpl, setting
from farolito.domain.access import SYSTEM
from farolito.plugins.sets import Chosen, Scope
from farolito.services import forms, links, plugin_settings
from farolito.testing.plugins import load_from, make_hooks, write_plugin
from tests.plugins.making import HEAD
from tests.web.staff.form import NEEDS
from tests.web.staff.test_response import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.web.staff.school import School

HERE = "/admin/plugins"
pages = Pages("full", "/-/full")


@pages.route("/", permission="counts.view", cache="no-store", csp="staff")
def page() -> str:
    """A page."""
    return ""


@dataclass(frozen=True)
class Settings:
    """One setting."""

    room: str = setting("Where is it?")


class Full(Plugin):
    """Adds a bit of everything."""

    name = "full"
    title = "Full plugin"
    summary = "Has everything."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",), decides=("counseling",), forms=True)
    settings = Settings

    @hookimpl
    def register_pages(self) -> Iterable[Pages]:
        """One page."""
        return [pages]

    @hookimpl
    def register_pdf_layouts(self) -> Iterable[PdfLayout]:
        """One layout."""
        return [PdfLayout("a", "checklist", "A", str)]

    @hookimpl
    def next_steps(self) -> Iterable[NextStep]:
        """One step."""
        return [NextStep({"en": "Call us"})]

    @hookimpl
    def decide_access(self) -> bool | None:
        """No opinion."""
        return None


def read(school: School, name: str = "full", language: str = "en") -> str:
    admin = school.staff("platform_admin", place="county", language=language)
    reply = admin.get(f"{HERE}/{name}")
    assert reply.status_code == 200, reply.text
    return reply.text.replace("\u2066", "").replace("\u2069", "")


def came_with(school: School, plugin: str, name: str) -> None:
    """Publish a form as one that the plugin brought, and open it at a school."""
    document: dict[str, Any] = {
        **NEEDS,
        "name": name,
        "title": {"en": f"The form {name}", "es": f"El formulario {name}"},
    }
    with school.works.open(SYSTEM) as work:
        forms.publish(work, document, plugin)
        links.add(work, school.places["lincoln"].id, name, name)


@pytest.fixture
def school(make_school: Callable[..., School]) -> School:
    return make_school(make_hooks(Full))


def test_everything_that_a_plugin_adds_asks_for_and_keeps_is_on_its_page(school: School) -> None:
    came_with(school, "full", "extra")
    with school.works.open(SYSTEM) as work:
        plugin_settings.save(work, "full", "", {"room": "Room 12"})

    page = words(read(school))

    assert "Full plugin On Has everything." in page
    assert "Where Everywhere Health No errors" in page
    assert "Sees what families answer on forms of the school" in page
    assert "Can refuse to show records of the counselor" in page
    assert "We cannot stop bad code. Only install plugins you trust." in page
    assert "The form extra Published 1 address English" in page
    assert "/-/full/ – See counts, never answers" in page
    assert "Prints checklist" in page
    assert "next_steps Say what the family can do now" in page
    assert "Families are not offered: The form extra" in page
    assert "Altogether off, it has no say in who reads records." in page
    assert "1 value that was set" in page


def test_the_plugins_page_leads_there_and_settings_are_one_link_away(school: School) -> None:
    admin = school.staff("platform_admin", place="county")
    assert f'href="{HERE}/full"' in admin.get(HERE).text
    assert f'href="{HERE}/full/settings"' in admin.get(f"{HERE}/full").text


def test_what_it_was_not_given_is_counted_there(school: School) -> None:
    admin = school.staff("platform_admin", place="county")
    counselor = school.staff("counselor")
    counselor.get(school.send("talk"))

    page = words(admin.get(f"{HERE}/full").text)

    assert "What it did not get, because it did not ask" in page
    assert "next_steps: not given" in page


def test_where_it_is_on_is_said(make_school: Callable[..., School]) -> None:
    hooks = make_hooks(Full)
    school = make_school(hooks)
    lincoln = school.places["lincoln"].id
    scopes = {"full": Scope(everywhere=False, choices=((lincoln, True),))}
    object.__setattr__(hooks.roster, "chosen", Chosen("set", 1, scopes))

    assert "At the places chosen. On: Lincoln High School" in words(read(school))


def test_a_plugin_that_is_refused_says_why_and_what_is_kept(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", "import nowhere_at_all\n", version="2.1")
    school = make_school(load_from(plugins, ["broken"]))
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE plugin_broken_row (id INTEGER)")
        connection.exec_driver_sql("INSERT INTO plugin_broken_row VALUES (1), (2)")

    page = words(read(school, "broken"))

    assert "Not loaded" in page
    assert "It needs the Python module nowhere_at_all" in page
    assert "Version 2.1" in page
    assert "What its tables hold" in page
    assert "rows in" not in page  # nobody learns here how many
    assert "If it is turned off" not in page


def test_a_table_that_is_missing_is_named(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    source = (
        "from farolito.api import PluginModel\n"
        "from sqlalchemy.orm import Mapped, mapped_column\n"
        "class Lack(PluginModel, plugin='broken'):\n"
        "    __tablename__ = 'plugin_broken_lack'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + HEAD
    )
    write_plugin(plugins, "broken", source, files={"migrations/versions/first.py": ""})

    page = words(read(make_school(load_from(plugins, ["broken"])), "broken"))

    assert "Needs a database change" in page
    assert "plugin_broken_lack (missing)" in page


def test_a_plugin_that_is_off_runs_nothing_and_says_how_to_look_into_it(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "quiet", f"{HEAD.replace('broken', 'quiet')}\nraise SystemExit\n")
    school = make_school(load_from(plugins, []))

    page = words(read(school, "quiet"))

    assert "Installed, not on" in page
    assert "./run farolito plugins check quiet" in page


def test_a_plugin_that_is_gone_is_still_found_by_what_it_left(
    make_school: Callable[..., School],
) -> None:
    school = make_school()
    came_with(school, "old_one", "extra")
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE plugin_old_one_row (id INTEGER)")
        connection.exec_driver_sql("INSERT INTO plugin_old_one_row VALUES (1)")
        connection.exec_driver_sql("CREATE TABLE alembic_version_plugin_older (n INTEGER)")
    admin = school.staff("platform_admin", place="county")

    page = words(read(school, "old_one"))

    assert "Not installed" in page
    assert "The form extra Published" in page
    assert "Answers to its forms can be read, printed and exported." in page
    assert "What its tables hold" in page
    listed = admin.get(HERE).text
    assert f'href="{HERE}/old_one"' in listed
    assert f'href="{HERE}/older"' in listed
    assert f'href="{HERE}/host"' not in listed
    assert admin.get(f"{HERE}/host").status_code == 404


def test_what_nobody_knows_is_not_found(school: School) -> None:
    admin = school.staff("platform_admin", place="county")
    for name in ("nobody", "by%20hand", "host", "..", "%00"):
        assert admin.get(f"{HERE}/{name}").status_code == 404
    assert school.staff("coordinator").get(f"{HERE}/full").status_code == 404


@pytest.mark.parametrize(("language", "says"), [("es", "Lo que pide"), ("en", "What it asks for")])
def test_the_page_speaks_other_languages(school: School, language: str, says: str) -> None:
    assert says in read(school, language=language)


class Spoken(Full):
    """Speaks Spanish to staff, Vietnamese to families alone."""

    where: Path

    def folder(self, name: str) -> Path | None:
        """Its catalogues."""
        return self.where if name == "locale" else None


def words_in(folder: Path, name: str, **said: str) -> None:
    """A catalogue of some sentences, and what is made of it."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog()
    for sentence, translated in said.items():
        catalogue.add(sentence, translated)
    with (folder / f"{name}.po{'t' if folder == Spoken.where else ''}").open("wb") as file:
        write_po(file, catalogue)
    with (folder / f"{name}.mo").open("wb") as file:
        write_mo(file, catalogue)


def test_a_language_of_families_is_counted_against_what_families_read(
    make_school: Callable[..., School], tmp_path: Path
) -> None:
    Spoken.where = tmp_path / "locale"
    words_in(Spoken.where, "messages", family="", desk="", report="")
    words_in(Spoken.where / "es" / "LC_MESSAGES", "messages", family="a", desk="b", report="")
    words_in(Spoken.where / "vi" / "LC_MESSAGES", "messages", family="a")
    words_in(Spoken.where / "ko" / "LC_MESSAGES", "messages", family="")
    (Spoken.where / "families.txt").write_text("*\n!desk.py\n")

    school = make_school(make_hooks(Spoken))
    page = words(read(school))

    assert "Español: 2 of 3" in page
    assert "Tiếng Việt: all" in page
    assert "한국어: 0 of 1" in page

    (Spoken.where / "families.txt").unlink()  # then nobody said that staff read some of it
    assert "Tiếng Việt: 1 of 3" in words(read(school))
