"""``farolito forms``: plain words and exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from farolito.cli.forms import SCHEMA_FILE, forms
from tests.shipped import in_english_and_spanish

if TYPE_CHECKING:
    from click.testing import Result

SHIPPED = Path(__file__).parents[2] / "forms" / "needs-assessment"


def run(*words: object) -> Result:
    return CliRunner().invoke(forms, [str(word) for word in words])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a form that ships."""
    path = tmp_path / "quick-check-in.json"
    path.write_bytes((SHIPPED / "quick-check-in.json").read_bytes())
    return path


def spoil(path: Path, **more: Any) -> None:
    document = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**document, **more}, indent=2), "utf-8")


def test_forms_without_faults_are_said_to_be_fine() -> None:
    done = run("check", SHIPPED)
    assert done.output.endswith("3 forms checked: nothing to mend.\n")
    assert done.exit_code == 0


def test_every_fault_is_said_with_its_line_and_the_exit_code_is_1(copy: Path) -> None:
    spoil(copy, titel={}, minutes="five")
    done = run("check", copy)
    assert done.exit_code == 1
    assert "2 things to mend" in done.output
    assert "/minutes: found “five”; expected a whole number" in done.output
    assert "/titel: there is no “titel” here (did you mean “title”?)" in done.output
    assert "1 of 1 form cannot be published as written." in done.output


def test_what_would_keep_a_form_from_being_published_is_said_too(copy: Path) -> None:
    spoil(copy, retention={"draft_days": 1, "identity_months": 9, "answers_months": 1})
    done = run("check", copy)
    assert done.exit_code == 1
    assert "/retention/identity_months: names would be kept longer than answers." in done.output


def test_a_file_or_a_pack_that_cannot_be_read_is_something_to_mend(tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_text("{", "utf-8")
    for path, why in (
        (tmp_path / "nowhere.json", "there is no file"),
        (tmp_path, "ends too early"),
    ):
        done = run("check", path)
        assert done.exit_code == 1
        assert why in done.output


def test_for_programs_there_is_one_json_object_for_each_file(copy: Path) -> None:
    done = run("check", "--json", copy)
    assert json.loads(done.output) == {"file": str(copy), "ok": True, "problems": []}
    assert done.exit_code == 0

    spoil(copy, minutes="five")
    done = run("check", "--json", copy, copy.parent / "nowhere.json")
    assert done.exit_code == 1
    spoilt, missing = map(json.loads, done.output.splitlines())
    line = 1 + copy.read_text("utf-8").splitlines().index('  "minutes": "five",')
    assert not spoilt["ok"]
    assert spoilt["problems"] == [
        {
            "pointer": "/minutes",
            "line": line,
            "code": "definition",
            "message": "Found “five”; expected a whole number from 1 to 120.",
        }
    ]
    assert [problem["code"] for problem in missing["problems"]] == ["unreadable"]


def test_a_folder_without_forms_is_said_to_be_empty(tmp_path: Path) -> None:
    assert run("check", tmp_path).output == "There are no forms here.\n"


def test_forms_are_listed_with_their_languages(copy: Path) -> None:
    done = run("list", copy)
    assert done.exit_code == 0
    assert "quick-check-in" in done.output
    assert "education_record" in done.output
    assert "en, es draft" in done.output


def test_a_form_that_cannot_be_read_is_listed_as_such(copy: Path) -> None:
    copy.write_text("[]", "utf-8")
    done = run("list", copy)
    assert done.exit_code == 1
    assert "cannot be read: 1 fault" in done.output


def test_stamping_writes_fingerprints_and_a_changed_word_makes_the_translation_stale(
    copy: Path,
) -> None:
    assert run("stamp", copy, "--reviewed", "es").exit_code == 0
    assert "es reviewed" in run("list", copy).output
    document = json.loads(copy.read_text("utf-8"))
    document["title"]["en"] += "!"
    copy.write_text(json.dumps(document), "utf-8")
    assert "es stale" in run("list", copy).output


def test_a_form_with_faults_is_not_stamped(copy: Path) -> None:
    spoil(copy, minutes=0)
    before = copy.read_bytes()
    done = run("stamp", copy)
    assert done.exit_code == 1
    assert "mend them first" in done.output
    assert copy.read_bytes() == before


def test_the_schema_is_printed_and_is_the_one_that_ships() -> None:
    assert run("schema").output == SCHEMA_FILE.read_text("utf-8")


def test_the_question_bank_is_listed_with_licences_and_demands() -> None:
    done = run("blocks")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    [who] = [line for line in lines if line.startswith("who-5")]
    assert who.split() == ["who-5", "1", "5", "questions", "en", "es", "CC-BY-NC-SA-3.0-IGO"]
    after = lines[lines.index(next(line for line in lines if line.startswith("phq-9"))) + 1 :]
    assert after[1].strip() == (
        "May only be answered on a device that staff hand over, never by a link."
    )
    assert "Not checked against its source: The words are our own." in done.output


def test_a_form_that_uses_a_block_is_checked_and_stamped_with_its_words(copy: Path) -> None:
    document = in_english_and_spanish(copy.read_text("utf-8"))  # as the block is
    spoil(copy, **{**document, "sections": [*document["sections"], {"use": "hunger-vital-sign"}]})
    assert "1 form checked: nothing to mend." in run("check", copy).output
    assert run("stamp", copy).exit_code == 0
    assert '"use": "hunger-vital-sign"' in copy.read_text("utf-8")
    assert "es draft" in run("list", copy).output
    spoil(copy, sections=[*document["sections"], {"use": "hunger-vital"}])
    done = run("check", copy)
    assert done.exit_code == 1
    assert "there is no block “hunger-vital” (did you mean “hunger-vital-sign”?)" in done.output


def test_a_block_is_checked_as_a_block(tmp_path: Path) -> None:
    block = json.loads((SHIPPED.parent / "blocks" / "gad-7.json").read_text("utf-8"))
    path = tmp_path / "gad-7.json"
    path.write_text(json.dumps(block), "utf-8")
    assert run("check", path).output == "0 forms and 1 block checked: nothing to mend.\n"
    del block["licence"]
    path.write_text(json.dumps(block), "utf-8")
    done = run("check", path)
    assert done.exit_code == 1
    assert "“licence” is missing" in done.output
