"""docs/writing-a-plugin.md is true: its commands are typed, its pages opened on a phone, its small plugin is built."""

from __future__ import annotations

import re
import shlex
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from farolito.testing.browser import axe, look, overflow, press
from tests.plugins.making import built, in_folder
from tests.strangers.environment import ROOT, Environment, wheel_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

GUIDE = (ROOT / "docs" / "writing-a-plugin.md").read_text("utf-8")
PATH = GUIDE.partition("## The smallest useful plugin")[0]
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
FILE = re.compile(
    r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
PATIENCE = 60.0
"""Seconds until a test gives up; never how fast something is."""


class Author:
    """Somebody with a clean environment and an empty folder who does what the page says."""

    def __init__(self, folder: Path) -> None:
        self.environment = Environment(folder)
        self.environment.install(wheel_of(ROOT, folder))
        self.folder = folder / "site"
        self.folder.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def puts(self, path: str, text: str) -> None:
        """Write a file."""
        (self.folder / path).write_text(text, encoding="utf-8")

    def changes(self, path: str, text: str) -> None:
        """Put ``NAME = …`` in the place of what it was."""
        name = text.partition(" = ")[0]
        file = self.folder / path
        was = file.read_text("utf-8")
        now = re.sub(rf"^{name} = \(.*?^\)\n", lambda _: text, was, flags=re.M | re.S)
        assert now != was
        file.write_text(now, encoding="utf-8")

    def types(self, command: str) -> str:
        """Type a command; what it printed. Fails when the command does."""
        words = shlex.split(command)
        if words[:3] == ["python", "-m", "pip"]:
            self.environment.install("--editable", self.folder / words[-1])
            return ""
        if words[0] != "farolito":  # what tests and builds is found where these tests run
            there = self.folder / (words[1] if words[0] == "cd" else words[-1])
            words = words[3:] if words[0] == "cd" else words[:-1]
            done = in_folder(there, *words[1:])
        else:
            done = self.environment.run(self.folder, *words)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def serves(self) -> Iterator[str]:
        """Start the site; what it printed. Ends with Ctrl-C."""
        output = self.folder / "printed"
        settings = {"PORT": str(self.port), "FAROLITO_WORKERS": "1"}
        with output.open("wb") as printed:
            site = subprocess.Popen(
                [self.environment.bin / "farolito", "run"],
                cwd=self.folder,
                env=self.environment.variables(settings),
                stdout=printed,
                stderr=printed,
            )
        try:
            deadline = time.monotonic() + PATIENCE
            while "Ctrl-C stops." not in output.read_text("utf-8"):
                assert time.monotonic() < deadline, output.read_text("utf-8")
                time.sleep(0.1)
            yield output.read_text("utf-8")
        finally:
            site.send_signal(signal.SIGINT)
            assert site.wait(PATIENCE) == 0


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
    assert len(done) == 10
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
    family.goto(f"{author.address}/-/food_bank/sheet")
    seen(family, "guide-sheet")
    assert family.get_by_role("listitem").all_inner_texts() == ["The code of your form", "A bag"]

    desk = make_context().new_page()
    log_ins = (author.folder / "var" / "data" / "demo-log-ins.txt").read_text("utf-8")
    (password,) = re.findall(r"coordinator@duarte\S*\s+(\S+)", log_ins)
    desk.goto(f"{author.address}/staff/")
    desk.fill('[name="email"]', "coordinator@duarte.example")
    desk.fill('[name="password"]', password)
    press(desk.get_by_role("button", name="Log in", exact=True))
    press(desk.get_by_role("link", name="Food bank", exact=True))
    seen(desk, "guide-desk")
    assert desk.get_by_role("button", name="Done").count() == 1


def looks_again(author: Author, make_context: Callable[..., BrowserContext]) -> None:
    """What was changed is there; a language without the words shows them in English."""
    phone = make_context(locale="es").new_page()
    phone.goto(f"{author.address}/-/food_bank/sheet")
    assert phone.get_by_role("listitem").all_inner_texts()[1:] == ["Una bolsa", "Your bus card"]


def seen(page: Page, name: str) -> None:
    """The page fits the phone, nobody is shut out, and it can be looked at."""
    look(page, name)
    assert overflow(page) == 0
    assert axe(page) == []


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
