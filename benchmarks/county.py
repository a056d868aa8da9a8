"""A county to measure: a fresh data folder with the demo, and families who have answered and not sent yet."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import TYPE_CHECKING

from benchmarks.families import stages_of
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
    from farolito.domain.answers import Answers
    from farolito.services.links import LinkView
    from farolito.services.work import Work

LINK, LANGUAGE = "needs", "es"
START = f"/{demo.SCHOOL}/{LINK}"


@dataclass(frozen=True, slots=True)
class County:
    """A data folder, the addresses of a form there, and the cookies of its families."""

    folder: Path
    first_page: str
    pages: tuple[str, ...]  # every question page of a family that has answered everything
    answers: bytes  # what it sends, as JSON
    cookies: tuple[str, ...]  # of families that have answered everything
    under_way: tuple[
        tuple[str, str], ...
    ]  # of families at every stage: their next page, their cookie

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


def make_county(folder: Path, families: int, under_way: int = 0) -> County:
    """A new county with so many families that have answered everything, and so many under way.

    What they answered is written by the services, as a page would.
    """
    folder.mkdir()
    county = County(folder, "", (), b"", (), ())
    subprocess.run(
        (sys.executable, "-m", "farolito.cli", "demo", "--unanswered", "--quiet"),
        cwd="/",
        env=clean(county.environment),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    works = host_of(county.app()).works
    with works.open(SYSTEM) as work:
        link = links.open_link(work, demo.SCHOOL, LINK)
        stages = stages_of(link.form, work.types, work.today())
        answers = stages[-1][0]
        cookies = [_family(work, link, answers) for _ in range(families)]
        some = list(islice(cycle(stages[1:-1]), under_way))
        nexts = [(f"{START}/{key}", _family(work, link, so_far)) for so_far, key in some]
        blank, full = (journey(link.form, a, work.types, work.today()) for a in ({}, answers))
    works.close()
    return replace(
        county,
        first_page=f"{START}/{blank[0].key}",
        pages=tuple(f"{START}/{step.key}" for step in full if step.kind == "page"),
        answers=json.dumps(answers, ensure_ascii=False).encode(),
        cookies=tuple(cookies),
        under_way=tuple(nexts),
    )


def _family(work: Work, link: LinkView, answers: Answers) -> str:
    """A family that has saved these answers; its cookie."""
    session = sessions.start_family(work)
    handle = responses.start(work, link, LANGUAGE, session.id)
    responses.save(work, handle, Draft(answers=answers))
    return f"farolito={session.token}"
