"""``farolito forms diff | publish | retire | versions``: said before it is done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from farolito.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

SHIPPED = Path(__file__).parents[2] / "forms" / "needs-assessment" / "quick-check-in.json"


def run(*words: object, answer: str = "") -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=answer)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]) -> Path:
    """A site in a folder of its own, with the forms that ship."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FAROLITO_PLUGINS", "none")
    monkeypatch.setenv("FAROLITO_ALLOW_UNSAFE_DATABASE", "1")
    put_site(tmp_path, "none")
    return tmp_path


def edited(folder: Path, **help_wanted: Any) -> Path:
    """The form with another question of what help is wanted, in a file."""
    document = json.loads(SHIPPED.read_text("utf-8"))
    question = document["sections"][1]["pages"][0]["questions"][0]
    assert question["name"] == "help_wanted"
    if "label" in help_wanted:  # the other languages stay as they are
        help_wanted["label"] = {**question["label"], **help_wanted["label"]}
    question.update(help_wanted)
    document["needs"] = []  # some look for a choice that a test takes away
    file = folder / "edited.json"
    file.write_text(json.dumps(document), "utf-8")
    return file


def test_two_files_are_compared_without_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "nowhere"))
    done = run("forms", "diff", SHIPPED, edited(tmp_path, label={"en": "What?", "es": "¿Qué?"}))
    assert done.exit_code == 0
    assert "changed question help_wanted: label (en, es)" in done.output
    assert "No stored answer is lost." in done.output
    assert "Stored answers were not counted." in done.output


def test_what_loses_answers_is_marked_and_counted_before_publishing(site: Path) -> None:
    document = json.loads(SHIPPED.read_text("utf-8"))
    choices = document["sections"][1]["pages"][0]["questions"][0]["choices"]
    gone = next(one for one in choices if one["name"] == "housing")
    file = edited(site, choices=[one for one in choices if one is not gone])
    assert (
        "LOSES ANSWERS removed choice housing"
        in run("forms", "diff", "quick-check-in", file).output
    )
    done = run("forms", "diff", "quick-check-in@1", file, "--json")
    report = json.loads(done.output)
    [lost] = [one for one in report["changes"] if one["lossy"]]
    assert (lost["kind"], lost["what"], lost["name"]) == ("removed", "choice", "housing")
    assert lost["columns"] == ["help_wanted", "help_wanted.housing"]
    assert (lost["answers"], report["responses"]) == (0, 0)


def test_publishing_says_what_changes_and_asks(site: Path) -> None:
    file = edited(site, label={"en": "What?", "es": "¿Qué?"})
    refused = run("forms", "publish", file, answer="n\n")
    assert refused.exit_code == 1
    assert "changed question help_wanted" in refused.output
    assert "quick-check-in@2" not in run("forms", "versions", "quick-check-in").output
    assert run("forms", "publish", file, answer="y\n").exit_code == 0
    assert run("init").exit_code == 0
    listed = json.loads(run("forms", "versions", "quick-check-in", "--json").output)
    assert [(one["number"], one["status"], one["source"]) for one in listed] == [
        (1, "retired", "host"),
        (2, "published", "by hand"),
    ]
    again = run("forms", "publish", file, "--yes")
    assert "published already, word for word" in again.output


def test_a_form_that_may_not_be_published_is_refused_with_reasons(site: Path) -> None:
    done = run("forms", "publish", edited(site, type="no_such_type"), "--yes")
    assert done.exit_code == 1
    assert "no_such_type" in done.output
    assert "Traceback" not in done.output


def test_a_retired_form_stays_retired_at_the_next_start(site: Path) -> None:
    assert run("forms", "retire", "quick-check-in", "--yes").exit_code == 0
    assert run("init").exit_code == 0
    assert "retired" in run("forms", "versions", "quick-check-in").output
    assert run("forms", "retire", "quick-check-in", "--yes").exit_code == 1


def test_an_unknown_version_names_those_there_are(site: Path) -> None:
    done = run("forms", "diff", "quick-check-in@7", SHIPPED)
    assert done.exit_code == 1
    assert "There is quick-check-in@1 (" in done.output


def test_publishing_names_label_audio_that_nobody_will_hear_and_publishes(site: Path) -> None:
    file = edited(site, audio={"en": "not_here/help.en.mp3"})
    done = run("forms", "publish", file, "--yes")
    assert done.exit_code == 0
    said = "Nobody will hear: line 1, /sections/1/pages/0/questions/0/audio/en: not_here/help.en.mp3 is looked for"
    assert said in done.output
    assert "quick-check-in is published" in done.output
