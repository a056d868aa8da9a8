"""``farolito check``: is this machine fit to serve? One line for each part, with what to do where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import click
from sqlalchemy.exc import DBAPIError

from farolito.cli.db import lacking
from farolito.cli.folders import unusable
from farolito.db.engine import describe, open_engine
from farolito.db.keyring import Keyring
from farolito.errors import FarolitoError
from farolito.pdf import render
from farolito.sandbox import ChildFailed
from farolito.services.plugins.loading import hooks_for
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.settings import Settings

FONTS = (
    "Noto Sans",
    "Noto Sans Armenian",
    "Noto Sans Khmer",
    "Noto Naskh Arabic",
    "Noto Sans CJK SC",
)
"""One family of each script that families read; the rest of the stacks comes in the same packages."""


@click.command()
def check() -> None:
    """Look at everything that serving needs, change nothing, and say what is wrong and what to do.

    Exits with 1 when something has to be mended.
    """
    settings = load_settings(os.environ, FILE)
    click.echo(f"{'Settings':10} fine; data in {settings.data}")
    parts: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("Keys", _keys),
        ("Database", _database),
        ("Plugins", _plugins),
        ("PDF", _pdf),
    )
    faulty = False
    for name, look in parts:
        try:
            said = look(settings)
        except (FarolitoError, ChildFailed) as fault:
            faulty = True
            said = f"MEND THIS: {fault}"
        except OSError as fault:
            faulty = True
            said = f"MEND THIS: {unusable(fault, settings.data)}"
        except DBAPIError as fault:
            # its words may hold a statement; the class says enough to look further
            faulty = True
            said = f"MEND THIS: the database gave an error ({type(fault.orig).__name__}). See the log of its server."
        click.echo(f"{name:10} {said}")
    if faulty:
        raise SystemExit(1)


def _keys(settings: Settings) -> str:
    Keyring.load(settings.keys)
    return f"fine; in {settings.keys}"


def _database(settings: Settings) -> str:
    if not settings.data.is_dir():
        raise FarolitoError(f"There is no folder {settings.data}. Type: farolito init")
    engine = open_engine(settings.database_url, allow_unsafe=settings.allow_unsafe_database)
    try:
        facts = describe(engine)
        missing = lacking(engine, settings, hooks_for(settings, engine))
    finally:
        engine.dispose()
    if missing:
        raise FarolitoError(
            f"Tables are not up to date ({', '.join(missing)}). Type: farolito db upgrade"
        )
    return "fine; " + ", ".join(f"{name} {fact}" for name, fact in facts.items() if fact)


def _plugins(settings: Settings) -> str:
    roster = hooks_for(settings).roster
    if roster.refused:
        names = ", ".join(refusal.name for refusal in roster.refused)
        raise FarolitoError(f"Not loaded: {names}. Type: farolito plugins check")
    return "fine; " + (", ".join(loaded.name for loaded in roster.loaded) or "none is on")


def _pdf(settings: Settings) -> str:
    page = "<!doctype html><html lang='en'><title>Check</title><h1>Check</h1></html>"
    size = len(render(page, title="Check", language="en"))
    missing = [family for family in FONTS if not _has_font(family)]
    if missing:
        raise FarolitoError(
            f"Fonts are missing: {', '.join(missing)}. Type: apt-get install fonts-noto-core fonts-noto-cjk"
        )
    return f"fine; one page of {size} bytes"


def _has_font(family: str) -> bool:
    """Whether fontconfig gives this family when it is asked for it; true where nobody can be asked."""
    program = shutil.which("fc-match")
    if program is None:
        return True
    answer = subprocess.run(  # noqa: S603  our own words
        (program, "--format", "%{family}", family), capture_output=True, text=True, check=False
    )
    return family in answer.stdout
