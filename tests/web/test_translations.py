"""``farolito translations``: what it collects, and what it finds wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli.translations import faults, translations

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
from farolito.web.i18n import gettext, ngettext
hello = gettext("Hello %(name)s", name="Ana")
count = ngettext("%(num)s form", "%(num)s forms", 2)
"""
PAGE = """{% trans %}Unused{% endtrans %}<p>{{ _("Send my answers") }}</p>"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a module, a template and an empty Spanish catalogue."""
    (tmp_path / "code.py").write_text(CODE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    folder = tmp_path / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('# Ours.\nmsgid ""\nmsgstr ""\n"Language: es\\n"\n')
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(translations, arguments)
    return f"{result.exit_code} {result.output}"


def spanish(package: Path) -> Path:
    return package / "locale" / "es" / "LC_MESSAGES" / "messages.po"


def translate(package: Path, **words: str) -> None:
    text = spanish(package).read_text(encoding="utf-8")
    for english, said in words.items():
        english = english.replace("_", " ")
        start = text.index(f'msgid "{english}')
        end = text.index('msgstr ""', start)
        text = f'{text[:end]}msgstr "{said}"{text[end + len(chr(34) * 2) + 7 :]}'
    spanish(package).write_text(text, encoding="utf-8")


def test_sentences_of_code_and_templates_are_collected(package: Path) -> None:
    assert run("extract", str(package)).startswith("0 ")
    template = (package / "locale" / "messages.pot").read_text(encoding="utf-8")
    for sentence in ("Hello %(name)s", "%(num)s forms", "Send my answers"):
        assert f'"{sentence}"' in template


def test_a_catalogue_keeps_its_comment_and_is_a_draft_until_somebody_says_otherwise(
    package: Path,
) -> None:
    run("extract", str(package))
    assert spanish(package).read_text(encoding="utf-8").startswith("# Ours.\n")
    assert 'X-State: draft\\n"' in spanish(package).read_text(encoding="utf-8")
    reviewed = spanish(package).read_text(encoding="utf-8").replace("draft", "reviewed")
    spanish(package).write_text(reviewed, encoding="utf-8")
    run("extract", str(package))
    assert 'X-State: reviewed\\n"' in spanish(package).read_text(encoding="utf-8")


def test_what_is_not_collected_yet_is_out_of_date(package: Path) -> None:
    assert "is out of date. Type: farolito translations extract" in faults(package)[0]


def test_what_is_not_translated_is_named(package: Path) -> None:
    run("extract", str(package))
    said = run("check", str(package))
    assert said.startswith("1 ")
    assert "'Send my answers' is not translated." in said


def test_a_translation_that_leaves_out_what_is_filled_in_is_named(package: Path) -> None:
    run("extract", str(package))
    translate(package, **{"Hello_%(name)s": "Hola"})
    assert "differ in what is filled in" in run("check", str(package))


def test_words_that_were_not_compiled_are_named(package: Path) -> None:
    run("extract", str(package))
    assert "messages.mo is out of date" in run("check", str(package))
    run("compile", str(package))
    assert "messages.mo is out of date" not in run("check", str(package))


def test_what_is_compiled_does_not_tell_when(package: Path) -> None:
    run("extract", str(package))
    run("compile", str(package))
    (machine,) = (package / "locale").glob("*/LC_MESSAGES/messages.mo")
    assert str(datetime.now(UTC).year).encode() not in machine.read_bytes()
