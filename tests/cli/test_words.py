"""``farolito forms words``: out to a translator, in again, and how far it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli.forms import forms
from farolito.translations import FORMATS

if TYPE_CHECKING:
    from click.testing import Result

SHIPPED = Path(__file__).parents[2] / "forms" / "needs-assessment" / "quick-check-in.json"

WITH_A_BLOCK = (
    SHIPPED.parents[2] / "plugins/contact-log/farolito_contact_log/forms/family-contact.json"
)


def run(*words: object) -> Result:
    return CliRunner().invoke(forms, ["words", *(str(word) for word in words)])


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A copy of a form that ships."""
    path = tmp_path / "quick-check-in.json"
    path.write_bytes(SHIPPED.read_bytes())
    return path


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_words_go_out_and_come_in_again_in_every_format(form: Path, kind: str) -> None:
    assert run("out", form, "--language", "es", "--to", kind).exit_code == 0
    sheet = form.with_suffix(f".es{FORMATS[kind].ending}")
    sheet.write_bytes(sheet.read_bytes().replace(b"Esta semana", "Ésta semana".encode()))
    before = form.read_text("utf-8")
    done = run("in", form, sheet)
    assert done.exit_code == 0, done.output
    assert "1 texts changed." in done.output
    words = form.read_text("utf-8").replace("Ésta semana", "Esta semana")
    assert {**json.loads(words), "translations": 0} == {**json.loads(before), "translations": 0}


def test_words_come_into_a_form_that_takes_blocks_from_the_bank(tmp_path: Path) -> None:
    form = tmp_path / WITH_A_BLOCK.name
    form.write_bytes(WITH_A_BLOCK.read_bytes())
    run("out", form, "--language", "es", "--to", "csv")
    sheet = form.with_suffix(".es.csv")
    sheet.write_bytes(sheet.read_bytes().replace(b"Usted y su estudiante", b"Usted y su hijo"))
    done = run("in", form, sheet)
    assert done.exit_code == 0, done.exception
    assert "1 texts changed." in done.output


def test_progress_counts_the_texts_of_each_language(form: Path) -> None:
    done = run("progress", form)
    assert done.exit_code == 0
    total = int(done.output.partition(": ")[2].split()[0])
    assert f"es       {total} draft" in done.output


def test_a_sheet_of_another_form_is_refused_and_nothing_is_written(form: Path) -> None:
    run("out", form, "--language", "es", "--to", "csv")
    sheet = form.with_suffix(".es.csv")
    sheet.write_bytes(sheet.read_bytes().replace(b"key of quick-check-in", b"key of other"))
    before = form.read_bytes()
    done = run("in", form, sheet)
    assert done.exit_code == 1
    assert "has the words of the form other from en" in str(done.exception)
    assert form.read_bytes() == before


def test_words_that_would_break_the_form_are_refused_and_nothing_is_written(form: Path) -> None:
    run("out", form, "--language", "es", "--to", "csv")
    sheet = form.with_suffix(".es.csv")
    sheet.write_bytes(sheet.read_bytes().replace(b"Esta semana", b"a" * 5_000))
    before = form.read_bytes()
    done = run("in", form, sheet)
    assert done.exit_code == 1
    assert "the form has faults; nothing was written" in str(done.exception)
    assert form.read_bytes() == before


def test_the_source_language_is_not_translated_into(form: Path) -> None:
    assert run("out", form, "--language", "en", "--to", "po").exit_code == 2
