"""The folders of packages: made beside their place, written through to the disk, and then there in one step."""

from __future__ import annotations

import contextlib
import fcntl
import json
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.durable import sync
from farolito.plugins.packages.refused import PackageRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from farolito.plugins.sets import Package

FACTS = "farolito-package.json"
"""The file in a package's folder that says what it is."""

DRAFT = ".draft-"
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]*-[A-Za-z0-9.!+]+-[0-9a-f]{12}", re.ASCII)


def packages_folder(data: Path) -> Path:
    """Where packages lie."""
    return data / "plugins"


@contextmanager
def one_change(data: Path) -> Iterator[Path]:
    """The folder of packages, made and held until the block ends: one change at a time. No draft of others is left.

    Raises :class:`PackageRefused` when another one is under way. The lock ends with the process that holds it.
    """
    folder = packages_folder(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PackageRefused(
                "busy", "Another change of plugins is under way here.", "Try again when it is done."
            ) from None
        _forget_drafts(folder)
        yield folder


def forget_drafts(data: Path) -> None:
    """Remove what a change left behind that was killed: a copy of the database may be in it."""
    with contextlib.suppress(PackageRefused):  # the change that is under way needs its own
        if any(packages_folder(data).glob(f"{DRAFT}*")):
            with one_change(data):
                pass


def _forget_drafts(folder: Path) -> None:
    """Of whoever was killed; nobody else is at work here."""
    for path in folder.glob(f"{DRAFT}*"):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """An empty folder beside the packages, removed at the end of the block; :func:`settle` moves it away before."""
    made = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def settle(made: Path, package: Package, facts: Mapping[str, Any]) -> Path:
    """Give a finished draft its name, once all of it is on the disk; what has that name already is as good.

    ``facts`` are kept in it for people who look: where it came from, and what else is in it.
    """
    target = made.parent.parent / package.folder
    said = {**asdict(package), **facts}
    (made / FACTS).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    if target.is_dir():
        return target
    for path in sorted(made.rglob("*")):
        if not path.is_symlink():
            sync(path)
    sync(made)
    made.rename(target)
    sync(target.parent)
    return target


def sweep(folder: Path, kept: Iterable[str]) -> tuple[str, ...]:
    """Remove the packages that nobody names, and drafts that were left behind; what was removed."""
    names = set(kept)
    gone = [
        path
        for path in sorted(folder.iterdir())
        if path.name.startswith(DRAFT) or (_FOLDER.fullmatch(path.name) and path.name not in names)
    ]
    for path in gone:
        if not path.name.startswith(DRAFT):
            # a half removed package must not be found under its name
            aside = path.with_name(f"{DRAFT}{path.name}")
            path.rename(aside)
            path = aside
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError):
        sync(folder)
    return tuple(path.name for path in gone)
