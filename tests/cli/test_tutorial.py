"""The path at the start of docs/writing-a-form.md, walked by somebody who types exactly what stands there."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from tests.guide import FORM, Step, put_in, steps
from tests.ports import free_port
from tests.web_support.family import Family

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

FAROLITO = (sys.executable, "-m", "farolito.cli")
PATIENCE = 240.0
"""Seconds until a test gives up; never how fast something is."""

ANYTHING = r"(.*\n)*"
"""What a line with three dots stands for."""
CHANGING = {
    r"[0-9a-f]{4}(-[0-9a-f]{4}){3}": "<password>",
    r"\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b": "<hash>",
    r"\d{4}-\d{2}-\d{2}": "<day>",
    r"/\S*/(?=var/data)": "<folder>/",
    r"127\.0\.0\.1:\d+": "<host>",
}
"""What is different on every machine and every day."""


def test_somebody_goes_from_an_empty_folder_to_answers_in_a_spreadsheet(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for step in steps():
        reader.does(step)
    assert [step.verb for step in steps()] == [
        *("file", "console", "file", "console", "console", "add", "console", "add", "console"),
        *("add", "members", "console", "console", "fill", "console", "console", "console"),
        *("console", "columns"),
    ]
    assert list(reader.looks) == []


class Reader:
    """Does in an empty folder what each block of the page says, and compares what is printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if "FAROLITO" not in name}
        self.environ = {**kept, "PORT": str(self.port), "FAROLITO_WORKERS": "1"}
        self.looks = iter((self.looks_at_it, self.answers_in_spanish))

    def does(self, step: Step) -> None:
        path = self.folder / (step.where or FORM)
        if step.verb == "file":
            path.write_text(step.body, "utf-8")
        elif step.verb in {"add", "members"}:
            form = json.loads((self.folder / FORM).read_text("utf-8"))
            put_in(form, step)
            (self.folder / FORM).write_text(json.dumps(form, ensure_ascii=False, indent=2), "utf-8")
        elif step.verb == "fill":
            self.fills(path, step.body)
        elif step.verb == "columns":
            self.compares_columns(step.body)
        else:
            self.types(step.body)

    def fills(self, sheet: Path, body: str) -> None:
        """Write each translation beside its text, as a translator does."""
        told = dict(list(csv.reader(io.StringIO(body)))[1:])
        header, *rows = csv.reader(io.StringIO(sheet.read_text("utf-8-sig")))
        assert header[1:] == ["en", "es", "state"]
        assert {row[1] for row in rows} == told.keys()
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(
                [header, *([key, words, told[words], "draft"] for key, words, *_ in rows)]
            )

    def types(self, body: str) -> None:
        """Type each line after ``$``, and see what comes back."""
        for command, printed in re.findall(r"^\$ farolito (.*)\n((?:(?!\$ ).*\n)*)", body, re.M):
            if command == "run":
                said = self.serves()
            else:
                done = subprocess.run(
                    [*FAROLITO, *shlex.split(command)],
                    cwd=self.folder,
                    env=self.environ,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    check=False,
                )
                said = done.stdout
            pattern = ANYTHING.join(re.escape(part) for part in masked(printed).split("…\n"))
            assert re.fullmatch(pattern, masked(said)), f"{command} printed:\n{said}"

    def serves(self) -> str:
        """Start the site, go there, stop it; what it printed when it was ready."""
        output = self.folder / "printed"
        with output.open("wb") as printed:
            site = subprocess.Popen(
                [*FAROLITO, "run"],
                cwd=self.folder,
                env=self.environ,
                stdout=printed,
                stderr=printed,
            )
        try:
            deadline = time.monotonic() + PATIENCE
            while "Ctrl-C stops." not in output.read_text("utf-8"):
                assert time.monotonic() < deadline, output.read_text("utf-8")
                time.sleep(0.1)
            said = output.read_text("utf-8")
            browser = cast("FlaskClient", Browser(f"http://127.0.0.1:{self.port}"))
            next(self.looks)(Family(browser, "/duarte/our-families"))
        finally:
            site.send_signal(signal.SIGINT)
            assert site.wait(PATIENCE) == 0
        return said

    def looks_at_it(self, family: Family) -> None:
        family.begin().press("next", consent="yes")
        assert "On how many days" in family.page.heading

    def answers_in_spanish(self, family: Family) -> None:
        family.begin("es")
        assert family.page.language == "es"
        family.press("next", consent="yes")
        assert "¿Cuántos días no alcanzó la comida" in family.page.heading
        family.press("next", food_days="3").press("next", call_me="yes")
        family.press("next", members="yes").press("next", member_name="Ana", member_age="40")
        jobs = family.address.removeprefix("/duarte/our-families/")
        assert family.page.heading == "Ana: Trabajos"
        family.press("next", **{jobs: "no"}).press("next", members="no")
        family.press("next", calm="never", rested="sometimes").press("send")
        assert "Busque comida cerca de usted" in family.html

    def compares_columns(self, body: str) -> None:
        """See that the export has these columns, and these answers in them."""
        text = (self.folder / "answers.csv").read_text("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(text))
        told = dict(line.split() for line in body.splitlines())
        assert {name: row[name] for name in told} == told


@dataclass
class Page:
    """What came back, as :class:`Family` looks at it."""

    status_code: int
    text: str
    path: str
    location: str

    @property
    def request(self) -> Page:
        return self


class Stays(HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Browser:
    """A phone's browser without scripts, in front of a real server; :class:`Family` needs no more of a client."""

    def __init__(self, site: str) -> None:
        self.site = site
        cookies = HTTPCookieProcessor()
        self.follows, self.stays = build_opener(cookies), build_opener(cookies, Stays)

    def get(self, address: str, *, follow_redirects: bool) -> Page:
        assert follow_redirects
        with self.follows.open(self.site + urlsplit(address).path, timeout=PATIENCE) as reply:
            return page(reply)

    def post(self, address: str, data: dict[str, list[str]]) -> Page:
        typed = urlencode(data, doseq=True).encode()
        sent = Request(self.site + address, typed)  # noqa: S310  our own server
        sent.add_header("Origin", self.site)
        try:
            with self.stays.open(sent, timeout=PATIENCE) as reply:
                return page(reply)
        except HTTPError as moved:
            return page(moved)


def page(reply: Any) -> Page:
    path = urlsplit(reply.url).path
    return Page(reply.status, reply.read().decode(), path, reply.headers.get("Location") or "")


def masked(text: str) -> str:
    """What is printed, without what differs everywhere."""
    for pattern, word in CHANGING.items():
        text = re.sub(pattern, word, text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
