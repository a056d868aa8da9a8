"""docs/writing-a-plugin.md is true: its commands are typed, its pages opened on a phone, its small plugin is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import press
from tests.plugins.making import built, in_folder
from tests.strangers.author import Author, seen
from tests.strangers.environment import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext

GUIDE = (ROOT / "docs" / "writing-a-plugin.md").read_text("utf-8")
PATH = GUIDE.partition("## The smallest useful plugin")[0]
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FILE = re.compile(
    r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def test_fifteen_minutes_lead_from_nothing_to_a_page_on_a_phone(
    tmp_path: Path, make_context: Callable[..., BrowserContext]
) -> None:
    author = Author(tmp_path)
    looks = iter((looks_the_first_time, looks_again))
    done = []
    for kind, what, body in BLOCK.findall(PATH):
        verb, _, path = what.partition(" ")
        if verb == "file":
            author.puts(path, body)
        elif verb == "change":
            author.changes(path, body)
        else:
            assert kind == "console"
            for command, printed in COMMAND.findall(body):
                done.append(command)
                if command.endswith("farolito run"):
                    with author.serves() as said:
                        next(looks)(author, make_context)
                else:
                    said = author.types(command)
                pattern = r"(.*\n)*".join(re.escape(part) for part in masked(printed).split("…\n"))
                assert re.fullmatch(pattern, masked(said)), f"{command} printed:\n{said}"
    assert len(done) == 11
    assert list(looks) == []


def looks_the_first_time(author: Author, make_context: Callable[..., BrowserContext]) -> None:
    """A family answers on a phone, and the coordinator finds it at the desk."""
    family = make_context().new_page()
    family.goto(f"{author.address}/duarte/food-bank")
    press(family.get_by_role("button", name="English"))
    press(family.get_by_role("button", name="I agree, start"))
    for answer in ("Yes", "Monday"):
        family.get_by_label(answer, exact=True).check()
        press(family.get_by_role("button", name="Continue"))
    press(family.get_by_role("button", name="Send"))
    seen(family, "guide-done")
    assert "Come to our desk" in family.inner_text("main")
    assert "Where: Room 12." in family.inner_text("main")
    family.goto(f"{author.address}/-/food_bank/sheet")
    seen(family, "guide-sheet")
    assert family.get_by_role("listitem").all_inner_texts() == ["The code of your form", "A bag"]

    desk = make_context().new_page()
    author.logs_in(desk, "coordinator@duarte.example")
    press(desk.get_by_role("link", name="Food bank", exact=True))
    seen(desk, "guide-desk")
    assert desk.get_by_role("button", name="Done").count() == 1


def looks_again(author: Author, make_context: Callable[..., BrowserContext]) -> None:
    """What was changed is there; a language without the words shows them in English."""
    phone = make_context(locale="es").new_page()
    phone.goto(f"{author.address}/-/food_bank/sheet")
    assert phone.get_by_role("listitem").all_inner_texts()[1:] == ["Una bolsa", "Your bus card"]


def masked(text: str) -> str:
    """What is printed, without what differs on every machine."""
    text = re.sub(r"/\S*/(?=var/data)", "<folder>/", text)
    return "".join(f"{line.rstrip()}\n" for line in text.strip().splitlines())


def pattern(printed: str) -> str:
    """What the page shows; a line with three dots stands for any lines."""
    return "".join(
        r"(?:.*\n)*" if line == "…\n" else re.escape(line)
        for line in masked(printed).splitlines(keepends=True)
    )


@pytest.fixture(scope="module")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the smallest useful plugin, in a folder of their own."""
    folder = tmp_path_factory.mktemp("bus-passes")
    for found in FILE.finditer(GUIDE):
        path = folder / found["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found["text"], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def installed(smallest: Path) -> Path:
    """The wheel of it, unpacked as an installer would."""
    return built(smallest)


def test_the_tests_of_the_smallest_plugin_pass(smallest: Path, installed: Path) -> None:
    done = in_folder(
        smallest, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider", path=installed
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_the_host_says_of_it_what_the_guide_says(smallest: Path, installed: Path) -> None:
    words = ("plugins", "check", "bus_passes")
    done = in_folder(smallest, "-m", "farolito.cli", *words, path=installed)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[0] == "ok          bus_passes 0.1.0"
    assert done.stdout.splitlines()[0] in GUIDE


def test_it_is_listed_as_installed_and_not_on(smallest: Path, installed: Path) -> None:
    done = in_folder(smallest, "-m", "farolito.cli", "plugins", "list", path=installed)

    (line,) = [line for line in done.stdout.splitlines() if line.startswith("bus_passes")]
    assert "installed, not on" in line
