"""Somebody with a clean environment and an empty folder, who types commands and serves a site."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from farolito.testing.browser import axe, look, overflow, press
from tests.plugins.making import in_folder
from tests.ports import free_port
from tests.strangers.environment import ROOT, Environment, wheel_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

PATIENCE = 240.0
"""Seconds until a test gives up; never how fast something is."""


class Author:
    """Somebody with a clean environment and an empty folder who does what the page says."""

    def __init__(self, folder: Path) -> None:
        self.environment = Environment(folder)
        self.environment.install(wheel_of(ROOT, folder))
        self.folder = folder / "site"
        self.folder.mkdir()
        self.port = free_port()
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

    def logs_in(self, page: Page, who: str) -> None:
        """Log in as somebody of the demo, e.g. ``coordinator@duarte.example``."""
        log_ins = (self.folder / "var" / "data" / "demo-log-ins.txt").read_text("utf-8")
        (password,) = re.findall(rf"{who}\s+(\S+)", log_ins)
        page.goto(f"{self.address}/staff/")
        page.fill('[name="email"]', who)
        page.fill('[name="password"]', password)
        press(page.get_by_role("button", name="Log in", exact=True))

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


def seen(page: Page, name: str) -> None:
    """The page fits the phone, nobody is shut out, and it can be looked at."""
    look(page, name)
    assert overflow(page) == 0
    assert axe(page) == []
