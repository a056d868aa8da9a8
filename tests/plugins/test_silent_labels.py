"""Label audio that nobody can hear: named with pointer and line, by the checks of forms and of plugins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from farolito.cli import forms as form_commands
from farolito.cli.plugins import plugins
from farolito.domain.blocks import NO_BLOCKS
from farolito.domain.lint import CODES
from farolito.plugins import discovery
from farolito.services.sounds import MOST_SOUND, sound_faults
from farolito.testing.plugins import installed_in, load_from, write_plugin
from tests.web_support.trial_form import page, question, trial_form

from .making import HEAD

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "/sections/1/pages/0/questions/0"
FILES = {
    "good.en.mp3": b"ID3 and so on",
    "framed.es.mp3": b"\xff\xfb\x90\x64 and so on",
    "good.en.m4a": b"\0\0\0\x20ftypM4A ",
    "good.es.ogg": b"OggS and so on",
    "wrong.es.ogg": b"ID3 and so on",
    "aac.es.mp3": b"\xff\xf1\x50\x80",
    "large.es.m4a": b"\0\0\0\x20ftypM4A ".ljust(MOST_SOUND + 1, b"x"),
    "full.es.m4a": b"\0\0\0\x20ftypM4A ".ljust(MOST_SOUND, b"x"),
}


def spoken(**audio: str) -> str:
    """A form, a line for each value, whose question has these files."""
    document = trial_form(name="needs", needs=[])
    asked = question("help", "text", "What?", "¿Qué?", audio=audio)
    only: dict[str, Any] = {"name": "s", "title": {"en": "Help", "es": "Ayuda"}}
    document["sections"][1:] = [{**only, "pages": [page("help_page", asked)]}]
    return json.dumps(document, indent=1)


@pytest.fixture
def plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plugin ``broken``, which brings sound files; the only one that is installed."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(discovery, "installed", lambda: installed_in(folder))
    write_plugin(folder, "broken", HEAD, files={"static/x.txt": ""})
    for name, content in FILES.items():
        (folder / "farolito_broken" / "static" / name).write_bytes(content)
    return folder / "farolito_broken"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("broken/good.es.ogg", ""),
        ("broken/framed.es.mp3", ""),
        ("broken/full.es.m4a", ""),
        ("broken/gone.es.mp3", "there is no file {folder}/static/gone.es.mp3; expected it there"),
        ("broken/wrong.es.ogg", "wrong.es.ogg is no OGG sound, whatever its name says; expected a file"),
        ("broken/aac.es.mp3", "aac.es.mp3 is no MP3 sound"),
        ("broken/large.es.m4a", "large.es.m4a has 200,001 bytes; expected at most 200,000, about half"),
        ("other/good.es.ogg", "other/good.es.ogg is looked for in the plugin other, which is not on"),
    ],
)  # fmt: skip
def test_each_file_that_nobody_can_hear_is_named_with_pointer_and_line(
    plugin: Path, file: str, said: str
) -> None:
    text = spoken(en="broken/good.en.mp3", es=file)
    found = sound_faults(text.encode(), load_from(plugin.parent, ["broken"]), NO_BLOCKS)
    if not said:
        assert found == []
        return
    [fault] = found
    assert (fault.pointer, fault.code) == (f"{QUESTION}/audio/es", "sound")
    assert fault.code in CODES
    assert file in text.splitlines()[(fault.line or 0) - 1]
    assert said.format(folder=plugin) in str(fault)


def test_what_can_not_be_read_is_mended_first(plugin: Path) -> None:
    text = spoken(es="broken/gone.mp3").replace('"purpose"', '"porpoise"')
    assert sound_faults(text.encode(), load_from(plugin.parent, ["broken"]), NO_BLOCKS) == []


def test_the_check_of_a_form_names_them(plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = load_from(plugin.parent, ["broken"])
    monkeypatch.setattr(form_commands, "hooks_at_hand", lambda: hooks)
    (plugin.parent / "needs.json").write_text(spoken(es="broken/gone.es.mp3"), "utf-8")
    done = CliRunner().invoke(form_commands.forms, ["check", "needs.json"])
    assert done.exit_code == 1
    assert f"{QUESTION}/audio/es: there is no file" in done.output
    done = CliRunner().invoke(form_commands.forms, ["check", "--json", "needs.json"])
    [problem] = [one for one in json.loads(done.output)["problems"] if one["code"] == "sound"]
    assert problem["line"] > 1


def test_the_check_of_a_plugin_names_them(plugin: Path) -> None:
    (plugin / "forms").mkdir()
    for audio, code in (("broken/good.es.ogg", 0), ("broken/gone.es.mp3", 1)):
        (plugin / "forms" / "needs.json").write_text(spoken(es=audio), "utf-8")
        done = CliRunner().invoke(plugins, ["check"], env={"FAROLITO_PLUGINS": "broken"})
        assert done.exit_code == code, done.output
        assert (f"{QUESTION}/audio/es: there is no file" in done.output) == bool(code)
