"""The plugins page: each fault is named, with what to do, in a note; whatever is broken, the rest goes on."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from farolito.plugins.deprecations import MARKED, Deprecation
from farolito.plugins.parts import PURPOSES
from farolito.testing.plugins import load_from, write_plugin
from farolito.web.admin.plugin_words import purpose_words
from tests.plugins.broken import BROKEN, HEAD, Broken, method
from tests.web.staff.test_response import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.staff.school import School

TYPICAL = (
    "import error",
    "raises at import",
    "not Python",
    "exits at import",
    "misspelt hook",
    "misspelt argument",
    "newer host",
    "a foreign table",
    "raises at start-up",
    "registers rubbish",
    "pages with the name of another",
)
GOOD = HEAD.replace('"broken"', '"good"').replace('"Broken"', '"Good plugin"')
STUMBLING = method("@hookimpl\ndef next_steps(self, response): raise ValueError('Gracias')")


def page_of(school: School, language: str = "en") -> str:
    reply = school.staff("platform_admin", place="county", language=language).get("/admin/plugins")
    assert reply.status_code == 200
    return reply.text.replace("\u2066", "").replace("\u2069", "")


def test_what_a_later_farolito_takes_away_is_told_while_it_still_works(
    plugins: Path, make_school: Callable[..., School], monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = Deprecation("0.1", "1.0", "Write something newer.")
    monkeypatch.setitem(MARKED, "next_steps", mark)
    write_plugin(plugins, "broken", STUMBLING)

    page = page_of(make_school(load_from(plugins, ["broken"])), "es")

    assert "Hoy funciona, pero" in page
    assert 'lang="en" dir="ltr">hook <code>next_steps</code> goes away in Farolito 1.0' in page


@pytest.mark.parametrize(
    "broken", [one for one in BROKEN if one.what in TYPICAL], ids=lambda broken: broken.what
)
def test_a_broken_plugin_is_named_with_what_to_do_and_the_rest_goes_on(
    broken: Broken, plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", broken.source, files=broken.files)
    write_plugin(plugins, "good", GOOD)
    hooks = load_from(plugins, ["good", "broken"])
    school = make_school(hooks)

    page = page_of(school)

    note = page.partition('<div class="note')[2].partition("</article>")[0]
    (refusal,) = hooks.roster.refused
    said = " ".join(html.unescape(words(note)).split()).replace(" ", "")
    for sentence in (refusal.reason, refusal.remedy):
        assert sentence.replace("`", "").replace(" ", "") in said
    assert "The rest of Farolito works." in note
    assert page.count("Not loaded") == 1
    assert page.index("Not loaded") < page.index("Good plugin")
    assert school.visitor().get("/lincoln/needs").status_code == 200
    assert school.staff("coordinator").get(school.send()).status_code == 200


def test_the_typical_faults_are_all_there() -> None:
    assert {one.what for one in BROKEN} >= set(TYPICAL)


def test_what_python_said_is_folded_and_never_html(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", "raise ValueError('<img src=x>')\n")
    page = page_of(make_school(load_from(plugins, ["broken"])))
    assert "<details><summary>What Python said</summary>" in page
    assert "<img" not in page


def test_a_plugin_that_fails_while_running_is_named_and_paused_and_pages_go_on(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "good", GOOD)
    write_plugin(plugins, "broken", STUMBLING)
    school = make_school(load_from(plugins, ["good", "broken"]))
    reader, response = school.staff("coordinator"), school.send()
    assert "No errors</dd>" in page_of(school)

    reader.get(response)
    page = page_of(school)
    assert "next_steps failed 1 time (ValueError in plugin.py:" in page
    assert "turn it off. On the command line, type: <code" in page
    assert "farolito plugins disable broken" in page
    assert page.index("next_steps failed") < page.index("Good plugin")

    for _ in range(5):
        assert reader.get(response).status_code == 200
    page = page_of(school)
    assert "Paused after errors" in page
    assert "next_steps keeps failing" in page
    assert "It can be called again under Repairs." in page
    assert "Gracias" not in page


def test_a_plugin_without_its_tables_says_which_command_makes_them(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    source = (
        "from farolito.api import PluginModel\n"
        "from sqlalchemy.orm import Mapped, mapped_column\n"
        "class Visit(PluginModel, plugin='broken'):\n"
        "    __tablename__ = 'plugin_broken_visit'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + HEAD
    )
    write_plugin(plugins, "broken", source, files={"migrations/versions/first.py": ""})
    page = page_of(make_school(load_from(plugins, ["broken"])))
    assert "Needs a database change" in page
    assert "./run farolito db upgrade" in page


def test_in_safe_mode_no_plugin_is_loaded_and_the_page_says_how_to_end_it(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", "import sys; sys.exit(3)\n")
    school = make_school(load_from(plugins, ["broken"], safe_mode=True))
    page = page_of(school)
    assert "Safe mode: no plugin is loaded." in page
    assert "--no-plugins" in page
    assert "Off: safe mode" in page
    assert school.visitor().get("/lincoln/needs").status_code == 200


def test_safe_mode_is_named_even_where_no_plugin_is_installed(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    page = page_of(make_school(load_from(plugins, [], safe_mode=True)))
    assert "Safe mode: no plugin is loaded." in page
    assert "No plugins yet." in page


def test_a_plugin_that_is_installed_and_not_on_is_listed_as_that(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "good", "raise SystemExit\n")
    page = page_of(make_school(load_from(plugins, [])))
    assert "Installed, not on" in page


def test_the_page_says_what_a_plugin_asks_for_and_that_code_cannot_be_caged(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    source = f'{GOOD}\n    asks = Asks(forms=True, says=("Sends texts",))\n'
    write_plugin(plugins, "good", source, version="2.1")
    page = words(page_of(make_school(load_from(plugins, ["good"]))))
    assert "Good plugin On Shows one fault." in page
    assert "Version 2.1 (works with Farolito >=0.1,<1 )" in page
    assert (
        "What it asks for Sees no answers Brings forms Does not ask to connect to other computers Sends texts"
        in page
    )
    assert "We cannot stop bad code. Only install plugins you trust." in page


def test_faults_are_told_in_spanish_too_and_english_is_marked(
    plugins: Path, make_school: Callable[..., School]
) -> None:
    write_plugin(plugins, "broken", "import nowhere_at_all\n")
    page = page_of(make_school(load_from(plugins, ["broken"])), "es")
    assert "No cargado" in page
    assert '<div lang="en" dir="ltr"><p><b>It needs the Python module' in page


def test_everything_that_a_plugin_may_print_is_named_in_words(school: School) -> None:
    with school.app.test_request_context():
        assert [one for one in PURPOSES if purpose_words(one) == one] == [
            "checklist"
        ]  # which is its own word
