"""``farolito plugins settings``: shows, sets and takes out; a secret is never an argument and never printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from farolito.cli import cli
from farolito.plugins import discovery
from farolito.testing.plugins import installed_in, write_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

SECRET = "a-very-long-secret-7781"
SOURCE = """
from __future__ import annotations
from dataclasses import dataclass
from datetime import date
from farolito.api import Asks, Plugin, setting

@dataclass(frozen=True)
class Settings:
    room: str = setting("Where is it?", default="The office")
    fewest: int | None = setting("Fewest", "whole_number", least=1, most=30)
    open: bool = setting("Is it open?", "yes_no")
    since: date | None = setting("Since when?", "date")
    who: str = setting("Who?", "choice", choices=[("us", "We"), ("they", "They")])
    site: str = setting("On the web", "web_address", per_place=False)
    key: str = setting("Key", "secret")

class ThePlugin(Plugin):
    name = "texting"
    title = "Texting"
    summary = "Texts."
    requires_host = ">=0.1,<1"
    asks = Asks(secrets=("key",))
    settings = Settings
"""


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A site with a county, a school, and a plugin."""
    import sys

    folder = tmp_path / "installed"
    folder.mkdir()
    write_plugin(folder, "texting", SOURCE)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(discovery, "installed", lambda: installed_in(folder))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FAROLITO_PLUGINS", "texting")
    monkeypatch.setenv("FAROLITO_ALLOW_UNSAFE_DATABASE", "1")
    for words in (
        ("init",),
        ("places", "add", "county", "The County", "county"),
        ("places", "add", "site", "Lincoln", "lincoln", "--in", "county"),
    ):
        assert CliRunner().invoke(cli, list(words)).exit_code == 0
    yield
    for name in [one for one in sys.modules if one.startswith("farolito_texting")]:
        del sys.modules[name]


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["plugins", "settings", *words], input=given)


def values(*words: str) -> dict[str, Any]:
    done = run("texting", "--json", *words)
    assert done.exit_code == 0, done.output
    return {one["name"]: one.get("value") for one in json.loads(done.output)["settings"]}


def test_what_is_set_is_shown_with_where_it_comes_from() -> None:
    done = run("texting")

    assert done.exit_code == 0
    assert "Texting, for everybody:" in done.output
    assert "room: The office    (the plugin's own)" in done.output
    assert "key: not set    (the plugin's own)" in done.output


def test_every_kind_is_typed_in_its_own_way() -> None:
    done = run(
        "texting", "room=Room 12 = upstairs", "fewest=7", "open=yes", "since=2026-11-23",
        "who=they", "site=https://example.org/a?b=c",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert values() == {
        "room": "Room 12 = upstairs", "fewest": 7, "open": True, "since": "2026-11-23",
        "who": "they", "site": "https://example.org/a?b=c", "key": None,
    }  # fmt: skip


def test_a_place_has_its_own_until_it_is_taken_out() -> None:
    run("texting", "room=Everybody's")
    run("texting", "--place", "county", "room=The county's")
    assert values("--place", "lincoln")["room"] == "The county's"
    run("texting", "--place", "lincoln", "room=Room 12")
    assert "1 set at lincoln: --place lincoln" in run("texting").output

    done = run("texting", "--place", "lincoln", "--unset", "room")

    assert "room: The county's    (of The County)" in done.output
    assert values()["room"] == "Everybody's"


MISTYPED = (
    (["room"], "“room” sets nothing. Write KEY=VALUE."),
    (["hall=1"], "There is no setting “hall” here. There are: room, fewest"),
    (["fewest=99"], "fewest: Write a smaller number (1 to 30)."),
    (["fewest=many"], "fewest: Write a whole number, like 4 (1 to 30)."),
    (["open=perhaps"], "open: Write yes or no."),
    (["since=soon"], "since: Write the day like this: 2026-11-23."),
    (["who=nobody"], "who: Choose one of the answers in the list: us, they."),
    (["site=here"], "site: Write a whole address of the web"),
    ([f"key={SECRET}"], "key is a secret, and others can read what is typed here."),
    (["--unset", "hall"], "There is no setting “hall” here."),
    (["--place", "lincoln", "site=https://example.org"], "There is no setting “site” here."),
)


def test_what_is_mistyped_is_refused_with_what_to_type_and_nothing_is_set() -> None:
    before = values()
    for words, says in MISTYPED:
        done = run("texting", "room=Set with it", *words)

        assert done.exit_code == 2, done.output
        assert says in " ".join(done.output.split())
        assert SECRET not in done.output
    assert values() == before


def test_a_secret_comes_from_standard_input_and_is_never_printed() -> None:
    done = run("texting", "key=-", given=f"{SECRET}\n")

    assert done.exit_code == 0
    assert "key: set, ends in 7781    (set here)" in done.output
    printed = done.output + run("texting").output + run("texting", "--json").output
    assert SECRET not in printed
    (key,) = [
        one for one in json.loads(run("texting", "--json").output)["settings"]
        if one["kind"] == "secret"
    ]  # fmt: skip
    assert (key["is_set"], key["ends_in"], "value" in key) == (True, "7781", False)


def test_a_plugin_or_a_place_that_is_not_there_is_said_in_plain_words() -> None:
    for words in (["nobody"], ["texting", "--place", "nowhere"]):
        done = run(*words)
        assert done.exit_code == 1
        assert "Traceback" not in done.output
        assert done.output.strip()
