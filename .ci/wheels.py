"""Builds every wheel, installs them into an empty environment, away from the checkout, and answers a form there.

Finds what only works in a checkout: files missing from a wheel, imports that only the tests' packages satisfy.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

ROOT = Path(__file__).parent.parent
UV = Path(sys.prefix) / "bin/uv"


def do(*command: object, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command; end with what it said when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(  # noqa: S603  our own words
        words,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nfailed: {' '.join(words)}")


def build(wheels: Path) -> None:
    """The host's wheel and one of each plugin."""
    for project in (ROOT, *(file.parent for file in sorted(ROOT.glob("plugins/*/pyproject.toml")))):
        do(UV, "build", "--quiet", "--wheel", "--no-sources", "--no-build-isolation",
           "--python", sys.executable, "--out-dir", wheels, project)  # fmt: skip


def install(environment: Path, wheels: Path) -> None:
    """An empty environment with what is locked for serving, and the wheels."""
    python = environment / "bin/python"
    do(UV, "venv", "--quiet", "--python", sys.executable, environment)
    pip = (UV, "pip", "install", "--quiet", "--python", python)
    do(*pip, "--require-hashes", "--requirement", ROOT / "requirements.lock")
    do(*pip, "--no-deps", *sorted(wheels.glob("*.whl")))
    do(UV, "pip", "check", "--quiet", "--python", python)


class Page(HTMLParser):
    """The first form of a page, filled in: the first choice of every group, "x" in every text, the last button."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action = ""
        self.heading = ""
        self._in_heading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what a browser would send."""
        found = {name: value or "" for name, value in attrs}
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "form" and not self.action:
            self.action = found["action"]
        elif tag == "button" and name and value in ("use:en", "next"):
            self.fields[name] = value
        elif tag == "input" and name:
            self.fields.setdefault(name, value if found.get("type") != "text" else "x")
        elif tag == "h1":
            self._in_heading = not self.heading

    def handle_endtag(self, tag: str) -> None:
        """The heading ends."""
        if tag == "h1":
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        """Words of the heading."""
        if self._in_heading:
            self.heading += data


def answer_one_page(site: str) -> None:
    """Choose English, answer the first page, and see the next one."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
    page = Page(browser.open(f"{site}/duarte/needs", timeout=60).read().decode())
    seen = [page.heading]
    for _ in range(2):
        target, body = urljoin(site, page.action), urlencode(page.fields).encode()
        request = Request(target, body, headers)  # noqa: S310  our own server
        page = Page(browser.open(request, timeout=60).read().decode())
        seen.append(page.heading)
    if len(set(seen)) < len(seen):
        sys.exit(f"a page did not lead to the next one: {seen}")
    print("answered:", " > ".join(seen))  # noqa: T201  a script


def serve_and_answer(environment: Path, folder: Path) -> None:
    """Start the installed Farolito in an empty folder and answer a page of a form."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FAROLITO_", "PYTHON"))
    }
    env = {**kept, "PORT": str(port), "FAROLITO_DEMO": "1", "FAROLITO_DATA": str(folder / "data")}
    farolito = environment / "bin/farolito"
    do(farolito, "plugins", "check", cwd=folder, env=env)
    do(farolito, "forms", "check", cwd=folder, env=env)
    server = subprocess.Popen([farolito, "run"], cwd=folder, env=env)  # noqa: S603  our own words
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server)
        answer_one_page(f"http://127.0.0.1:{port}")
        do(farolito, "check", cwd=folder, env=env)
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers; ends when the server does, or after a minute."""
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            build_opener().open(url, timeout=60).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    sys.exit(f"no answer from {url}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="farolito-wheels-") as name:
        temporary = Path(name)
        (temporary / "empty").mkdir()
        build(temporary / "wheels")
        install(temporary / "venv", temporary / "wheels")
        serve_and_answer(temporary / "venv", temporary / "empty")
