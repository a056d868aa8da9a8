"""``farolito translations``: what it collects, and what it finds wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli.translations import faults, po_files, translations
from farolito.domain.languages import WRITTEN
from farolito.translations.audience import OF_FAMILIES, SCRIPTS, in_its_script

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


def korean(package: Path) -> Path:
    return package / "locale" / "ko" / "LC_MESSAGES" / "messages.po"


@pytest.fixture
def for_all(package: Path) -> Path:
    """The package, where families read the page and staff the module; Spanish and Korean are complete."""
    (package / "locale" / "families.txt").write_text("# Who reads.\n*\n!code.py\n")
    run("extract", str(package))
    translate(
        package,
        **{"Hello_%(name)s": "Hola %(name)s", "Send_my_answers": "Enviar", "Unused": "Nada"},
    )
    spanish(package).write_text(
        spanish(package)
        .read_text(encoding="utf-8")
        .replace('msgstr[0] ""', 'msgstr[0] "%(num)s hoja"')
        .replace('msgstr[1] ""', 'msgstr[1] "%(num)s hojas"'),
        encoding="utf-8",
    )
    say(korean(package), "Send my answers", "보내기")
    say(korean(package), "Unused", "없음")
    run("compile", str(package))
    return package


def say(path: Path, english: str, said: str) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(f'(msgid "{english}"\nmsgstr )".*"', f'\\1"{said}"', text)
    path.write_text(text, encoding="utf-8")


def test_what_families_read_is_asked_for_in_ten_more_languages_and_what_staff_read_is_not(
    for_all: Path,
) -> None:
    tags = {path.parent.parent.name.replace("_", "-") for path in po_files(for_all)}
    assert tags == {*WRITTEN} - {"en"}
    text = korean(for_all).read_text(encoding="utf-8")
    assert "Send my answers" in text
    assert "Hello" not in text


def test_a_new_sentence_for_families_stops_nobody_until_a_release(for_all: Path) -> None:
    assert "ko/LC_MESSAGES" not in run("check", str(for_all))
    page = for_all / "templates" / "page.html"
    page.write_text(page.read_text() + '{{ _("A sentence of today") }}')
    run("extract", str(for_all))
    translate(for_all, **{"A_sentence_of_today": "Una frase de hoy"})
    run("compile", str(for_all))
    said = run("check", str(for_all))
    assert said.startswith("0 ")
    assert "ko/LC_MESSAGES/messages.po: families read 1 in English: 'A sentence of today'" in said
    assert run("check", "--release", str(for_all)).startswith("1 ")


def test_english_that_was_left_as_it_was_is_named(for_all: Path) -> None:
    say(korean(for_all), "Send my answers", "Send my answers")
    assert "'Send my answers' is not in the letters of this language" in run("check", str(for_all))


def test_a_plural_with_a_form_left_out_is_named(for_all: Path) -> None:
    page = for_all / "templates" / "page.html"
    page.write_text(page.read_text() + '{{ ngettext("%(num)s box", "%(num)s boxes", n) }}')
    run("extract", str(for_all))
    russian = for_all / "locale" / "ru" / "LC_MESSAGES" / "messages.po"
    text = russian.read_text(encoding="utf-8")
    assert text.count("msgstr[") == 3
    russian.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "%(num)s окно"'), encoding="utf-8")
    assert "ru/LC_MESSAGES/messages.po: ('%(num)s box', '%(num)s boxes') is not translated" in run(
        "check", str(for_all)
    )


@pytest.mark.parametrize("language", OF_FAMILIES)
def test_words_in_each_language_are_known_by_their_letters(language: str) -> None:
    own = {"vi": "Gửi câu trả lời", "tl": "Ipadala ang mga sagot"}.get(language)
    own = own or chr(int(f"{ord(SCRIPTS[language][0]) + 40}")) * 8
    assert in_its_script([f"{own} %(name)s (PDF)"], ["Send my answers %(name)s (PDF)"], language)
    assert not in_its_script(["Send my answers now"], ["Send my answers now"], language)
    assert in_its_script([f"{own[:8]} Medi-Cal, CalFresh"], ["Medi-Cal, CalFresh"], language)
