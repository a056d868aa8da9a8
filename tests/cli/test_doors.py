"""``farolito forms import`` and ``export``: what they write, say and end with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from farolito.cli.forms import forms
from tests.imports.workbooks import workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("type", "name", "label")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(survey=[HEADER, ("text", "who", "Who?"), ("start", "s", "")]))
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(forms, [str(word) for word in words])


def test_an_import_writes_the_form_says_what_was_lost_and_ends_with_1(
    sheet: Path, tmp_path: Path
) -> None:
    out, report = tmp_path / "form.json", tmp_path / "report.json"
    done = run("import", sheet, "--out", out, "--report", report)
    assert done.exit_code == 1
    assert json.loads(out.read_text())["sections"][0]["pages"][0]["name"] == "who"
    notes = json.loads(report.read_text())
    assert {"where", "construct", "became", "code"} == notes[0].keys()
    assert "survey, row 3: left out: start s" in done.stderr
    assert "to be written by you: regime" in done.stderr


def test_what_the_report_asks_for_is_what_the_check_refuses(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "form.json"
    run("import", sheet, "--out", out)
    check = run("check", out)
    assert check.exit_code == 1
    assert all(
        f"“{member}” is missing" in check.output for member in ("purpose", "regime", "retention")
    )


def test_a_form_goes_out_and_comes_in_again_with_nothing_lost(tmp_path: Path) -> None:
    form = "forms/needs-assessment/quick-check-in.json"
    for target, name in (
        ("xlsform", "f.xlsx"),
        ("fhir", "f.json"),
        ("surveyjs", "s.json"),
        ("farolito", "f.zip"),
    ):
        out, back = tmp_path / name, tmp_path / "back.json"
        assert run("export", form, "--to", target, "--out", out).exit_code == (target != "farolito")
        done = run("import", out, "--out", back)
        assert (done.exit_code, done.stderr) == (0, "Everything was carried over.\n")
    assert (tmp_path / "examples/quick-check-in/help-today.json").is_file()


def test_a_refused_file_ends_with_2_and_writes_nothing(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.xlsx", tmp_path / "form.json"
    bad.write_bytes(workbook(survey=[(*HEADER, "relevant"), ("text", "a", "A", "1 +")]))
    done = run("import", bad, "--out", out, "--report", "-")
    assert done.exit_code == 2
    assert not out.exists()
    assert json.loads(done.stdout)[0]["where"] == "survey, row 2, column relevant"


def test_an_unknown_form_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    done = run("export", "famly-needs", "--to", "fhir", "--out", tmp_path / "f.json")
    assert done.exit_code == 2
    assert "family-needs" in done.output
