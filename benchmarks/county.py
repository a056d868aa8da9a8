"""A county to measure: a fresh data folder with the demo, and families who have answered and not sent yet."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.families import answers_of
from benchmarks.servers import clean, serving
from farolito.app import create_app
from farolito.domain.access import SYSTEM
from farolito.domain.answers import Draft
from farolito.domain.journey import journey
from farolito.services import demo, links, responses, sessions
from farolito.settings import load_settings
from farolito.web.host import host_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from flask import Flask

    from benchmarks.servers import Server

LINK, LANGUAGE = "needs", "es"
START = f"/{demo.SCHOOL}/{LINK}"


@dataclass(frozen=True, slots=True)
class County:
    """A data folder, the addresses of a form there, and the cookies of families who have answered all of it."""

    folder: Path
    first_page: str
    pages: tuple[str, ...]  # every question page of a family that has answered everything
    answers: bytes  # what it sends, as JSON
    cookies: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process serve this county."""
        return {"FAROLITO_DATA": str(self.folder / "data"), "FAROLITO_LOG_LEVEL": "warning"}

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "data" / "farolito.db"

    def served(self, *, workers: int = 1, plugins: bool = True) -> AbstractContextManager[Server]:
        """Farolito with this county behind the server of the floors, until the block ends."""
        environment = (
            self.environment if plugins else {**self.environment, "FAROLITO_PLUGINS": "none"}
        )
        return serving("wsgi:app", self.first_page, environment, workers=workers)

    def app(self) -> Flask:
        """Farolito with this county, in this process."""
        return create_app(load_settings(self.environment))

    def copied(self, folder: Path) -> County:
        """The same county in another folder. Nothing may have it open."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


def make_county(folder: Path, families: int) -> County:
    """A new county with this many families; what they answered is written by the services, as a page would."""
    folder.mkdir()
    county = County(folder, "", (), b"", ())
    subprocess.run(
        (sys.executable, "-m", "farolito.cli", "demo", "--quiet"),
        cwd="/",
        env=clean(county.environment),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    works = host_of(county.app()).works
    with works.open(SYSTEM) as work:
        link = links.open_link(work, demo.SCHOOL, LINK)
        answers = answers_of(link.form, work.types, work.today())
        cookies = []
        for _ in range(families):
            session = sessions.start_family(work)
            handle = responses.start(work, link, LANGUAGE, session.id)
            responses.save(work, handle, Draft(answers=answers))
            cookies.append(f"farolito={session.token}")
        blank, full = (journey(link.form, a, work.types, work.today()) for a in ({}, answers))
    works.close()
    return replace(
        county,
        first_page=f"{START}/{blank[0].key}",
        pages=tuple(f"{START}/{step.key}" for step in full if step.kind == "page"),
        answers=json.dumps(answers, ensure_ascii=False).encode(),
        cookies=tuple(cookies),
    )
